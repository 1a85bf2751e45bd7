/** Files that hang or take their thread down, when they are read or checked, do not stop the others. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DEFAULT_CONFIG, DEFAULT_ENVIRONMENT } from '#analysis';
import { checkProgram } from '../../src/cli/checking/check-program.ts';

const ODD_WORKER = fileURLToPath(new URL('odd-worker.cjs', import.meta.url));

async function problems(asked: readonly string[], others: readonly string[] = [], workerScript = ODD_WORKER) {
  const reports = await checkProgram({
    files: [...asked, ...others].map((name) => ({
      path: `/${name}`,
      source: `/${name}`,
      isTest: false,
      environment: DEFAULT_ENVIRONMENT,
      config: asked.includes(name) ? DEFAULT_CONFIG : undefined,
    })),
    cwd: '/',
    settings: { minSeverity: 'warning', isDiff: false },
    rules: [],
    engine: () => new Uint8Array(),
    workerScript,
    budget: 400,
  });
  return reports.map((report) => report.problems.map(({ path, message }) => `${path}: ${message}`).join());
}

const LOST = 'Not checked: the analysis of this file ended unexpectedly; please report it.';
const SLOW = 'Not checked: this file takes longer than 0.4 s. Split it or exclude it.';

test('files that hang or crash have problems, the others are checked', async () => {
  const names = ['a', 'read-hang', 'b', 'check-exit', 'c', 'read-exit', 'check-hang', 'd'];
  expect(await problems(names)).toEqual([
    '/a: checked',
    `read-hang: ${SLOW}`,
    '/b: checked',
    `check-exit: ${LOST}`,
    '/c: checked',
    `read-exit: ${LOST}`,
    `check-hang: ${SLOW}`,
    '/d: checked',
  ]);
});

test('files that are not to be checked have no problems', async () => {
  expect(await problems(['a'], ['read-hang', 'read-exit', 'check-exit'])).toEqual(['/a: checked']);
});

test('many files are read in many threads, and reported in the order of the files', async () => {
  const names = Array.from({ length: 400 }, (_, index) => (index % 100 === 7 ? `read-exit${index}` : `${index}`));
  const expected = names.map((name) => (name.startsWith('read') ? `${name}: ${LOST}` : `/${name}: checked`));
  expect(await problems(names)).toEqual(expected);
});

test('a worker that cannot even start ends the run', async () => {
  expect(await problems(['a', 'b'], [], '/no/such/script.cjs')).toEqual([`a: ${LOST}`, `b: ${LOST}`]);
});
