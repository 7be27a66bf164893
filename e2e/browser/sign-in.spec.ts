/** Coming in and going out. */
import { admin, member } from '../world.ts';
import { expectAccessible } from './axe.ts';
import { expect, freshName, test } from './fixtures.ts';
import { newSource, Overlay } from './overlay.ts';
import { signIn } from './session.ts';

test.describe('nobody yet', () => {
  test.use({ person: 'nobody' });

  test('a wrong password is told in one sentence, and the right one leads to where one wanted', async ({
    page,
    complaints,
  }) => {
    complaints.expect(/status of 401/);
    await page.goto('/credentials');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.getByLabel('Email').fill(admin.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Email or password is not right.')).toBeVisible();
    await expect(page.getByLabel('Password')).toBeFocused();
    await expect(page.getByLabel('Email')).toHaveValue(admin.email);

    await page.getByLabel('Password').fill(admin.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Credentials' })).toBeVisible();
    await expect(page).toHaveURL(/\/credentials$/);
  });

  test('an unknown account gets the same sentence as a wrong password', async ({ page, complaints }) => {
    complaints.expect(/status of 401/);
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill('nobody@example.com');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Email or password is not right.')).toBeVisible();
  });

  test('a database that does not answer is not told as a wrong password', async ({ page, complaints }) => {
    complaints.expect(/503/);
    const detail = "Flowkeep's database does not answer, so nobody can sign in.";
    await page.route('**/api/auth/callback/credentials', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'database_unavailable', detail }),
      }),
    );
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill(admin.email);
    await page.getByLabel('Password').fill(admin.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText(detail)).toBeVisible();
    await expect(page.getByLabel('Password')).toHaveValue(admin.password);
  });

  test('an address elsewhere is not followed after signing in', async ({ page }) => {
    await page.goto('/sign-in?next=https://example.com/');
    await page.getByLabel('Email').fill(admin.email);
    await page.getByLabel('Password').fill(admin.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
    expect(new URL(page.url()).hostname).toBe('localhost');
  });

  test('signing out ends the session, also for the Back button', async ({ page }) => {
    await signIn(page.request, member);
    await page.goto('/sources');
    await page.getByRole('banner').getByRole('group').click();
    await expect(page.getByText('Member', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
});

test('a sign-out that failed says so, and the session lives until it works', async ({ page, complaints }) => {
  complaints.expect(/ERR_|503/);
  await page.goto('/sources');
  await page.getByRole('banner').getByRole('group').click();
  const leave = page.getByRole('button', { name: 'Sign out' });
  const failed = page.getByRole('banner').getByRole('alert');
  await page.route('**/api/auth/signout', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        code: 'database_unavailable',
        detail: "Flowkeep's database does not answer, so you are still signed in. Try again soon.",
      }),
    }),
  );
  await leave.click();
  await expect(failed).toContainText('you are still signed in');
  await expectAccessible(page, 'a sign-out that failed');
  await page.unroute('**/api/auth/signout');
  await page.route('**/api/auth/csrf', (route) => route.abort());
  await leave.click();
  await expect(failed).toContainText('You may still be signed in');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
});

test.describe('a member', () => {
  test.use({ person: 'member' });

  test('adds a credential just as an admin does', async ({ page }) => {
    const overlay = await Overlay.open(page, newSource);
    const name = freshName('Member’s');
    await overlay.name.fill(name);
    await overlay.fill('never-expiring');
    await overlay.save.click();
    await expect(overlay.dialog).toBeHidden();
    await expect(page.getByRole('radio', { name })).toBeChecked();
    await page.goto(`/credentials?q=${encodeURIComponent(name)}`);
    await expect(page.getByRole('article', { name })).toContainText('Token set by Mo');
  });
});

test('the theme is remembered, and the first paint has it', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/sources');
  await page.getByRole('banner').getByRole('group').click();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
  const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await colour();
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.body !== null);
  expect(await colour()).toBe(dark);
  await page.getByRole('banner').getByRole('group').click();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Like the system');
  expect(await colour()).not.toBe(dark);
});
