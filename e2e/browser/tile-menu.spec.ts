/** The ⋯ of a tile: by mouse, by keys, by finger, and for those who may do less. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { addCredential, expect, freshName, test } from './fixtures.ts';
import { newSource } from './overlay.ts';

const actions = (page: Page, name: string) => page.getByRole('button', { name: `Actions for ${name}` });
const item = (page: Page, name: string) => page.getByRole('menuitem', { name });

async function openList(page: Page, name: string): Promise<void> {
  await page.goto(`/credentials?q=${encodeURIComponent(name)}`);
  await expect(actions(page, name)).toBeEnabled();
}

test('opens with a press, and every item has its words', async ({ page }) => {
  const tile = await addCredential(page);
  await openList(page, tile.name);
  await actions(page, tile.name).click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem')).toHaveText([
    'Open',
    'Use in a new source',
    'Use in a new destination',
    'Check now',
    'Used by…',
    'Copy reference',
    'Edit details',
    'Replace token',
    'Delete',
  ]);
  await expectAccessible(page, 'tile menu', '[role="menu"]');
  await page.mouse.click(5, 5);
  await expect(menu).toBeHidden();
});

test('opens with ↓, goes to items by their first letter, and closes with Esc', async ({ page }) => {
  const tile = await addCredential(page);
  await openList(page, tile.name);
  for (const key of ['ArrowDown', 'Enter', 'Space']) {
    await actions(page, tile.name).focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('d');
    await expect(item(page, 'Delete')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(actions(page, tile.name)).toBeFocused();
  }
});

test('Check now tells its result on the tile', async ({ page }) => {
  const tile = await addCredential(page);
  await openList(page, tile.name);
  await actions(page, tile.name).click();
  await item(page, 'Check now').click();
  await expect(page.getByText('Meta accepts it.')).toHaveRole('status');
});

test('Copy reference copies the id and says so; where it can not, it shows it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const tile = await addCredential(page);
  await openList(page, tile.name);
  await actions(page, tile.name).click();
  await item(page, 'Copy reference').click();
  await expect(page.getByText('The reference was copied.')).toHaveRole('status');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(tile.id);
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await actions(page, tile.name).click();
  await item(page, 'Copy reference').click();
  await expect(page.getByText(`Copy the reference by hand: ${tile.id}`)).toHaveRole('status');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 640 }, hasTouch: true, isMobile: true });

  for (const person of ['admin', 'member'] as const) {
    test.describe(person, () => {
      test.use({ person });

      test(`it opens by touch and all of it can be reached: ${person}`, async ({ page }) => {
        const tile = await addCredential(page);
        await page.goto(`${newSource}&q=${encodeURIComponent(tile.name)}`);
        await expect(actions(page, tile.name)).toBeEnabled();
        const size = await actions(page, tile.name).boundingBox();
        expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
        await actions(page, tile.name).tap();
        const box = await page.getByRole('menu').boundingBox();
        expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= 640).toBe(true);
        const remove = page.getByRole('menuitem', { name: /^Delete/ });
        await remove.scrollIntoViewIfNeeded();
        await expect(remove).toBeInViewport({ ratio: 1 });
        // Greyed for members, who tap it all the same.
        await remove.tap({ force: true });
        await expect(page.getByRole('alertdialog')).toHaveCount(person === 'admin' ? 1 : 0);
        await expect(page.getByRole('menu')).toHaveCount(person === 'admin' ? 0 : 1);
      });
    });
  }
});

test('leads to where the credential is used, shown and given a new token', async ({ page }) => {
  const tile = await addCredential(page);
  for (const [words, effect] of [
    ['Use in a new source', () => expect(page.getByRole('radio', { name: tile.name })).toBeChecked()],
    ['Open', () => expect(page.getByRole('heading', { level: 1, name: tile.name })).toBeVisible()],
    ['Replace token', () => expect(page.getByRole('form', { name: 'Replace token' })).toBeVisible()],
  ] as const) {
    await openList(page, tile.name);
    await actions(page, tile.name).click();
    await item(page, words).click();
    await effect();
  }
});

test('on Authenticate it stands beside the radio button, whose keys go on to work', async ({ page }) => {
  // Found by a word of their own: whatever else is added meanwhile stands between them otherwise.
  const word = freshName('Keys');
  const first = await addCredential(page, { name: `${word} 1` });
  const second = await addCredential(page, { name: `${word} 2` });
  await page.goto(`${newSource}&q=${encodeURIComponent(word)}`);
  await actions(page, second.name).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: second.name }).check();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: first.name })).toBeChecked();
});

test.describe('a member', () => {
  test.use({ person: 'member' });

  test('reaches what admins may do, greyed, with whom to ask; it does nothing', async ({ page }) => {
    const tile = await addCredential(page);
    await openList(page, tile.name);
    await actions(page, tile.name).click();
    for (const words of ['edit', 'replace tokens', 'delete'])
      await expect(page.getByRole('menu')).toContainText(`Only admins can ${words}. Ask ada`);
    const remove = page.getByRole('menuitem', { name: /^Delete/ });
    await expect(remove).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('End');
    await expect(remove).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expectAccessible(page, 'tile menu of a member', '[role="menu"]');
  });

  test('finds a calm page where only admins may look', async ({ page }) => {
    for (const path of ['/credentials/deleted', '/members', '/audit']) {
      await page.goto(path);
      await expect(page.getByText('This page is for admins')).toBeVisible();
      await expect(page.getByText(/Ask ada/)).toBeVisible();
    }
    await expectAccessible(page, 'page for admins');
  });
});
