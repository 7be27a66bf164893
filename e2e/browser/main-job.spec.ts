/** The one thing that everybody comes for: a data source that has its credential. */
import type { Locator, Page } from '@playwright/test';
import { expect, freshName, script, test } from './fixtures.ts';
import { Overlay, paste } from './overlay.ts';

const seconds = 1000;

/** Records what a live region is given, piece by piece, as a screen reader hears it. */
async function tell(page: Page, region: Locator): Promise<void> {
  await region.evaluate((element) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) heard.push(node.textContent ?? '');
    }).observe(element, { childList: true, subtree: true });
  });
  expect(await told(page)).toEqual([]);
}

const told = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { heard: string[] }).heard);

test('a new source gets a new credential, by mouse or finger, in less than 30 seconds', async ({ page }) => {
  const { token, wabaId } = script('never-expiring');
  const overlay = new Overlay(page);
  const name = freshName();
  const sourceName = freshName('Survey answers');
  const started = Date.now();

  await page.goto('/sources/new');
  await page.getByRole('link', { name: /WhatsApp Flows/ }).click();
  await expect(page.getByRole('heading', { name: 'Authenticate' })).toBeVisible();
  await overlay.addTile.click();
  await overlay.name.fill(name);
  await paste(overlay.token, token);
  await paste(overlay.wabaId, wabaId);
  await overlay.save.click();

  await expect(overlay.dialog).toBeHidden();
  const tile = page.getByRole('radiogroup', { name: 'Credentials' }).getByRole('radio', { name });
  await expect(tile).toHaveAccessibleName(`${name} Valid · checked just now`);
  await expect(tile).toBeChecked();
  await expect(tile).toBeFocused();
  await expect(page.getByText(`${name} was added and selected.`)).toHaveRole('status');

  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Configure' })).toBeVisible();
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(sourceName);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Test & Save' })).toBeVisible();
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('cell', { name: 'Book a garden visit' })).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();

  const row = page.getByRole('listitem').filter({ hasText: sourceName });
  await expect(row).toContainText(name);
  await expect(page.getByText(`${sourceName} was saved.`)).toHaveRole('status');
  expect(Date.now() - started).toBeLessThan(30 * seconds);
});

test('the steps of the check tick off by name, and each is told once', { tag: '@desktop' }, async ({
  page,
}) => {
  const overlay = await Overlay.open(page);
  await overlay.name.fill(freshName());
  await overlay.fill('slow');
  const progress = overlay.dialog.getByRole('log', { name: 'Progress of the check' });
  await tell(page, progress);
  await overlay.save.click();
  await expect(overlay.dialog.getByText('Checking with Meta…')).toBeVisible();
  const steps = overlay.dialog.getByRole('listitem');
  for (const step of ['Token readable', 'Permissions', 'Flows', 'Version'])
    await expect(steps.filter({ hasText: new RegExp(`${step}: waiting$`) })).toBeVisible();
  await expect(overlay.dialog).toBeHidden();
  // Those that come in one moment with the end are not told: the new tile is.
  const [first, ...others] = await told(page);
  expect(first).toBe('Checking with Meta.');
  expect(new Set(others).size).toBe(others.length);
  for (const sentence of others) expect(sentence).toMatch(/^[A-Z][A-Za-z ]+: (done|warning)\./);
});

test('a refusal keeps the list of the steps: what was done, what failed, what was not run', async ({
  page,
}) => {
  const overlay = await Overlay.open(page);
  await overlay.name.fill(freshName());
  await overlay.fill('wrong-waba');
  await overlay.save.click();
  await overlay.problem.getByText('Details', { exact: true }).click();
  const steps = overlay.problem.getByRole('listitem');
  for (const step of [
    /^Token readable: done/,
    /^Token kind and expiry: done/,
    /^Permissions: done/,
    /^WhatsApp Business Account: failed/,
    /^Flows: not run/,
  ])
    await expect(steps.filter({ hasText: step })).toBeVisible();
});
