/** Data sources and destinations whose credential was deleted: the list says so and offers another. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { rowOf } from './deletion.ts';
import { addCredential, addSource, expect, freshName, removeCredential, test } from './fixtures.ts';

/** A source without a credential, on the page of sources. */
async function openDetached(page: Page): Promise<string> {
  const tile = await addCredential(page);
  const source = freshName('Answers');
  await addSource(page, { name: source, credentialId: tile.id });
  await removeCredential(page, tile, { detach: 'true', confirm: tile.name });
  await page.goto(`/sources?q=${encodeURIComponent(source)}`);
  await expect(rowOf(page, source)).toContainText('No credential: the one it had was deleted');
  return source;
}

async function openChoice(page: Page, source: string) {
  await page.getByRole('button', { name: `Choose a credential for ${source}` }).click();
  const choice = page.getByRole('dialog', { name: /^Choose a credential/ });
  await expect(choice).toBeVisible();
  return choice;
}

test('one is chosen, and the row tells which and has the focus', async ({ page }) => {
  const other = await addCredential(page);
  const source = await openDetached(page);
  await expectAccessible(page, 'sources, one detached');
  const choice = await openChoice(page, source);
  await choice.getByRole('button', { name: 'Use it' }).click();
  await expect(choice.getByRole('combobox')).toBeFocused();
  await expect(choice.getByRole('combobox')).toHaveAccessibleDescription('Choose a credential.');
  await choice.getByRole('combobox').fill(other.name);
  await page.getByRole('option', { name: other.name }).click();
  await expectAccessible(page, 'choose a credential', '[role="dialog"]');
  await choice.getByRole('button', { name: 'Use it' }).click();
  await expect(rowOf(page, source).getByRole('link', { name: other.name })).toBeFocused();
  await expect(rowOf(page, source).getByRole('status')).toHaveText(`It uses ${other.name} now.`);
});

test('Cancel leaves it without one, and the focus where it was', async ({ page }) => {
  const source = await openDetached(page);
  const choice = await openChoice(page, source);
  await choice.getByRole('button', { name: 'Cancel' }).click();
  await expect(choice).toBeHidden();
  await expect(page.getByRole('button', { name: `Choose a credential for ${source}` })).toBeFocused();
});

test('what somebody else chose in between is said and shown, not written over', async ({
  page,
  complaints,
}) => {
  complaints.expect(/412/);
  const [mine, theirs] = [await addCredential(page), await addCredential(page)];
  const source = await openDetached(page);
  const choice = await openChoice(page, source);
  await choice.getByRole('combobox').fill(mine.name);
  await page.getByRole('option', { name: mine.name }).click();
  const { items } = await (await page.request.get('/api/sources', { params: { q: source } })).json();
  const answer = await page.request.patch(`/api/sources/${items[0].id}`, {
    headers: { origin: new URL(page.url()).origin, 'if-match': `"${items[0].version}"` },
    data: { credentialId: theirs.id },
  });
  expect(answer.status()).toBe(200);
  await choice.getByRole('button', { name: 'Use it' }).click();
  await expect(rowOf(page, source).getByRole('status')).toContainText('Somebody changed it in the meantime.');
  await expect(rowOf(page, source).getByRole('link', { name: theirs.name })).toBeFocused();
});
