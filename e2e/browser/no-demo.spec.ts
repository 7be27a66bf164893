/** What belongs to the demonstration is not there otherwise. */
import { expect, test } from './fixtures.ts';

test('outside a demonstration there is no band and no list of tokens', async ({ page, complaints }) => {
  complaints.expect(/status of 404/);
  await page.goto('/sources');
  await expect(page.getByRole('complementary', { name: 'Demonstration' })).toBeHidden();
  await page.goto('/demo');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
