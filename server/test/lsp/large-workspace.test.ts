/** A workspace of real size: it is read in bounded time and memory, and what is found rests on all of it. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { corpus } from '../corpus.ts';
import { findingsOf, open } from './documents.ts';
import { buildServer, startClient } from './language-client.ts';
import { inFolder, project } from './project.ts';

buildServer();

const HELPERS = 'hits = 0\n\n\ndef handle():\n    global hits\n    hits += 1\n';
const APP = `import threading
from shop.deep.helpers import handle

for _ in range(4):
    threading.Thread(target=handle).start()
`;

/** What starting, reading and the first findings take in all threads, in seconds: 5.4 were measured. */
const MOST_PROCESSOR_TIME = 22;

/** In megabytes of the process, with the threads that read: 373 were measured. */
const MOST_MEMORY = 560;

test('half a million lines are read in bounded time and memory', async () => {
  // Python's own library in two versions: no import means one rather than the other.
  const files = Object.fromEntries(corpus().map(({ name, text }) => [`vendored/of_${name}`, text]));
  const lines = Object.values(files).reduce((sum, text) => sum + text.split('\n').length, 0);
  expect(lines).toBeGreaterThan(450_000);
  const large = project({ ...files, 'shop/__init__.py': '', 'shop/deep/helpers.py': HELPERS, 'app.py': APP });
  const client = await startClient({ params: inFolder(large) });
  const { message } = await client.next<{ message: string }>('window/logMessage', (log) =>
    /were read/.test(log.message),
  );
  expect(message).toContain(`${Object.keys(files).length + 3} Python files`);
  const uri = open(client, HELPERS, large.uri('shop/deep/helpers.py'));
  await expect.poll(() => findingsOf(client, uri), { timeout: 20_000 }).toEqual(['6:unlocked-shared-global']);
  const used = usageOf(client.process.pid!);
  expect(used?.seconds ?? 0).toBeLessThan(MOST_PROCESSOR_TIME);
  expect(used?.megabytes ?? 0).toBeLessThan(MOST_MEMORY);
}, 60_000);

/** Of a process so far: processor time of all its threads, and the most memory that it had; undefined outside of Linux. */
function usageOf(pid: number): { readonly seconds: number; readonly megabytes: number } | undefined {
  if (!existsSync(`/proc/${pid}/stat`)) return undefined;
  // The fields after the name, which may have blanks and brackets, from the third on; in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return { seconds: (Number(fields[11]) + Number(fields[12])) / 100, megabytes: Number(kilobytes) / 1024 };
}
