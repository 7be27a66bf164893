/** The fixtures of all browser tests: who is signed in, what may go wrong, and ways to make data quickly. */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { type Tile, tileSchema } from '../../lib/credential/look/tile.ts';
import { type ResourceView, resourceViewSchema } from '../../lib/resource/view.ts';
import { sandboxTokens } from '../../sandbox/tokens.ts';
import { anyToken } from '../any-token.ts';
import { waitForScripts } from './hydrated.ts';
import { sharedWorld } from './shared-world.ts';

export { expect };

export type Person = 'admin' | 'member' | 'nobody';

/** What pages complained of. */
export class Complaints {
  readonly #expected: RegExp[] = [];
  readonly #heard: string[] = [];

  /** Names an error that the test provokes, such as the browser's note about an answer of 409. */
  expect(error: RegExp): void {
    this.#expected.push(error);
  }

  listen(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#heard.push(`${message.text()} [${message.location().url}]`);
    });
    context.on('weberror', (uncaught) => {
      this.#heard.push(`uncaught: ${uncaught.error().message}`);
    });
  }

  get unexpected(): string[] {
    return this.#heard.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }
}

/** The script of a sandbox token, by its id. */
export function script(id: string) {
  const found = sandboxTokens.find((token) => token.id === id);
  if (!found) throw new Error(`The sandbox has no token ${id}.`);
  return found;
}

let counter = 0;

/** A name that no other test uses. */
export function freshName(word = 'Test'): string {
  counter += 1;
  return `${word} ${process.pid} ${counter} ${Math.random().toString(36).slice(2, 8)}`;
}

async function post(page: Page, path: string, data: Record<string, unknown>): Promise<unknown> {
  // What a page sends with every change, and no other site can.
  const headers = { origin: sharedWorld().url };
  const answer = await page.request.post(path, { headers, data });
  expect(answer.status(), await answer.text()).toBe(201);
  return answer.json();
}

/** Adds a credential with a token of its own and the session of a page, past the form. */
export async function addCredential(page: Page, changes: Record<string, unknown> = {}): Promise<Tile> {
  const { wabaId } = script('never-expiring');
  const entry = { connector: 'whatsapp-flows', name: freshName(), accessToken: anyToken(), wabaId };
  return tileSchema.parse(
    await post(page, '/api/credentials', { ...entry, apiVersion: 'v26.0', ...changes }),
  );
}

interface NewResource {
  name: string;
  credentialId: string;
  endpoint?: string;
  parameters?: Record<string, unknown>;
}

/** Adds a data source with the session of a page. */
export async function addSource(page: Page, source: NewResource): Promise<ResourceView> {
  return resourceViewSchema.parse(
    await post(page, '/api/sources', { connector: 'whatsapp-flows', ...source }),
  );
}

/** Adds a data destination with the session of a page. */
export async function addDestination(page: Page, destination: NewResource): Promise<ResourceView> {
  const body = { connector: 'whatsapp-flows', ...destination };
  return resourceViewSchema.parse(await post(page, '/api/destinations', body));
}

/** What a credential was used for so far, newest first: method and path of each use. */
export async function usesOf(page: Page, credentialId: string): Promise<string[]> {
  const params = { credential: credentialId, action: 'credential.used', limit: '50' };
  const { items } = await (await page.request.get('/api/audit-events', { params })).json();
  return items.map(
    ({ details }: { details: { method: string; path: string } }) => `${details.method} ${details.path}`,
  );
}

/** Changes a credential with the session of a page, as somebody else would in between. */
export async function changeCredential(
  page: Page,
  tile: Tile,
  changes: Record<string, unknown>,
): Promise<Tile> {
  const headers = { origin: sharedWorld().url, 'if-match': `"${tile.version}"` };
  const answer = await page.request.patch(`/api/credentials/${tile.id}`, { headers, data: changes });
  expect(answer.status(), await answer.text()).toBe(200);
  return tileSchema.parse(await answer.json());
}

/** Deletes a credential with the session of a page; the query tells what becomes of what uses it. */
export async function removeCredential(
  page: Page,
  tile: Pick<Tile, 'id'>,
  query: Record<string, string> = {},
): Promise<void> {
  const headers = { origin: sharedWorld().url };
  const answer = await page.request.delete(`/api/credentials/${tile.id}`, { headers, params: query });
  expect(answer.status(), await answer.text()).toBe(204);
}

/** Brings a deleted credential back with the session of a page. */
export async function restoreCredential(page: Page, tile: Pick<Tile, 'id'>): Promise<void> {
  const headers = { origin: sharedWorld().url };
  const answer = await page.request.post(`/api/credentials/${tile.id}/restoration`, { headers, data: {} });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** The credential as it is now. */
export async function readCredential(page: Page, id: string): Promise<Tile> {
  return tileSchema.parse(await (await page.request.get(`/api/credentials/${id}`)).json());
}

/** The credentials whose name holds a text. */
export async function credentialsNamed(page: Page, q: string): Promise<Tile[]> {
  const answer = await page.request.get('/api/credentials', { params: { q } });
  return z.object({ items: z.array(tileSchema) }).parse(await answer.json()).items;
}

interface Fixtures {
  /** Whose session the browser starts with. */
  person: Person;
  complaints: Complaints;
}

export const test = base.extend<Fixtures>({
  person: ['admin', { option: true }],
  baseURL: async ({ browserName: _ }, use) => use(sharedWorld().url),
  storageState: async ({ person }, use) =>
    use(person === 'nobody' ? { cookies: [], origins: [] } : sharedWorld().states[person]),
  page: async ({ page }, use) => {
    waitForScripts(page);
    await use(page);
  },
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.listen(context);
      await use(complaints);
      expect(complaints.unexpected, 'no page complains').toEqual([]);
    },
    { auto: true },
  ],
});
