/** The page of a data source or destination: opened, tested, edited, given another credential, deleted. */
import type { Page } from '@playwright/test';
import { anyToken } from '../any-token.ts';
import { expectAccessible } from './axe.ts';
import { addCredential, addDestination, addSource, expect, freshName, test } from './fixtures.ts';
import { sharedWorld } from './shared-world.ts';

async function openSource(page: Page) {
  const tile = await addCredential(page, { accessToken: anyToken() });
  const name = freshName('Flows');
  const source = await addSource(page, { name, credentialId: tile.id, endpoint: 'list-flows' });
  await page.goto(`/sources?q=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  return { tile, source };
}

async function changeMeanwhile(page: Page, path: string, version: number, data: Record<string, unknown>) {
  const headers = { origin: sharedWorld().url, 'if-match': `"${version}"` };
  const answer = await page.request.patch(path, { headers, data });
  expect(answer.status(), await answer.text()).toBe(200);
}

test('a saved source is tested as it stands, and tells when it was used', async ({ page }) => {
  await openSource(page);
  await expect(page.getByText('not used yet')).toBeVisible();
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('cell', { name: 'Book a garden visit' })).toBeVisible();
  await expect(page.getByText(/last used just now/)).toBeVisible();
  await expectAccessible(page, 'the page of a source, with a sample');
  await page.getByRole('tab', { name: 'Request' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Request' })).toContainText('X-Flowkeep-Resource');
});

test('name, description and endpoint are edited in one go', async ({ page }) => {
  const { source } = await openSource(page);
  const renamed = freshName('Numbers');
  await page.getByRole('button', { name: /^Edit/ }).click();
  await page.getByLabel('Name', { exact: true }).fill(renamed);
  await page.getByLabel('Description').fill('For the dashboard.');
  await page.getByLabel('Endpoint').selectOption('list-phone-numbers');
  await expectAccessible(page, 'the page of a source, being edited');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: renamed })).toBeVisible();
  await expect(page.getByText('For the dashboard.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What it does' })).toContainText('Phone numbers');
  const stored = await (await page.request.get(`/api/sources/${source.id}`)).json();
  expect(stored).toMatchObject({ name: renamed, endpoint: 'list-phone-numbers', parameters: {}, version: 2 });
});

test('editing takes the focus along, and gives it back', async ({ page }) => {
  await openSource(page);
  const edit = page.getByRole('button', { name: /^Edit/ });
  await edit.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(edit).toBeFocused();
  await edit.press('Enter');
  await page.getByLabel('Description').fill('By keyboard.');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(page.getByText('Saved.')).toHaveRole('status');
  await expect(page.getByText('By keyboard.')).toBeVisible();
  await expect(edit).toBeFocused();
});

test('a flow that the account no longer has is told where another is chosen', async ({ page }) => {
  const tile = await addCredential(page, { accessToken: anyToken() });
  const parameters = { flowId: '901406135639899' };
  const source = { name: freshName('Gone'), credentialId: tile.id, endpoint: 'get-flow', parameters };
  await page.goto(`/sources/${(await addSource(page, source)).id}`);
  await page.getByRole('button', { name: /^Edit/ }).click();
  const told = page.getByText('It is not among the flows of this account');
  await expect(told).toBeVisible();
  await page.getByRole('combobox', { name: 'Flow', exact: true }).click();
  await page.getByRole('option', { name: /^Book a garden visit/ }).click();
  await expect(told).toBeHidden();
});

test('what somebody else changed in between is not written over', async ({ page, complaints }) => {
  complaints.expect(/status of 412/);
  const { source } = await openSource(page);
  await page.getByRole('button', { name: /^Edit/ }).click();
  await page.getByLabel('Description').fill('Mine');
  await changeMeanwhile(page, `/api/sources/${source.id}`, 1, { description: 'Theirs' });
  await page.getByRole('button', { name: 'Save' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'It was not saved' });
  await expect(alert).toContainText('Somebody changed this data source in the meantime.');
  await alert.getByRole('button', { name: 'Show what stands there now' }).click();
  await expect(page.getByText('Theirs')).toBeVisible();
});

test('it takes another credential', async ({ page }) => {
  await openSource(page);
  const other = await addCredential(page, { accessToken: anyToken() });
  await page.getByRole('button', { name: 'Use another credential' }).click();
  const dialog = page.getByRole('dialog', { name: /^Choose a credential/ });
  await dialog.getByRole('combobox').fill(other.name);
  await page.getByRole('option', { name: other.name }).click();
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(
    page.getByRole('region', { name: 'Credential' }).getByRole('link', { name: other.name }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('cell', { name: 'Book a garden visit' })).toBeVisible();
});

test('nothing that was found for other letters is offered while a credential is searched', async ({
  page,
}) => {
  await openSource(page);
  await page.getByRole('button', { name: 'Use another credential' }).click();
  const search = page.getByRole('dialog', { name: /^Choose a credential/ }).getByRole('combobox');
  await search.click();
  await expect(page.getByRole('option').first()).toBeVisible();
  // The search never comes back.
  await page.route(/\/api\/credentials\?.*q=/, () => {});
  await search.pressSequentially('b');
  await expect(page.getByText('Searching…')).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(0);
});

test('it is deleted after one answer, and Keep it keeps it', async ({ page }) => {
  const { source } = await openSource(page);
  await page.getByRole('button', { name: /^Delete/ }).click();
  const question = page.getByRole('alertdialog', { name: `Delete ${source.name}?` });
  await question.getByRole('button', { name: 'Keep it' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: /^Delete/ }).click();
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/sources\?deleted=yes/);
  await expect(page.getByText('The data source was deleted.')).toHaveRole('status');
  expect((await page.request.get(`/api/sources/${source.id}`)).status()).toBe(404);
});

test('a destination is found from the page of its credential, and its record fills in the rest', async ({
  page,
}) => {
  const tile = await addCredential(page, { accessToken: anyToken() });
  const name = freshName('Template sender');
  const parameters = { phoneNumberId: '106540352242922' };
  await addDestination(page, { name, credentialId: tile.id, endpoint: 'send-template', parameters });
  await page.goto(`/credentials/${tile.id}`);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('region', { name: 'What it does' })).toContainText('106540352242922');
  await page.getByLabel('Recipient').fill('+1 555 0123');
  await page.getByRole('combobox', { name: 'Message template' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Show the request' }).click();
  await expect(page.getByText(/^Nothing was sent\./)).toBeVisible();
  await expect(page.getByRole('region', { name: /^The request/ })).toContainText('"type": "template"');
});
