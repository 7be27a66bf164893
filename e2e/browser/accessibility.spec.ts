/** No view breaks a rule of WCAG 2.2 AA that axe can see, in light and in dark. */
import { expectAccessible } from './axe.ts';
import { addCredential, expect, freshName, script, test } from './fixtures.ts';
import { newSource, Overlay } from './overlay.ts';

test.describe('signed out', () => {
  test.use({ person: 'nobody' });

  test('sign-in is accessible, also with its errors', async ({ page, complaints }) => {
    complaints.expect(/status of 401/);
    await page.goto('/sign-in');
    await expectAccessible(page, 'sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Email').fill('nobody@example.com');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Email or password is not right.')).toBeVisible();
    await expectAccessible(page, 'sign-in, refused');
  });

  test('the page about a problem is accessible', async ({ page }) => {
    await page.goto('/problems/version_conflict');
    await expect(page.getByRole('heading', { name: 'It was changed in the meantime' })).toBeVisible();
    await expectAccessible(page, 'problem');
  });
});

test('Authenticate and credentials are accessible with tiles of every status', async ({ page }) => {
  const word = freshName('Status').split(' ').slice(0, 2).join(' ');
  for (const [name, id] of [
    ['valid', 'never-expiring'],
    ['expiring', 'ends-soon'],
    ['not checked', 'error-json'],
  ]) {
    const { token, wabaId } = script(id ?? '');
    await addCredential(page, { name: `${word} ${name}`, accessToken: token, wabaId, unchecked: true });
  }
  const query = `q=${encodeURIComponent(word)}`;
  await page.goto(`${newSource}&${query}`);
  await expect(page.getByRole('radio')).toHaveCount(3);
  await page.getByRole('radio').first().check();
  await expectAccessible(page, 'Authenticate');
  await page.goto(`/credentials?${query}`);
  await expect(page.getByRole('article')).toHaveCount(3);
  await page
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Check now' }).click();
  await expect(page.getByRole('status').getByText(/Meta/).first()).toBeVisible();
  await expectAccessible(page, 'credentials');
  await page.goto(`/credentials?q=nothing+has+this+name`);
  await expectAccessible(page, 'credentials, nothing found');
});

test('the steps of a new source and the list of sources are accessible', async ({ page }) => {
  const { id } = await addCredential(page);
  await page.goto('/sources/new');
  await expectAccessible(page, 'connector');
  await page.goto(`${newSource}&credential=${id}&step=configure`);
  await expectAccessible(page, 'Configure');
  await page.getByLabel('Endpoint').selectOption('flow-metrics');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page, 'Configure, with errors');
  await page.getByLabel('Name', { exact: true }).fill(freshName('Source'));
  await page.getByLabel('Endpoint').selectOption('list-flows');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Fetch sample' }).click();
  await expect(page.getByRole('tab', { name: 'Table' })).toBeVisible();
  await expectAccessible(page, 'Test & Save, with a sample');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expectAccessible(page, 'sources');
});

test('an address with nothing behind it is accessible', async ({ page, complaints }) => {
  complaints.expect(/status of 404/);
  await page.goto('/nothing-is-here');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await expectAccessible(page, 'not found');
});

test('the overlay is accessible while it is filled in', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await expectAccessible(page, 'overlay, fresh');
  const guide = overlay.dialog.getByRole('button', { name: 'Where to find it' });
  if (await guide.isVisible()) {
    await guide.click();
    await expectAccessible(page, 'overlay, guide unfolded');
  }
  await overlay.dialog.getByText('Advanced', { exact: true }).click();
  await overlay.wabaId.fill(script('never-expiring').token);
  await overlay.token.fill('x'.repeat(120));
  await overlay.save.click();
  await expect(overlay.wabaId).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page, 'overlay, with errors and hints');
  await overlay.cancel.click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectAccessible(page, 'overlay, question');
});

test('the overlay is accessible while it checks, and when Meta refuses', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.name.fill(freshName());
  await overlay.fill('expired');
  await overlay.save.click();
  await overlay.problem.getByText('Details', { exact: true }).click();
  await expect(overlay.problem.getByRole('button', { name: 'Copy details' })).toBeVisible();
  await expectAccessible(page, 'overlay, refused');
  await overlay.fill('hang');
  await overlay.save.click();
  await expect(overlay.dialog.getByText('Checking with Meta…')).toBeVisible();
  await expectAccessible(page, 'overlay, checking');
});

test('the list of keys and the menu of the person are accessible', async ({ page, isMobile }) => {
  await addCredential(page);
  await page.goto(newSource);
  await page.getByRole('banner').getByRole('group').click();
  await expectAccessible(page, 'menu');
  await page.keyboard.press('Escape');
  // Phones have no keys to be listed.
  if (isMobile) return;
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expectAccessible(page, 'list of keys');
});
