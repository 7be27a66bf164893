/**
 * The only reader of the environment. `npm start` completes it (database, keys, session secret) before the
 * server loads, so everything after start sees whole values.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import { graphOrigin } from './graph-origin.ts';

/** A value of the environment that stops the start: one sentence that names the variable. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

function isLoopback(url: URL): boolean {
  return loopbackHosts.includes(url.hostname);
}

const port = z
  .string()
  .regex(/^[0-9]{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65535);

const appUrl = z
  .string()
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text);
  })
  .transform((text) => new URL(text).origin);

/** An address, or a network such as 10.0.0.0/8. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits < 0 || more.length > 0 || address.includes('%')) return false;
  return prefix === undefined || (/^(?:0|[1-9][0-9]{0,2})$/.test(prefix) && Number(prefix) <= bits);
}

const networks = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .refine((entries) => entries.every(isNetwork));

const rules: Record<string, { schema: z.ZodType; sentence: string }> = {
  PORT: { schema: port, sentence: 'PORT must be a whole number from 1 to 65535.' },
  HOST: { schema: z.string().min(1), sentence: 'HOST must be an address to listen on, such as 127.0.0.1.' },
  APP_URL: {
    schema: appUrl,
    sentence:
      'APP_URL must be the address people open, without a path, such as https://flowkeep.example.com.',
  },
  TRUSTED_PROXIES: {
    schema: networks,
    sentence:
      'TRUSTED_PROXIES must be addresses or networks, separated by commas, such as 10.0.0.5, 192.168.0.0/16, 2001:db8::/32.',
  },
  DATABASE_URL: {
    schema: z.string().regex(/^postgres(ql)?:\/\/\S+$/),
    sentence: 'DATABASE_URL must begin with postgresql://.',
  },
  DATA_DIR: { schema: z.string().min(1), sentence: 'DATA_DIR must be a folder.' },
  LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    sentence: 'LOG_LEVEL must be debug, info, warn, error or silent.',
  },
  NEXTAUTH_SECRET: {
    schema: z.string().min(32),
    sentence: 'NEXTAUTH_SECRET must have at least 32 characters. Make one with: openssl rand -base64 32',
  },
  TOKEN_GRACE_HOURS: {
    schema: z
      .string()
      .regex(/^[0-9]{1,3}$/)
      .transform(Number)
      .refine((hours) => hours <= 720),
    sentence: 'TOKEN_GRACE_HOURS must be a whole number of hours from 0 to 720.',
  },
  ADMIN_EMAIL: { schema: z.email(), sentence: 'ADMIN_EMAIL must be an e-mail address.' },
  ADMIN_PASSWORD: {
    schema: z.string().min(12).max(200),
    sentence: 'ADMIN_PASSWORD must have 12 to 200 characters.',
  },
};

export interface Environment {
  port: number;
  host: string;
  /** The origin in links, cookies and checks, without a slash at the end. */
  appUrl: string;
  /** The origins from which a browser may change something. */
  allowedOrigins: string[];
  /** The addresses and networks (CIDR) of proxies that are believed when they say for whom they ask. */
  trustedProxies: string[];
  databaseUrl: string | null;
  /** Whether a pooler stands before the database that refuses settings of a session; found out at the start. */
  databasePooled: boolean;
  dataDir: string;
  graphBaseUrl: string;
  vaultKeys: string | null;
  vaultKeysFile: string | null;
  /** Where the anchors of the audit trail are kept; null for DATA_DIR/audit-anchors. */
  auditAnchorFile: string | null;
  sessionSecret: string | null;
  admin: { email: string; password: string } | null;
  /** How long a replaced token can be rolled back to, in hours. */
  tokenGraceHours: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  demo: boolean;
  /** Whether a cookie may ask for the pseudo-language, by which tests find texts that are not in the messages. */
  pseudoLanguage: boolean;
}

type Source = Record<string, string | undefined>;

/** An empty variable counts as absent, as in `KEY=` of an .env file. */
function given(source: Source, name: string): string | undefined {
  const value = source[name];
  return value === undefined || value === '' ? undefined : value;
}

function checked<T>(source: Source, name: string, fallback: T): T {
  const value = given(source, name);
  const rule = rules[name];
  if (value === undefined || !rule) return fallback;
  const result = rule.schema.safeParse(value);
  if (!result.success) throw new EnvironmentError(rule.sentence);
  return result.data as T;
}

function together(source: Source, first: string, second: string): void {
  if ((given(source, first) === undefined) !== (given(source, second) === undefined)) {
    throw new EnvironmentError(`${first} and ${second} belong together: set both or neither.`);
  }
}

/** Whether an address names several hosts, as libpq lets it: `a:5432,b:5432`, or `?host=a,b`. */
function namesSeveralHosts(url: string): boolean {
  const [, authority = '', query = ''] = /^\w+:\/\/([^/?#]*)[^?#]*(?:\?([^#]*))?/.exec(url) ?? [];
  const hosts = [
    authority.slice(authority.lastIndexOf('@') + 1),
    ...new URLSearchParams(query).getAll('host'),
  ];
  return hosts.some((host) => host.includes(','));
}

/** @throws EnvironmentError */
function databaseUrlOf(source: Source): string | null {
  const url = checked<string | null>(source, 'DATABASE_URL', null);
  if (url === null || !namesSeveralHosts(url)) return url;
  throw new EnvironmentError(
    'DATABASE_URL names several hosts, and Flowkeep connects to one. Name the server that writes, or an address that always leads to it.',
  );
}

/**
 * Reads and checks the environment.
 * @throws EnvironmentError with one sentence that names the first wrong variable.
 */
export function readEnvironment(source: Source = process.env): Environment {
  if (source.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    throw new EnvironmentError(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 would send tokens to anyone who answers for Meta. Remove it.',
    );
  }
  together(source, 'ADMIN_EMAIL', 'ADMIN_PASSWORD');
  if (given(source, 'VAULT_KEYS') && given(source, 'VAULT_KEYS_FILE')) {
    throw new EnvironmentError('VAULT_KEYS and VAULT_KEYS_FILE exclude each other: set one of them.');
  }
  const portNumber = checked(source, 'PORT', 3000);
  const configured = checked<string | null>(source, 'APP_URL', null);
  const url = new URL(configured ?? `http://localhost:${portNumber}`);
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw new EnvironmentError(
      'APP_URL must begin with https:// unless it is this machine: over plain http, tokens could be read on the way.',
    );
  }
  const email = checked<string | null>(source, 'ADMIN_EMAIL', null);
  const password = checked<string | null>(source, 'ADMIN_PASSWORD', null);
  return {
    port: portNumber,
    host: checked(source, 'HOST', '127.0.0.1'),
    appUrl: url.origin,
    allowedOrigins: configured ? [url.origin] : loopbackHosts.map((host) => `http://${host}:${portNumber}`),
    trustedProxies: checked<string[]>(source, 'TRUSTED_PROXIES', []),
    databaseUrl: databaseUrlOf(source),
    databasePooled: source.FLOWKEEP_DATABASE_POOLED === '1',
    dataDir: checked(source, 'DATA_DIR', '.data'),
    graphBaseUrl: given(source, 'GRAPH_BASE_URL') ?? graphOrigin,
    vaultKeys: given(source, 'VAULT_KEYS') ?? null,
    vaultKeysFile: given(source, 'VAULT_KEYS_FILE') ?? null,
    auditAnchorFile: given(source, 'AUDIT_ANCHOR_FILE') ?? null,
    sessionSecret: checked<string | null>(source, 'NEXTAUTH_SECRET', null),
    admin: email && password ? { email, password } : null,
    tokenGraceHours: checked(source, 'TOKEN_GRACE_HOURS', 24),
    logLevel: checked(source, 'LOG_LEVEL', 'info'),
    demo: source.FLOWKEEP_DEMO === '1',
    pseudoLanguage: source.FLOWKEEP_PSEUDO_LANGUAGE === '1',
  };
}

/** Sentences about variables that are set but change nothing, or weaken something: to be logged at start. */
export function environmentWarnings(source: Source = process.env): string[] {
  const unused = [
    'META_APP_ID',
    'META_APP_SECRET',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'SMTP_URL',
    'ALERT_WEBHOOK_URL',
  ].filter((name) => given(source, name));
  const warnings = unused.map((name) => `${name} is set, but this version of Flowkeep does not use it yet.`);
  if (given(source, 'NODE_EXTRA_CA_CERTS')) {
    warnings.push(
      'NODE_EXTRA_CA_CERTS is set: whoever holds those authorities can read the tokens sent to Meta.',
    );
  }
  if (['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => given(source, name))) {
    warnings.push('A proxy is set in the environment. Flowkeep does not use it: it calls Meta directly.');
  }
  return warnings;
}

let cached: Environment | undefined;

/** The environment of this process, read once. */
export function environment(): Environment {
  cached ??= readEnvironment();
  return cached;
}

/** Adds what the start found out (the database's address, made secrets) for everything that loads later. */
export function completeEnvironment(values: Record<string, string>): Environment {
  Object.assign(process.env, values);
  cached = readEnvironment();
  return cached;
}

/** True for `npm run demo`: on the sandbox, with sample data. */
export function isDemo(): boolean {
  return environment().demo;
}

/** The account that the demonstration shows on its sign-in page; null outside a demonstration. */
export function demoAccount(): { email: string; password: string } | null {
  return isDemo() ? environment().admin : null;
}
