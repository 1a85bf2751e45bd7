/** The suite inside the extension host, in a folder that is trusted and in one that is not. */
import { expect, test } from 'vitest';
import { runSuite } from './extension-host.ts';

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
