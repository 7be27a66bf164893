/**
 * Secrets in what is stored in clear and shown to others: known by their shape, or by the name that they stand
 * under, which is one of those that the gateway does not carry.
 */
import { apiKeyPrefix, apiKeyRandomLength } from '../api-key.ts';
import { filedName, secretNames } from './names.ts';

/** Beside the gateway's: names under which Meta and its clients keep the same secrets. */
const moreSecretNames = ['app_secret', 'appsecret', 'private_key'];
/** Without the signs and the case in which programs differ: `accessToken` is `access_token`. */
const squash = (name: string) => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
const squashedNames = new Set([...secretNames, ...moreSecretNames].map(squash));

/**
 * A key of Flowkeep's, a token of Meta's for an app, and a private key in PEM, also as base64. A key is known by its
 * whole length, and a token for an app by a digit or a capital, for names of people's own begin
 * alike: `fk_orders_customer_id`. Digits are looked at from the first of them only: from each of them, a long row
 * would take the square of its length.
 */
const shapes = [
  new RegExp(`(?<!(?<!\\\\)[A-Za-z0-9])${apiKeyPrefix}[A-Za-z0-9_-]{${apiKeyRandomLength}}(?![A-Za-z0-9_-])`),
  /(?<![0-9])[0-9]{5,20}(?:\||%7[Cc])(?=[a-z_-]{0,40}[A-Z0-9])[A-Za-z0-9_-]{20}/,
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/,
  /LS0tLS1CRUdJTiB(?:QUklWQVRFIEtFW|FTkNSWVBURUQgUFJJVkFURSBLRV|SU0EgUFJJVkFURSBLRV|FQyBQUklWQVRFIEtFW|PUEVOU1NIIFBSSVZBVEUgS0VZ)/,
];
/**
 * Pictures are base64, amid which such letters occur. So before a token stands none of its letters, unless the sign of
 * an escape in JSON, and no long row of base64: the signs of base64 alone may, as in addresses. A word before it may be
 * short, and does not begin a line, as base64 in lines does.
 */
const metaToken =
  /(?:(?<!(?<!\\)[A-Za-z0-9])(?<![A-Za-z0-9+/_-]{40})|(?<=(?:^|[^A-Za-z0-9+/_\\\r\n-])[A-Za-z0-9]{1,16}))EAA[A-Za-z0-9]{20}/;
/**
 * A name and its value, as in queries, in files of settings, and in JSON amid other text. People write `:` in prose
 * too, so what follows it is a value only if it is long, has no blanks, and is quoted, or has a digit, or is very
 * long: not `access_token: required`. Nothing behind the name is consumed, for a value may begin with a name.
 */
const assigned = new RegExp(
  [
    String.raw`(?<![A-Za-z0-9_.-])([A-Za-z][A-Za-z0-9_.-]{5,20})(?=(?:\[[A-Za-z0-9_]{0,20}\])?["'\]\\]{0,4}[ \t]{0,3}(?:`,
    String.raw`=[ \t]{0,3}["'\\]{0,4}[^\s"'&\\]|`,
    String.raw`:[ \t]{0,3}(?:["'\\]{1,4}[^\s"'\\,;<>{}]{8}|(?=[^\s"'\\,;<>{}]{0,20}[0-9])[^\s"'\\,;<>{}]{8}|[^\s"'\\,;<>{}]{20})`,
    '))',
  ].join(''),
  'g',
);
/** The password of an address; what stands around addresses, in JSON and in prose, is no part of one. */
const password = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/?#@:"'<>,]{0,200}:[^\s/?#@"'<>,]{1,200}@/i;

function isSecretName(name: string): boolean {
  return squashedNames.has(squash(filedName(name)));
}

function holdsShape(text: string): boolean {
  if (metaToken.test(text) || password.test(text) || shapes.some((shape) => shape.test(text))) return true;
  return [...text.matchAll(assigned)].some(([, name = '']) => isSecretName(name));
}

/** The text, and what it is once the escapes of an address are undone. */
function readings(text: string): string[] {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return [text];
  const undone = text.replace(/%([0-7][0-9A-Fa-f])/g, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return [text, undone];
}

/** How often JSON in a text of JSON is opened. */
const deepestText = 5;

/** Whether a value of JSON holds a secret, in whatever text or under whatever name. */
function valueHoldsSecret(value: unknown, texts: number): boolean {
  if (typeof value === 'string') return textHoldsSecret(value, texts);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((one) => valueHoldsSecret(one, texts));
  return Object.entries(value).some(
    ([name, one]) => isSecretName(name) || textHoldsSecret(name, texts) || valueHoldsSecret(one, texts),
  );
}

/** JSON that is deeper than this is not opened; as a parameter it is refused for that. */
const deepestValue = 200;

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/[{}[\]]/g)) {
    depth += sign === '{' || sign === '[' ? 1 : -1;
    if (depth > deepestValue) return true;
  }
  return false;
}

function textHoldsSecret(text: string, texts: number): boolean {
  const opened = /^\s*[{["]/.test(text) && !isDeep(text) ? parsed(text) : undefined;
  if (readings(text).some(holdsShape)) return true;
  return opened !== undefined && texts < deepestText && valueHoldsSecret(opened, texts + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a text of people, or JSON as text, holds a secret. */
export function holdsSecret(text: string): boolean {
  return textHoldsSecret(text, 0);
}
