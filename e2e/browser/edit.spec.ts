/** Editing where it stands: saved on leaving, taken back with Undo, and never over what somebody else did. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { addCredential, changeCredential, expect, freshName, readCredential, test } from './fixtures.ts';

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Credential Name' });
const editName = (page: Page) => page.getByRole('button', { name: 'Edit Credential Name' });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('a name is saved when the field is left, and Undo brings the old one back', async ({ page }) => {
  const tile = await addCredential(page);
  const name = freshName('Renamed');
  await page.goto(`/credentials/${tile.id}`);
  await editName(page).click();
  await expect(nameField(page)).toBeFocused();
  await nameField(page).fill(name);
  await page.getByRole('heading', { name: 'Token' }).click();
  await expect(heading(page, name)).toBeVisible();
  expect(await readCredential(page, tile.id)).toMatchObject({ name, version: 2 });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(heading(page, tile.name)).toBeVisible();
  expect(await readCredential(page, tile.id)).toMatchObject({ name: tile.name, version: 3 });
  await expect(page.getByRole('region', { name: 'History' }).getByText('changed the name')).toHaveCount(2);
});

test('Esc brings the old text back, and Enter saves a name', async ({ page }) => {
  const tile = await addCredential(page);
  const name = freshName('Renamed');
  await page.goto(`/credentials/${tile.id}`);
  await editName(page).click();
  await nameField(page).fill('nothing of this');
  await page.keyboard.press('Escape');
  await expect(heading(page, tile.name)).toBeVisible();
  await editName(page).click();
  await nameField(page).fill(name);
  await page.keyboard.press('Enter');
  await expect(heading(page, name)).toBeVisible();
});

test('what can not be saved stays on the screen with the reason', async ({ page, complaints }) => {
  complaints.expect(/409/);
  const [tile, other] = [await addCredential(page), await addCredential(page)];
  await page.goto(`/credentials/${tile.id}`);
  await editName(page).click();
  await nameField(page).fill('');
  await page.keyboard.press('Enter');
  await expect(nameField(page)).toHaveAccessibleDescription('Enter a name.');
  await nameField(page).fill(other.name);
  await page.keyboard.press('Enter');
  await expect(nameField(page)).toHaveAccessibleDescription(/exists already/);
  await expect(nameField(page)).toHaveValue(other.name);
  await expectAccessible(page, 'a name that is taken');
  await page.getByRole('button', { name: /^Use “/ }).click();
  await expect(heading(page, `${other.name} 2`)).toBeVisible();
});

test('a description is edited in place too', async ({ page }) => {
  const tile = await addCredential(page);
  await page.goto(`/credentials/${tile.id}`);
  await page.getByRole('button', { name: 'Edit Credential Description' }).click();
  await page.getByRole('textbox', { name: 'Credential Description' }).fill('Two\nlines');
  await page.getByRole('heading', { name: 'Token' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect((await readCredential(page, tile.id)).description).toBe('Two\nlines');
});

test('two who edit one name see both sides, and choose', async ({ page, complaints }) => {
  complaints.expect(/412/);
  const tile = await addCredential(page);
  await page.goto(`/credentials/${tile.id}`);
  for (const [choice, kept] of [
    ['Take theirs', 'theirs'],
    ['Use mine', 'mine'],
  ] as const) {
    const [mine, theirs] = [freshName('Mine'), freshName('Theirs')];
    await editName(page).click();
    await nameField(page).fill(mine);
    await changeCredential(page, await readCredential(page, tile.id), { name: theirs });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText(/changed this just now/);
    await expect(dialog.getByRole('row', { name: /Credential Name/ })).toContainText(mine);
    await expect(dialog.getByRole('row', { name: /Credential Name/ })).toContainText(theirs);
    await expectAccessible(page, 'conflict', '[role="alertdialog"]');
    await dialog.getByRole('button', { name: choice }).click();
    await expect(dialog).toBeHidden();
    await expect(heading(page, kept === 'mine' ? mine : theirs)).toBeVisible();
    expect((await readCredential(page, tile.id)).name).toBe(kept === 'mine' ? mine : theirs);
  }
});

test.describe('WABA ID and API Version', () => {
  test('are proven at Meta, step by step, before they are saved', async ({ page }) => {
    const tile = await addCredential(page);
    await page.goto(`/credentials/${tile.id}`);
    const settings = page.getByRole('region', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Edit settings' }).click();
    await expect(settings.getByLabel('WhatsApp Business Account ID')).toBeFocused();
    await settings.getByLabel('WhatsApp Business Account ID').fill('639297322149561');
    await settings.getByLabel('API Version').fill('v24.0');
    await expectAccessible(page, 'edit settings', '#settings');
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByText('Lucky Shrub Brasil')).toBeVisible();
    expect(await readCredential(page, tile.id)).toMatchObject({
      wabaId: '639297322149561',
      apiVersion: 'v24.0',
    });
  });

  test('that Meta refuses stay on the screen, and nothing is changed', async ({ page, complaints }) => {
    complaints.expect(/422/);
    const tile = await addCredential(page);
    await page.goto(`/credentials/${tile.id}`);
    const settings = page.getByRole('region', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Edit settings' }).click();
    const waba = settings.getByLabel('WhatsApp Business Account ID');
    await waba.fill('999999999999999');
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByRole('alert')).toContainText('Nothing was saved');
    await expect(waba).toHaveValue('999999999999999');
    await expect(waba).toBeFocused();
    await expectAccessible(page, 'settings refused', '#settings');
    expect(await readCredential(page, tile.id)).toMatchObject({ wabaId: tile.wabaId, version: 1 });
    await settings.getByRole('button', { name: 'Cancel' }).click();
    await expect(settings.getByText('Lucky Shrub', { exact: true })).toBeVisible();
  });

  test('of many credentials are changed in one go, each by itself', async ({ page, complaints }) => {
    complaints.expect(/412/);
    const word = freshName('Bulk');
    const tiles = [];
    for (const n of [1, 2, 3])
      tiles.push(await addCredential(page, { name: `${word} ${n}`, apiVersion: 'v18.0' }));
    await page.goto('/credentials');
    await page.getByRole('button', { name: 'Change API Version…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change API Version' });
    const box = (n: number) => dialog.getByRole('checkbox', { name: new RegExp(`${word} ${n}`) });
    // What Meta answers as another version is chosen already.
    for (const n of [1, 2, 3]) await expect(box(n)).toBeChecked();
    const chosen = dialog.getByRole('checkbox', { checked: true });
    while ((await chosen.count()) > 0) await chosen.first().uncheck();
    for (const n of [1, 2, 3]) await box(n).check();
    const [first] = tiles;
    if (first) await changeCredential(page, first, { description: 'by somebody else' });
    await expectAccessible(page, 'change versions', '[role="dialog"]');
    await dialog.getByRole('button', { name: 'Change 3' }).click();
    await expect(dialog.getByRole('status')).toHaveText('2 changed, 1 not changed.');
    await expect(dialog.getByText(/Not changed\. .* in the meantime/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect((await readCredential(page, tiles[1]?.id ?? '')).apiVersion).toBe('v27.0');
    expect((await readCredential(page, tiles[0]?.id ?? '')).apiVersion).toBe('v18.0');
  });
});
