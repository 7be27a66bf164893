/** Everything about one credential, for those who may change it and those who may not. */
import { expectAccessible } from './axe.ts';
import { addCredential, addSource, changeCredential, expect, freshName, script, test } from './fixtures.ts';

test('the page tells what Meta said, what is kept, what uses it and what was done', async ({ page }) => {
  const tile = await addCredential(page, { description: 'Booking flows' });
  const source = freshName('Answers');
  await addSource(page, { name: source, credentialId: tile.id });
  await changeCredential(page, tile, { apiVersion: 'v25.0' });
  await page.goto('/credentials');
  await page.getByRole('searchbox', { name: 'Search credentials' }).fill(tile.name);
  await page.getByRole('link', { name: tile.name }).click();

  await expect(page.getByRole('heading', { level: 1, name: tile.name })).toBeVisible();
  await expect(page.getByText('Booking flows', { exact: true })).toBeVisible();
  const token = page.getByRole('region', { name: 'Token' });
  await expect(token).toContainText(`…${tile.tokenLastFour}`);
  await expect(token).toContainText(tile.tokenFingerprint);
  await expect(token.getByLabel('Access Token')).toBeDisabled();
  const settings = page.getByRole('region', { name: 'Settings' });
  await expect(settings).toContainText('Lucky Shrub');
  await expect(settings).toContainText('v25.0');
  const inspections = page.getByRole('region', { name: 'Last inspections' });
  await expect(inspections.getByText('Accepted')).toHaveCount(2);
  await expect(inspections.getByText('WhatsApp Business Account: done').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Used by' })).toContainText(source);
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByRole('listitem').first()).toContainText('changed the API Version');
  await expect(history).toContainText('v26.0 → v25.0');
  await expectAccessible(page, 'credential page');
});

test('Check now ticks the steps off and tells the result', { tag: '@desktop' }, async ({ page }) => {
  const { token, wabaId } = script('slow');
  const tile = await addCredential(page, { accessToken: token, wabaId });
  await page.goto(`/credentials/${tile.id}`);
  await page.getByRole('button', { name: /^Check now/ }).click();
  await expect(page.getByText('Token readable: waiting')).toBeVisible();
  await expect(page.getByText('Meta accepts it.')).toHaveRole('status');
  await expect(page.getByRole('region', { name: 'Last inspections' }).getByText('Accepted')).toHaveCount(2);
});

test('a credential that Meta refuses says why and what to do', { tag: '@desktop' }, async ({ page }) => {
  const { token, wabaId } = script('error-json');
  const tile = await addCredential(page, { accessToken: token, wabaId, unchecked: true });
  await page.goto(`/credentials/${tile.id}`);
  await expect(page.getByText('Not checked').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Last inspections' })).toContainText(
    'Meta could not be asked',
  );
});

test('an address of nothing leads back to the credentials', { tag: '@desktop' }, async ({
  page,
  complaints,
}) => {
  complaints.expect(/404/);
  await page.goto('/credentials/00000000-0000-7000-8000-000000000000');
  await expect(page.getByText('This credential is not here')).toBeVisible();
  await page.getByRole('link', { name: 'To the credentials' }).click();
  await expect(page.getByRole('heading', { name: 'Credentials' })).toBeVisible();
});

test.describe('a member', () => {
  test.use({ person: 'member' });

  test('reads everything, and is told whom to ask for the rest', async ({ page }) => {
    const tile = await addCredential(page);
    await page.goto(`/credentials/${tile.id}`);
    const replace = page.getByRole('button', { name: 'Replace token' });
    await expect(replace).toHaveAttribute('aria-disabled', 'true');
    await expect(replace).toHaveAccessibleDescription(/^Only admins can replace tokens\. Ask ada/);
    await replace.click({ force: true });
    await expect(page.getByLabel('Access Token')).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Edit settings' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await expect(page.getByRole('button', { name: 'Edit Credential Name' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^Check now/ })).toBeEnabled();
    await expectAccessible(page, 'credential page of a member');
  });
});
