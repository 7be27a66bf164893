/** What happens between opening the dialog and deleting: other people, and a network that breaks. Nothing is lost. */

import { admin } from '../world.ts';
import { expectAccessible } from './axe.ts';
import { Deletion, rowOf } from './deletion.ts';
import {
  addCredential,
  addSource,
  changeCredential,
  expect,
  freshName,
  readCredential,
  removeCredential,
  test,
} from './fixtures.ts';
import { signIn, signOut } from './session.ts';

test('what began to use it in between is shown, and nothing is deleted', async ({ page, complaints }) => {
  complaints.expect(/409/);
  const tile = await addCredential(page);
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await expect(deletion.button('Delete')).toBeEnabled();
  const source = freshName('Late');
  await addSource(page, { name: source, credentialId: tile.id });
  await deletion.button('Delete').click();
  await expect(deletion.dialog.getByText('Somebody has just begun to use it.')).toBeVisible();
  await expect(rowOf(page, source)).toBeVisible();
  await expect(deletion.button('Replace and delete')).toBeVisible();
  expect((await readCredential(page, tile.id)).usedBy).toBe(1);
});

test('what somebody changed in between is shown, and deleted only as it is now', async ({
  page,
  complaints,
}) => {
  complaints.expect(/409|412/);
  const tile = await addCredential(page);
  const source = freshName('Answers');
  await addSource(page, { name: source, credentialId: tile.id });
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await deletion.dialog.getByRole('radio', { name: 'Delete it all the same' }).check();
  await deletion.dialog.getByRole('textbox').fill(tile.name);
  const name = freshName('Renamed');
  await changeCredential(page, tile, { name });
  await deletion.button('Delete').click();
  await expect(deletion.dialog.getByRole('alert')).toContainText(
    'ada changed this credential in the meantime.',
  );
  await expect(deletion.dialog).toHaveAccessibleName(`Delete ${name}?`);
  await expect(rowOf(page, source)).toBeVisible();
  await expectAccessible(page, 'delete, changed in between', '[role="alertdialog"]');
  const typed = deletion.dialog.getByRole('textbox', { name: `Type ${name} to delete it` });
  await expect(typed).toHaveValue(tile.name);
  await deletion.button('Delete').click();
  await expect(typed).toBeFocused();
  await typed.fill(name);
  await deletion.button('Delete').click();
  await expect(deletion.notice(name)).toBeVisible();
});

test('what somebody else deleted in between is gone as wanted', async ({ page, complaints }) => {
  complaints.expect(/404/);
  const tile = await addCredential(page);
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await expect(deletion.button('Delete')).toBeEnabled();
  await removeCredential(page, tile);
  await deletion.button('Delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();
});

test('without an answer the choice stays, and can be tried again', async ({ page, complaints }) => {
  complaints.expect(/ERR_|503/);
  const [tile, other] = [await addCredential(page), await addCredential(page)];
  await addSource(page, { name: freshName('Answers'), credentialId: tile.id });
  const deletion = new Deletion(page);
  await deletion.open(tile.name);
  await deletion.pick(other.name);
  const address = `**/api/credentials/${tile.id}?**`;
  await page.route(address, (route) => route.abort());
  await deletion.button('Replace and delete').click();
  await expect(deletion.dialog.getByRole('alert')).toContainText('Flowkeep did not answer.');
  await expect(deletion.picker).toHaveValue(other.name);
  await page.unroute(address);
  await page.route(address, (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'database_unavailable', detail: 'The database does not answer.' }),
    }),
  );
  await deletion.button('Replace and delete').click();
  await expect(deletion.dialog.getByRole('alert')).toContainText('The database does not answer');
  await page.unroute(address);
  await deletion.button('Replace and delete').click();
  await expect(deletion.notice(tile.name)).toBeVisible();
  expect((await readCredential(page, other.id)).usedBy).toBe(1);
});

test('what uses it can not be read: the dialog says so and tries again', async ({ page, complaints }) => {
  complaints.expect(/ERR_/);
  const tile = await addCredential(page);
  const deletion = new Deletion(page);
  await page.route('**/resources?**', (route) => route.abort());
  await deletion.open(tile.name);
  await expect(deletion.dialog.getByRole('alert')).toContainText('Flowkeep did not answer.');
  await expect(deletion.button('Delete')).toBeDisabled();
  await page.unroute('**/resources?**');
  await deletion.button('Try again').click();
  await expect(deletion.button('Delete')).toBeEnabled();
});

test.describe('with a session of its own', () => {
  test.use({ person: 'nobody' });

  test('when the session has ended the dialog stays, and goes on after signing in elsewhere', async ({
    page,
    complaints,
  }) => {
    complaints.expect(/401/);
    await signIn(page.request, admin);
    const tile = await addCredential(page);
    const deletion = new Deletion(page);
    await deletion.open(tile.name);
    await expect(deletion.button('Delete')).toBeEnabled();
    await signOut(page.request);
    await deletion.button('Delete').click();
    await expect(deletion.dialog.getByRole('alert')).toContainText('Your session has ended.');
    await signIn(page.request, admin);
    await deletion.button('Delete').click();
    await expect(deletion.notice(tile.name)).toBeVisible();
  });
});
