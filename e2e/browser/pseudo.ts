/** The pseudo-language: what a page shows in plain letters has gone past the messages (lib/words). */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { sharedWorld } from './shared-world.ts';

/** Lets a browser see the pseudo-language; a world allows it with `pseudoWorld`. */
export async function speakPseudo(context: BrowserContext, url = sharedWorld().url): Promise<void> {
  await context.addCookies([{ name: 'language', value: 'en-XA', url }]);
}

/** What a world's environment needs for it. */
export const pseudoWorld = { FLOWKEEP_PSEUDO_LANGUAGE: '1' };

// Data by its form: addresses and ids, in which names may stand; then versions, calls, the zone of moments, people
// named by `freshName`, and the product's own name in a title.
const withNames =
  /\b[\w.+-]+@[\w.-]+\w\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\bfk_\S+|\bhttps?:\S+/gi;
const others =
  /\bv\d+\.\d\b|\b(?:GET|POST|PUT|PATCH|DELETE) \/\S*|\bUTC\b|\b[A-Z]\w* \d+ \d+ [a-z0-9]{2,6}\b|\bFlowkeep$/g;

/** Every text and every text attribute that people or screen readers meet; runs in the page. */
function shownTexts(): string[] {
  // Marked as not to be translated, and code.
  const apart = '[translate="no"], code, noscript, script, style, template';
  const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node instanceof Element ? node : node.parentElement;
    if (!element || element.closest(apart)) continue;
    if (node instanceof Element) texts.push(...attributes.map((name) => node.getAttribute(name) ?? ''));
    else texts.push(node.textContent ?? '');
  }
  return texts.filter((text) => /[a-z]{2}/i.test(text));
}

/** Names that people gave; other tests make some meanwhile, so they are asked for before and after. */
async function namesIn(page: Page): Promise<string[]> {
  const answers = await Promise.all(['/api/members', '/api/keys'].map((path) => page.request.get(path)));
  // The two whom every world of these tests has; members may not list people.
  const names = ['Mo', 'ada'];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const isName = ['name', 'createdBy', 'invitedBy'].includes(key);
      if (isName && typeof inner === 'string') names.push(inner);
      else collect(inner);
    }
  };
  for (const answer of answers) if (answer.ok()) collect(await answer.json());
  return names;
}

/**
 * Expects that all that a page shows now comes from the messages.
 * @param names what else is data there
 */
export async function expectPseudo(page: Page, view: string, names: string[] = []): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
  const before = await namesIn(page);
  const texts = await page.evaluate(shownTexts);
  const known = [...names, ...before, ...(await namesIn(page))].toSorted((a, b) => b.length - a.length);
  const rest = texts.map((text) =>
    known
      .reduce((left, name) => left.replaceAll(name, ' '), text.replace(withNames, ' '))
      .replace(others, ' '),
  );
  expect(texts.length + (await page.getByText('⟦').count()), `${view} shows something`).toBeGreaterThan(0);
  expect([...new Set(rest.filter((text) => /[a-z]{2}/i.test(text)))], view).toEqual([]);
}
