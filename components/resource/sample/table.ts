/** An answer of Graph as a table. Pure. */

export interface Table {
  columns: string[];
  rows: string[][];
}

const longestCell = 300;

type Row = Record<string, unknown>;
const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as one cell: plain values as they are, lists of plain values with commas, all else as JSON. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  const isPlain = (one: unknown) => typeof one !== 'object' || one === null;
  const text =
    Array.isArray(value) && value.every(isPlain)
      ? value.join(', ')
      : isPlain(value)
        ? String(value)
        : JSON.stringify(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

/** The things of a list, each a row; of one thing, its members, each a row with its name. */
export function tableOf(body: Row): Table {
  const rows = Array.isArray(body.data) ? body.data.filter(isRow) : null;
  if (!rows) return { columns: ['Field', 'Value'], rows: membersOf(body) };
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, rows: rows.map((row) => columns.map((column) => cellText(row[column]))) };
}

/** The members of one thing; those of things inside it under both names. */
function membersOf(thing: Row, prefix = ''): string[][] {
  return Object.entries(thing).flatMap(([name, value]) =>
    isRow(value) && prefix === '' ? membersOf(value, `${name}.`) : [[`${prefix}${name}`, cellText(value)]],
  );
}
