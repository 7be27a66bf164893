/** Configure and Test & Save: what a source reads, and what a destination would send. */
import type { Page } from '@playwright/test';
import { anyToken } from '../any-token.ts';
import { expectAccessible } from './axe.ts';
import { addCredential, addSource, expect, freshName, script, test, usesOf } from './fixtures.ts';

const account = script('never-expiring').wabaId;

/** The third step, with a credential of its own and a name filled in. */
async function configure(page: Page, kind: 'sources' | 'destinations', endpoint: string) {
  const tile = await addCredential(page, { accessToken: anyToken() });
  const name = freshName(kind);
  await page.goto(`/${kind}/new?connector=whatsapp-flows&credential=${tile.id}&step=configure`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Endpoint').selectOption(endpoint);
  return { tile, name };
}

const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).click();

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

test('ids are chosen from what Meta lists, and the sample is a table, JSON and a command', async ({
  page,
}) => {
  const { tile, name } = await configure(page, 'sources', 'get-flow');
  await choose(page, 'Flow', /^Book a garden visit/);
  await next(page);
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('row', { name: /^name Book a garden visit/ })).toBeVisible();
  await expect(page.getByText(/^Status 200 · \d+ ms · v26\.0 · trace A/)).toBeVisible();
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(page.getByRole('tabpanel', { name: 'JSON' })).toContainText('"id": "901406135639897"');
  await page.getByRole('tab', { name: 'Request' }).click();
  const request = page.getByRole('tabpanel', { name: 'Request' });
  await expect(request).toContainText('Authorization: Bearer ••••••••');
  await expect(request).toContainText(`/graph/${tile.id}/901406135639897?fields=`);
  await expect(request).toContainText('$FLOWKEEP_KEY');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  expect(await usesOf(page, tile.id)).toContain('GET /v26.0/901406135639897');
});

test('a wrong parameter is told at its field, and nothing is lost', async ({ page }) => {
  const { name } = await configure(page, 'sources', 'flow-metrics');
  await page.getByLabel('Since').fill('2026-11-20');
  await page.getByLabel('Until').fill('2026-11-10');
  await next(page);
  const flow = page.getByRole('combobox', { name: 'Flow', exact: true });
  await expect(flow).toBeFocused();
  await expect(flow).toHaveAccessibleDescription(/Fill this in/);
  await expect(page.getByLabel('Metric')).toHaveAccessibleDescription(/Choose one/);
  await choose(page, 'Flow', /^Book a garden visit/);
  await page.getByLabel('Metric').selectOption('Requests to the endpoint');
  await page.getByLabel('Granularity').selectOption('Day');
  await next(page);
  await expect(page.getByLabel('Until')).toHaveAccessibleDescription(/must not be before the first/);
  await page.getByLabel('Until').fill('2026-11-22');
  await next(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Test & Save' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Configure' })).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
  await expect(page.getByLabel('Until')).toHaveValue('2026-11-22');
  await expect(flow).toHaveValue('Book a garden visit');
});

test('another credential, chosen a step back, keeps what was filled in', async ({ page }) => {
  const { name } = await configure(page, 'sources', 'get-flow');
  await choose(page, 'Flow', /^Book a garden visit/);
  const { wabaId } = script('sixty-days');
  const other = await addCredential(page, { accessToken: anyToken(), wabaId });
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await page.goto(`/sources/new?connector=whatsapp-flows&credential=${other.id}&step=configure`);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
  await expect(page.getByLabel('Endpoint')).toHaveValue('get-flow');
  await expect(page.getByText('It is not among the flows of this account')).toBeVisible();
});

test('a permission that the token lacks is told before anything is tried', async ({ page }) => {
  const { token } = script('no-messaging');
  const tile = await addCredential(page, { accessToken: token });
  await page.goto(`/destinations/new?connector=whatsapp-flows&credential=${tile.id}&step=configure`);
  const warning = page.getByText('The token of this credential lacks this permission');
  await page.getByLabel('Endpoint').selectOption('publish-flow');
  await expect(warning).toBeHidden();
  await page.getByLabel('Endpoint').selectOption('send-flow');
  await expect(warning).toBeVisible();
});

test('an address of the last step with nothing filled in leads to Configure', async ({ page }) => {
  const tile = await addCredential(page, { accessToken: anyToken() });
  await page.goto(`/sources/new?connector=whatsapp-flows&credential=${tile.id}&step=test`);
  await expect(page.getByRole('heading', { name: 'Configure' })).toBeVisible();
  await expect(page).toHaveURL(/step=configure/);
});

test('a destination shows its request without sending it, and sends once on a press of its own', async ({
  page,
  complaints,
}) => {
  complaints.expect(/status of 400/);
  const { tile, name } = await configure(page, 'destinations', 'send-flow');
  await choose(page, 'Phone number', /^\+1 555-0100/);
  await page.getByLabel('Mode').selectOption('Published');
  await page.getByLabel('Text').fill('Come and see the garden.');
  await page.getByLabel('Button').fill('Book now');
  await next(page);
  await expect(page.getByLabel('Text')).toBeHidden();
  await page.getByRole('button', { name: 'Show the request' }).click();
  await expect(page.getByLabel('Recipient')).toHaveAccessibleDescription(
    /Give the phone number that gets the message/,
  );
  await expect(page.getByLabel('Recipient')).toBeFocused();
  await page.getByLabel('Recipient').fill('US.13491208655302741918');
  await page.getByLabel('Business-scoped ID').focus();
  await expect(page.getByLabel('Business-scoped ID')).toHaveValue('US.13491208655302741918');
  await expect(page.getByLabel('Recipient')).toHaveValue('');
  await expect(page.getByRole('status').filter({ hasText: 'moved to the next field' })).toBeVisible();
  await page.getByLabel('Business-scoped ID').fill('');
  await page.getByLabel('Recipient').fill('+1 555 0123');
  await choose(page, 'Flow', /^Book a garden visit/);
  await expectAccessible(page, 'the record of a destination');
  await page.getByRole('button', { name: 'Show the request' }).click();
  const request = page.getByRole('region', { name: 'The request; Flowkeep puts the token in' });
  await expect(request).toContainText('Authorization: Bearer ••••••••');
  await expect(request).toContainText('"flow_id": "901406135639897"');
  const sent = async () => (await usesOf(page, tile.id)).filter((use) => use.startsWith('POST'));
  expect(await sent()).toEqual([]);

  await expect(page.getByText(/^Nothing was sent\. .* It reaches a person/)).toBeVisible();
  await page.getByRole('button', { name: 'Send this once' }).click();
  await expect(page.getByText('Meta took it')).toBeVisible();
  await expect(page.getByRole('region', { name: 'The answer, without tokens' })).toContainText('wamid.');
  await expectAccessible(page, 'a destination whose call was made');
  expect(await sent()).toEqual(['POST /v26.0/106540352242922/messages']);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
});

test('a record that is changed has to be looked at again before it is sent', async ({ page }) => {
  await configure(page, 'destinations', 'send-flow');
  await choose(page, 'Phone number', /^\+1 555-0100/);
  await page.getByLabel('Mode').selectOption('Published');
  await page.getByLabel('Text').fill('Hello');
  await page.getByLabel('Button').fill('Go');
  await next(page);
  await page.getByLabel('Recipient').fill('+1 555 0123');
  await choose(page, 'Flow', /^Book a garden visit/);
  await page.getByRole('button', { name: 'Show the request' }).click();
  const send = page.getByRole('button', { name: 'Send this once' });
  await expect(send).toBeVisible();
  await page.getByLabel('Recipient').fill('+1 555 0199');
  await expect(send).toBeHidden();
  await page.getByLabel('Recipient').fill('+1 555 0123');
  await expect(send, 'the record is again the one that was looked at').toBeVisible();
  await choose(page, 'Flow', /^Newsletter sign-up/);
  await expect(send).toBeHidden();
});

test('what was typed for the record outlasts a look at Configure, but for what is set there', async ({
  page,
}) => {
  await configure(page, 'destinations', 'create-flow');
  await next(page);
  await page.getByLabel('Flow name').fill('Visit');
  await page.getByLabel('Survey').check();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByLabel('Flow name').fill('The same for all');
  await next(page);
  await expect(page.getByLabel('Survey')).toBeChecked();
  await expect(page.getByLabel('Flow name')).toBeHidden();
  await page.getByRole('button', { name: 'Show the request' }).click();
  const request = page.getByRole('region', { name: /^The request/ });
  await expect(request).toContainText('"name": "The same for all"');
  await expect(request).toContainText('"SURVEY"');
});

test('a record that contradicts what is set for all says so', async ({ page, complaints }) => {
  complaints.expect(/status of 400/);
  await configure(page, 'destinations', 'send-flow');
  await choose(page, 'Phone number', /^\+1 555-0100/);
  await page.getByLabel('Mode').selectOption('Published');
  await page.getByLabel('Flow name').fill('Book a garden visit');
  await page.getByLabel('Text').fill('Hello');
  await page.getByLabel('Button').fill('Go');
  await next(page);
  await page.getByLabel('Recipient').fill('+1 555 0123');
  await choose(page, 'Flow', /^Book a garden visit/);
  await page.getByRole('button', { name: 'Show the request' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'not both' })).toContainText(
    'It is set for all records; change it there.',
  );
});

test('errors in a Flow JSON that Meta took all the same are told', async ({ page }) => {
  await configure(page, 'destinations', 'create-flow');
  await page.getByLabel('Flow JSON').fill('{ "version": "7.1" }');
  await next(page);
  await page.getByLabel('Flow name').fill(freshName('Broken'));
  await page.getByLabel('Survey').check();
  await page.getByRole('button', { name: 'Show the request' }).click();
  await page.getByRole('button', { name: 'Make this call once' }).click();
  const told = page.getByRole('status').filter({ hasText: 'found 1 error in the Flow JSON' });
  await expect(told.getByRole('listitem')).toContainText(/^Line 1, column 1: .*screens/);
  await expectAccessible(page, 'a call that Meta took with errors');
});

test('where Meta lists no flows, that is said, and an ID can be typed all the same', async ({ page }) => {
  const { wabaId } = script('long-id');
  const tile = await addCredential(page, { accessToken: anyToken(), wabaId });
  await page.goto(`/sources/new?connector=whatsapp-flows&credential=${tile.id}&step=configure`);
  await page.getByLabel('Endpoint').selectOption('get-flow');
  const flow = page.getByRole('combobox', { name: 'Flow', exact: true });
  await expect(flow).toHaveAccessibleDescription(/^Meta lists no flows: there are none yet, or/);
  await expect(page.getByRole('button', { name: 'Ask again' })).toBeVisible();
  await flow.fill('901406135639897');
  await page.getByRole('option', { name: /as you typed it/ }).click();
  await expect(flow).toHaveValue('901406135639897');
});

test('a sample goes on to the next page, and back', async ({ page }) => {
  const { wabaId } = script('sixty-days');
  const tile = await addCredential(page, { accessToken: anyToken(), wabaId });
  const source = { name: freshName('Market'), credentialId: tile.id, endpoint: 'list-flows' };
  await page.goto(`/sources/${(await addSource(page, source)).id}`);
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  const pages = page.getByRole('navigation', { name: 'Pages of the sample' });
  await expect(page.getByRole('cell', { name: 'Order a fruit box' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(26);
  await expect(pages.getByRole('button', { name: 'Previous page' })).toBeHidden();
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByRole('cell', { name: 'Leave a review' })).toBeVisible();
  await expect(pages.getByRole('button', { name: 'Next page' })).toBeHidden();
  await pages.getByRole('button', { name: 'Previous page' }).click();
  await expect(page.getByRole('cell', { name: 'Order a fruit box' })).toBeVisible();
});

test('paging by keyboard keeps focus and view, and what there is while another page is awaited', async ({
  page,
  complaints,
}) => {
  complaints.expect(/Failed to load resource/);
  const { wabaId } = script('sixty-days');
  const tile = await addCredential(page, { accessToken: anyToken(), wabaId });
  const source = { name: freshName('Market'), credentialId: tile.id, endpoint: 'list-flows' };
  await page.goto(`/sources/${(await addSource(page, source)).id}`);
  await page.getByRole('button', { name: 'Fetch sample' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Fetch again' })).toBeFocused();
  await page.getByRole('tab', { name: 'JSON' }).click();
  const panel = page.getByRole('tabpanel', { name: 'JSON' });
  await expect(panel).toContainText('Order a fruit box');

  await page.route('**/sample', (route) => route.abort());
  await page.getByRole('button', { name: 'Next page' }).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'This could not be done' })).toBeVisible();
  await expect(panel).toContainText('Order a fruit box');
  await page.unroute('**/sample');
  await page.getByRole('button', { name: 'Next page' }).press('Enter');
  await expect(panel).toContainText('Leave a review');
  await expect(page.getByRole('button', { name: 'Previous page' })).toBeFocused();
});

test('what Meta refuses is shown with cause, code and trace', async ({ page, complaints }) => {
  complaints.expect(/status of 422/);
  await configure(page, 'destinations', 'delete-flow');
  await choose(page, 'Flow', /^Book a garden visit/);
  await next(page);
  await page.getByRole('button', { name: 'Show the request' }).click();
  await page.getByRole('button', { name: 'Do this once, for good' }).press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: 'Meta refused' });
  await expect(alert).toContainText('Meta refused the call with its error 139004');
  await expect(alert).toContainText('Only a draft can be deleted.');
  await expect(page.locator(':focus'), 'the button is gone').toContainText('Meta refused the call');
  await alert.getByText('Details', { exact: true }).click();
  await expect(alert).toContainText(/Trace: A[\w-]{22}/);
  await expectAccessible(page, 'a refusal by Meta');
});

test('a call that hands out tokens is refused, says so and is recorded', async ({ page, complaints }) => {
  complaints.expect(/status of 403/);
  const { tile } = await configure(page, 'sources', 'manual-read');
  await page.getByLabel('Path').fill('/debug_token');
  await next(page);
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'tokens' })).toContainText(
    'Flowkeep does not pass on',
  );
  expect(await usesOf(page, tile.id), 'it is recorded as it was asked, without a version').toEqual([
    'GET /debug_token',
  ]);
});

test('a taken name is told with a free one, which saves with one press', async ({ page, complaints }) => {
  complaints.expect(/status of 409/);
  await page.setViewportSize({ width: 390, height: 844 });
  const { tile } = await configure(page, 'sources', 'list-flows');
  const name = freshName('All the flows of the account for the report of the week').slice(0, 90);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await addSource(page, { name, credentialId: tile.id });
  await next(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const taken = page.getByRole('button', { name: `Save as “${name} 2”` });
  await expect(taken).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider').toBe(390);
  await taken.click();
  await expect(page.getByText(`${name} 2 was saved.`)).toHaveRole('status');
});

test('a wait for Meta is cancelled, and the focus stays with what asks again', async ({ page }) => {
  await configure(page, 'sources', 'list-flows');
  await next(page);
  // The answer never comes.
  await page.route('**/api/samples', () => {});
  await page.getByRole('button', { name: 'Fetch sample' }).press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Fetch sample' })).toBeFocused();
});

test('a manual call that deletes says that it can’t be undone', async ({ page }) => {
  await configure(page, 'destinations', 'manual-write');
  await page.getByLabel('Method').selectOption('DELETE');
  await page.getByLabel('Path').fill('/1075799863665884');
  await next(page);
  await page.getByRole('button', { name: 'Show the request' }).click();
  await expect(page.getByText(/^Nothing was sent\. .* It can’t be undone\./)).toBeVisible();
});

test('the preview of a flow is a link to open', async ({ page }) => {
  await configure(page, 'sources', 'flow-preview');
  await choose(page, 'Flow', /^Book a garden visit/);
  await next(page);
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('link', { name: /^https:.*\/preview\// })).toHaveAttribute('rel', 'noreferrer');
  await expectAccessible(page, 'a sample with a link');
});

test('a session that has ended is told with a way to sign in, and wide samples scroll by themselves', async ({
  page,
  complaints,
}) => {
  complaints.expect(/status of 401/);
  await configure(page, 'sources', 'manual-read');
  await page.getByLabel('Path').fill(`${account}/flows`);
  const fields =
    'id,name,status,categories,json_version,data_api_version,validation_errors,application,endpoint_uri';
  await page.getByLabel('Query').fill(`fields=${fields}`);
  await next(page);
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('link', { name: /^https:/ }).first()).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Fetch again' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Your session has ended' });
  await expect(alert.getByRole('link', { name: 'Sign in' })).toHaveAttribute('target', '_blank');
});

test('manual calls read what no template names', async ({ page }) => {
  await configure(page, 'sources', 'manual-read');
  await page.getByLabel('Path').fill(`${account}/phone_numbers`);
  await page.getByLabel('Query').fill('fields=display_phone_number');
  await next(page);
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('cell', { name: '+1 555-0142' })).toBeVisible();
});
