/** Holds that no files import each other in a circle, not even for types and not even lazily. */
import { expect, test } from 'vitest';
import { circlesOf, codeIn, type Import, imports, importsIn } from './imports-testing.ts';

const folders = ['app', 'components', 'lib', 'sandbox', 'e2e', 'scripts', 'bench', 'prisma'];

const targets = (found: Import[]) => found.map(({ to }) => to);

test('every way of importing is read', () => {
  const text = [
    "import { one } from './one.ts';",
    "import type { Two } from './two.ts';",
    "import {\n  type Three,\n  three,\n} from '../three.ts';",
    "import './four.ts';",
    "export { five } from './five.ts';",
    "const six = () => import('./six.ts').then((module) => module.six);",
    "type Seven = typeof import('./seven.ts');",
    "import { library } from 'library';",
  ].join('\n');
  expect(targets(importsIn(text, 'lib/room/file.ts'))).toEqual([
    'lib/room/one.ts',
    'lib/room/two.ts',
    'lib/three.ts',
    'lib/room/four.ts',
    'lib/room/five.ts',
    'lib/room/six.ts',
    'lib/room/seven.ts',
  ]);
});

test('a circle of a type and a lazy import is found, by its way', () => {
  const texts = {
    'lib/entry.ts': "import { a } from './a.ts';",
    'lib/a.ts': "import type { B } from './b.ts';",
    'lib/b.ts': "export { c } from './c.ts';",
    'lib/c.ts': "const a = () => import('./a.ts');",
    'lib/apart.ts': "import { c } from './c.ts';",
  };
  const arrows = Object.entries(texts).map(([path, text]): [string, string[]] => [
    path,
    targets(importsIn(text, path)),
  ]);
  expect(circlesOf(new Map(arrows))).toEqual(['lib/a.ts → lib/b.ts → lib/c.ts → lib/a.ts']);
  expect(circlesOf(new Map([['lib/a.ts', ['lib/a.ts']]]))).toEqual(['lib/a.ts → lib/a.ts']);
});

test('no files of the house import each other in a circle', () => {
  const files = folders.flatMap(codeIn);
  expect(files.length).toBeGreaterThan(600);
  expect(circlesOf(new Map(files.map((path) => [path, targets(imports(path))])))).toEqual([]);
});
