/** Names and descriptions that try to be more than text. */
import { addCredential, addSource, expect, freshName, test } from './fixtures.ts';
import { newSource } from './overlay.ts';

const tricks = [
  '<script>window.tricked = 1</script>',
  '<img src=x onerror="window.tricked = 1">',
  '{{constructor.constructor("window.tricked=1")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the trick is the text
  '${window.tricked = 1}',
  '"><svg onload=window.tricked=1>',
];

for (const trick of tricks) {
  test(`a name is text and nothing else: ${trick}`, async ({ page }) => {
    const name = `${trick} ${freshName('t')}`;
    const { id } = await addCredential(page, { name, description: trick });
    await addSource(page, { name, credentialId: id });
    const query = `q=${encodeURIComponent(name)}`;
    await page.goto(`${newSource}&${query}`);
    await page.getByRole('radio', { name }).check();
    await expect(page.getByText(`${name} is selected.`)).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByRole('heading', { name: 'Configure' })).toBeVisible();
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    await page.goto(`/credentials?${query}`);
    await expect(page.getByRole('article', { name })).toContainText(trick);
    await page.goto(`/sources?${query}`);
    await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
    expect(await page.evaluate(() => 'tricked' in window)).toBe(false);
  });
}
