/** What an answer of Graph passes through before it leaves: chosen by the type of its body. */
import type { LentSecret } from '../../graph/call/secret.ts';
import { ByteFilter, type Needle, removed } from './byte-filter.ts';
import { JsonFilter } from './json-filter.ts';
import type { LinkContext } from './links.ts';

export interface Redactor {
  push(chunk: Buffer): Buffer;
  end(): Buffer;
}

/** The forms in which a secret could stand in an answer. */
function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const forms = [
    secret,
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
    secret.replace(/[^A-Za-z0-9]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ];
  return [...new Set(forms)];
}

/** In an address, and in JSON within a text too long to be read as JSON. */
const signs = ['=', '%3D', '%3d', '\\u003d', '\\u003D', '\\":\\"', '\\": \\"', '":"', '": "'];

const announcements: readonly Needle[] = ['access_token', 'appsecret_proof'].flatMap((name) =>
  signs.map((sign) => ({
    bytes: Buffer.from(`${name}${sign}`),
    effect: 'announce' as const,
  })),
);

/**
 * Types that hold no text. Any other is read as text, which may hold JSON: a script that hands it to a callback, lines
 * of it, a page or a picture in letters around it.
 */
const binaryType =
  /^\s*(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:octet-stream|pdf|zip|gzip)\b)/i;

/** Redactors one after the other, each of what the one before lets out. */
function inTurn(...redactors: readonly Redactor[]): Redactor {
  const pass = (chunk: Buffer) => redactors.reduce((rest, redactor) => redactor.push(rest), chunk);
  const end = () =>
    redactors.reduce(
      (rest, redactor) => Buffer.concat([redactor.push(rest), redactor.end()]),
      Buffer.alloc(0),
    );
  return { push: pass, end };
}

/** Knows the secrets of one call, and takes them out of whatever Graph answers. */
export class Redaction {
  readonly #forms: string[];
  readonly #needles: Needle[];

  constructor(secrets: readonly LentSecret[]) {
    this.#forms = secrets.flatMap((secret) => secret.use(formsOf));
    this.#needles = this.#forms.map((form) => ({ bytes: Buffer.from(form), effect: 'blank' }));
  }

  /** A text without the secrets. */
  clean = (text: string): string =>
    this.#forms.reduce((rest, form) => (rest.includes(form) ? rest.replaceAll(form, removed) : rest), text);

  /** For the body of one answer. What says that it is no text loses the very secrets, and nothing else. */
  redactor(contentType: string | undefined, links: LinkContext): Redactor {
    const secrets = new ByteFilter(this.#needles);
    if (contentType !== undefined && binaryType.test(contentType)) return secrets;
    // The announcements (`access_token=` and the like) come last. First, they would replace the beginning of a token
    // that stands right behind one, and the filter of whole tokens would let its rest pass.
    return inTurn(new JsonFilter(links, this.clean), secrets, new ByteFilter(announcements));
  }
}
