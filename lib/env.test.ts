import { expect, test } from 'vitest';
import { EnvironmentError, environmentWarnings, readEnvironment } from './env.ts';

test('nothing has to be set', () => {
  expect(readEnvironment({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    appUrl: 'http://localhost:3000',
    dataDir: '.data',
    graphBaseUrl: 'https://graph.facebook.com',
    admin: null,
    demo: false,
    pseudoLanguage: false,
  });
});

test('an empty variable counts as absent', () => {
  expect(readEnvironment({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
});

test.each([
  ['PORT', { PORT: '0' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '3000x' }],
  ['APP_URL', { APP_URL: 'flowkeep.example.com' }],
  ['APP_URL', { APP_URL: 'https://flowkeep.example.com/path' }],
  ['APP_URL', { APP_URL: 'http://flowkeep.example.com' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'balancer.example.com' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1,,10.0.0.2' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '2001:db8::/129' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/8/8' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://db' }],
  ['DATABASE_URL names several hosts', { DATABASE_URL: 'postgresql://app:pw@one:5432,two:5432/flowkeep' }],
  ['DATABASE_URL names several hosts', { DATABASE_URL: 'postgresql://one,two/flowkeep' }],
  ['DATABASE_URL names several hosts', { DATABASE_URL: 'postgresql:///flowkeep?host=one,two' }],
  [
    'DATABASE_URL names several hosts',
    { DATABASE_URL: 'postgresql://x/flowkeep?sslmode=require&host=one%2Ctwo' },
  ],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'short' }],
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'ada@example.com' }],
  ['ADMIN_EMAIL', { ADMIN_PASSWORD: 'long enough password' }],
  ['ADMIN_EMAIL', { ADMIN_EMAIL: 'ada', ADMIN_PASSWORD: 'long enough password' }],
  ['VAULT_KEYS', { VAULT_KEYS: 'k:x', VAULT_KEYS_FILE: '/x' }],
  ['NODE_TLS_REJECT_UNAUTHORIZED', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
])('a wrong %s stops the start with a sentence that names it', (name, source) => {
  expect(() => readEnvironment(source)).toThrow(EnvironmentError);
  expect(() => readEnvironment(source)).toThrow(name);
});

test('proxies are listed as addresses and networks', () => {
  const { trustedProxies } = readEnvironment({ TRUSTED_PROXIES: '10.0.0.5, 192.168.0.0/16 ,2001:db8::/32' });
  expect(trustedProxies).toEqual(['10.0.0.5', '192.168.0.0/16', '2001:db8::/32']);
});

test.each([
  'postgresql://app:a,b@db:5432/flowkeep',
  'postgresql://db/one,two?application_name=a,b',
  'postgresql:///flowkeep?host=/var/run/postgresql',
])('%s names one host', (DATABASE_URL) => {
  expect(readEnvironment({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
});

test('the sentence does not repeat the wrong value', () => {
  expect(() => readEnvironment({ DATABASE_URL: 'mysql://app:hunter2@db' })).not.toThrow('hunter2');
});

test('this machine may be called by any of its names, another origin only as configured', () => {
  expect(readEnvironment({ PORT: '4000' }).allowedOrigins).toContain('http://127.0.0.1:4000');
  expect(readEnvironment({ APP_URL: 'https://flowkeep.example.com/' }).allowedOrigins).toEqual([
    'https://flowkeep.example.com',
  ]);
});

test('variables that change nothing yet, or weaken something, are warned about', () => {
  const warnings = environmentWarnings({
    SMTP_URL: 'smtp://x',
    NODE_EXTRA_CA_CERTS: '/x',
    HTTPS_PROXY: 'http://x',
  });
  expect(warnings).toHaveLength(3);
});
