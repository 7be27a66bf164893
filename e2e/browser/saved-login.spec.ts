/** A browser that has saved a person's login puts it into no field but those that ask for it. */
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BrowserContext, chromium, type Locator, type Page } from '@playwright/test';
import { wholeBrowserPath } from '../../scripts/browser.ts';
import { admin } from '../world.ts';
import { addCredential, expect, test } from './fixtures.ts';
import { Overlay } from './overlay.ts';
import { sharedWorld } from './shared-world.ts';

const executablePath = wholeBrowserPath();
const options = {
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--password-store=basic'],
  // Browsers that say they are automated save and fill nothing.
  ignoreDefaultArgs: ['--enable-automation'],
  locale: 'en-GB',
};

/** As Chromium seals passwords on Linux where no keyring is: its own source names key, salt and rounds. */
function sealed(password: string): Buffer {
  const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
  return Buffer.concat([Buffer.from('v10'), cipher.update(password), cipher.final()]);
}

/** Writes a login of Flowkeep's into the profile's store, which Chromium made. */
function saveLogin(profile: string, url: string): void {
  const store = new DatabaseSync(join(profile, 'Default', 'Login Data'));
  const login = {
    origin_url: `${url}/sign-in`,
    signon_realm: `${url}/`,
    username_element: 'email',
    username_value: admin.email,
    password_element: 'password',
    password_value: sealed(admin.password),
    date_created: 13_390_000_000_000_000,
    blacklisted_by_user: 0,
    scheme: 0,
    times_used: 1,
    skip_zero_click: 0,
    generation_upload_status: 0,
  };
  const columns = Object.keys(login);
  store
    .prepare(`INSERT INTO logins (${columns.join()}) VALUES (${columns.map(() => '?').join()})`)
    .run(...Object.values(login));
  store.close();
}

let profile: string;
let browser: BrowserContext;

test.describe.configure({ mode: 'serial' });
test.skip(!executablePath, 'Only a whole Chromium saves logins; its headless shell does not.');
test.beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'flowkeep-profile-'));
  const first = await chromium.launchPersistentContext(profile, options);
  await first.close();
  saveLogin(profile, sharedWorld().url);
  browser = await chromium.launchPersistentContext(profile, { ...options, baseURL: sharedWorld().url });
  await browser.addCookies(sharedWorld().states.admin.cookies);
});
test.afterAll(async () => {
  await browser?.close();
  await rm(profile, { recursive: true, force: true });
});

/** Waits until the browser has filled a form of the old kind beside the fields: they had their time too. */
async function expectUnfilled(place: Locator): Promise<void> {
  await place.evaluate((element) => {
    const form = document.createElement('form');
    form.id = 'lure';
    form.innerHTML = '<input autocomplete="off"><input type="password" autocomplete="off">';
    element.append(form);
  });
  const page = place.page();
  await expect(page.locator('#lure input:autofill')).toHaveCount(2);
  const fields = page.locator('input, textarea');
  expect(await fields.count()).toBeGreaterThan(2);
  await expect(page.locator(':is(input, textarea):autofill:not(#lure *)')).toHaveCount(0);
  // Whatever a browser fills in, it shows to the page once the person does something.
  await page.mouse.click(2, 2);
  for (const field of await fields.all()) {
    if (await field.evaluate((element) => element.closest('#lure') !== null)) continue;
    expect([admin.email, admin.password]).not.toContain(await field.inputValue());
  }
}

async function openPage(path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(path);
  return page;
}

test('Add New Credential stays as it is', async () => {
  const page = await browser.newPage();
  const overlay = await Overlay.open(page);
  await overlay.dialog.getByText('Advanced', { exact: true }).click();
  await overlay.dialog.getByRole('button', { name: 'Show Access Token' }).click();
  await expectUnfilled(overlay.dialog);
});

test('Replace token and Edit settings stay as they are', async ({ page: other }) => {
  const { id } = await addCredential(other);
  const page = await openPage(`/credentials/${id}`);
  const token = page.getByRole('region', { name: 'Token' });
  await token.getByRole('button', { name: 'Replace token' }).click();
  await token.getByText('Advanced', { exact: true }).click();
  await expectUnfilled(token);
  await page.reload();
  await page.getByRole('button', { name: 'Edit settings' }).click();
  await expectUnfilled(page.locator('main'));
});

for (const [path, button] of [
  ['/keys', 'Make a key'],
  ['/members', 'Invite somebody'],
] as const) {
  test(`${path} stays as it is`, async () => {
    const page = await openPage(path);
    await page.getByRole('button', { name: button }).click();
    await expectUnfilled(page.getByRole('dialog'));
  });
}
