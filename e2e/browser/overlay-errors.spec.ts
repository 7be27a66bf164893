/** What Add New Credential does when a credential can't be saved. */
import type { Locator } from '@playwright/test';
import { admin } from '../world.ts';
import { addCredential, credentialsNamed, expect, freshName, script, test } from './fixtures.ts';
import { Overlay } from './overlay.ts';
import { signIn, signOut } from './session.ts';

interface Refusal {
  id: string;
  field: (overlay: Overlay) => Locator;
  message: string;
}

/** None has the words of the one before it: the form is the same. */
const refusals: Refusal[] = [
  { id: 'expired', field: ({ token }) => token, message: 'This token has expired.' },
  { id: 'revoked', field: ({ token }) => token, message: 'Meta does not accept this token.' },
  { id: 'no-management', field: ({ token }) => token, message: 'This token lacks a permission.' },
  {
    id: 'wrong-waba',
    field: ({ wabaId }) => wabaId,
    message: 'The token does not reach an account with this ID.',
  },
  { id: 'proof', field: ({ appSecret }) => appSecret, message: 'Meta asks for the App Secret of this app.' },
  {
    id: 'phone-number',
    field: ({ wabaId }) => wabaId,
    message: 'The token does not reach an account with this ID.',
  },
  { id: 'unknown-version', field: ({ version }) => version, message: 'Meta knows no such version.' },
];

test('a refusal stands under the field that it is about, and nothing typed is lost', async ({ page }) => {
  const overlay = await Overlay.open(page);
  const name = freshName();
  await overlay.name.fill(name);
  await overlay.description.fill('Kept after an error.');
  for (const { id, field, message } of refusals)
    await test.step(id, async () => {
      const { token, wabaId } = script(id);
      await overlay.fill(id);
      await overlay.save.click();
      const wrong = field(overlay);
      await expect(wrong).toHaveAccessibleDescription(new RegExp(message));
      await expect(wrong).toHaveAttribute('aria-invalid', 'true');
      await expect(wrong).toBeFocused();
      await expect(overlay.problem).toContainText('Meta refused this credential. Nothing was saved.');

      await expect(overlay.name).toHaveValue(name);
      await expect(overlay.description).toHaveValue('Kept after an error.');
      await expect(overlay.token).toHaveValue(token);
      await expect(overlay.token).toHaveAttribute('type', 'password');
      await expect(overlay.wabaId).toHaveValue(wabaId);
      expect(await credentialsNamed(page, name)).toEqual([]);
    });
});

test('the banner of a refusal tells Meta’s own words under Details, and never the token', async ({
  page,
}) => {
  const overlay = await Overlay.open(page);
  await overlay.name.fill(freshName());
  await overlay.fill('expired');
  await overlay.save.click();
  const details = overlay.problem.getByText('Details', { exact: true });
  const meta = overlay.problem.getByText(/Meta said: Error validating access token/);
  await expect(meta).toBeHidden();
  await details.click();
  await expect(meta).toBeVisible();
  for (const line of [/^Code: 190$/m, /^Subcode: 463$/m, /^Trace ID: \S+$/m, /^Request: \S+$/m])
    await expect(meta).toHaveText(line);
  await expect(overlay.problem.getByRole('button', { name: 'Copy details' })).toBeVisible();
  await expect(overlay.problem).not.toContainText(script('expired').token.slice(0, 12));
});

test('the banner leads to the section of the guide that helps', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.name.fill(freshName());
  await overlay.fill('wrong-waba');
  await overlay.save.click();
  await overlay.problem.getByRole('button', { name: /^How to: Find the WhatsApp Business/ }).click();
  await expect(
    overlay.dialog.getByRole('heading', { name: 'Find the WhatsApp Business Account ID' }),
  ).toBeFocused();
});

test('what was refused can be put right and saved', async ({ page }) => {
  const overlay = await Overlay.open(page);
  const name = freshName();
  await overlay.name.fill(name);
  await overlay.fill('proof');
  await overlay.save.click();
  await expect(overlay.appSecret).toBeFocused();
  await overlay.appSecret.fill(script('proof').appSecret ?? '');
  await overlay.save.click();
  await expect(overlay.dialog).toBeHidden();
  await expect(page.getByRole('radio', { name })).toBeChecked();
});

test('when Meta fails, a credential may be saved without checking, after a question', async ({ page }) => {
  const overlay = await Overlay.open(page);
  const name = freshName();
  await overlay.name.fill(name);
  await overlay.fill('error-json');
  await overlay.save.click();
  await expect(overlay.problem).toContainText('Meta could not be asked. Nothing was saved.');
  await expect(overlay.problem.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(overlay.problem).toBeFocused();
  const ask = () => overlay.problem.getByRole('button', { name: 'Save without checking' }).click();
  const question = page.getByRole('alertdialog', { name: 'Save without checking?' });

  await ask();
  await question.getByRole('button', { name: 'Go back' }).click();
  await expect(question).toBeHidden();
  await expect(overlay.token).toHaveValue(script('error-json').token);
  expect(await credentialsNamed(page, name)).toEqual([]);

  await ask();
  await question.getByRole('button', { name: 'Save without checking' }).click();
  await expect(overlay.dialog).toBeHidden();
  await expect(page.getByRole('radio', { name })).toHaveAccessibleName(new RegExp(`^${name} Not checked`));
  await expect(page.getByRole('radio', { name })).toBeChecked();
});

test('a taken name comes with a free one, in one press', async ({ page, complaints }) => {
  complaints.expect(/status of 409/);
  const { name } = await addCredential(page);
  const overlay = await Overlay.open(page);
  await overlay.name.fill(name.toUpperCase());
  await overlay.fill('never-expiring');
  await overlay.save.click();
  await expect(overlay.problem).toContainText('This name is taken. Nothing was saved.');
  await expect(overlay.name).toHaveAttribute('aria-invalid', 'true');
  await expect(overlay.name).toBeFocused();
  await overlay.dialog.getByRole('button', { name: /^Use “/ }).click();
  const free = await overlay.name.inputValue();
  expect(free.toLowerCase()).toBe(`${name.toLowerCase()} 2`);
  await expect(overlay.name).not.toHaveAttribute('aria-invalid', 'true');
  await overlay.save.click();
  await expect(overlay.dialog).toBeHidden();
  await expect(page.getByRole('radio', { name: free })).toBeChecked();
});

test('the credential that has the name can be opened beside the form', async ({ page, complaints }) => {
  complaints.expect(/status of 409/);
  const { name } = await addCredential(page);
  const overlay = await Overlay.open(page);
  await overlay.name.fill(name);
  await overlay.fill('never-expiring');
  await overlay.save.click();
  const other = page.waitForEvent('popup');
  await overlay.dialog.getByRole('link', { name: /^Open the other one/ }).click();
  const shown = await other;
  await expect(shown.getByRole('article', { name })).toBeVisible();
  await expect(overlay.token).toHaveValue(script('never-expiring').token);
});

test('a double click on Save makes one credential', async ({ page }) => {
  const overlay = await Overlay.open(page);
  const name = freshName();
  await overlay.name.fill(name);
  await overlay.fill('slow');
  await overlay.save.dblclick();
  await expect(overlay.dialog).toBeHidden();
  expect(await credentialsNamed(page, name)).toHaveLength(1);
});

test('Enter pressed twice makes one credential', async ({ page }) => {
  const overlay = await Overlay.open(page);
  const name = freshName();
  await overlay.name.fill(name);
  await overlay.fill('slow');
  await overlay.wabaId.press('Enter');
  await page.keyboard.press('Enter');
  await expect(overlay.dialog).toBeHidden();
  expect(await credentialsNamed(page, name)).toHaveLength(1);
});

test.describe('when the session has ended', () => {
  test.use({ person: 'nobody' });

  test('people sign in again in place, and nothing is lost', async ({ page, complaints }) => {
    complaints.expect(/status of 401/);
    await signIn(page.request, admin);
    const overlay = await Overlay.open(page);
    const name = freshName();
    await overlay.name.fill(name);
    await overlay.fill('never-expiring');
    await signOut(page.request);
    await overlay.save.click();
    await expect(overlay.problem).toContainText('Your session has ended. Nothing was saved.');
    await expect(overlay.token).toHaveValue(script('never-expiring').token);

    await overlay.problem.getByLabel('Email').fill(admin.email);
    await overlay.problem.getByLabel('Password').fill('not the password');
    await overlay.problem.getByRole('button', { name: 'Sign in and save' }).click();
    await expect(overlay.problem.getByLabel('Password')).toHaveAccessibleDescription(
      /Email or password is not right\./,
    );
    await overlay.problem.getByLabel('Password').fill(admin.password);
    await overlay.problem.getByRole('button', { name: 'Sign in and save' }).click();
    await expect(overlay.dialog).toBeHidden();
    await expect(page.getByRole('radio', { name })).toBeChecked();
  });
});

test('a lost connection is told, and the same form saves when it is back', async ({ page, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const overlay = await Overlay.open(page);
  const name = freshName();
  await overlay.name.fill(name);
  await overlay.fill('never-expiring');
  await page.context().setOffline(true);
  await overlay.save.click();
  await expect(overlay.problem).toContainText('The connection to Flowkeep broke before it answered.');
  await page.context().setOffline(false);
  await overlay.problem.getByRole('button', { name: 'Try again' }).click();
  await expect(overlay.dialog).toBeHidden();
  expect(await credentialsNamed(page, name)).toHaveLength(1);
});
