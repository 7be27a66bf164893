/** The ways out of Add New Credential. */
import { credentialsNamed, expect, freshName, test } from './fixtures.ts';
import { Overlay } from './overlay.ts';

test('a press outside does not close the overlay', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await page.mouse.click(20, 400);
  await page.mouse.click(20, 20);
  await expect(overlay.dialog).toBeVisible();
  await overlay.close.click();
  await expect(overlay.dialog).toBeHidden();
});

test('Escape closes an untouched overlay without a question, and the Add tile has the focus', async ({
  page,
}) => {
  const overlay = await Overlay.open(page);
  await page.keyboard.press('Escape');
  await expect(overlay.dialog).toBeHidden();
  await expect(overlay.addTile).toBeFocused();
});

test('what was typed and taken back asks no question either', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.description.fill('A thought');
  await overlay.description.fill('');
  await page.keyboard.press('Escape');
  await expect(overlay.dialog).toBeHidden();
});

for (const way of ['Escape', 'Cancel', 'Close'] as const) {
  test(`${way} asks before it throws something away`, async ({ page }) => {
    const overlay = await Overlay.open(page);
    const leave = () => {
      if (way === 'Escape') return page.keyboard.press('Escape');
      return way === 'Cancel' ? overlay.cancel.click() : overlay.close.click();
    };
    await overlay.description.fill('Something');
    await leave();
    const question = page.getByRole('alertdialog', { name: 'Discard what you entered?' });
    await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(question).toBeHidden();
    await expect(overlay.description).toHaveValue('Something');

    await leave();
    await question.getByRole('button', { name: 'Discard' }).click();
    await expect(overlay.dialog).toBeHidden();
    await expect(overlay.addTile).toBeFocused();
    await overlay.addTile.click();
    await expect(overlay.description).toHaveValue('');
  });
}

for (const way of ['Escape', 'Cancel'] as const) {
  test(`${way} stops a check under way: nothing is stored, and the form is as it was`, async ({ page }) => {
    const overlay = await Overlay.open(page);
    const name = freshName();
    await overlay.name.fill(name);
    await overlay.fill('slow');
    await overlay.save.click();
    await expect(overlay.dialog.getByText('Checking with Meta…')).toBeVisible();
    if (way === 'Escape') await page.keyboard.press('Escape');
    else await overlay.cancel.click();
    await expect(overlay.dialog.getByText('Stopped. Nothing was saved.').first()).toBeVisible();
    await expect(overlay.save).toBeFocused();
    await expect(overlay.name).toHaveValue(name);
    await expect(overlay.token).toHaveValue(/^EAADemoSlow/);
    // Longer than the sandbox takes: a check that went on would have stored it by then.
    await page.waitForTimeout(4_500);
    expect(await credentialsNamed(page, name)).toEqual([]);
  });
}

test('a check that takes long says so after 10 seconds, and can still be stopped', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await page.clock.install();
  await overlay.name.fill(freshName());
  await overlay.fill('hang');
  await overlay.save.click();
  await expect(overlay.dialog.getByText('Checking with Meta…')).toBeVisible();
  await page.clock.fastForward(10_000);
  await expect(overlay.dialog.getByText(/This is taking longer than usual/).last()).toBeVisible();
  await overlay.cancel.click();
  await expect(overlay.dialog.getByText('Stopped. Nothing was saved.').first()).toBeVisible();
});

test('leaving the page with something typed asks first', async ({ page }) => {
  const overlay = await Overlay.open(page);
  await overlay.description.fill('Something');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(overlay.description).toHaveValue('Something');
});
