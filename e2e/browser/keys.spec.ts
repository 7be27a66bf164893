/** API keys: made with the least they need, shown once, revoked at once. */
import { expectAccessible } from './axe.ts';
import { addCredential, expect, freshName, test } from './fixtures.ts';

test('a key is shown once, reaches what it was made for, and is revoked at once', async ({
  page,
  request,
}) => {
  const tile = await addCredential(page);
  const name = freshName('Nightly');
  await page.goto('/keys');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/Give the key a name/);
  await expect(dialog.getByRole('checkbox', { name: 'use' })).toHaveAccessibleDescription(
    /through the gateway/,
  );
  await expect(dialog.getByRole('checkbox', { name: 'manage' })).toHaveAccessibleDescription(/audit trail/);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('combobox', { name: 'Credentials' }).fill(tile.name);
  await page.getByRole('option', { name: tile.name }).click();
  await expect(dialog.getByRole('button', { name: `${tile.name} : leave out` })).toBeVisible();
  await expectAccessible(page, 'make a key', '[role="dialog"]');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = (await dialog.getByText(/^fk_/).textContent()) ?? '';
  const lines = dialog.locator('pre');
  const base = `${new URL(page.url()).origin}/graph/${tile.id}`;
  await expect(lines).toHaveText([base, new RegExp(`"${base}/v26[.]0/me[^]*Bearer ${key}"`)]);
  await dialog.getByLabel('Client').selectOption({ label: 'whatsapp-api-js 6.3.0' });
  await expect(lines.last()).toContainText(`token: '${key}'`);
  await expect(dialog.getByText(/sends the key to Meta/)).toBeVisible();
  await expectAccessible(page, 'a key that was made', '[role="dialog"]');
  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText(`use · ${tile.name}`);
  expect(await page.content()).not.toContain(key.slice(3, 20));

  await row.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.locator('pre')).toHaveText([base, /Bearer fk_…"/]);
  expect(await page.content()).not.toContain(key.slice(3, 20));
  await expectAccessible(page, 'the page of a key');
  await page.getByRole('link', { name: 'API keys' }).last().click();

  const ask = () => request.get('/api/credentials', { headers: { authorization: `Bearer ${key}` } });
  expect(((await (await ask()).json()) as { total: number }).total).toBe(1);
  const headers = { authorization: `Bearer ${key}` };
  expect((await request.get(`/graph/${tile.id}/${tile.wabaId}`, { headers })).status()).toBe(200);
  await row.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toContainText('Revoked');
  await row.getByRole('link', { name, exact: true }).click();
  await expect(page.getByText('This key opens nothing any more.')).toBeVisible();
  await page.goBack();
  expect((await ask()).status()).toBe(401);
  await expectAccessible(page, 'API keys');

  await row.getByRole('link', { name: 'What it did' }).click();
  await expect(page.getByRole('combobox', { name: 'Who' }).locator('option:checked')).toHaveText(name);
  await expect(page.getByRole('main').getByRole('listitem')).toContainText([
    `${name} used ${tile.name}: GET /${tile.apiVersion}/${tile.wabaId}`,
  ]);
});
