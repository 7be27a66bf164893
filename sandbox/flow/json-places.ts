/** Where the values of a JSON text stand, for errors that name lines. */

export interface Place {
  /** Offsets of its first character and of the one after its last; a list or object is its first character. */
  start: number;
  end: number;
}

interface Level {
  path: string;
  /** The index of the next item of a list; null for an object. */
  index: number | null;
  /** The key of the value to come. */
  key: string | null;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); ; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return at;
  }
}

function pathOf(level: Level | undefined): string {
  if (!level) return '';
  if (level.index !== null) return `${level.path}[${level.index}]`;
  return level.path === '' ? (level.key ?? '') : `${level.path}.${level.key}`;
}

/** The places of all values by their paths (`screens[0].id`), as deep as `depth`. The text must be valid JSON. */
export function placesIn(text: string, depth: number): Map<string, Place> {
  const places = new Map<string, Place>();
  const levels: Level[] = [];
  const note = (start: number, end: number) => {
    if (levels.length <= depth) places.set(pathOf(levels.at(-1)), { start, end });
  };
  const signs = /[{}[\],"]|[^\s{}[\],":]+/g;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const { 0: sign, index: start } = found;
    const level = levels.at(-1);
    if (sign === '{' || sign === '[') {
      note(start, start + 1);
      levels.push({ path: pathOf(level), index: sign === '[' ? 0 : null, key: null });
    } else if (sign === '}' || sign === ']') {
      levels.pop();
    } else if (sign === ',') {
      if (level && level.index !== null) level.index += 1;
      else if (level) level.key = null;
    } else if (sign === '"') {
      const end = closingQuote(text, start + 1) + 1;
      signs.lastIndex = end;
      if (level && level.index === null && level.key === null) level.key = text.slice(start + 1, end - 1);
      else note(start, end);
    } else {
      note(start, signs.lastIndex);
    }
  }
  return places;
}

/** Line and column of an offset, both counted from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
