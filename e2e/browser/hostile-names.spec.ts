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

test('a name is text and nothing else', async ({ page }) => {
  const word = freshName('t').replaceAll(' ', '');
  const named: { trick: string; name: string; id: string }[] = [];
  for (const trick of tricks) {
    const name = `${trick} ${word}`;
    const { id } = await addCredential(page, { name, description: trick });
    await addSource(page, { name, credentialId: id });
    named.push({ trick, name, id });
  }
  const expectUntricked = async () => expect(await page.evaluate(() => 'tricked' in window)).toBe(false);

  await page.goto(`${newSource}&q=${word}`);
  for (const { name } of named) {
    await page.getByRole('radio', { name }).check();
    await expect(page.getByText(`${name} is selected.`)).toBeVisible();
  }
  await expectUntricked();
  for (const { name, id } of named) {
    await page.goto(`${newSource}&credential=${id}&step=configure`);
    await expect(page.getByRole('heading', { name: 'Configure' })).toBeVisible();
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    await expectUntricked();
  }
  await page.goto(`/credentials?q=${word}`);
  for (const { name, trick } of named) await expect(page.getByRole('article', { name })).toContainText(trick);
  await expectUntricked();
  await page.goto(`/sources?q=${word}`);
  for (const { name } of named)
    await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  await expectUntricked();
});
