/**
 * What a call asks for that Graph takes, but not for long, or not as its caller means it. The call is made as it is;
 * its answer says so in a header, and so does its record. Source: Meta's changelog of October and November 2026.
 */
import { businessScopedId } from '../../parameter/business-scoped-id.ts';
import { filedName } from '../../parameter/names.ts';

const closed = 'Meta closed this to new uses on 4 November 2026 and ends it with v28.0.';
const gone = 'Meta took this out of every version on 27 October 2026, so it changes nothing.';

/** Each warning by its code, in the words of a page. */
export const callWarnings = {
  business_scoped_id_in_to:
    'A business-scoped ID under “to” is taken and never delivered. Give it under “recipient”.',
  multi_id_requests: `One request for several IDs (“ids”): ${closed} Ask for each by itself.`,
  field_aliases: `A field under another name (“.as(…)”): ${closed} Rename it where you read it.`,
  jsonp: `An answer as a script (“callback”): ${closed} Read it as JSON.`,
  date_format: `Another form of dates (“date_format”): ${gone}`,
  pretty: `An answer that is indented (“pretty”): ${gone}`,
  debug: `Remarks of Graph beside an answer (“debug”): ${gone}`,
  if_none_match: `An answer only if it has changed (“If-None-Match”): ${gone}`,
} as const;
export type CallWarning = keyof typeof callWarnings;

/** The header that names them, and its value; nothing where there is none. */
export function warningHeader(warnings: ReadonlySet<CallWarning>): Record<string, string> {
  return warnings.size > 0 ? { 'x-flowkeep-warning': [...warnings].join(', ') } : {};
}

const byName: Readonly<Record<string, CallWarning>> = {
  ids: 'multi_id_requests',
  callback: 'jsonp',
  date_format: 'date_format',
  pretty: 'pretty',
  debug: 'debug',
};

const byValue: Readonly<Record<string, (value: string) => CallWarning | null>> = {
  fields: (value) => (/\.\s*as\s*\(/i.test(value) ? 'field_aliases' : null),
  to: (value) => (businessScopedId.test(value.trim()) ? 'business_scoped_id_in_to' : null),
};

/** Whether only its value tells if a parameter is warned of. */
export const isWarnedByValue = (name: string) => Object.hasOwn(byValue, filedName(name));

export function warningOfName(name: string): CallWarning | null {
  const filed = filedName(name);
  return Object.hasOwn(byName, filed) ? (byName[filed] ?? null) : null;
}

export function warningOfValue(name: string, value: string): CallWarning | null {
  return (isWarnedByValue(name) && byValue[filedName(name)]?.(value)) || null;
}
