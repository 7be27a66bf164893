'use client';
/** The chosen credential in the address. Choosing changes the address without asking the server. */

/** An address with the credential that is chosen now, which the server may not have heard of yet. */
export function keepChoice(href: string): string {
  const chosen = new URLSearchParams(window.location.search).get('credential');
  const url = new URL(href, window.location.href);
  if (chosen) url.searchParams.set('credential', chosen);
  return url.pathname + url.search;
}

export function putChoice(id: string): void {
  const url = new URL(window.location.href);
  url.searchParams.set('credential', id);
  window.history.replaceState(null, '', url);
}
