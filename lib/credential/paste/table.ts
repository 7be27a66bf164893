/** Rows of values between commas, tabs, semicolons or bars: exports and copied cells. Pure and linear. */
import { type Place, type Reading, tokensIn, within } from './entries.ts';
import { cleanId, looksLikeId } from './paste.ts';

const mostColumns = 200;

/** What a cell holds; within quotes, two of them stand for one. */
function unquoted(cell: string): string {
  const text = cell.trim();
  return /^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** The cells of a line; quotes hold separators. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) {
      cells.push(unquoted(line.slice(start, at)));
      start = at + 1;
    }
  }
  cells.push(unquoted(line.slice(start)));
  return cells;
}

/** The rows of a table, or null for a text that is none. */
function rowsOf(lines: string[]): string[][] | null {
  const bars = lines.every((line) => line.trim().startsWith('|'));
  const plain = bars ? lines.map((line) => line.trim().replace(/^\||\|$/g, '')) : lines;
  for (const separator of bars ? ['|'] : ['\t', ',', ';', '|']) {
    if (!lines[0]?.includes(separator)) continue;
    const rows = plain.map((line) => cellsOf(line, separator));
    const columns = rows[0]?.length ?? 0;
    const even = rows.every((row) => row.length === columns);
    // A line of a file of settings may hold commas too, in its value or at its end.
    const cells = rows.every(([first = '', ...rest]) => !/[=:{]/.test(first) && rest.join('') !== '');
    if (even && cells && columns > 1 && columns <= mostColumns)
      return rows.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
  }
  return null;
}

const isData = (cell: string): boolean => tokensIn(cell).length > 0 || looksLikeId(cleanId(cell).value);
const valueColumn = /^(?:value|secret ?value|computed|val)$/i;
const nameColumn = /^(?:key|name|variable|secret ?name|secret|id)$/i;

/** Reads a table: rows of name and value, or a head that names the columns. @returns whether it is one */
export function readTable(lines: string[], place: Place, reading: Reading): boolean {
  const rows = rowsOf(lines);
  const [head = [], ...body] = rows ?? [];
  if (rows === null) return false;
  const values = head.findIndex((cell) => valueColumn.test(cell));
  const names = head.findIndex((cell) => nameColumn.test(cell));
  if (values !== -1 && names !== -1)
    for (const row of body) reading.value(row[names] ?? '', row[values] ?? '', place);
  else if (head.some(isData) || body.length === 0) for (const row of rows) readRow(row, place, reading);
  else
    for (const row of body) {
      const label = isData(row[0] ?? '') ? '' : (row[0] ?? '');
      const inner = within(place, label, true);
      row.forEach((cell, at) => {
        reading.value(head[at] ?? '', cell, inner);
      });
    }
  return true;
}

/** A row without a head: the cell before a value names it, unless it is one itself. */
function readRow(row: string[], place: Place, reading: Reading): void {
  const named = row.length > 1 && !isData(row[0] ?? '');
  row.forEach((cell, at) => {
    if (at > 0 || !named) reading.value(at === 1 && named ? (row[0] ?? '') : '', cell, place);
  });
}
