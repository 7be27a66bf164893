import { describe, expect, test } from 'vitest';
import { words } from '../../lib/words/words.ts';
import { changesOf, eventSentence, nameWords } from './event-words.ts';

const t = words('events');

const sentence = (action: string, details: Record<string, unknown> = {}, outcome = 'done') =>
  eventSentence(t, 'en', { action, outcome, actorName: 'Ada', targetName: 'Prod flows', details });

describe('an event is told as one plain sentence', () => {
  test.each([
    ['credential.added', {}, 'Ada added Prod flows'],
    ['credential.token_replaced', { version: 2 }, 'Ada replaced the token of Prod flows'],
    ['credential.rolled_back', {}, 'Ada rolled Prod flows back to the token before'],
    ['credential.inspected', { verdict: 'usable' }, 'Ada checked Prod flows with Meta: accepted'],
    [
      'credential.edited',
      {
        changes: [
          { field: 'name', from: 'a', to: 'b' },
          { field: 'apiVersion', from: 'v18.0', to: 'v26.0' },
        ],
      },
      'Ada changed the name and the API Version of Prod flows',
    ],
    ['credential.deleted', { usedBy: 0, replacedWith: null, detached: false }, 'Ada deleted Prod flows'],
    [
      'credential.deleted',
      { usedBy: 2, replacedWith: { id: 'x', name: 'Brasil' }, detached: false },
      'Ada deleted Prod flows and put Brasil in its place for 2 data resources',
    ],
    [
      'credential.deleted',
      { usedBy: 1, replacedWith: null, detached: true },
      'Ada deleted Prod flows, which 1 data resource used',
    ],
    ['credential.used', { method: 'GET', path: '/v26.0/1/flows' }, 'Ada used Prod flows: GET /v26.0/1/flows'],
    [
      'credential.used',
      { method: 'GET', path: '/v26.0/me', warnings: ['jsonp', 'pretty'] },
      'Ada used Prod flows: GET /v26.0/me (warned of jsonp, pretty)',
    ],
    [
      'resource.credential_changed',
      { from: { id: 'x', name: 'Old' }, to: { id: 'y', name: 'New' } },
      'Ada let Prod flows use New instead of Old',
    ],
    [
      'resource.credential_changed',
      { from: { id: 'x', name: 'Old' }, to: null },
      'Ada left Prod flows without a credential: Old was deleted',
    ],
    ['person.role_changed', { from: 'member', to: 'admin' }, 'Ada made Prod flows admin instead of member'],
    ['person.removed', { keysEnded: 3, keysKept: 0 }, 'Ada removed Prod flows'],
    ['person.disabled', { keysKept: 1 }, 'Ada disabled Prod flows and kept 1 API key of theirs'],
    [
      'person.role_changed',
      { from: 'admin', to: 'member', keysKept: 2 },
      'Ada made Prod flows member instead of admin and kept 2 API keys of theirs',
    ],
  ])('%s', (action, details, words) => {
    expect(sentence(action, details)).toBe(words);
  });

  test('also when it was refused or left undecided', () => {
    expect(sentence('credential.token_replaced', {}, 'refused')).toContain('Meta refused the new one');
    expect(sentence('credential.used', { method: 'GET', path: '/v26.0/debug_token' }, 'refused')).toBe(
      'Ada tried to use Prod flows and was refused: GET /v26.0/debug_token',
    );
    expect(sentence('credential.inspected', {}, 'undecided')).toContain('could not be asked');
  });

  test('also when this version does not know it', () => {
    expect(sentence('moon.landed', {}, 'done')).toBe('Ada: moon landed Prod flows (done)');
  });
});

describe('a refusal says what was tried, why it was refused, and how often', () => {
  const call = { method: 'GET', route: '/api/keys/{id}', key: null, ids: [], count: 1 };
  test.each([
    [{ code: 'forbidden' }, 'Ada tried GET /api/keys/{id} without the right'],
    [{ code: 'forbidden', count: 57 }, 'Ada tried GET /api/keys/{id} without the right (57 more times)'],
    [{ code: 'unauthenticated', key: 'revoked' }, 'Ada was used after it was revoked: GET /api/keys/{id}'],
    [{ code: 'unauthenticated', key: 'expired' }, 'Ada was used after its end: GET /api/keys/{id}'],
    [
      { code: 'unauthenticated', key: 'unknown' },
      'Ada tried an API key that Flowkeep does not know: GET /api/keys/{id}',
    ],
    [{ code: 'unauthenticated' }, 'Ada tried GET /api/keys/{id}, but their access had just ended'],
    [{ code: 'too_many_requests' }, 'Ada was refused after too many tries: GET /api/keys/{id}'],
    [{ code: 'setup_code_wrong' }, 'Ada tried to set up Flowkeep with a wrong code'],
    [{ code: 'already_set_up' }, 'Ada tried to set up Flowkeep, which has been set up'],
    [{ code: 'invitation_gone', count: 2 }, 'Ada tried an invitation that is not valid (2 more times)'],
    [{ code: 'not_found' }, 'Ada asked for what is not among its credentials: GET /api/keys/{id}'],
    [{ code: 'cross_origin' }, 'Ada tried GET /api/keys/{id} from a page that is not Flowkeep’s'],
    // Of a version before this one, and of one after it.
    [
      { code: 'forbidden', key: undefined, count: undefined },
      'Ada tried GET /api/keys/{id} without the right',
    ],
    [{ code: 'moon' }, 'Ada was refused: GET /api/keys/{id}'],
  ])('%j', (details, words) => {
    expect(sentence('access.refused', { ...call, ...details }, 'refused')).toBe(words);
  });
});

test('a name is one short line, whatever was typed', () => {
  expect(nameWords('a\r\nb\u202ec')).toBe('a b c');
  expect(nameWords('می\u200cخواهم 👨\u200d👩\u200d👧 a\u200d')).toBe('می\u200cخواهم 👨\u200d👩\u200d👧 a');
  expect(nameWords('x'.repeat(1_000_000)).length).toBe(81);
  expect(nameWords(null)).toBe('');
});

test('changes that are no list are none', () => {
  expect(changesOf(t, { changes: 'x' })).toEqual([]);
});
