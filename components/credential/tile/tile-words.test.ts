import { describe, expect, test } from 'vitest';
import { words } from '../../../lib/words/words.ts';
import {
  ageOf,
  badgeStatus,
  groupsOf,
  kindWords,
  statusWords,
  tileWording,
  usageWords,
  versionWords,
} from './tile-words.ts';

const english = tileWording(words('credentialTile', 'en'), words('ui', 'en'), 'en');
const now = new Date('2026-11-24T12:00:00Z');
const facts = {
  status: 'valid' as const,
  reason: 'ok',
  locked: false,
  checkedAt: '2026-11-24T11:57:00Z',
  lastAttempt: null,
  tokenExpiresAt: null,
  dataAccessExpiresAt: null,
};

describe('the status of a tile in words', () => {
  test('valid says so', () => expect(statusWords(english, facts, now)).toBe('Valid'));

  test('expiring tells the first end, be it of the token or of data access', () => {
    const expiring = { ...facts, status: 'expiring' as const, tokenExpiresAt: '2027-02-01T00:00:00Z' };
    expect(statusWords(english, { ...expiring, dataAccessExpiresAt: '2026-11-30T13:00:00Z' }, now)).toBe(
      'Expires in 6 days',
    );
  });

  test('invalid tells why, and says Invalid for a reason that is new', () => {
    const invalid = { ...facts, status: 'invalid' as const };
    expect(statusWords(english, { ...invalid, reason: 'token_expired' }, now)).toBe('The token has expired');
    expect(statusWords(english, { ...invalid, reason: 'never_heard' }, now)).toBe('Invalid');
  });

  test('locked comes before everything else', () => {
    const locked = { ...facts, locked: true };
    expect(badgeStatus(locked)).toBe('locked');
    expect(statusWords(english, locked, now)).toBe('Locked: its key is missing');
  });
});

describe('the age of a check', () => {
  test('is that of the decision, even when a later try led nowhere', () => {
    const lastAttempt = { at: '2026-11-24T11:59:00Z', code: 'graph_timeout' };
    expect(ageOf({ ...facts, lastAttempt })).toEqual({ done: 'checked', at: facts.checkedAt });
    expect(ageOf({ ...facts, checkedAt: null, lastAttempt })).toEqual({ done: 'tried', at: lastAttempt.at });
    expect(ageOf({ ...facts, checkedAt: null })).toBeNull();
  });
});

test('a version shows what Meta answers as, where that differs', () => {
  expect(versionWords({ apiVersion: 'v18.0', servedVersion: 'v21.0' })).toBe('v18.0 → v21.0');
  expect(versionWords({ apiVersion: 'v26.0', servedVersion: 'v26.0' })).toBe('v26.0');
  expect(versionWords({ apiVersion: 'v26.0', servedVersion: null })).toBe('v26.0');
});

test('a kind tells its end, that it has none, or nothing where Meta would not say', () => {
  const end = '2026-12-14T13:00:00Z';
  const system = { tokenKind: 'system_user' as const, tokenNeverExpires: true, tokenExpiresAt: null };
  expect(kindWords(english, system, now)).toBe('System user, no end');
  expect(kindWords(english, { tokenKind: 'user', tokenNeverExpires: false, tokenExpiresAt: end }, now)).toBe(
    'Person, ends in 20 days',
  );
  expect(kindWords(english, { tokenKind: null, tokenNeverExpires: false, tokenExpiresAt: null }, now)).toBe(
    'Kind unknown',
  );
});

test('an id falls into groups of four, without losing a digit', () => {
  expect(groupsOf('104996122399160')).toEqual(['1049', '9612', '2399', '160']);
  expect(groupsOf('')).toEqual([]);
});

test('usage is counted', () => {
  expect(usageWords(english, 0)).toBe('not used yet');
  expect(usageWords(english, 4)).toBe('used by 4');
});
