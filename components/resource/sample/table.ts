/** An answer of Graph as tables. Pure. */

export interface Table {
  /** Where in the answer its rows stand; null for the answer itself. */
  name: string | null;
  columns: string[];
  rows: string[][];
}

/** Above the names and the values of one thing. */
interface Heads {
  field: string;
  value: string;
}

const longestCell = 600;

type Row = Record<string, unknown>;
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;
const isRow = (value: unknown): value is Row => !isPlain(value) && !Array.isArray(value);
const isRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRow);

/** A value in a line: plain ones as they are, lists of plain ones with commas, what is deeper as JSON. */
function wordOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ');
  return isPlain(value) ? String(value) : JSON.stringify(value);
}

/** A thing in one line, its members with their names; Graph's pairs of `key` and `value` are such a member. */
function lineOf(thing: Row): string {
  const isPair = Object.keys(thing).length === 2 && 'value' in thing && typeof thing.key === 'string';
  const members: [string, unknown][] = isPair ? [[String(thing.key), thing.value]] : Object.entries(thing);
  return members.map(([name, value]) => `${name}: ${wordOf(value)}`).join(' · ');
}

/** A value as one cell: each thing in it has a line. */
export function cellText(value: unknown): string {
  const text = isRows(value) ? value.map(lineOf).join('\n') : isRow(value) ? lineOf(value) : wordOf(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

function listTable(name: string | null, things: Row[]): Table {
  const columns = [...new Set(things.flatMap((thing) => Object.keys(thing)))];
  return { name, columns, rows: things.map((thing) => columns.map((column) => cellText(thing[column]))) };
}

/**
 * The things of a list, each a row; of one thing, its members, each a row with its name, and then the lists in it,
 * which are what somebody who asked for metrics or health wants to see.
 */
export function tablesOf(body: Row, heads: Heads): Table[] {
  if (Array.isArray(body.data)) return [listTable(null, body.data.filter(isRow))];
  const members = membersOf(body);
  const single = members.filter(([, value]) => !isRows(value));
  const rows = single.map(([name, value]) => [name, cellText(value)]);
  const lists = members.flatMap(([name, value]) => (isRows(value) ? [listTable(name, value)] : []));
  return [...(rows.length > 0 ? [{ name: null, columns: [heads.field, heads.value], rows }] : []), ...lists];
}

/** The members of one thing; those of things inside it under both names. */
function membersOf(thing: Row, prefix = ''): [string, unknown][] {
  return Object.entries(thing).flatMap(([name, value]): [string, unknown][] =>
    isRow(value) && prefix === '' ? membersOf(value, `${name}.`) : [[`${prefix}${name}`, value]],
  );
}
