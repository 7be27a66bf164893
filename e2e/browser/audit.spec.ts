/** The audit trail as admins read it. */
import { expectAccessible } from './axe.ts';
import { addCredential, changeCredential, expect, freshName, script, test } from './fixtures.ts';

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
  await events
    .first()
    .locator('summary')
    .click({ position: { x: 5, y: 5 } });
  await expect(events.first()).toContainText('— → changed');
  await expectAccessible(page, 'audit');
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-CA'));
  await page.getByLabel('First day').fill(today);
  await page.getByLabel('Last day').fill(today);
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('Days in the time zone')).toHaveText(
    `Days in the time zone ${await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)}.`,
  );
  await expect(events).toHaveCount(2);
  await page.getByLabel('Last day').fill('2026-01-01');
  await page.getByLabel('First day').fill('2026-01-01');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('No event matches')).toBeVisible();
  await page.goto(`/audit?credential=${encodeURIComponent(tile.name)}`);
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

test('a credential in an event is a link to its page', async ({ page }) => {
  const tile = await addCredential(page);
  await page.goto(`/audit?credential=${encodeURIComponent(tile.name)}`);
  await page.getByRole('main').getByRole('link', { name: tile.name }).click();
  await expect(page).toHaveURL(`/credentials/${tile.id}`);
});

test('the menu counts the credentials that need attention', async ({ page }) => {
  await addCredential(page, { accessToken: script('ends-soon').token });
  await page.goto('/sources');
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Credentials/ });
  await expect(link.first()).toHaveAccessibleName(/^Credentials \d+ needs? attention$/);
  await expectAccessible(page, 'menu with a count');
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
