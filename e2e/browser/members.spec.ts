/** Inviting people, joining, and what changes at once for those who are signed in. */
import type { Browser, Page } from '@playwright/test';
import { jobs } from '../../lib/job/jobs.ts';
import { expectAccessible } from './axe.ts';
import { expect, freshName, test } from './fixtures.ts';
import { sharedWorld } from './shared-world.ts';

const password = 'battery staple horse';
const freshEmail = () => `${freshName('new').replace(/\W/g, '.').toLowerCase()}@example.com`;
const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

/** Invites somebody on the page. @returns the link, which is shown this once */
async function invite(page: Page, email: string, role = 'Member'): Promise<string> {
  await page.goto('/members');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByRole('dialog', { name: 'The invitation is ready' })).toBeVisible();
  const link = (await page.getByText(/\/join#/).textContent()) ?? '';
  return link;
}

/** Follows a link in a browser of its own. */
async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: sharedWorld().url,
    storageState: { cookies: [], origins: [] },
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  return page;
}

test('an invited person joins with the link, once, and an admin changes what they may do', async ({
  page,
  browser,
}) => {
  const email = freshEmail();
  const name = freshName('Person');
  await page.goto('/members');
  await expectAccessible(page, 'members');
  const work = page.getByRole('region', { name: 'Background work' });
  await expect(work.getByRole('listitem')).toHaveCount(jobs.length);
  await expect(work.getByRole('listitem').first()).toContainText(/ago|just now/);
  const link = await invite(page, email);
  await expectAccessible(page, 'invitation made', '[role="dialog"]');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(row(page, email)).toContainText('Invited by ada as member');

  const theirs = await join(browser, link, name);
  await expect(theirs.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Members' })).toHaveCount(0);
  const again = await join(browser, link, 'Somebody else');
  await expect(again.getByText(/^This invitation was used/)).toBeVisible();

  await page.reload();
  await row(page, email)
    .getByRole('combobox', { name: `Role of ${name}` })
    .selectOption('Admin');
  await expect(row(page, email).getByRole('combobox')).toHaveValue('admin');
  await theirs.goto('/members');
  await expect(theirs.getByRole('heading', { name: 'Members' })).toBeVisible();

  await row(page, email)
    .getByRole('button', { name: `Disable ${name}` })
    .click();
  await expectAccessible(page, 'disable a person', '[role="alertdialog"]');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
  await expect(row(page, email)).toContainText('Disabled');
  await theirs.goto('/credentials');
  await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await row(page, email)
    .getByRole('button', { name: `Remove ${name}` })
    .click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, email)).toHaveCount(0);
});

test('an invitation is taken back, and its link says so', async ({ page, browser }) => {
  const email = freshEmail();
  const link = await invite(page, email);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: `Take back the invitation of ${email}` }).click();
  await expect(row(page, email)).toHaveCount(0);
  const theirs = await join(browser, link, 'Too Late');
  await expect(theirs.getByText(/Ask an admin for a new one/)).toBeVisible();
  await expectAccessible(theirs, 'join, refused');
});

test('what can not be invited is told under the field', async ({ page, complaints }) => {
  complaints.expect(/409/);
  await page.goto('/members');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const email = page.getByRole('dialog').getByLabel('Email');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(email).toHaveAccessibleDescription(/e-mail address/i);
  await email.fill('mo@example.com');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(email).toHaveAccessibleDescription('mo@example.com has an account already.');
  await expectAccessible(page, 'invite, refused', '[role="dialog"]');
});

test('whoever takes a right away sees the keys that were made with it, and ends or keeps them', async ({
  page,
  browser,
}) => {
  const email = freshEmail();
  const name = freshName('Leaving');
  const link = await invite(page, email, 'Admin');
  await page.getByRole('button', { name: 'Done' }).click();
  const theirs = await join(browser, link, name);
  await expect(theirs.getByRole('heading', { name: 'Sources' })).toBeVisible();
  const headers = { origin: sharedWorld().url };
  const [first, second] = [freshName('Nightly import'), freshName('Weekly report')];
  for (const key of [first, second])
    await theirs.request.post('/api/keys', { headers, data: { name: key, scopes: ['use'] } });

  await page.goto('/members');
  const role = row(page, email).getByRole('combobox', { name: `Role of ${name}` });
  await role.selectOption('Member');
  const dialog = page.getByRole('alertdialog', { name: `Make ${name} a member?` });
  await expect(dialog.getByRole('group', { name: '2 API keys of theirs work' })).toBeVisible();
  await expect(dialog.getByRole('listitem')).toContainText([second, first]);
  await expect(dialog.getByRole('listitem').first()).toContainText('not used yet');
  await expect(dialog.getByRole('radio', { name: 'End them' })).toBeChecked();
  await expectAccessible(page, 'make a member', '[role="alertdialog"]');
  await dialog.getByRole('radio', { name: 'Keep them working' }).check();
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await expect(role).toHaveValue('admin');

  await role.selectOption('Member');
  // A choice that was not confirmed is not remembered.
  await expect(dialog.getByRole('radio', { name: 'End them' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Keep them working' }).check();
  await dialog.getByRole('button', { name: 'Make a member' }).click();
  await expect(role).toHaveValue('member');
  await page.goto('/keys');
  const key = page.getByRole('listitem').filter({ hasText: first });
  await expect(key).toContainText(`made by ${name}, no admin any more`);

  await page.goto('/members');
  const opener = row(page, email).getByRole('button', { name: `Remove ${name}` });
  await opener.click();
  const removal = page.getByRole('alertdialog', { name: `Remove ${name}?` });
  await expect(removal.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await opener.click();
  await removal.getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, email)).toHaveCount(0);
  await page.goto('/keys');
  await expect(key).toContainText('Revoked');
});
