// Whether something made earlier is still up to date: a hash of what it was made from, kept beside it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What changes nothing in the result: tests, notes, and what is made from the rest. */
const ignored = /^(generated|node_modules)$|\.test\.tsx?$|\.md$/;

/** @param {string} path @returns {string[]} the files at or below a path, in a fixed order */
function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => !ignored.test(name));
  return names.sort().flatMap((name) => filesBelow(join(path, name)));
}

/**
 * @param {string[]} paths files and folders; what is not there counts as empty
 * @param {string} [salt] what else the result depends on
 * @returns {string} a hash over their names and contents
 */
export function fingerprint(paths, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const file of paths.flatMap(filesBelow)) {
    const content = readFileSync(file);
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string | null} the stamp, if there is one */
export function readStamp(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** @param {string} path @param {string} value */
export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}
