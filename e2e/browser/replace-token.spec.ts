/** A new token in the place of the old one, without a moment in between, and the way back. */
import type { Page } from '@playwright/test';
import { anyToken } from '../any-token.ts';
import { expectAccessible } from './axe.ts';
import { addCredential, changeCredential, expect, readCredential, script, test } from './fixtures.ts';
import { paste } from './overlay.ts';

const section = (page: Page) => page.getByRole('region', { name: 'Token' });
const field = (page: Page) => section(page).getByLabel('Access Token', { exact: true });
const save = (page: Page) => section(page).getByRole('button', { name: 'Save' });

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/credentials/${id}`);
  await section(page).getByRole('button', { name: 'Replace token' }).click();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('');
}

test('the masked field opens empty, Cancel brings the stored one back', async ({ page }) => {
  const tile = await addCredential(page);
  await page.goto(`/credentials/${tile.id}`);
  const mask = await field(page).inputValue();
  expect(mask).toMatch(/^•+$/);
  await expect(field(page)).toBeDisabled();
  await open(page, tile.id);
  await expect(field(page)).toHaveAttribute('type', 'password');
  await field(page).fill('half of something');
  await section(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(field(page)).toHaveValue(mask);
  await expect(field(page)).toBeDisabled();
  expect(await readCredential(page, tile.id)).toEqual(tile);
});

test('a pasted token is cleaned, proven and put in place; then it can be rolled back', async ({ page }) => {
  const tile = await addCredential(page);
  const token = anyToken();
  await open(page, tile.id);
  await paste(field(page), `Bearer ${token}\n`);
  await expect(section(page).getByText('Removed')).toBeVisible();
  await expectAccessible(page, 'replace token', '#token');
  await save(page).click();
  await expect(section(page).getByText('The token was replaced.')).toHaveRole('status');
  await expect(section(page)).toContainText(`…${token.slice(-4)}`);
  const replaced = await readCredential(page, tile.id);
  expect(replaced.tokenFingerprint).not.toBe(tile.tokenFingerprint);
  expect(await page.content()).not.toContain(token.slice(0, 20));

  await section(page).getByRole('button', { name: 'Roll back' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText(`…${token.slice(-4)}`);
  await expectAccessible(page, 'roll back', '[role="alertdialog"]');
  await question.getByRole('button', { name: 'Roll back' }).click();
  await expect(section(page).getByText('The token before is back in its place.')).toBeVisible();
  const back = await readCredential(page, tile.id);
  expect(back.tokenFingerprint).toBe(tile.tokenFingerprint);
  // Meta was asked right after.
  expect(back.checkedAt).not.toBe(tile.checkedAt);
});

test('a paste of several tokens lets the person choose the new one', async ({ page }) => {
  const tile = await addCredential(page);
  const [first, second] = [anyToken(), anyToken()];
  await open(page, tile.id);
  await paste(field(page), `prod:\n  token: ${first}\ntest:\n  token: ${second}\n  version: v21.0`);
  await expect(section(page).getByText('2 tokens to choose from')).toBeVisible();
  await expect(field(page)).toHaveValue('');
  await expectAccessible(page, 'choice of a new token', '#token');
  await section(page)
    .getByRole('button', { name: /Use token of test/ })
    .click();
  await expect(field(page)).toHaveValue(second);
  // This form has no field for a version.
  await expect(section(page).getByText(/Filled in Access Token\. Left out: API Version/)).toBeVisible();
  await save(page).click();
  await expect(section(page).getByText('The token was replaced.')).toBeVisible();
  expect(await readCredential(page, tile.id)).toMatchObject({ tokenLastFour: second.slice(-4) });
});

test('a token that Meta refuses is told under its field, and the old one stays', async ({
  page,
  complaints,
}) => {
  complaints.expect(/422/);
  const tile = await addCredential(page);
  const { token } = script('expired');
  await open(page, tile.id);
  await field(page).fill(token);
  await save(page).click();
  await expect(section(page).getByRole('alert')).toContainText('Nothing was saved');
  await expect(field(page)).toHaveValue(token);
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription(/This token has expired/);
  await expect(section(page).getByRole('button', { name: 'Save without checking' })).toHaveCount(0);
  await expectAccessible(page, 'replacement refused', '#token');
  expect(await readCredential(page, tile.id)).toEqual(tile);
});

test('the token that is stored already is recognised', async ({ page, complaints }) => {
  complaints.expect(/422/);
  const token = anyToken();
  const tile = await addCredential(page, { accessToken: token });
  await open(page, tile.id);
  await field(page).fill(token);
  await save(page).click();
  await expect(field(page)).toHaveAccessibleDescription(/has already/);
});

test('a token of another Meta app shows what would change and asks for the typed name', async ({
  page,
  complaints,
}) => {
  complaints.expect(/409/);
  const tile = await addCredential(page);
  await open(page, tile.id);
  await field(page).fill(script('other-app').token);
  await save(page).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByRole('row', { name: /Meta app/ })).toContainText('Flowkeep sandbox');
  await expect(question.getByRole('row', { name: /Meta app/ })).toContainText('Lucky Shrub CRM');
  await expectAccessible(page, 'confirm another app', '[role="alertdialog"]');
  await question.getByRole('button', { name: 'Replace the token' }).click();
  await expect(question.getByText(`Type ${tile.name} to go on`)).toBeVisible();
  expect(await readCredential(page, tile.id)).toEqual(tile);
  await question.getByRole('textbox').fill(tile.name);
  await question.getByRole('button', { name: 'Replace the token' }).click();
  await expect(section(page).getByText('The token was replaced.')).toBeVisible();
  await expect(section(page)).toContainText('Lucky Shrub CRM');
});

test('a check can be stopped, and nothing is changed', async ({ page }) => {
  const tile = await addCredential(page);
  await open(page, tile.id);
  await field(page).fill(script('slow').token);
  await save(page).click();
  await expect(section(page).getByText('Checking with Meta…')).toBeVisible();
  await section(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(section(page).getByText('Stopped. Nothing was saved.').first()).toBeVisible();
  await expect(save(page)).toBeFocused();
  await page.waitForTimeout(3_500);
  expect(await readCredential(page, tile.id)).toEqual(tile);
});

test('what somebody else changed meanwhile is shown before the token is replaced all the same', async ({
  page,
  complaints,
}) => {
  complaints.expect(/412/);
  const tile = await addCredential(page);
  const token = anyToken();
  await open(page, tile.id);
  await field(page).fill(token);
  await changeCredential(page, tile, { description: 'by somebody else' });
  await save(page).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('row', { name: /Description/ })).toContainText('by somebody else');
  await dialog.getByRole('button', { name: 'Replace it all the same' }).click();
  await expect(section(page).getByText('The token was replaced.')).toBeVisible();
  expect(await readCredential(page, tile.id)).toMatchObject({
    tokenLastFour: token.slice(-4),
    description: 'by somebody else',
  });
});
