/** The suite inside the extension host, in a folder that is trusted and in one that is not. */
import { expect, test } from 'vitest';
import { runSuite } from './extension-host.ts';

test.each([
  ['a trusted folder', true],
  ['Restricted Mode', false],
])('the suite passes in %s', async (_title, isTrusted) => {
  expect(await runSuite({ isTrusted, limit: 300_000 })).toEqual([]);
});
