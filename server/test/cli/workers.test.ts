/** Files that hang or take their thread down do not stop the others. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#analysis';
import { runFiles } from '../../src/cli/checking/run-files.ts';

const ODD_WORKER = fileURLToPath(new URL('odd-worker.cjs', import.meta.url));

async function messages(paths: readonly string[], workerScript = ODD_WORKER): Promise<(string | undefined)[]> {
  const reports = await runFiles({
    files: paths.map((path) => ({ path, source: path, isTest: false, config: DEFAULT_CONFIG })),
    settings: { minSeverity: 'warning', isDiff: false },
    rules: [],
    engine: () => new Uint8Array(),
    workerScript,
    budget: 400,
  });
  return reports.map(({ problems }) => problems[0]?.message);
}

const LOST = 'Not checked: the analysis of this file ended unexpectedly; please report it.';
const SLOW = 'Not checked: this file takes longer than 0.4 s. Split it or exclude it.';

test('a file that takes too long is given up, the next ones are checked', async () => {
  expect(await messages(['a', 'hang', 'b', 'hang2', 'c'])).toEqual(['done: a', SLOW, 'done: b', SLOW, 'done: c']);
});

test('a file that takes its thread down is given up, the next ones are checked', async () => {
  expect(await messages(['throw', 'a', 'exit', 'b', 'throw2'])).toEqual([LOST, 'done: a', LOST, 'done: b', LOST]);
});

test('with many threads every file has its own report, in the order of the files', async () => {
  const paths = Array.from({ length: 500 }, (_, index) => (index % 100 === 7 ? `throw${index}` : `${index}`));
  const expected = paths.map((path) => (path.startsWith('throw') ? LOST : `done: ${path}`));
  expect(await messages(paths)).toEqual(expected);
});

test('a worker that cannot even start ends the run', async () => {
  expect(await messages(['a', 'b'], '/no/such/script.cjs')).toEqual([LOST, LOST]);
});
