/** Deleting without breaking anybody in silence. */
import { expectAccessible } from './axe.ts';
import { Deletion, rowOf } from './deletion.ts';
import { addCredential, addSource, expect, freshName, readCredential, script, test } from './fixtures.ts';
import { newSource, paste } from './overlay.ts';

test('an unused credential goes with one answer; Undo brings the record back, which asks for a token', async ({
  page,
}) => {
  const tile = await addCredential(page);
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await expect(deletion.dialog).toContainText('destroyed at once');
  await expect(deletion.button('Keep it')).toBeFocused();
  await expectAccessible(page, 'delete, unused', '[role="alertdialog"]');
  await deletion.button('Delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();
  await expect(page.getByRole('article', { name: tile.name })).toHaveCount(0);
  await expectAccessible(page, 'after a deletion');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('This credential needs a token')).toBeVisible();
  await expectAccessible(page, 'a credential without a token');
  await page.getByRole('button', { name: 'Give it a token' }).click();
  await paste(page.getByLabel('Access Token', { exact: true }), script('never-expiring').token);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The token was replaced.')).toBeVisible();
  expect(await readCredential(page, tile.id)).toMatchObject({ status: 'valid', name: tile.name });
});

test('Keep it and Esc keep it', async ({ page }) => {
  const tile = await addCredential(page);
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await deletion.button('Keep it').click();
  await expect(deletion.dialog).toBeHidden();
  await expect(page.getByRole('button', { name: `Actions for ${tile.name}` })).toBeFocused();
  await deletion.openFromTile(tile.name);
  await page.keyboard.press('Escape');
  await expect(deletion.dialog).toBeHidden();
  expect(await readCredential(page, tile.id)).toEqual(tile);
});

test('a used one shows what uses it, and another takes its place for all of it', async ({ page }) => {
  const [tile, other] = [await addCredential(page), await addCredential(page)];
  const names = [freshName('Answers'), freshName('Answers')];
  for (const name of names) await addSource(page, { name, credentialId: tile.id });
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  for (const name of names) await expect(rowOf(page, name)).toContainText('Source of ada');
  await expectAccessible(page, 'delete, used', '[role="alertdialog"]');
  await deletion.button('Replace and delete').click();
  await expect(deletion.dialog.getByText('Choose the credential that takes its place.')).toBeVisible();
  await expect(deletion.picker).toBeFocused();
  await deletion.pick(other.name);
  await expectAccessible(page, 'delete, replacement chosen', '[role="alertdialog"]');
  await deletion.button('Replace and delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();
  expect((await readCredential(page, other.id)).usedBy).toBe(2);
});

test('a name typed after another was picked is not deleted in the name of the first', async ({ page }) => {
  const [tile, other] = [await addCredential(page), await addCredential(page)];
  await addSource(page, { name: freshName('Answers'), credentialId: tile.id });
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await deletion.pick(other.name);
  await deletion.picker.press('End');
  await deletion.picker.press('x');
  await deletion.picker.press('Tab');
  await deletion.button('Replace and delete').click();
  await expect(deletion.picker).toHaveAccessibleDescription(/Choose the credential that takes its place/);
  await expect(deletion.picker).toHaveAttribute('aria-invalid', 'true');
  expect((await readCredential(page, tile.id)).usedBy).toBe(1);
});

test('the replacement is chosen by keys alone, and Esc closes the list before the dialog', async ({
  page,
}) => {
  const [tile, other] = [await addCredential(page), await addCredential(page)];
  await addSource(page, { name: freshName('Answers'), credentialId: tile.id });
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await deletion.picker.focus();
  await page.keyboard.type(other.name);
  const option = page.getByRole('option', { name: other.name });
  await expect(option).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(option).toBeHidden();
  await expect(deletion.dialog).toBeVisible();
  await deletion.picker.fill(other.name);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(deletion.picker).toHaveValue(other.name);
  await page.keyboard.press('Enter');
  await expect(deletion.notice(tile.name)).toBeVisible();
  expect((await readCredential(page, other.id)).usedBy).toBe(1);
});

test('a used one is deleted all the same only with its name typed; what used it says so', async ({
  page,
}) => {
  const tile = await addCredential(page);
  const source = freshName('Answers');
  await addSource(page, { name: source, credentialId: tile.id });
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await deletion.dialog.getByRole('radio', { name: 'Delete it all the same' }).check();
  const typed = deletion.dialog.getByRole('textbox', { name: `Type ${tile.name} to delete it` });
  await typed.fill('something else');
  await deletion.button('Delete').click();
  await expect(typed).toHaveAccessibleDescription(/not the name/);
  await typed.fill(tile.name);
  await expectAccessible(page, 'delete, name typed', '[role="alertdialog"]');
  await deletion.button('Delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();

  await page.goto(`/sources?q=${encodeURIComponent(source)}`);
  await expect(rowOf(page, source)).toContainText('No credential: the one it had was deleted');
});

test('from its own page the way leads back to the list, which says what happened', async ({ page }) => {
  const tile = await addCredential(page);
  await page.goto(`/credentials/${tile.id}`);
  const deletion = new Deletion(page);
  await deletion.openFromTile(tile.name);
  await deletion.button('Delete').click();
  await expect(page).toHaveURL(/\/credentials\?deleted=/);
  await expect(deletion.notice(tile.name)).toBeVisible();
});

test('on Authenticate the list goes on without it, and nothing is chosen that is gone', async ({ page }) => {
  const tile = await addCredential(page);
  const deletion = new Deletion(page);
  await page.goto(`${newSource}&q=${encodeURIComponent(tile.name)}`);
  await page.getByRole('radio', { name: tile.name }).check();
  await deletion.openFromTile(tile.name);
  await deletion.button('Delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();
  await expect(page.getByRole('radio', { name: tile.name })).toHaveCount(0);
  await expect(page.getByText('Choose a credential to go on.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true');
});

test('deleting one on Authenticate leaves the choice of another alone', async ({ page }) => {
  const word = freshName('Pair').split(' ').slice(0, 2).join(' ');
  const [tile, other] = [
    await addCredential(page, { name: `${word} goes` }),
    await addCredential(page, { name: `${word} stays` }),
  ];
  const deletion = new Deletion(page);
  await page.goto(`${newSource}&q=${encodeURIComponent(word)}`);
  await page.getByRole('radio', { name: other.name }).check();
  await deletion.openFromTile(tile.name);
  await deletion.button('Delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();
  await expect(page.getByRole('radio', { name: other.name })).toBeChecked();
  await expect(page.getByText(`${other.name} is selected.`)).toBeVisible();
});
