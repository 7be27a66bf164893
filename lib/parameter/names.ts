/** Names of parameters: the form that they have, and those that no call and nothing that is stored may have. */
import { Unreadable } from './unreadable.ts';

const withoutToken =
  'Leave it out: Flowkeep adds the token of the credential, and the proof where it has an App Secret.';
const oneByOne = 'Send the calls one by one: each is checked and recorded by itself.';
const methodOfRequest = 'Send the method as the method of the request, so that it is recorded as what it is.';
export const handsOutTokens =
  'Through this gateway no call hands out or inspects tokens. An admin does that on the page of the credential.';

/** Parameters whose values are secrets, or made of them. */
const secretParameters: Readonly<Record<string, string>> = {
  access_token: withoutToken,
  oauth_token: withoutToken,
  appsecret_proof: withoutToken,
  appsecret_time: withoutToken,
  input_token: handsOutTokens,
  fb_exchange_token: handsOutTokens,
  client_secret: handsOutTokens,
};

const refusedParameters: Readonly<Record<string, string>> = {
  ...secretParameters,
  batch: oneByOne,
  include_headers: oneByOne,
  method: methodOfRequest,
  _method: methodOfRequest,
};

/** All of them: nothing sends or keeps one. */
export const refusedNames: readonly string[] = Object.keys(refusedParameters);
export const secretNames: readonly string[] = Object.keys(secretParameters);

/**
 * The name under which a server in PHP's tradition files a parameter: leading blanks go, what follows `[` is an
 * index, and dots and blanks are underscores. `fields[0]` is `fields`, `access.token` is `access_token`.
 */
export function filedName(name: string): string {
  return name
    .replace(/^\s+/, '')
    .replace(/(?!^)\[.*$/s, '')
    .replace(/[.\s[]/g, '_')
    .toLowerCase();
}

/** Why a parameter of this name is not carried; null where it is. */
export function refusedBecause(name: string): string | null {
  const filed = filedName(name);
  return Object.hasOwn(refusedParameters, filed) ? (refusedParameters[filed] ?? null) : null;
}

/** Who judges parameters as they are read. Its members may throw. */
export interface ParameterReader {
  /** Called with each name. @returns whether its value is wanted */
  name(name: string): boolean;
  /** Called with each value that is wanted. */
  value(name: string, value: unknown): void;
}

/** The longest value that is kept for this. */
export const longestValue = 16_384;

/** How many names of one call are read, for each costs time. Servers in PHP's tradition stop at as many. */
export const maxNames = 1_000;

/** A name longer than this is none. */
export const longestName = 256;
const nameForm = /^[A-Za-z0-9_][A-Za-z0-9_.:-]*(?:\[[A-Za-z0-9_.:-]*\])*$/;

/** @throws Unreadable for a name that two readers could file under two names */
export function demandNameForm(name: string): void {
  // By a field of this name a form says in which charset the others are.
  if (name.length <= longestName && nameForm.test(name) && filedName(name) !== '_charset_') return;
  throw new Unreadable('The name of a parameter has other characters than letters, digits and _.:-[].');
}
