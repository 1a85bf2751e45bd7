/** The suite inside the extension host, in a folder that is trusted and in one that is not. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../scripts/vscode-host.mjs';
import { faults, runSuite } from './extension-host.ts';

const GOOD = { end: '2026-01-01T00:00:00Z', passes: 3, failures: 0, pending: 0, failed: [] };

test.each([
  ['a good result', 0, GOOD, []],
  ['an exit code', 1, GOOD, ['exit code 1']],
  ['no result', 0, undefined, ['exit code 0', 'no result: the suite never began']],
  ['no end', 0, { ...GOOD, end: undefined }, ['the suite did not reach its end: the extension host died or hung']],
  ['no tests', 0, { ...GOOD, passes: 0 }, ['no test passed']],
  ['a failure', 0, { ...GOOD, failures: 1, failed: ['x'] }, ['1 failed', 'x']],
  ['a skipped test', 0, { ...GOOD, pending: 2 }, ['2 skipped']],
])('the judge sees %s', (_title, exitCode, result, expected) => {
  const file = join(temporaryFolder(), 'result.json');
  if (result !== undefined) writeFileSync(file, JSON.stringify(result));
  expect(faults(exitCode, file)).toEqual(expected);
});

test.each([
  ['a trusted folder', true],
  ['Restricted Mode', false],
])('the suite passes in %s', async (_title, isTrusted) => {
  expect(await runSuite({ isTrusted, limit: 300_000 })).toEqual([]);
});

// VS Code itself reports success here.
test('a suite whose extension host dies on the way is seen to fail', async () => {
  const found = await runSuite({ isTrusted: true, limit: 60_000, entry: 'client/test/dying-suite.ts' });
  expect(found.join('; ')).toMatch(/did not reach its end/);
});
