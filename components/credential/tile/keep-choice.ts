/** The chosen credential in the form and in the address, which choosing changes without asking the server. */

/** The form to which the radio buttons belong, wherever they stand. */
export const choiceFormId = 'choice';

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
