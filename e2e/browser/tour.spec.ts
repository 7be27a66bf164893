/** One long walk through everything, after which no trace of a secret may be found in the browser. */
import type { Page } from '@playwright/test';
import { addCredential, expect, freshName, script, test } from './fixtures.ts';
import { newSource, Overlay, paste } from './overlay.ts';

/** A token that the sandbox takes for a system user's, and that nothing else on the page resembles. */
const canary = `EAASANDBOX${'CanaryKanarienvogel7'.repeat(8)}`;
const canarySecret = script('proof').appSecret ?? '';

/** Everything in which a browser keeps something of a page, and everything that the page shows. */
async function remains(page: Page): Promise<Record<string, string>> {
  const ofPage = await page.evaluate(async () => ({
    localStorage: JSON.stringify({ ...localStorage }),
    sessionStorage: JSON.stringify({ ...sessionStorage }),
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify('caches' in window ? await caches.keys() : []),
    history: JSON.stringify(history.state),
    name: window.name,
    title: document.title,
    html: document.documentElement.outerHTML,
    values: [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
      .map((control) => control.value)
      .join('\n'),
  }));
  return { ...ofPage, url: page.url(), cookies: JSON.stringify(await page.context().cookies()) };
}

async function expectNoTrace(page: Page, where: string): Promise<void> {
  for (const [place, text] of Object.entries(await remains(page))) {
    // Pieces too: a token that was cut is still a part of a token. The last four are shown on purpose.
    for (const piece of ['CanaryKanarien', 'EAASANDBOX', canarySecret.slice(0, 12), canarySecret.slice(-12)])
      expect(text, `${place}, ${where}`).not.toContain(piece);
  }
}

// Longer than other tests: it goes everywhere.
test.slow();
test('a full tour leaves no complaint of the browser and no trace of the token', async ({ page }) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  const name = freshName('Tour');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await page.getByRole('link', { name: 'Destinations' }).click();
  await expect(page.getByRole('heading', { name: 'Destinations' })).toBeVisible();
  await page.getByRole('link', { name: 'New data destination' }).first().click();
  await page.getByRole('link', { name: /^WhatsApp Flows/ }).click();

  const overlay = new Overlay(page);
  await overlay.addTile.click();
  await overlay.name.fill(name);
  await paste(overlay.token, `Bearer ${canary}`);
  await overlay.dialog.getByRole('button', { name: 'Show Access Token' }).click();
  await overlay.dialog.getByText('Advanced', { exact: true }).click();
  await overlay.appSecret.fill(canarySecret);
  await overlay.wabaId.fill('999999999999999');
  await overlay.save.click();
  await expect(overlay.problem).toContainText('Meta refused this credential');
  await overlay.problem.getByText('Details', { exact: true }).click();
  await expect(overlay.problem).not.toContainText('Canary');
  await overlay.wabaId.fill(script('never-expiring').wabaId);
  await overlay.save.click();
  await expect(overlay.dialog).toBeHidden();
  await expect(page.getByRole('radio', { name })).toBeFocused();
  await expectNoTrace(page, 'Authenticate');

  await page.getByRole('button', { name: 'Next' }).click();
  await expectNoTrace(page, 'Configure');
  const destination = freshName('Destination');
  await page.getByLabel('Name', { exact: true }).fill(destination);
  await page.getByLabel('Endpoint').selectOption('create-flow');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Flow name').fill(freshName('Flow'));
  await page.getByLabel('Survey').check();
  await page.getByRole('button', { name: 'Show the request' }).click();
  await page.getByRole('button', { name: 'Make this call once' }).click();
  await expect(page.getByText('Meta took it')).toBeVisible();
  await expectNoTrace(page, 'Test & Save');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Destinations' })).toBeVisible();
  await expectNoTrace(page, 'destinations');
  await page.getByRole('link', { name: destination }).click();
  await expect(page.getByRole('heading', { name: destination })).toBeVisible();
  await expectNoTrace(page, 'the page of the destination');
  await page.getByRole('link', { name: 'Credentials' }).click();
  await page.getByRole('searchbox', { name: 'Search credentials' }).fill(name);
  const tile = page.getByRole('article', { name });
  await expect(tile).toContainText(`…${canary.slice(-4)}`);
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Check now' }).click();
  await expect(page.getByText(/^Meta accepts it/)).toHaveRole('status');
  await expectNoTrace(page, 'credentials');
  await tile.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Replace token' }).click();
  const token = page.getByRole('region', { name: 'Token' });
  await paste(token.getByLabel('Access Token', { exact: true }), ` ${canary}second\n`);
  await token.getByRole('button', { name: 'Save' }).click();
  await expect(token.getByText('The token was replaced.')).toBeVisible();
  await expectNoTrace(page, 'the page of the credential');
  await page.goBack();
  await expectNoTrace(page, 'after going back');
  await page.goto(newSource);
  await overlay.addTile.click();
  await expect(overlay.token).toHaveValue('');
  await expectNoTrace(page, 'the overlay, opened again');
  for (const address of addresses) expect(address).not.toMatch(/CanaryKanarien|EAASANDBOX/);
});

test('nothing is fetched from another host', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await addCredential(page);
  const overlay = await Overlay.open(page);
  await expect(overlay.name).toBeVisible();
  await page.goto('/credentials');
  await expect(page.getByRole('article').first()).toBeVisible();
  expect([...hosts]).toEqual([new URL(page.url()).host]);
});

test('the token is not in the page while it is hidden, beyond the field itself', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.token.fill(canary);
  await overlay.token.blur();
  const { html, title, url, localStorage, sessionStorage } = await remains(page);
  for (const text of [html, title, url, localStorage, sessionStorage])
    expect(text).not.toContain('CanaryKanarien');
});
