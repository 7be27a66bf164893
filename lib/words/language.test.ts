import { afterEach, expect, test } from 'vitest';
import { completeEnvironment } from '../env.ts';
import { requestScope } from '../request-scope.ts';
import { languageOf } from './language.ts';
import { words } from './words.ts';

afterEach(() => completeEnvironment({ FLOWKEEP_PSEUDO_LANGUAGE: '' }));

test('a cookie asks for the pseudo-language only where tests have allowed it', () => {
  expect(languageOf('theme=dark; language=en-XA')).toBe('en');
  completeEnvironment({ FLOWKEEP_PSEUDO_LANGUAGE: '1' });
  expect(languageOf('theme=dark; language=en-XA')).toBe('en-XA');
  for (const other of [undefined, 'theme=dark', 'language=de', 'language=en-XAX', 'xlanguage=en-XA'])
    expect(languageOf(other)).toBe('en');
});

test('the words of a request are in its language, those of no request in English', () => {
  const scope = { requestId: '0199', databaseAway: false };
  const inside = requestScope.run({ ...scope, language: 'en-XA' }, () => words('frame')('signOut'));
  expect(inside).toBe('⟦Šíĝñ óúţ⟧');
  expect(words('frame')('signOut')).toBe('Sign out');
});
