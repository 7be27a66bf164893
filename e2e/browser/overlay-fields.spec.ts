/** What the fields of Add New Credential do while people type and paste. */
import type { Locator } from '@playwright/test';
import { anyToken } from '../any-token.ts';
import { expectAccessible } from './axe.ts';
import { addCredential, expect, freshName, script, test } from './fixtures.ts';
import { Overlay, paste } from './overlay.ts';

const good = script('never-expiring');

test.describe('the version', () => {
  test('starts as v18.0, with what Meta does with it today, and the newest in one click', async ({
    page,
  }) => {
    const overlay = await Overlay.open(page);
    await expect(overlay.version).toHaveValue('v18.0');
    await expect(overlay.version).toHaveAccessibleDescription(
      /Meta retired v18\.0 on 26 Jan 2026; calls are answered as v2\d\.0, the oldest version still served\./,
    );
    await overlay.dialog.getByRole('button', { name: 'Use v27.0' }).click();
    await expect(overlay.version).toHaveValue('v27.0');
    await expect(overlay.version).toHaveAccessibleDescription(/Meta serves v27\.0/);
    await expect(overlay.dialog.getByRole('button', { name: 'Use v27.0' })).toBeHidden();
  });

  test('may be typed freely, is put into Meta’s form, and refused when it is none', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await overlay.version.fill('25');
    await overlay.version.blur();
    await expect(overlay.version).toHaveValue('v25.0');
    await overlay.version.fill('newest');
    await overlay.version.blur();
    await expect(overlay.version).toHaveAttribute('aria-invalid', 'true');
    await expect(overlay.version).toHaveAccessibleDescription(/Write the version as "v"/);
  });
});

test('the suggested name is one that no credential has', async ({ page }) => {
  const overlay = await Overlay.open(page);
  const first = await overlay.name.inputValue();
  await addCredential(page, { name: first });
  await overlay.close.click();
  await page.reload();
  await overlay.addTile.click();
  await expect(overlay.name).toHaveValue(/^WhatsApp Flows API( \d+)?$/);
  await expect(overlay.name).not.toHaveValue(first);
});

test.describe('a pasted token', () => {
  const cases: [string, string, string][] = [
    ['with a line break', `${good.token}\n`, 'Removed 1 line break.'],
    ['broken into lines by a terminal', good.token.replace(/(.{80})/g, '$1\n'), 'Removed 2 line breaks.'],
    ['in quotes', `"${good.token}"`, 'Removed 2 quotes.'],
    ['after Bearer', `Bearer ${good.token}`, 'Removed "Bearer".'],
    ['with a zero-width space', `\u200b${good.token}`, 'Removed 1 invisible character.'],
  ];
  for (const [how, text, sentence] of cases) {
    test(`${how} is cleaned, and that is told`, async ({ page }) => {
      const overlay = await Overlay.open(page);
      await paste(overlay.token, text);
      await expect(overlay.token).toHaveValue(good.token);
      await expect(overlay.dialog.getByRole('status').filter({ hasText: sentence })).toBeVisible();
      await expect(overlay.token).toHaveAccessibleDescription(new RegExp(sentence.slice(0, 9)));
    });
  }

  test('comes back as it was pasted by Undo', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await paste(overlay.token, `"${good.token}"`);
    await overlay.dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(overlay.token).toHaveValue(`"${good.token}"`);
  });

  test('that needs no cleaning is left alone, without a word', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await paste(overlay.token, good.token);
    await expect(overlay.token).toHaveValue(good.token);
    await expect(overlay.dialog.getByText(/^Removed/)).toBeHidden();
  });
});

test.describe('a pasted block', () => {
  test('of curl fills every field that it holds, and names what it left out', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await paste(
      overlay.token,
      `curl -X GET 'https://graph.facebook.com/v24.0/${good.wabaId}/flows?fields=name' \\\n  -H 'Authorization: Bearer ${good.token}' -H 'Accept: application/json'`,
    );
    await expect(overlay.token).toHaveValue(good.token);
    await expect(overlay.wabaId).toHaveValue(good.wabaId);
    await expect(overlay.version).toHaveValue('v24.0');
    const told = overlay.dialog.getByRole('status').filter({ hasText: 'This was a curl command.' });
    await expect(told).toContainText('Filled in');
    await expect(told).toContainText('Left out: fields and Accept.');
  });

  test('of an .env file fills every field, also from the field of the ID', async ({ page }) => {
    const overlay = await Overlay.open(page);
    const secret = '0123456789abcdef0123456789abcdef';
    await paste(
      overlay.wabaId,
      `# production\nWHATSAPP_TOKEN="${good.token}"\nWHATSAPP_BUSINESS_ACCOUNT_ID=${good.wabaId}\nGRAPH_VERSION=v25.0\nMETA_APP_SECRET=${secret}\nPORT=3000`,
    );
    await expect(overlay.token).toHaveValue(good.token);
    await expect(overlay.wabaId).toHaveValue(good.wabaId);
    await expect(overlay.version).toHaveValue('v25.0');
    await expect(overlay.dialog.getByText('Left out: PORT.')).toBeVisible();
    await overlay.dialog.getByText('Advanced', { exact: true }).click();
    await expect(overlay.appSecret).toHaveValue(secret);
  });
});

test.describe('a paste of several tokens', () => {
  const [first, second] = [anyToken(), anyToken()];
  const exported = JSON.stringify([
    { name: 'Shop', type: 'whatsAppApi', data: { accessToken: first, businessAccountId: '' } },
    { name: 'Bank', type: 'whatsAppApi', data: { accessToken: second, businessAccountId: good.wabaId } },
  ]);

  test('lets the person choose by keyboard, and keeps each token with its own account', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await paste(overlay.token, exported);
    const told = overlay.dialog.getByRole('status').filter({ hasText: '2 tokens to choose from' });
    await expect(told).toBeVisible();
    await expect(overlay.token).toHaveValue('');
    await expect(overlay.wabaId).toHaveValue('');
    await expect(overlay.dialog).not.toContainText(second.slice(0, 30));
    await expectAccessible(page, 'choice of a token', '[role="dialog"]');
    // The field keeps the focus; what is to be chosen comes right behind it.
    const bank = told.getByRole('button', { name: /Use accessToken of Bank/ });
    const shop = told.getByRole('button', { name: /Use accessToken of Shop/ });
    await expect(overlay.token).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(told.getByRole('button', { name: 'Use none' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(shop).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(overlay.token).toHaveValue(first);
    await expect(overlay.wabaId).toHaveValue('');
    await expect(overlay.token).toBeFocused();

    await paste(overlay.wabaId, exported);
    await bank.click();
    await expect(overlay.token).toHaveValue(second);
    await expect(overlay.wabaId).toHaveValue(good.wabaId);
    await overlay.dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(overlay.token).toHaveValue(first);
    await expect(overlay.wabaId).toHaveValue('');
  });

  test('is left alone by Use none, and what is switched off is not taken unasked', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await paste(overlay.token, exported);
    await overlay.dialog.getByRole('button', { name: 'Use none' }).click();
    await expect(overlay.dialog.getByRole('button', { name: /^Use accessToken/ })).toBeHidden();
    await expect(overlay.token).toBeFocused();
    await paste(
      overlay.token,
      JSON.stringify({ values: [{ key: 'Old-Key', value: first, enabled: false }] }),
    );
    await expect(overlay.dialog.getByText(/Its only token is switched off/)).toBeVisible();
    await expect(overlay.token).toHaveValue('');
    await overlay.dialog.getByRole('button', { name: /Use Old-Key \(switched off\)/ }).click();
    await expect(overlay.token).toHaveValue(first);
  });
});

test('a text in which nothing is known is not put together in the field', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await paste(overlay.token, 'correct horse\nbattery staple');
  await expect(overlay.dialog.getByText(/nothing was filled in/)).toBeVisible();
  await expect(overlay.token).toHaveValue('');
  await overlay.dialog.getByRole('button', { name: 'Paste it all the same' }).click();
  await expect(overlay.token).toHaveValue('correct horse battery staple');
  await expect(overlay.token).toHaveAccessibleDescription(/no spaces/);
  await overlay.token.fill('');
  await paste(overlay.token, '[{"type":"whatsAppApi","data":"U2FsdGVkX19abcdefgh"}]');
  await expect(overlay.dialog.getByText(/export of n8n are sealed/)).toBeVisible();
  await expect(overlay.token).toHaveValue('');
});

test('a text without the shape of a token is sent only when that is meant', async ({ page, complaints }) => {
  complaints.expect(/422/);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/credentials')) sent.push(request.url());
  });
  const overlay = await Overlay.open(page);
  await overlay.fill('never-expiring', { token: 'a-long-password-of-somebody' });
  await overlay.save.click();
  const question = page.getByRole('alertdialog', { name: 'Send this to Meta?' });
  await expect(question).toBeVisible();
  await expectAccessible(page, 'question before sending', '[role="alertdialog"]');
  await question.getByRole('button', { name: 'Go back' }).click();
  await expect(question).toBeHidden();
  await expect(overlay.token).toHaveValue('a-long-password-of-somebody');
  expect(sent).toEqual([]);
  await overlay.save.click();
  await question.getByRole('button', { name: 'Send it to Meta' }).click();
  await expect(overlay.problem).toContainText('Nothing was saved');
  expect(sent).toHaveLength(1);
  // Once meant is meant: the same text is not asked about again.
  await overlay.save.click();
  await expect.poll(() => sent.length).toBe(2);
});

test('a token in the field of the ID can be moved to its own field', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await paste(overlay.wabaId, good.token);
  await paste(overlay.token, good.wabaId);
  await expect(overlay.dialog.getByText('This looks like a token.')).toBeVisible();
  await overlay.dialog.getByRole('button', { name: 'Move it to Access Token' }).click();
  await expect(overlay.token).toHaveValue(good.token);
  await expect(overlay.token).toBeFocused();
  await expect(overlay.wabaId).toHaveValue(good.wabaId);
  await expect(overlay.dialog.getByRole('button', { name: /^Move it/ })).toBeHidden();
});

test.describe('an error', () => {
  const isRed = (control: Locator) => expect(control).toHaveAttribute('aria-invalid', 'true');
  const isCalm = (control: Locator) => expect(control).not.toHaveAttribute('aria-invalid', 'true');

  test('of a token waits until the field is left, and goes while it is put right', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await overlay.token.pressSequentially('EAAshort');
    await isCalm(overlay.token);
    await overlay.token.blur();
    await isRed(overlay.token);
    await expect(overlay.token).toHaveAccessibleDescription(/too short for a token/);
    await overlay.token.fill(good.token);
    await isCalm(overlay.token);
  });

  test('of an ID comes at once with a letter, and otherwise when the field is left', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await overlay.wabaId.pressSequentially('123');
    await isCalm(overlay.wabaId);
    await overlay.wabaId.pressSequentially('a');
    await isRed(overlay.wabaId);
    await expect(overlay.wabaId).toHaveAccessibleDescription(/The ID has digits only\./);
  });

  test('in several fields is summed up on Save, with a way to each', async ({ page }) => {
    const overlay = await Overlay.open(page);
    await overlay.save.click();
    await expect(overlay.token).toBeFocused();
    await expect(overlay.dialog.getByText('2 fields need another look')).toBeVisible();
    await overlay.dialog.getByRole('button', { name: 'WhatsApp Business Account ID', exact: true }).click();
    await expect(overlay.wabaId).toBeFocused();
    await isRed(overlay.wabaId);
  });
});

test('a token of another shape gets a hint and no wall', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.token.fill('x'.repeat(150));
  await overlay.token.blur();
  await expect(overlay.dialog.getByText(/mostly begin with EAA/)).toBeVisible();
  await expect(overlay.token).not.toHaveAttribute('aria-invalid', 'true');
});

test('a secret is hidden, kept from password managers, and shown only on demand', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.name.fill(freshName());
  await overlay.dialog.getByText('Advanced', { exact: true }).click();
  for (const [label, field] of [
    ['Access Token', overlay.token],
    ['App Secret', overlay.appSecret],
  ] as const) {
    for (const [attribute, value] of [
      ['type', 'password'],
      ['autocomplete', 'new-password'],
      ['data-1p-ignore', ''],
      ['data-lpignore', 'true'],
      ['data-bwignore', 'true'],
      ['spellcheck', 'false'],
      ['autocapitalize', 'none'],
    ] as const)
      await expect(field).toHaveAttribute(attribute, value);
    expect(await field.getAttribute('maxlength')).toBeNull();
    const eye = overlay.dialog.getByRole('button', { name: `Show ${label}` });
    await eye.click();
    await expect(field).toHaveAttribute('type', 'text');
    await expect(eye).toHaveAttribute('aria-pressed', 'true');
    await eye.click();
    await expect(field).toHaveAttribute('type', 'password');
  }
});

test('a shown secret hides by itself after 30 seconds', async ({ page }) => {
  await page.clock.install();
  const overlay = await Overlay.open(page);
  await overlay.dialog.getByRole('button', { name: 'Show Access Token' }).click();
  await expect(overlay.token).toHaveAttribute('type', 'text');
  await page.clock.fastForward(30_000);
  await expect(overlay.token).toHaveAttribute('type', 'password');
});

test('the guide lights the section of the field that has the focus, and help takes people there', async ({
  page,
}) => {
  const overlay = await Overlay.open(page);
  const guide = overlay.dialog.getByRole('region', { name: 'Where to find what this form asks for' });
  await overlay.dialog.getByRole('button', { name: 'Where is it? WhatsApp Business Account ID' }).click();
  await expect(guide.getByRole('heading', { name: 'Find the WhatsApp Business Account ID' })).toBeFocused();
  await expect(
    guide.getByRole('img', { name: /The ID of the WhatsApp Business Account is the one to copy/ }),
  ).toBeVisible();
  await expect(guide.getByRole('link', { name: /^System users/ })).toHaveAttribute(
    'href',
    'https://business.facebook.com/latest/settings/system_users',
  );
});
