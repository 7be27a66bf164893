/** `npm run demo`: samples, a band on every page, and tokens to try. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxTokens } from '../../sandbox/tokens.ts';
import { freePort, startScript } from '../world.ts';
import { expectAccessible } from './axe.ts';
import { test as base, expect, freshName, script } from './fixtures.ts';
import { newSource, Overlay, paste } from './overlay.ts';
import { expectPseudo, pseudoWorld, speakPseudo } from './pseudo.ts';

const test = base.extend<object, { demoUrl: string }>({
  demoUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'flowkeep-demo-'));
      const env = { ...pseudoWorld, PORT: String(await freePort()), DATA_DIR: dataDir };
      const demo = await startScript(['scripts/demo.ts'], env, /Flowkeep is ready: (\S+)/);
      await use(demo.match[1] ?? '');
      await demo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ demoUrl }, use) => use(demoUrl),
});
test.use({ person: 'nobody' });

test('the demonstration says what it is, lets people in, and has tokens to try', async ({ page }) => {
  const band = page.getByRole('complementary', { name: 'Demonstration' });
  await page.goto('/');
  await expect(band).toContainText('Do not enter real tokens.');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expect(band).toBeVisible();
  await expect(page.getByText('Survey answers')).toBeVisible();

  await page.goto(newSource);
  for (const name of ['Prod flows', 'Brasil', 'Try-out'])
    await expect(page.getByRole('radio', { name: new RegExp(`^${name}`) })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Try-out Expires/ })).toBeVisible();
  await expectAccessible(page, 'Authenticate of the demonstration');

  await band.getByRole('link', { name: 'Tokens to try' }).click();
  await expect(page.getByRole('heading', { name: 'Tokens to try' })).toBeVisible();
  await expectAccessible(page, 'tokens to try');
  const { label, token, wabaId } = script('long-id');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const card = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: label, exact: true }) });
  const copy = card.getByRole('button', { name: `Copy the Access Token of “${label}”` });
  await copy.click();
  await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);

  const overlay = await Overlay.open(page);
  const name = freshName('Copied');
  await overlay.name.fill(name);
  await paste(overlay.token, token);
  await paste(overlay.wabaId, wabaId);
  await overlay.save.click();
  await expect(overlay.dialog).toBeHidden();
  await expect(page.getByRole('radio', { name })).toHaveAccessibleDescription(/Wind & Wool/);
});

test('its own pages take their words from the messages', async ({ page, context, demoUrl }) => {
  await speakPseudo(context, demoUrl);
  for (const path of ['/sign-in', '/demo']) {
    await page.goto(path);
    await expectPseudo(
      page,
      path,
      sandboxTokens.map(({ label }) => label),
    );
  }
});
