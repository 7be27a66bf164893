/** Nothing jumps, nothing runs out of the page, and nothing moves for people who don't want motion. */
import type { Page } from '@playwright/test';
import { Deletion } from './deletion.ts';
import { addCredential, addDestination, addSource, expect, freshName, script, test } from './fixtures.ts';
import { newSource, Overlay } from './overlay.ts';

const longName = () => freshName(`Einheitsberechtigungsnachweisaufbewahrung${'sehr'.repeat(8)}`);

/** Expects that nothing has to be moved sideways to be seen. */
async function expectNoSideways(page: Page, view: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const boxes = [
      document.documentElement,
      ...document.querySelectorAll('[role$="dialog"], [role$="dialog"] *'),
    ];
    return boxes
      .filter((box) => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === 'auto')
      .concat(document.documentElement.scrollWidth > width ? [document.documentElement] : [])
      .map((box) => `${box.tagName}.${box.className}: ${box.scrollWidth} > ${box.clientWidth}`);
  });
  expect(wide, view).toEqual([]);
}

test('Authenticate does not move while it loads', async ({ page }) => {
  await addCredential(page);
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput)
          Object.assign(window, { moved: (window as unknown as { moved: number }).moved + value });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(newSource);
  await expect(page.getByRole('radio').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBeLessThan(0.02);
});

const sizes = [
  {
    what: 'at a width of 320 px',
    tag: '@phone',
    viewport: { width: 320, height: 640 },
    deviceScaleFactor: 1,
  },
  {
    what: 'at 200 % on a screen of 1280 px',
    tag: '@desktop',
    viewport: { width: 640, height: 400 },
    deviceScaleFactor: 2,
  },
];
for (const { what, tag, ...size } of sizes) {
  test.describe(what, { tag }, () => {
    test.use(size);

    test('no page has to be moved sideways', async ({ page, complaints }) => {
      complaints.expect(/status of 404/);
      const name = longName();
      const { id } = await addCredential(page, { name, description: 'x'.repeat(200) });
      await addSource(page, { name: longName(), credentialId: id });
      const query = `q=${encodeURIComponent(name)}`;
      for (const path of [
        '/sources',
        '/destinations',
        '/sources/new',
        `${newSource}&${query}&credential=${id}`,
        `${newSource}&credential=${id}&step=configure`,
        `/credentials?${query}`,
        `/credentials/${id}`,
        '/credentials/deleted',
        '/nothing-is-here',
      ]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoSideways(page, path);
      }
    });

    test('deleting one with long names can be read and answered', async ({ page }) => {
      const tile = await addCredential(page, { name: longName() });
      await addSource(page, { name: longName(), credentialId: tile.id });
      const deletion = new Deletion(page);
      await deletion.open(tile.name);
      await expect(deletion.picker).toBeVisible();
      await expectNoSideways(page, 'delete, used');
      await deletion.dialog.getByRole('radio', { name: 'Delete it all the same' }).check();
      await expectNoSideways(page, 'delete, name to be typed');
      await deletion.dialog.getByRole('textbox').fill(tile.name);
      await deletion.button('Delete').scrollIntoViewIfNeeded();
      await expect(deletion.button('Delete')).toBeInViewport();
      await deletion.button('Delete').click();
      await expect(deletion.notice(tile.name)).toBeVisible();
      await expectNoSideways(page, 'after a deletion');
      await page.goto('/credentials/deleted');
      await expectNoSideways(page, 'recently deleted');
    });

    test('a long name, a sample and a record stay within the page of a source or destination', async ({
      page,
    }) => {
      const { id } = await addCredential(page, { name: longName() });
      const source = { name: longName(), credentialId: id, endpoint: 'list-flows' };
      await page.goto(`/sources/${(await addSource(page, source)).id}`);
      await page.getByRole('button', { name: 'Fetch sample' }).click();
      await expect(page.getByRole('cell', { name: 'Book a garden visit' })).toBeVisible();
      await expectNoSideways(page, 'a source with its sample');
      await page.getByRole('tab', { name: 'Request' }).click();
      await expectNoSideways(page, 'the request of a source');
      await page.getByRole('button', { name: /^Edit/ }).click();
      await page.getByLabel('Endpoint').selectOption('flow-metrics');
      await expectNoSideways(page, 'a source, being edited');
      const parameters = { flowId: '901406135639897' };
      const destination = { name: longName(), credentialId: id, endpoint: 'upload-flow-json', parameters };
      await page.goto(`/destinations/${(await addDestination(page, destination)).id}`);
      await page
        .getByLabel('Flow JSON')
        .fill(JSON.stringify({ version: '7.1', screens: [], x: 'y'.repeat(500) }));
      await page.getByRole('button', { name: 'Show the request' }).click();
      await expect(page.getByText(/^Nothing was sent/)).toContainText(
        'A published flow becomes a draft again',
      );
      await expectNoSideways(page, 'a destination with its request');
    });

    test('the overlay can be filled in and read, errors and all', async ({ page }) => {
      const overlay = await Overlay.open(page);
      await expectNoSideways(page, 'overlay, fresh');
      await overlay.name.fill(longName());
      await overlay.fill('expired');
      await overlay.save.click();
      await expect(overlay.problem).toContainText('Meta refused this credential');
      await overlay.problem.getByText('Details', { exact: true }).click();
      await expectNoSideways(page, 'overlay, refused');
      await overlay.token.scrollIntoViewIfNeeded();
      await expect(overlay.token).toBeInViewport();
      await overlay.save.scrollIntoViewIfNeeded();
      await expect(overlay.save).toBeInViewport();
      await overlay.token.fill(script('never-expiring').token);
      await overlay.save.click();
      await expect(overlay.dialog).toBeHidden();
    });
  });
}

test('the overlay fills a phone’s page, and is a panel on wide screens', async ({ page, isMobile }) => {
  const overlay = await Overlay.open(page);
  const size = page.viewportSize();
  await expect
    .poll(async () => (await overlay.dialog.boundingBox())?.width)
    .toBe(isMobile ? size?.width : 920);
  const guide = overlay.dialog.getByRole('heading', { name: 'Generate an access token' });
  await expect(guide).toBeVisible({ visible: !isMobile });
  if (!isMobile) return;
  await overlay.dialog.getByRole('button', { name: 'Where to find it' }).click();
  await expect(guide).toBeVisible();
});

test.describe('for people who want less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves: opening, checking, and the new tile', async ({ page }) => {
    const running = () =>
      page.evaluate(() =>
        document
          .getAnimations()
          .filter((animation) => Number(animation.effect?.getComputedTiming().activeDuration) > 10)
          .map((animation) =>
            'transitionProperty' in animation ? animation.transitionProperty : animation.id,
          ),
      );
    const overlay = await Overlay.open(page);
    expect(await running()).toEqual([]);
    await overlay.name.fill(freshName());
    await overlay.fill('slow');
    await overlay.save.click();
    await expect(overlay.dialog.getByText('Checking with Meta…')).toBeVisible();
    expect(await running()).toEqual([]);
    await expect(overlay.dialog).toBeHidden();
    expect(await running()).toEqual([]);
  });
});
