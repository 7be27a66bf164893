import { expect, test } from 'vitest';
import { words } from '../../lib/words/words.ts';
import { eventParts } from './event-parts.ts';

const credential = { targetKind: 'credential', targetId: 'c1', targetName: 'Prod flows' };
const source = { targetKind: 'source', targetId: 's1', targetName: 'Nightly' };

/** The parts, links in brackets with their ids. */
const parts = (event: Partial<Parameters<typeof eventParts>[2]>) =>
  eventParts(words('events'), 'en', {
    action: 'credential.added',
    outcome: 'done',
    actorName: 'Ada',
    targetKind: null,
    targetId: null,
    targetName: null,
    details: {},
    ...event,
  })
    .map(({ text, credentialId }) => (credentialId ? `[${text}](${credentialId})` : text))
    .join('');

test.each([
  [credential, 'Ada added [Prod flows](c1)'],
  [
    {
      ...credential,
      action: 'credential.deleted',
      details: { usedBy: 2, replacedWith: { id: 'c2', name: 'Brasil' }, detached: false },
    },
    'Ada deleted [Prod flows](c1) and put [Brasil](c2) in its place for 2 data resources',
  ],
  [
    {
      ...source,
      action: 'resource.credential_changed',
      details: { from: { id: 'c1', name: 'Old' }, to: { id: 'c2', name: 'New' } },
    },
    'Ada let Nightly use [New](c2) instead of [Old](c1)',
  ],
  [
    {
      ...source,
      action: 'resource.credential_changed',
      details: { from: null, to: { id: 'c2', name: 'New' } },
    },
    'Ada let Nightly use [New](c2)',
  ],
  [
    { ...source, action: 'resource.created', details: { credentialId: 'c1', credentialName: 'Prod flows' } },
    'Ada created Nightly with [Prod flows](c1)',
  ],
  [
    {
      ...credential,
      action: 'credential.token_ending',
      actorName: 'Flowkeep',
      details: { endsAt: '2027-01-31T08:00:00.000Z', tokenVersion: 1 },
    },
    'Flowkeep saw that the token of [Prod flows](c1) ends on 31 Jan 2027',
  ],
  [{ ...credential, targetId: null, outcome: 'refused' }, 'Ada tried to add Prod flows; Meta refused it'],
  [{ ...credential, action: 'credential.purged' }, 'Ada removed the record of Prod flows for good'],
  [{ ...source, action: 'resource.deleted' }, 'Ada deleted Nightly'],
  [{ action: 'person.signed_in' }, 'Ada signed in'],
  // The name of a credential is no word of the sentence, and nothing that a name says is a mark.
  [{ ...credential, targetName: 'a' }, 'Ada added [a](c1)'],
  [{ ...credential, actorName: '\ufdd00\ufdd0' }, '0 added [Prod flows](c1)'],
])('%#', (event, sentence) => {
  expect(parts(event)).toBe(sentence);
});
