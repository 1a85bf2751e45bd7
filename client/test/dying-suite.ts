/** A suite that proves the judge: one test passes, and the next one takes the extension host with it. */
import { writeFileSync } from 'node:fs';

export async function run(): Promise<void> {
  const { INTERLEAVE_TEST_RESULT: resultFile = '' } = process.env;
  writeFileSync(resultFile, JSON.stringify({ passes: 1, failures: 0, pending: 0, failed: [] }));
  process.exit(0);
}
