/**
 * No text goes past the messages: in the pseudo-language, nothing on a page is in plain letters. What is opened here
 * is what has been moved to lib/words; the list only grows.
 */
import type { Page } from '@playwright/test';
import { addCredential, changeCredential, expect, freshName, removeCredential, test } from './fixtures.ts';
import { expectPseudo, speakPseudo } from './pseudo.ts';
import { sharedWorld } from './shared-world.ts';

test.beforeEach(async ({ context }) => speakPseudo(context));

const password = 'battery staple horse';

test.describe('signed out', () => {
  test.use({ person: 'nobody' });

  for (const path of ['/join', '/problems/last_admin', '/nothing-is-here', '/problems/nothing']) {
    test(path, async ({ page, complaints }) => {
      complaints.expect(/status of 404/);
      await page.goto(path);
      await expectPseudo(page, path);
    });
  }

  test('sign-in and what it refuses', async ({ page, complaints }) => {
    complaints.expect(/status of 401/);
    await page.goto('/sign-in');
    await page.locator('[type=submit]').click();
    await expect(page.locator('#email-error')).toBeVisible();
    await expectPseudo(page, 'sign-in, empty');
    await page.locator('#email').fill('nobody@example.com');
    await page.locator('#password').fill('not the password');
    await page.locator('[type=submit]').click();
    await expect(page.getByRole('alert').filter({ hasText: '⟦' })).toBeVisible();
    await expectPseudo(page, 'sign-in, refused');
  });

  test('what joining refuses', async ({ page, complaints }) => {
    complaints.expect(/status of 4\d\d/);
    await page.goto(`/join#${'x'.repeat(43)}`);
    await page.locator('#name').fill('ada@example.com');
    await page.locator('#password').fill('short');
    await page.locator('[type=submit]').click();
    await expect(page.locator('#name-error')).toBeVisible();
    await expectPseudo(page, 'join, not right');
    await page.locator('#name').fill('Pia');
    await page.locator('#password').fill(password);
    await page.locator('[type=submit]').click();
    await expect(page.getByRole('alert').filter({ hasText: '⟦' })).toBeVisible();
    await expectPseudo(page, 'join, gone');
  });
});

const dialog = (page: Page) => page.locator('[role$=dialog]');

test('members, inviting, and taking a right away', async ({ page, browser, complaints }) => {
  complaints.expect(/status of 409/);
  await page.goto('/members');
  await expectPseudo(page, 'members');
  await page.locator('main button').first().click();
  await expectPseudo(page, 'invite');
  await dialog(page).locator('[type=submit]').click();
  await expect(page.locator('#invite-email-error')).toBeVisible();
  await expectPseudo(page, 'invite, empty');
  await page.locator('#invite-email').fill('mo@example.com');
  await dialog(page).locator('[type=submit]').click();
  await expect(page.locator('#invite-email-error')).toContainText('mo@example.com');
  await expectPseudo(page, 'invite, taken');
  const email = `${freshName('pseudo').replace(/\W/g, '.')}@example.com`;
  await page.locator('#invite-email').fill(email);
  await page.locator('#invite-role').selectOption('admin');
  await dialog(page).locator('[type=submit]').click();
  const link =
    (await dialog(page)
      .getByText(/\/join#/)
      .textContent()) ?? '';
  await expectPseudo(page, 'invited');
  await dialog(page).locator('button').last().click();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toBeVisible();
  await expectPseudo(page, 'members with an invitation');

  const name = freshName('Leaving');
  const theirs = await browser.newContext({
    baseURL: sharedWorld().url,
    storageState: { cookies: [], origins: [] },
  });
  const theirPage = await theirs.newPage();
  await theirPage.goto(link);
  await theirPage.locator('#name').fill(name);
  await theirPage.locator('#password').fill(password);
  await theirPage.locator('[type=submit]').click();
  await theirPage.waitForURL('**/sources');
  const headers = { origin: sharedWorld().url };
  await theirPage.request.post('/api/keys', { headers, data: { name: freshName('Key'), scopes: ['use'] } });

  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: email });
  await row.getByRole('combobox').selectOption('member');
  await expect(dialog(page)).toBeVisible();
  await expectPseudo(page, 'make a member');
  await page.keyboard.press('Escape');
  for (const button of [0, 1]) {
    await row.getByRole('button').nth(button).click();
    await expect(dialog(page)).toBeVisible();
    await expectPseudo(page, `take away ${button}`);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
  }
  await row.getByRole('button').nth(0).click();
  await dialog(page).locator('button').last().click();
  await expect(row.getByText('⟦Ðíšáƀļéð⟧')).toBeVisible();
  await expectPseudo(page, 'members, one disabled');
  await theirs.close();
});

test('API keys, and making one', async ({ page }) => {
  const tile = await addCredential(page);
  await page.goto('/keys');
  await expectPseudo(page, 'keys');
  await page.locator('main button').first().click();
  await dialog(page).locator('[type=submit]').click();
  await expect(page.locator('#key-name-error')).toBeVisible();
  await expectPseudo(page, 'make a key, empty');
  const name = freshName('Nightly');
  await page.locator('#key-name').fill(name);
  await page.locator('#key-reach').fill(tile.name);
  await page.getByRole('option', { name: tile.name }).click();
  await dialog(page).locator('[type=submit]').click();
  await expect(dialog(page).getByText(/^fk_/)).toBeVisible();
  await expectPseudo(page, 'key made', ['curl']);
  await page.locator('#lines-client').selectOption('whatsapp-business');
  await expectPseudo(page, 'key made, for a client without settings', ['whatsapp-business']);
  await dialog(page).locator('button').last().click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toBeVisible();
  await expectPseudo(page, 'keys with one', [tile.name]);
  await row.getByRole('link', { name }).first().click();
  await expect(page.locator('#lines-client')).toBeVisible();
  await expectPseudo(page, 'a key', [tile.name, 'curl']);
  const path = new URL(page.url()).pathname;
  await page.goto('/keys');
  await row.getByRole('button').click();
  await expectPseudo(page, 'revoke', [tile.name]);
  await dialog(page).locator('button').last().click();
  await expect(row.getByText('⟦Ŕéṽóķéð⟧')).toBeVisible();
  await expectPseudo(page, 'keys, one revoked', [tile.name]);
  await page.goto(path);
  await expectPseudo(page, 'a revoked key', [tile.name]);
});

test('the page of credentials where none matches, its keys, and many versions at once', async ({ page }) => {
  const tile = await addCredential(page);
  await page.goto('/credentials?q=never-was-a-name');
  await expectPseudo(page, 'credentials, no match');
  await page.keyboard.press('?');
  await expect(dialog(page).or(page.locator('dialog[open]'))).toBeVisible();
  await expectPseudo(page, 'keys of the page');
  await page.keyboard.press('Escape');
  await page.locator('main [aria-haspopup=dialog]').first().click();
  await expect(dialog(page).getByText(tile.name)).toBeVisible();
  await dialog(page).locator('input').first().fill('no version');
  await dialog(page).locator('button').last().click();
  await expect(dialog(page).getByText(tile.name)).toBeVisible();
  await expectPseudo(page, 'many versions');
});

test('deleted credentials', async ({ page }) => {
  const tile = await addCredential(page);
  await removeCredential(page, tile);
  await page.goto('/credentials/deleted');
  await expect(page.getByRole('listitem').filter({ hasText: tile.name })).toBeVisible();
  const names = await page.locator('main li p[translate=no]').allTextContents();
  await expectPseudo(page, 'deleted', names);
});

test('the audit trail', async ({ page }) => {
  const tile = await addCredential(page);
  await changeCredential(page, tile, { description: 'changed' });
  await page.goto(`/audit?credential=${tile.id}`);
  await page.getByRole('listitem').locator('summary').first().click();
  await expectPseudo(page, 'audit', [tile.name, 'changed']);
  await page.goto('/audit?credential=never-was&from=2026-01-01&to=2026-01-31&zone=UTC');
  await expectPseudo(page, 'audit, no match');
});

test('the menu of the person', async ({ page }) => {
  await page.goto('/audit?credential=never-was');
  await page.getByRole('banner').getByRole('group').click();
  await expectPseudo(page, 'menu');
});

test.describe('a member', () => {
  test.use({ person: 'member' });

  for (const path of ['/members', '/keys', '/audit']) {
    test(`is told whom to ask for ${path}`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('main p')).toContainText('ada');
      await expectPseudo(page, path);
    });
  }
});
