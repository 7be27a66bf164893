/** The audit trail as admins read it. */
import { expectAccessible } from './axe.ts';
import { addCredential, changeCredential, expect, freshName, test } from './fixtures.ts';

test('tells who did what to what, and finds it by credential, person and kind', async ({ page }) => {
  const tile = await addCredential(page);
  await changeCredential(page, tile, { description: 'changed' });
  await page.goto('/audit');
  const events = page.getByRole('main').getByRole('listitem');
  await expect(events.first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Credential' }).fill(tile.name);
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(events).toHaveCount(2);
  await expect(events.first()).toContainText(`ada changed the description of ${tile.name}`);
  await events.first().getByText(`ada changed the description of ${tile.name}`).click();
  await expect(events.first()).toContainText('— → changed');
  await expectAccessible(page, 'audit');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Everything but uses');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/action=-credential\.used/);
  await expect(events).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Credential added');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(events).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Who' }).selectOption('Mo');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('No event matches')).toBeVisible();
  await expectAccessible(page, 'audit, no match');
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await expect(events.first()).toBeVisible();
});

test('a name is text and nothing else, whatever was typed', async ({ page }) => {
  const name = `<img src=x onerror=alert(1)> ${freshName()}`;
  await addCredential(page, { name });
  await page.goto(`/audit?credential=${encodeURIComponent(name)}`);
  await expect(page.getByRole('main').getByRole('listitem')).toContainText(`ada added ${name}`);
});

test('a credential that was never there matches nothing', async ({ page }) => {
  await page.goto('/audit?credential=never-was');
  await expect(page.getByText('No event matches')).toBeVisible();
});
