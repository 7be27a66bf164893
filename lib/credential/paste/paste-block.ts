/**
 * Recognises a whole pasted block (a curl command, lines of a .env file, JSON, a URL, header lines) and finds the
 * credential's fields in it. Pure and linear in the length of the text; safe in browsers.
 */
import { normaliseVersion } from '../../graph/versions.ts';
import { cleanId, cleanToken, looksLikeId, looksLikeToken } from './paste.ts';
import { shellWords } from './shell-words.ts';

export interface PastedFields {
  accessToken?: string;
  wabaId?: string;
  apiVersion?: string;
  appSecret?: string;
}

export interface RecognisedPaste {
  /** What the text is, for a sentence, such as "a curl command". */
  what: string;
  found: PastedFields;
  /** Names of what the text held besides and was left out; never a value. */
  dropped: string[];
}

/** Nobody pastes a block longer than this; a longer text is a token that is too long. */
const blockMaxLength = 100_000;
const jsonMaxNodes = 5_000;

/** Edges that only a WhatsApp Business Account has: the number before them in a path is its id. */
const wabaEdges = new Set([
  'flows',
  'message_templates',
  'phone_numbers',
  'subscribed_apps',
  'assigned_users',
  'template_analytics',
]);

class Findings {
  readonly found: PastedFields = {};
  readonly dropped = new Set<string>();

  /** Takes a named value if the name is one of ours and the value can be one; otherwise notes the name. */
  pair(name: string, value: string): void {
    const field = fieldOf(name, value);
    const cleaned = field ? readValue(field, value) : null;
    if (field === null || cleaned === null) this.drop(name);
    else if (this.found[field] === undefined) this.found[field] = cleaned;
    else if (this.found[field] !== cleaned) this.drop(`another ${name}`);
  }

  drop(name: string): void {
    const label = name.trim();
    // A name that could be a value must not be repeated on the screen.
    if (/^[\p{L}_][\p{L}\p{N}_ .-]{0,39}$/u.test(label) && !looksLikeToken(label)) this.dropped.add(label);
    else this.dropped.add('other text');
  }
}

type Field = keyof PastedFields;

function fieldOf(name: string, value: string): Field | null {
  const key = name.toLowerCase().replace(/[^a-z]/g, '');
  if (key.includes('instagram')) return null;
  if (/(?:accesstoken|whatsapptoken|graphtoken|metatoken|systemusertoken|bearertoken)$/.test(key)) {
    return 'accessToken';
  }
  if (key === 'token' || (key === 'authorization' && /^\s*["']?(?:bearer|oauth)\s/i.test(value))) {
    return 'accessToken';
  }
  if (/(?:waba|wabaid|businessaccountid)$/.test(key)) return 'wabaId';
  if (/(?:apiversion|graphversion)$/.test(key) || (key === 'version' && /^\s*["']?v\d/.test(value))) {
    return 'apiVersion';
  }
  return key.endsWith('appsecret') ? 'appSecret' : null;
}

/** The cleaned value, or null for a placeholder or anything that can't be such a value. */
function readValue(field: Field, text: string): string | null {
  if (field === 'accessToken') {
    const { value } = cleanToken(text);
    return /^[A-Za-z0-9|_.%-]{20,4096}$/.test(value) ? value : null;
  }
  const { value } = cleanId(text);
  if (field === 'apiVersion') return normaliseVersion(value);
  if (field === 'wabaId') return looksLikeId(value) ? value : null;
  return /^[0-9a-f]{32}$/.test(value) ? value : null;
}

function readPath(path: string, findings: Findings): void {
  const segments = path.split('/').filter(Boolean);
  const version = segments.findIndex((segment) => /^v\d{1,3}\.\d$/.test(segment));
  if (version !== -1) findings.pair('apiVersion', segments[version] ?? '');
  const id = segments[version + 1] ?? '';
  const edge = segments[version + 2];
  if (!looksLikeId(id)) return;
  if (edge && wabaEdges.has(edge)) findings.pair('wabaId', id);
  else findings.drop(edge === 'messages' ? 'phone number ID' : 'another ID');
}

function readForm(text: string, findings: Findings): void {
  for (const [name, value] of new URLSearchParams(text)) findings.pair(name, value);
}

function readUrl(text: string, findings: Findings): boolean {
  const url = URL.parse(/^https?:/i.test(text) ? text : `https://${text}`);
  if (!url) return false;
  if (/(^|\.)(facebook|whatsapp)\.com$/.test(url.hostname)) readPath(url.pathname, findings);
  readForm(url.search, findings);
  readForm(url.hash.slice(1), findings);
  return true;
}

function readJson(text: string, findings: Findings): boolean {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return false;
  }
  const waiting: unknown[] = [root];
  for (let nodes = 0; waiting.length > 0 && nodes < jsonMaxNodes; nodes++) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    // An entry of an exported list of variables.
    if ('key' in node && 'value' in node && typeof node.value === 'string') {
      findings.pair(String(node.key), node.value);
      continue;
    }
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === 'object') waiting.push(value);
      else findings.pair(name, String(value));
    }
  }
  return true;
}

const isUrl = (text: string): boolean => /^(?:https?:\/\/|graph\.facebook\.com\/)\S+$/i.test(text);

/** One argument of curl, one line of a file, or one value by itself. */
function readPiece(text: string, findings: Findings): void {
  if (isUrl(text) && readUrl(text, findings)) return;
  if (/^[{[]/.test(text) && readJson(text, findings)) return;
  const request = /^(?:GET|POST|DELETE) (\S+)/.exec(text);
  if (request?.[1]) {
    readUrl(request[1].startsWith('/') ? `graph.facebook.com${request[1]}` : request[1], findings);
    return;
  }
  const cut = text.search(/[=:]/);
  if (cut > 0) {
    const name = text.slice(0, cut).replace(/^\s*(?:export|const|let|var|set|-)\s+|["']/g, '');
    findings.pair(name, text.slice(cut + 1).trim());
  } else if (looksLikeToken(cleanToken(text).value)) findings.pair('accessToken', text);
  else if (looksLikeId(cleanId(text).value)) findings.pair('wabaId', text);
  else findings.drop(text);
}

function readCurl(text: string, findings: Findings): void {
  let option = '';
  for (const word of shellWords(text).slice(1)) {
    if (/^-{1,2}[A-Za-z]/.test(word)) {
      // "-HName: value" is as good as "-H 'Name: value'".
      if (/^-[HdF]./.test(word)) readPiece(word.slice(2), findings);
      option = word;
      continue;
    }
    if (option === '--oauth2-bearer') findings.pair('accessToken', word);
    else if (/^(?:-X|--request|-o|--output)$/.test(option)) option = '';
    else if (/^(?:-d|--data)/.test(option) && word.includes('&')) readForm(word, findings);
    else readPiece(word, findings);
    option = '';
  }
}

function read(text: string, findings: Findings): string {
  if (/^(?:\$ )?curl\s/.test(text)) {
    readCurl(text.replace(/^\$ /, ''), findings);
    return 'a curl command';
  }
  if (/^[{[]/.test(text) && readJson(text, findings)) return 'JSON';
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '' && !/^\s*(?:#|\/\/)/.test(line));
  const [only = ''] = lines;
  if (lines.length === 1 && isUrl(only.trim())) {
    readUrl(only.trim(), findings);
    return 'a URL';
  }
  for (const line of lines) readPiece(line.trim(), findings);
  if (/^[A-Z]+ \S+ HTTP|^authorization\s*:/im.test(text)) return 'lines of a request';
  return lines.length === 1 ? 'a name with its value' : 'several lines';
}

/**
 * The credential's fields in a pasted block, or null when the text is one value by itself (perhaps in quotes, on
 * several lines or after "Bearer") and so needs only cleaning.
 */
export function recognisePaste(text: string): RecognisedPaste | null {
  if (text.length > blockMaxLength) return null;
  const trimmed = text.trim();
  const single = cleanToken(trimmed).value;
  const bare = looksLikeToken(single) || looksLikeId(single);
  const findings = new Findings();
  const what = read(trimmed, findings);
  const fields = Object.keys(findings.found).length;
  // A token that a terminal broke into lines is one value, not a block in which one was found.
  if (fields === 0 || (bare && fields === 1)) return null;
  return { what, found: findings.found, dropped: [...findings.dropped] };
}
