/**
 * Lines of any file in which names stand before values: .env, YAML, INI, properties, tfvars, requests, program text,
 * notes. What stands together is told by indents, brackets and sections. Pure and linear; safe in browsers.
 */
import { isAddress, type Place, type Reading, tokensIn } from './entries.ts';
import { cleanId, cleanToken, looksLikeId, looksLikeToken } from './paste.ts';
import { Branch, walk } from './tree.ts';

const longestName = 80;
/** What opens a bracket at its end is no longer than this. */
const longestHead = 120;
const declaration =
  /^(?:(?:export|const|let|var|val|set|setx|local|readonly|declare|static|final|public|private|string|ENV|ARG)\s+|@|\$env:|\$)/i;
const request = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+(\S+)/;
const comment = /^(?:#|\/\/|;|--\s|<!--|\/\*|rem\s)/i;

interface Frame {
  branch: Branch;
  indent: number;
  /** Ends with its bracket, not with its indent. */
  bracket: boolean;
}

/** A token or an id by itself. */
function isValue(text: string): boolean {
  if (text.includes('EAA')) return looksLikeToken(cleanToken(text).value);
  return /\d/.test(text) && !/[A-Za-z]/.test(text) && looksLikeId(cleanId(text).value);
}

function isJson(text: string): boolean {
  if (!/^[{[].*[}\]]$/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** A name as it stands before a value, without what languages put around it. */
function bareName(text: string): string {
  const off = text.startsWith('~') ? '~' : '';
  return off + text.slice(off.length).trim().replace(declaration, '').replace(/["'`]/g, '').trim();
}

/** The value without a comment behind it, a type before it, or the arrow of a pair. */
function bareValue(text: string): string {
  const value = text.replace(/^>?\s*/, '').replace(/^[A-Za-z<>|]{1,30} = (?=["'`\d])/, '');
  const note = /^["']/.test(value) ? -1 : value.indexOf(' #');
  return note === -1 ? value : value.slice(0, note);
}

/** A name and its value, or null for a line that holds no such pair. */
export function splitPair(text: string): [name: string, value: string] | null {
  const element = /^<([\w.:-]{1,60})>([^<]*)<\//.exec(text);
  if (element) return [element[1] ?? '', element[2] ?? ''];
  const attributes = /^<[^>]{0,200}?\b(?:key|name)="([^"]{0,80})"[^>]{0,200}?\bvalue="([^"]{1,5000})"/.exec(
    text,
  );
  if (attributes) return [attributes[1] ?? '', attributes[2] ?? ''];
  const start = /^\$env:/i.test(text) ? 5 : 0;
  const cut = text.slice(start, start + longestName + 1).search(/[=:]/);
  if (cut > 0) return [bareName(text.slice(start, start + cut)), bareValue(text.slice(start + cut + 1))];
  // A line of a Dockerfile or of a .netrc.
  const words = text.slice(0, 5000).split(/\s+/);
  const last = words.at(-1) ?? '';
  return words.length > 1 && words.length < 6 && !/^(?:bearer|oauth)$/i.test(words[0] ?? '') && isValue(last)
    ? [bareName(words.slice(0, -1).join(' ')), last]
    : null;
}

class LineTree {
  readonly root = new Branch(false);
  #frames: Frame[] = [{ branch: this.root, indent: -1, bracket: true }];
  /** A line that may name the value on the next one. */
  #label: string | null = null;
  readonly #place: Place;
  readonly #reading: Reading;

  constructor(place: Place, reading: Reading) {
    this.#place = place;
    this.#reading = reading;
  }

  get #top(): Branch {
    return this.#frames.at(-1)?.branch ?? this.root;
  }

  #push(name: string, indent: number, bracket: boolean, item = false): void {
    const branch = new Branch(item);
    this.#top.parts.push([name, branch]);
    this.#frames.push({ branch, indent, bracket });
  }

  #section(name: string): void {
    this.#frames.length = 1;
    this.#push(name, -1, true);
  }

  #leave(indent: number): void {
    for (
      let top = this.#frames.at(-1);
      top && !top.bracket && indent <= top.indent;
      top = this.#frames.at(-1)
    )
      this.#frames.pop();
  }

  #close(): void {
    const open = this.#frames.findLastIndex((frame) => frame.bracket);
    if (open > 0) this.#frames.length = open;
  }

  line(raw: string): void {
    const body = raw.trim();
    if (body === '') return;
    const section = /^\[+([^[\]{}"',:]{1,80})\]+$/.exec(body);
    if (/^(?:---+|###.*|===+)$/.test(body)) this.#section('');
    else if (comment.test(body)) this.#comment(body);
    else if (section) this.#section(section[1]?.trim() ?? '');
    else this.#line(body, raw.length - raw.trimStart().length);
  }

  #comment(body: string): void {
    if (tokensIn(body).length === 0) return;
    const text = body.replace(/^[#/;*<!-]{1,8}\s*/, '');
    const [name, value] = splitPair(text) ?? ['', text];
    this.#reading.value(name, value, { ...this.#place, off: this.#place.off ?? 'in a comment' });
  }

  #line(text: string, indent: number): void {
    let body = text;
    let depth = indent;
    this.#leave(depth);
    const bullet = /^[-*•]\s+(?=\S)/.exec(body)?.[0];
    if (bullet) {
      this.#push('', depth, false, true);
      body = body.slice(bullet.length);
      depth += bullet.length;
    }
    if (/^[}\])]/.test(body)) this.#close();
    const opened = body.length <= longestHead && /[{[(]$/.test(body);
    if (opened) this.#push(bareName(body.replace(/[:=@({[\s]+$|^[}\])\s]+/g, '')), depth, true);
    else if (!/^[}\]),;\s]+$/.test(body)) this.#piece(body, depth);
  }

  #piece(body: string, depth: number): void {
    const label = this.#label;
    this.#label = null;
    const { parts } = this.#top;
    const asked = request.exec(body)?.[1];
    if (asked) parts.push(['', asked.startsWith('/') ? `https://graph.facebook.com${asked}` : asked]);
    else if (isAddress(body)) parts.push(['', body]);
    else if (isValue(body)) {
      // The line before was no value of its own.
      if (parts.at(-1)?.[1] === label) parts.pop();
      parts.push([label ?? '', body]);
    } else if (isJson(body)) parts.push(['', body]);
    else if (/^\{[^{].*\}[,;]?$/.test(body)) this.#inline('', body, depth);
    else this.#named(body, depth);
  }

  #named(body: string, depth: number): void {
    const pair = splitPair(body);
    if (pair === null) {
      if (body.length <= longestName) this.#label = body;
      this.#top.parts.push(['', body]);
      return;
    }
    const [name, value] = pair;
    if (/^(?:[|>][+-]?)?$/.test(value.trim())) {
      this.#push(name, depth, false);
      this.#label = name;
    } else if (/^\{[^{].*\}[,;]?$/.test(value)) this.#inline(name, value, depth);
    else this.#top.parts.push([name, value]);
  }

  /** An object that stands in one line. */
  #inline(name: string, object: string, depth: number): void {
    this.#push(name, depth, false);
    for (const part of object.slice(1, object.lastIndexOf('}')).split(','))
      this.#top.parts.push(splitPair(part.trim()) ?? ['', part]);
    this.#frames.pop();
  }
}

/** Reads lines into their values. */
export function readLines(lines: string[], place: Place, reading: Reading): void {
  const tree = new LineTree(place, reading);
  for (const line of lines) tree.line(line);
  walk(tree.root, place, reading);
}
