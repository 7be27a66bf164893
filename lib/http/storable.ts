/** Text that PostgreSQL can't store: NUL, and half of a surrogate pair, which has no form in UTF-8. */

interface Place {
  value: unknown;
  name: string;
  parent: Place | null;
}

function pathOf(place: Place): string {
  const names: string[] = [];
  for (let at: Place | null = place; at?.parent; at = at.parent) names.push(at.name);
  return names.reverse().join('.');
}

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');

/** @returns the path of a text in a JSON value, names included, that can't be stored; null if all can */
export function unstorablePath(json: unknown): string | null {
  // A list instead of calls in calls: JSON may be nested deeper than the stack is.
  const open: Place[] = [{ value: json, name: '', parent: null }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, name } = place;
    if (!isStorable(name) || (typeof value === 'string' && !isStorable(value))) return pathOf(place);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) open.push({ value: child, name: key, parent: place });
  }
  return null;
}
