/** Recently deleted: what was deleted, for how long it can be brought back, and how. */
import { expectAccessible } from './axe.ts';
import { Deletion, rowOf } from './deletion.ts';
import { addCredential, expect, removeCredential, restoreCredential, test } from './fixtures.ts';

test('what was deleted is listed, and comes back under another name when the old one was taken', async ({
  page,
  complaints,
}) => {
  complaints.expect(/409/);
  const tile = await addCredential(page);
  await removeCredential(page, tile);
  await addCredential(page, { name: tile.name });
  await page.goto('/credentials/deleted');
  await expect(rowOf(page, tile.name)).toContainText('Deleted by ada');
  await expectAccessible(page, 'recently deleted');
  await page.getByRole('button', { name: `Bring back ${tile.name}` }).click();
  const name = rowOf(page, tile.name).getByRole('textbox', { name: 'Credential Name' });
  await expect(name).toHaveValue(`${tile.name} 2`);
  await expect(name).toBeFocused();
  await expectAccessible(page, 'bring back under another name');
  await rowOf(page, tile.name).getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${tile.name} 2` })).toBeVisible();
});

test('is reached from the list, and says by whom, when, and until when', async ({ page }) => {
  const tile = await addCredential(page);
  await removeCredential(page, tile);
  await page.goto('/credentials');
  await page.getByRole('link', { name: 'Recently deleted' }).click();
  const row = rowOf(page, tile.name);
  await expect(row).toContainText('Lucky Shrub');
  await expect(row).toContainText(/Deleted by ada just now, gone for good in (29|30) days/);
  await row.getByRole('button', { name: `Bring back ${tile.name}` }).click();
  await expect(page.getByText('This credential needs a token')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Give it a token' })).toBeVisible();
});

test('what somebody else brought back in between is not brought back twice', async ({ page, complaints }) => {
  complaints.expect(/404/);
  const tile = await addCredential(page);
  await removeCredential(page, tile);
  await page.goto('/credentials/deleted');
  await expect(rowOf(page, tile.name)).toBeVisible();
  await restoreCredential(page, tile);
  await rowOf(page, tile.name).getByRole('button', { name: 'Bring back' }).click();
  await expect(rowOf(page, tile.name).getByRole('alert')).toContainText(
    'Somebody has brought it back already',
  );
});

test('Undo asks for another name too, when the old one was taken', async ({ page, complaints }) => {
  complaints.expect(/409/);
  const tile = await addCredential(page);
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await deletion.button('Delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();
  await addCredential(page, { name: tile.name });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'Credential Name' })).toHaveValue(`${tile.name} 2`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `${tile.name} 2` })).toBeVisible();
});

test.describe('a member', () => {
  test.use({ person: 'member' });

  test('finds no way there, and a calm page behind the address', async ({ page }) => {
    await addCredential(page);
    await page.goto('/credentials');
    await expect(page.getByRole('article').first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Recently deleted' })).toHaveCount(0);
    await page.goto('/credentials/deleted');
    await expect(page.getByText('Only admins can see deleted credentials. Ask ada')).toBeVisible();
    await expectAccessible(page, 'recently deleted, for a member');
  });
});
