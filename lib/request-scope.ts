/** What is known of the request that is being answered, wherever in the program it is answered. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** The languages that pages can be shown in, by their BCP 47 tags; `en-XA` is what tests see instead of English. */
export type Language = 'en' | 'en-XA';

export interface RequestScope {
  requestId: string;
  /** In which language a page is answered. */
  language: Language;
  /** Whether the database could not be asked for it: pages, whose status Next decides, are then 503. */
  databaseAway: boolean;
}

// Next's bundle and the server that Node runs directly each load this file.
const shared = globalThis as typeof globalThis & { flowkeepRequest?: AsyncLocalStorage<RequestScope> };
shared.flowkeepRequest ??= new AsyncLocalStorage<RequestScope>();

export const requestScope = shared.flowkeepRequest;
