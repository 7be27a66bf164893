/** `npm test`: every check there is, the quick ones first; ends with one line that counts them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { installBrowser } from './browser.ts';

interface Count {
  passed: number;
  failed: number;
}

interface Check {
  name: string;
  command: string[];
  /** Reads how many tests there were; a check without it counts as one. */
  count?: () => Count;
}

const results = 'test-results';
const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

function readReport<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(results, name), 'utf8')));
}

function vitest(project: string): Check {
  const report = `${project}.json`;
  return {
    name: project,
    command: [
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(results, report)}`,
    ],
    count: () => {
      const { numPassedTests, numFailedTests } = readReport(report, vitestReport);
      return { passed: numPassedTests, failed: numFailedTests };
    },
  };
}

const checks: Check[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings'] },
  vitest('unit'),
  vitest('api'),
  {
    name: 'browser',
    command: ['playwright', 'test'],
    count: () => {
      const { stats } = readReport('browser.json', playwrightReport);
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
  },
];

/** Runs one check; what it prints goes to the terminal. */
function run({ name, command, count }: Check): Count {
  const started = performance.now();
  console.log(`\n── ${name}`);
  const [program = '', ...args] = command;
  const { status } = spawnSync(join('node_modules', '.bin', program), args, { stdio: 'inherit' });
  console.log(
    `── ${name}: ${status === 0 ? 'good' : 'failed'} after ${Math.round((performance.now() - started) / 1000)} s`,
  );
  if (!count) return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const counted = count();
    // A runner that fails outside of any test must not pass for a success.
    return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const wanted = process.argv.slice(2);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
installBrowser();
const counts = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).map(run);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
