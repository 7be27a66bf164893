/** Choosing a credential: search, filter, pages, and what stays chosen meanwhile. */
import { Deletion } from './deletion.ts';
import { addCredential, addSource, expect, freshName, script, test } from './fixtures.ts';
import { newSource } from './overlay.ts';
import { weighScripts } from './script-weight.ts';

test('brings at most 160 KB of JavaScript, gzipped, before the overlay is opened', async ({ page }) => {
  await addCredential(page);
  const weight = weighScripts(page);
  await page.goto(newSource);
  await expect(page.getByRole('radio').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const kilobytes = await weight();
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes).toBeLessThanOrEqual(160);
});

test('Next is off until a credential is chosen, and says why', async ({ page }) => {
  const [first] = [await addCredential(page), await addCredential(page)];
  await page.goto(`${newSource}&q=${encodeURIComponent(first.name)}`);
  const next = page.getByRole('button', { name: 'Next' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next).toHaveAccessibleDescription('Choose a credential to go on.');
  // A person can press it, though it is marked as off: the focus goes where the way on is.
  await next.click({ force: true });
  await expect(page).toHaveURL(/\/sources\/new\?connector=/);
  await expect(page.getByRole('radio', { name: first.name })).toBeFocused();

  await page.getByRole('radio', { name: first.name }).check();
  await expect(next).not.toHaveAttribute('aria-disabled', 'true');
  await expect(next).toHaveAccessibleDescription(`${first.name} is selected.`);
  await next.click();
  await expect(page.getByRole('heading', { name: 'Configure' })).toBeVisible();
});

test('the whole tile can be pressed, and its facts belong to it', async ({ page }) => {
  const name = freshName();
  const tile = await addCredential(page, {
    name,
    description: 'For the weekly report.',
    apiVersion: 'v18.0',
  });
  await page.goto(`${newSource}&q=${encodeURIComponent(name)}`);
  await page.getByText('For the weekly report.').click();
  const radio = page.getByRole('radio', { name });
  await expect(radio).toBeChecked();
  await expect(radio).toHaveAccessibleName(`${name} Valid · checked just now`);
  const facts = [
    'For the weekly report.',
    'Lucky Shrub',
    'v18.0 → v21.0',
    'System user, no end',
    'not used yet',
  ];
  for (const fact of facts) await expect(radio).toHaveAccessibleDescription(new RegExp(fact));
  await expect(radio).toHaveAccessibleDescription(new RegExp(`…${tile.tokenLastFour}`));
});

test('an answer given in a dialog of the page is not taken for a choice of credential', async ({ page }) => {
  const used = await addCredential(page);
  await addSource(page, { name: freshName('Source'), credentialId: used.id });
  await page.goto(`${newSource}&q=${encodeURIComponent(used.name)}`);
  await page.getByRole('radio', { name: used.name }).check();
  const deletion = new Deletion(page);
  await deletion.openFromTile(used.name);
  await deletion.dialog.getByRole('radio', { name: 'Delete it all the same' }).check();
  await deletion.button('Keep it').click();
  await expect(page).toHaveURL((url) => url.searchParams.get('credential') === used.id);
  await expect(page.getByRole('status').filter({ hasText: `${used.name} is selected.` })).toBeVisible();
});

test('search answers while typing, lives in the address, and survives a reload', async ({ page }) => {
  const { name } = await addCredential(page);
  await addCredential(page);
  await page.goto(newSource);
  const search = page.getByRole('searchbox', { name: 'Search credentials' });
  await search.pressSequentially(name.toUpperCase());
  await expect(page.getByRole('status').filter({ hasText: /^1 match$/ })).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(1);
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === name.toUpperCase());
  await page.reload();
  await expect(search).toHaveValue(name.toUpperCase());
  await expect(page.getByRole('radio', { name })).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(1);
});

test('the filter by status lives in the address, and survives a reload', async ({ page }) => {
  const word = freshName('Filter').split(' ').slice(0, 2).join(' ');
  await addCredential(page, { name: `${word} fine` });
  const unsure = script('error-json');
  await addCredential(page, { name: `${word} unsure`, accessToken: unsure.token, unchecked: true });
  const ending = script('ends-soon');
  await addCredential(page, { name: `${word} ending`, accessToken: ending.token });
  await page.goto(`${newSource}&q=${encodeURIComponent(word)}`);
  const status = page.getByRole('combobox', { name: 'Status' });
  const tiles = page.getByRole('radio');
  await expect(tiles).toHaveCount(3);
  for (const [label, value, name] of [
    ['Not checked', 'unchecked', 'unsure'],
    ['Expiring', 'expiring', 'ending'],
    ['Valid', 'valid', 'fine'],
  ]) {
    await status.selectOption(label ?? '');
    await expect(tiles).toHaveCount(1);
    await expect(tiles).toHaveAccessibleName(new RegExp(`^${word} ${name}`));
    await expect(page).toHaveURL((url) => url.searchParams.get('status') === value);
  }
  await page.reload();
  await expect(status).toHaveValue('valid');
  await expect(tiles).toHaveCount(1);
  await status.selectOption('Any status');
  await expect(tiles).toHaveCount(3);
});

test('pages have addresses, lead back and forth, and survive a reload', async ({ page }) => {
  const word = freshName('Page').split(' ').slice(0, 2).join(' ');
  await Promise.all(
    Array.from({ length: 26 }, (_, number) => addCredential(page, { name: `${word} no ${number + 1}.` })),
  );
  await page.goto(`${newSource}&q=${encodeURIComponent(word)}`);
  const tiles = page.getByRole('radio');
  const older = page.getByRole('link', { name: 'Older' });
  const newer = page.getByRole('link', { name: 'Newer' });
  await expect(tiles).toHaveCount(24);
  await expect(page.getByText('26 match')).toBeVisible();
  await expect(newer).toBeHidden();
  await tiles.nth(3).check();
  const { id, name } = await tiles.nth(3).evaluate((radio: HTMLInputElement) => ({
    id: radio.value,
    name: radio.dataset.name,
  }));
  await older.click();
  await expect(tiles).toHaveCount(2);
  await expect(page).toHaveURL(/cursor=/);
  await page.reload();
  await expect(tiles).toHaveCount(2);
  // What was chosen on another page is still chosen.
  await expect(page).toHaveURL((url) => url.searchParams.get('credential') === id);
  await expect(page.getByRole('button', { name: 'Next' })).toHaveAccessibleDescription(
    `${name} is selected.`,
  );
  await newer.click();
  await expect(tiles).toHaveCount(24);
  await expect(tiles.nth(3)).toBeChecked();
});

test('the chosen credential stays chosen through search and back from Configure', async ({ page }) => {
  const chosen = await addCredential(page);
  const other = await addCredential(page);
  await page.goto(`${newSource}&q=${encodeURIComponent(chosen.name)}`);
  await page.getByRole('radio', { name: chosen.name }).check();
  const search = page.getByRole('searchbox', { name: 'Search credentials' });
  await search.fill(other.name);
  await expect(page.getByRole('radio', { name: other.name })).toBeVisible();
  await expect(page.getByRole('radio', { name: other.name })).not.toBeChecked();
  await expect(page.getByText(`${chosen.name} is selected.`)).toBeVisible();

  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Uses the credential', { exact: true })).toBeVisible();
  await expect(page.getByText(chosen.name, { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Back' }).click();
  await expect(page.getByText(`${chosen.name} is selected.`)).toBeVisible();
});

test('when nothing matches, one press clears the filters', async ({ page }) => {
  await addCredential(page);
  await page.goto(`${newSource}&q=nothing+has+this+name`);
  await expect(page.getByRole('heading', { name: 'No credential matches' })).toBeVisible();
  await expect(page.getByText('0 match')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await expect(page.getByRole('radio').first()).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search credentials' })).toHaveValue('');
});

test('a credential that is gone is told, and another can be chosen', async ({ page }) => {
  await addCredential(page);
  await page.goto(`${newSource}&credential=01a20b98-97c1-72c0-9b2f-be55a6295ca9`);
  await expect(page.getByText(/can’t be used here any more\. Choose another\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true');
});

test('a new credential comes first, whatever was searched for', async ({ page }) => {
  const { name } = await addCredential(page);
  await page.goto(`${newSource}&q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('radio')).toHaveCount(1);
  await page.getByRole('button', { name: 'Add Credential' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add New Credential' });
  const added = freshName('Added');
  await dialog.getByLabel('Credential Name', { exact: true }).fill(added);
  await dialog.getByLabel('Access Token', { exact: true }).fill(script('never-expiring').token);
  await dialog
    .getByLabel('WhatsApp Business Account ID', { exact: true })
    .fill(script('never-expiring').wabaId);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('radio', { name: added })).toBeChecked();
  await expect(page.getByRole('radio', { name: added })).toBeInViewport();
});

test('the credentials page checks a stored credential on demand', async ({ page }) => {
  const { name } = await addCredential(page);
  await page.goto(`/credentials?q=${encodeURIComponent(name)}`);
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Check now' }).click();
  await expect(page.getByText('Meta accepts it.', { exact: true })).toHaveRole('status');
});
