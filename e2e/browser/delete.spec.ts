/** Deleting without breaking anybody in silence, and bringing back. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { addCredential, addSource, expect, freshName, readCredential, script, test } from './fixtures.ts';
import { paste } from './overlay.ts';

const dialog = (page: Page) => page.getByRole('alertdialog', { name: /^Delete / });
const button = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });

async function askToDelete(page: Page, name: string): Promise<void> {
  await page.goto(`/credentials?q=${encodeURIComponent(name)}`);
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(dialog(page)).toBeVisible();
}

const notice = (page: Page, name: string) => page.getByText(`${name} was deleted.`);
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('an unused credential goes with one answer; Undo brings the record back, which asks for a token', async ({
  page,
}) => {
  const tile = await addCredential(page);
  await askToDelete(page, tile.name);
  await expect(dialog(page)).toContainText('destroyed at once');
  await expect(button(page, 'Keep it')).toBeFocused();
  await expectAccessible(page, 'delete, unused', '[role="alertdialog"]');
  await button(page, 'Delete').click();
  await expect(notice(page, tile.name)).toBeVisible();
  await expect(page.getByRole('article', { name: tile.name })).toHaveCount(0);
  await expectAccessible(page, 'after a deletion');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('This credential needs a token')).toBeVisible();
  await expectAccessible(page, 'a credential without a token', 'main');
  await page.getByRole('button', { name: 'Give it a token' }).click();
  await paste(page.getByLabel('Access Token', { exact: true }), script('never-expiring').token);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The token was replaced.')).toBeVisible();
  expect(await readCredential(page, tile.id)).toMatchObject({ status: 'valid', name: tile.name });
});

test('Keep it and Esc keep it', async ({ page }) => {
  const tile = await addCredential(page);
  await askToDelete(page, tile.name);
  await button(page, 'Keep it').click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('button', { name: `Actions for ${tile.name}` })).toBeFocused();
  await askToDelete(page, tile.name);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  expect(await readCredential(page, tile.id)).toEqual(tile);
});

test('a used one shows what uses it, and another takes its place for all of it', async ({ page }) => {
  const [tile, other] = [await addCredential(page), await addCredential(page)];
  const names = [freshName('Answers'), freshName('Answers')];
  for (const name of names) await addSource(page, { name, credentialId: tile.id });
  await askToDelete(page, tile.name);
  for (const name of names) await expect(row(page, name)).toContainText('Source of ada');
  await expectAccessible(page, 'delete, used', '[role="alertdialog"]');
  await button(page, 'Replace and delete').click();
  await expect(dialog(page).getByText('Choose the credential that takes its place.')).toBeVisible();
  const picker = dialog(page).getByRole('combobox', { name: 'Replace with' });
  await picker.fill(other.name);
  await page.getByRole('option', { name: other.name }).click();
  await expectAccessible(page, 'delete, replacement chosen', '[role="alertdialog"]');
  await button(page, 'Replace and delete').click();
  await expect(notice(page, tile.name)).toBeVisible();
  expect((await readCredential(page, other.id)).usedBy).toBe(2);
});

test('a used one is deleted all the same only with its name typed; what used it says so and takes another', async ({
  page,
}) => {
  const [tile, other] = [await addCredential(page), await addCredential(page)];
  const source = freshName('Answers');
  await addSource(page, { name: source, credentialId: tile.id });
  await askToDelete(page, tile.name);
  await dialog(page).getByRole('radio', { name: 'Delete it all the same' }).check();
  const typed = dialog(page).getByRole('textbox', { name: `Type ${tile.name} to delete it` });
  await typed.fill('something else');
  await button(page, 'Delete').click();
  await expect(typed).toHaveAccessibleDescription(/not the name/);
  await typed.fill(tile.name);
  await expectAccessible(page, 'delete, name typed', '[role="alertdialog"]');
  await button(page, 'Delete').click();
  await expect(notice(page, tile.name)).toBeVisible();

  await page.goto(`/sources?q=${encodeURIComponent(source)}`);
  await expect(row(page, source)).toContainText('No credential');
  await page.getByRole('button', { name: `Choose a credential for ${source}` }).click();
  const choice = page.getByRole('dialog', { name: /^Choose a credential/ });
  await choice.getByRole('combobox').fill(other.name);
  await page.getByRole('option', { name: other.name }).click();
  await expectAccessible(page, 'choose a credential', '[role="dialog"]');
  await choice.getByRole('button', { name: 'Use it' }).click();
  await expect(row(page, source).getByRole('link', { name: other.name })).toBeVisible();
});

test('what began to use it in between is shown, and nothing is deleted', async ({ page, complaints }) => {
  complaints.expect(/409/);
  const tile = await addCredential(page);
  await askToDelete(page, tile.name);
  await expect(button(page, 'Delete')).toBeEnabled();
  const source = freshName('Late');
  await addSource(page, { name: source, credentialId: tile.id });
  await button(page, 'Delete').click();
  await expect(dialog(page).getByText('Somebody has just begun to use it.')).toBeVisible();
  await expect(row(page, source)).toBeVisible();
  await expect(button(page, 'Replace and delete')).toBeVisible();
  expect((await readCredential(page, tile.id)).usedBy).toBe(1);
});

test('from its own page the way leads back to the list, which says what happened', async ({ page }) => {
  const tile = await addCredential(page);
  await page.goto(`/credentials/${tile.id}`);
  await page.getByRole('button', { name: `Actions for ${tile.name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await button(page, 'Delete').click();
  await expect(page).toHaveURL(/\/credentials\?deleted=/);
  await expect(notice(page, tile.name)).toBeVisible();
});

test('what was deleted is listed, and comes back under another name when the old one was taken', async ({
  page,
  complaints,
}) => {
  complaints.expect(/409/);
  const tile = await addCredential(page);
  await askToDelete(page, tile.name);
  await button(page, 'Delete').click();
  await expect(notice(page, tile.name)).toBeVisible();
  await addCredential(page, { name: tile.name });
  await page.goto('/credentials/deleted');
  await expect(row(page, tile.name)).toContainText('Deleted by ada');
  await expectAccessible(page, 'recently deleted');
  await page.getByRole('button', { name: `Bring back ${tile.name}` }).click();
  const name = row(page, tile.name).getByRole('textbox', { name: 'Credential Name' });
  await expect(name).toHaveValue(`${tile.name} 2`);
  await expectAccessible(page, 'bring back under another name');
  await row(page, tile.name).getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${tile.name} 2` })).toBeVisible();
});
