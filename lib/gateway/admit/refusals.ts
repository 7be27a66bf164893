/**
 * What the gateway does not carry, whoever asks: calls that hand out or inspect tokens, and parameters with which
 * a caller would choose the token, hide calls in a call, or read a token under another name.
 */
import { Problem } from '../../errors.ts';
import { filedName, type Parameter } from './form-text.ts';

const withoutToken =
  'Leave it out: Flowkeep adds the token of the credential, and the proof where it has an App Secret.';
const oneByOne = 'Send the calls one by one: each is checked and recorded by itself.';
const handsOutTokens =
  'Through this gateway no call hands out or inspects tokens. An admin does that on the page of the credential.';

const refusedParameters: Record<string, string> = {
  access_token: withoutToken,
  oauth_token: withoutToken,
  appsecret_proof: withoutToken,
  appsecret_time: withoutToken,
  input_token: handsOutTokens,
  fb_exchange_token: handsOutTokens,
  client_secret: handsOutTokens,
  batch: oneByOne,
  include_headers: oneByOne,
  method: 'Send the method as the method of the request, so that it is recorded as what it is.',
  _method: 'Send the method as the method of the request, so that it is recorded as what it is.',
};

/** A part of a path, or a name in `fields`, by which Graph hands out or inspects tokens. */
function isTokenName(name: string): boolean {
  return /token|secret|^oauth|^accounts$|^test-users$/i.test(name);
}

function refuse(what: string, why: string): Problem {
  return new Problem('call_refused', `Flowkeep does not pass on ${what}. ${why}`);
}

/** The words of a text, for whatever stands around a name does not make it another. */
const wordsOf = (text: string): string[] => text.split(/[^A-Za-z0-9_-]+/);

/** @throws Problem `call_refused` for a path that hands out or inspects tokens, or for calls in a call */
export function refusePath(method: string, segments: readonly string[]): void {
  if (segments.flatMap(wordsOf).some(isTokenName)) throw refuse('calls of this path', handsOutTokens);
  if (segments.length === 0 && method !== 'GET' && method !== 'HEAD') {
    throw refuse('batches', oneByOne);
  }
}

/** The names in a `fields` parameter, however nested. */
function refuseFields(value: string): void {
  if (value.includes('\\')) throw refuse('fields with a backslash', 'Write their names as they are.');
  if (wordsOf(value).some(isTokenName)) {
    throw refuse('requests for fields that hold tokens', handsOutTokens);
  }
}

/** Ids are parts of a path in another place, so what is refused there is refused here. */
function refuseIds(value: string): void {
  if (!/^[A-Za-z0-9_,:.-]*$/.test(value)) {
    throw refuse('ids of this form', 'An id consists of letters, digits and underscores.');
  }
  refusePath(
    'GET',
    value.split(',').filter((id) => id !== ''),
  );
}

/** @throws Problem `call_refused`; the message never quotes the value */
export function refuseParameter({ name, value }: Parameter): void {
  const filed = filedName(name);
  const why = Object.hasOwn(refusedParameters, filed) ? refusedParameters[filed] : undefined;
  if (why) throw refuse(`the parameter ${filed}`, why);
  if (filed === 'fields') refuseFields(value);
  if (filed === 'ids') refuseIds(value);
}
