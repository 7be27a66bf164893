/** Everything that a mouse can do, done with keys alone. */
import type { Locator, Page } from '@playwright/test';
import { addCredential, expect, freshName, script, test } from './fixtures.ts';
import { newSource, Overlay } from './overlay.ts';

/** Presses Tab until a control has the focus. */
async function tabTo(control: Locator, limit = 40): Promise<void> {
  const page = control.page();
  await expect(control).toBeVisible();
  for (let count = 0; count < limit; count++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(control, `reached with Tab in ${limit} steps`).toBeFocused();
}

/** Presses a key again until it had its effect: a page is seen a moment before its script listens to keys. */
async function pressUntil(page: Page, key: string, effect: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await effect();
  }).toPass({ timeout: 10_000 });
}

test('a new source gets a new credential without a mouse', async ({ page }) => {
  const { token, wabaId } = script('never-expiring');
  const overlay = new Overlay(page);
  const credential = freshName();
  const source = freshName('Survey answers');

  await page.goto('/sources');
  await tabTo(page.getByRole('link', { name: 'New data source' }).first());
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('link', { name: /^WhatsApp Flows/ }));
  await page.keyboard.press('Enter');
  await tabTo(overlay.addTile);
  await page.keyboard.press('Space');

  await expect(overlay.name).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(credential);
  await tabTo(overlay.token);
  await page.keyboard.insertText(token);
  await tabTo(overlay.wabaId);
  await page.keyboard.insertText(wabaId);
  await page.keyboard.press('Enter');

  const tile = page.getByRole('radio', { name: credential });
  await expect(overlay.dialog).toBeHidden();
  await expect(tile).toBeFocused();
  await expect(tile).toBeChecked();
  await tabTo(page.getByRole('button', { name: 'Next' }));
  await page.keyboard.press('Enter');
  await tabTo(page.getByLabel('Name', { exact: true }));
  await page.keyboard.insertText(source);
  await tabTo(page.getByRole('button', { name: 'Next' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Test & Save' })).toBeFocused();
  await tabTo(page.getByRole('button', { name: 'Save' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('listitem').filter({ hasText: source })).toContainText(credential);
});

test('Ctrl+Enter saves from any field, also from the description', async ({ page }) => {
  const overlay = await Overlay.open(page);
  const name = freshName();
  await overlay.name.fill(name);
  await overlay.fill('never-expiring');
  await overlay.description.fill('One line');
  await overlay.description.press('Enter');
  await expect(overlay.description).toHaveValue('One line\n');
  await overlay.description.press('ControlOrMeta+Enter');
  await expect(overlay.dialog).toBeHidden();
  await expect(page.getByRole('radio', { name })).toBeFocused();
});

test('Cancel gives the focus back to the tile that opened the overlay', async ({ page }) => {
  const overlay = new Overlay(page);
  await page.goto(newSource);
  await overlay.addTile.focus();
  await page.keyboard.press('Enter');
  await tabTo(overlay.cancel);
  await page.keyboard.press('Enter');
  await expect(overlay.dialog).toBeHidden();
  await expect(overlay.addTile).toBeFocused();
});

test('the focus stays in the overlay, forwards and backwards', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await expect(overlay.name).toBeFocused();
  for (const key of ['Tab', 'Shift+Tab']) {
    // Until it has gone round and the name has it again.
    for (let count = 1; count < 60; count++) {
      await page.keyboard.press(key);
      // At the ends a guard has the focus for a moment and sends it on.
      const inside = () => overlay.dialog.evaluate((dialog) => dialog.contains(document.activeElement));
      await expect.poll(inside, `${key} number ${count} stays in the dialog`).toBe(true);
      const name = await page.evaluate(() => document.activeElement?.getAttribute('name'));
      if (name === 'name') break;
      expect(count).toBeLessThan(59);
    }
  }
});

test('arrows choose among the tiles, and Tab passes the group as one', async ({ page }) => {
  const names = [freshName('Key'), freshName('Key'), freshName('Key')];
  for (const name of names) await addCredential(page, { name });
  const common = names[0]?.split(' ').slice(0, 2).join(' ') ?? '';
  await page.goto(`${newSource}&q=${encodeURIComponent(common)}`);
  const tiles = page.getByRole('radio');
  await expect(tiles).toHaveCount(3);
  await tabTo(tiles.first());
  await page.keyboard.press('Space');
  await expect(tiles.nth(0)).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(tiles.nth(1)).toBeChecked();
  await expect(tiles.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tiles.nth(2)).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(tiles.nth(1)).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(tiles.nth(2)).not.toBeFocused();
});

test('/ goes to the search, Escape clears it, and neither disturbs typing', async ({ page }) => {
  await addCredential(page);
  await page.goto(newSource);
  const search = page.getByRole('searchbox', { name: 'Search credentials' });
  await pressUntil(page, '/', () => expect(search).toBeFocused({ timeout: 500 }));
  await expect(search).toHaveValue('');
  await page.keyboard.type('a/b');
  await expect(search).toHaveValue('a/b');
  await expect(page).toHaveURL(/[?&]q=a%2Fb/);
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(page).not.toHaveURL(/[?&]q=/);
});

test('? lists the keys, and Escape closes the list', async ({ page }) => {
  await addCredential(page);
  await page.goto(newSource);
  await expect(page.getByRole('button', { name: 'Keyboard shortcuts' })).toBeVisible();
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await pressUntil(page, '?', () => expect(list).toBeVisible({ timeout: 500 }));
  for (const use of ['Search', 'Clear the search', 'Choose among the tiles', 'This list'])
    await expect(list.getByText(use, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('in the overlay, / and ? are letters', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.description.focus();
  await page.keyboard.type('why? a/b');
  await expect(overlay.description).toHaveValue('why? a/b');
});

test('the first Tab of a page leads past the navigation', async ({ page }) => {
  await page.goto('/credentials');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
