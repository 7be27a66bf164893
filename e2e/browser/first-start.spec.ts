/** From the one-time code in the terminal to the first credentials: a Flowkeep of its own, in order. */
import type { Page } from '@playwright/test';
import { type RunningWorld, startWorld } from '../world.ts';
import { expectAccessible } from './axe.ts';
import { test as base, expect, script } from './fixtures.ts';
import { newSource, Overlay } from './overlay.ts';
import { expectPseudo, pseudoWorld, speakPseudo } from './pseudo.ts';
import { signIn } from './session.ts';

const first = { email: 'first@example.com', password: 'the very first password' };
const test = base.extend<object, { world: RunningWorld }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
    async ({}, use) => {
      const world = await startWorld({ ...pseudoWorld, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
      await use(world);
      await world.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ world }, use) => use(world.url),
});

test.describe.configure({ mode: 'serial' });
test.use({ person: 'nobody' });

async function add(page: Page, name?: string): Promise<Overlay> {
  const overlay = new Overlay(page);
  await overlay.addTile.click();
  if (name) await overlay.name.fill(name);
  await overlay.fill('never-expiring');
  await overlay.save.click();
  await expect(overlay.dialog).toBeHidden();
  return overlay;
}

test('set-up takes its words from the messages', { tag: '@desktop' }, async ({
  page,
  context,
  complaints,
  world,
}) => {
  complaints.expect(/status of 4\d\d/);
  await speakPseudo(context, world.url);
  await page.goto('/setup');
  await page.locator('[type=submit]').click();
  await expect(page.locator('#code-error')).toBeVisible();
  await expectPseudo(page, 'set-up, empty');
  await page.locator('#code').fill('WRNG-CODE-WRNG');
  await page.locator('#name').fill('Flowkeep');
  await page.locator('#email').fill(first.email);
  await page.locator('#password').fill(first.password);
  await page.locator('[type=submit]').click();
  await expect(page.locator('#code-error, #name-error').first()).toBeVisible();
  await expectPseudo(page, 'set-up, refused', ['Flowkeep']);
});

test('every address leads to set-up, and the code from the terminal makes the first admin', async ({
  page,
  complaints,
  world,
}) => {
  complaints.expect(/status of 4\d\d/);
  await page.goto('/sources');
  await expect(page.getByRole('heading', { name: 'Set up Flowkeep' })).toBeVisible();
  const code = /one-time code (\S+)/.exec(world.output())?.[1] ?? '';
  expect(code).not.toBe('');
  await page.getByLabel('One-time code').fill('WRNG-CODE-WRNG');
  await page.getByLabel('Your name').fill('Fay First');
  await page.getByLabel('Email').fill(first.email);
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create admin' }).click();
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/Use at least 12 characters\./);
  await page.getByLabel('Password').fill(first.password);
  await page.getByRole('button', { name: 'Create admin' }).click();
  await expect(page.getByLabel('One-time code')).toHaveAccessibleDescription(
    /This is not a code of this Flowkeep/,
  );
  await expectAccessible(page, 'set-up with an error');
  await page.getByLabel('One-time code').fill(code);
  await page.getByRole('button', { name: 'Create admin' }).click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expect(page.getByText('Fay First').first()).toBeAttached();
});

test('set-up is over after that, and the code opens nothing', { tag: '@desktop' }, async ({
  page,
  world,
}) => {
  await page.goto('/setup');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const code = /one-time code (\S+)/.exec(world.output())?.[1] ?? '';
  const answer = await page.request.post('/api/setup', {
    headers: { origin: world.url },
    data: { code, name: 'Late', email: 'late@example.com', password: 'a long enough password' },
  });
  expect(answer.status()).toBe(409);
});

test('with nothing there, each page says what to do next', async ({ page }) => {
  await signIn(page.request, first);
  await page.goto('/sources');
  await expect(page.getByRole('heading', { name: 'No data source yet' })).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expectAccessible(page, 'sources, empty');

  await page.goto(newSource);
  await expect(page.getByText(/There is no credential yet\. Add one with an access token/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add Credential' })).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expectAccessible(page, 'Authenticate, empty');

  await page.goto('/credentials');
  await expect(page.getByText(/There is no credential yet/)).toBeVisible();
  await expectAccessible(page, 'credentials, empty');
});

test('the first credential is shown first, selected, focused and announced', async ({ page }) => {
  await signIn(page.request, first);
  await page.goto(newSource);
  await add(page);
  const tile = page.getByRole('radio').first();
  await expect(tile).toHaveAccessibleName('WhatsApp Flows API Valid · checked just now');
  await expect(tile).toBeChecked();
  await expect(tile).toBeFocused();
  await expect(page.getByText('WhatsApp Flows API was added and selected.')).toHaveRole('status');
  await expect(page.getByRole('button', { name: 'Next' })).not.toHaveAttribute('aria-disabled', 'true');
});

test('the only valid credential is selected from the start', { tag: '@desktop' }, async ({ page }) => {
  await signIn(page.request, first);
  await page.goto(newSource);
  await expect(page.getByRole('radio', { name: 'WhatsApp Flows API' })).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Configure' })).toBeVisible();
});

test('one that is not valid is never selected by itself, and leaves the valid one selected', {
  tag: '@desktop',
}, async ({ page, world }) => {
  await signIn(page.request, first);
  const { token, wabaId } = script('error-json');
  const answer = await page.request.post('/api/credentials', {
    headers: { origin: world.url },
    data: { connector: 'whatsapp-flows', name: 'Unsure', accessToken: token, wabaId, unchecked: true },
  });
  expect(answer.status()).toBe(201);
  await page.goto(newSource);
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio', { name: 'Unsure' })).not.toBeChecked();
  await expect(page.getByRole('radio', { name: 'WhatsApp Flows API' })).toBeChecked();
  await page.goto(`${newSource}&status=unchecked`);
  await expect(page.getByRole('radio', { name: 'Unsure' })).not.toBeChecked();
});

test('a second one can be added while the first is selected, and takes its place', {
  tag: '@desktop',
}, async ({ page }) => {
  await signIn(page.request, first);
  await page.goto(newSource);
  await expect(page.getByRole('radio', { name: /^WhatsApp Flows API Valid/ })).toBeChecked();
  const overlay = new Overlay(page);
  await overlay.addTile.click();
  await expect(overlay.name).toHaveValue('WhatsApp Flows API 2');
  await overlay.cancel.click();
  await add(page, 'Second');
  await expect(page).toHaveURL(/\/sources\/new\?connector=whatsapp-flows&credential=/);
  const tile = page.getByRole('radio').first();
  await expect(tile).toHaveAccessibleName(/^Second Valid/);
  await expect(tile).toBeChecked();
  await expect(tile).toBeFocused();
  await page.goto(newSource);
  // Now there is a choice to be made.
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
});
