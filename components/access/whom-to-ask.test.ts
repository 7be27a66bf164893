import { expect, test } from 'vitest';
import { onlyAdmins } from './whom-to-ask.ts';

test.each([
  [[], 'Only admins can delete. Ask an admin.'],
  [['Ada'], 'Only admins can delete. Ask Ada.'],
  [['Ada', 'Grace'], 'Only admins can delete. Ask Ada or Grace.'],
  [['Ada', 'Grace', 'Mo'], 'Only admins can delete. Ask Ada, Grace or Mo.'],
])('of %j it says whom to ask', (admins, words) => {
  expect(onlyAdmins('delete', admins)).toBe(words);
});
