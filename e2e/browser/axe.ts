/** What axe finds against WCAG 2.2, levels A and AA, in both themes. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The themes differ in colours only, so the second is asked about the rules that look at colours. */
const runs = [
  { colorScheme: 'light', narrow: (builder: AxeBuilder) => builder.withTags(tags) },
  {
    colorScheme: 'dark',
    narrow: (builder: AxeBuilder) => builder.withRules(['color-contrast', 'link-in-text-block']),
  },
] as const;

// Colours are inherited, so one fading begins the next; a colour measured on the way would be nobody's colour.
const still = '*, ::before, ::after { transition: none !important; }';

/**
 * Axe in the page itself, which costs a third of axe in every frame and a blank page: no page of ours has a frame.
 * Its half a megabyte stays in the page for the second run.
 */
function builderFor(page: Page, first: boolean): AxeBuilder {
  const builder = new AxeBuilder(first ? { page } : { page, axeSource: 'void 0' });
  return builder.options({ resultTypes: ['violations'] }).setLegacyMode();
}

/**
 * Expects a page to be clean as it is now, in light and in dark. `view` names it in the failure; `part` is a selector
 * of what is new in it, where the rest was looked at before: a dialog over a long page.
 */
export async function expectAccessible(page: Page, view: string, part?: string): Promise<void> {
  // Axe fails on a part that is not there yet, as it is on a busy machine just after the press that opens it.
  if (part) await expect(page.locator(part).first()).toBeVisible();
  // A sheet, as a style element would be against the page's policy.
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, still);
  for (const { colorScheme, narrow } of runs) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const builder = builderFor(page, colorScheme === 'light');
    const { violations } = await narrow(part ? builder.include(part) : builder).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
    expect(found, `${view}, ${colorScheme}`).toEqual([]);
  }
}
