/** What the rules say for each `target-python`: what goes wrong there, and only advice and fixes that it can follow. */
import { describe, expect, test } from 'vitest';
import {
  checkModule,
  createLineIndex,
  createProgram,
  DEFAULT_CONFIG,
  environmentOf,
  type Finding,
  isTestPath,
  type PythonVersion,
} from '#analysis';
import { rules } from '#rules';
import { applyFix, parseModule } from '../analyse.ts';
import { samples } from '../samples.ts';

/** What was new in a version, as one would write it: https://docs.python.org/3/whatsnew/. */
const NEW: readonly (readonly [minor: number, RegExp])[] = [
  [8, /\bcached_property\b|\bIsolatedAsyncioTestCase\b/],
  [9, /\basyncio\.to_thread\b|\bcancel_futures\b|\bfunctools\.cache\b/],
  [10, /\baclosing\b|\banext\b|\baiter\b/],
  [
    11,
    /(?<!anyio\.)\bTaskGroup\b|\basyncio\.(timeout|timeout_at|Runner|Barrier)\b|\bexcept\*|\bExceptionGroup\b|\buncancel\b/,
  ],
  [13, /\bprocess_cpu_count\b|\bQueueShutDown\b|\bsys\._is_gil_enabled\b/],
  [14, /\bInterpreterPoolExecutor\b/],
];

const laterThan = ([, minor]: PythonVersion): readonly RegExp[] =>
  NEW.filter(([since]) => since > minor).map(([, pattern]) => pattern);

function findingsFor(targetPython: PythonVersion | undefined, text: string, path = 'app.py'): readonly Finding[] {
  const environment = environmentOf({ targetPython });
  const program = createProgram([{ parsed: parseModule(text), path, isTest: isTestPath(path), environment }]);
  const { findings, problems } = checkModule(program.module(path)!, program, {
    rules,
    config: { ...DEFAULT_CONFIG, select: ['ALL'] },
  });
  expect(problems).toEqual([]);
  return findings;
}

test.each<[string, PythonVersion]>([
  ['3.8', [3, 8]],
  ['3.10', [3, 10]],
  ['3.11', [3, 11]],
])('what is advised and written for %s is there', (_, targetPython) => {
  const later = laterThan(targetPython);
  const tooNew = samples.flatMap(({ name, text, path }) => {
    // What the code has itself is its own affair, and may be spoken of.
    const unknown = later.filter((pattern) => !pattern.test(text));
    return findingsFor(targetPython, text, path).flatMap(({ rule, instead, fixes }) =>
      [instead ?? '', ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.text))]
        .filter((said) => unknown.some((pattern) => pattern.test(said)))
        .map((said) => `${name} ${rule}: ${said}`),
    );
  });
  expect(tooNew).toEqual([]);
});

/** No `target-python`, and some. */
const VERSIONS = ['-', '3.7', '3.8', '3.10', '3.11', '3.14'];

const minorOf = (version: string): number => Number(version.slice(2));
const targetOf = (version: string): PythonVersion | undefined => (version === '-' ? undefined : [3, minorOf(version)]);

/** What each name takes the place of, and since when: what is said for every version before is that instead. */
test.each<[string, number, string, string, string]>([
  [
    'asyncio.to_thread',
    9,
    'run_in_executor',
    'blocking-call-in-async',
    'import asyncio\nimport requests\n\nasync def main(url):\n    requests.get(url)\n',
  ],
  [
    'asyncio.TaskGroup',
    11,
    "in a set until it is done ('add_done_callback(tasks.discard)').",
    'task-result-dropped',
    'import asyncio\n\nasync def main():\n    asyncio.create_task(asyncio.sleep(1))\n',
  ],
  [
    'asyncio.Barrier',
    11,
    'Run it in a thread',
    'blocking-call-in-async',
    'import threading\n\nasync def main():\n    threading.Barrier(2).wait()\n',
  ],
])('%s is advised from 3.%i on', (name, since, before, id, text) => {
  for (const version of VERSIONS) {
    const [finding] = findingsFor(targetOf(version), text).filter(({ rule }) => rule === id);
    const isThere = version === '-' || minorOf(version) >= since;
    expect(finding?.instead, version).toContain(isThere ? name : before);
    if (!isThere) expect(finding?.instead, version).not.toContain(name);
  }
});

describe('an annotation that must allow None', () => {
  const SIGNATURE = 'def add(item, items: list = []):';
  const BODY = '\n    items.append(item)\n';
  const signatureFor = (targetPython: PythonVersion | undefined, text: string): string | undefined => {
    const [finding] = findingsFor(targetPython, `${text}${BODY}`);
    return finding?.fixes.length === 1 ? applyFix(`${text}${BODY}`, finding).split('\n    if ')[0] : undefined;
  };

  test.each<[string, PythonVersion | undefined, string, string | undefined]>([
    ['nothing is said', undefined, SIGNATURE, 'def add(item, items: list | None = None):'],
    ['3.10', [3, 10], SIGNATURE, 'def add(item, items: list | None = None):'],
    [
      '3.9, evaluated later',
      [3, 9],
      `from __future__ import annotations\n\n${SIGNATURE}`,
      'from __future__ import annotations\n\ndef add(item, items: list | None = None):',
    ],
    ['3.9, quoted', [3, 9], SIGNATURE.replace('list', '"list"'), 'def add(item, items: "list | None" = None):'],
    [
      '3.9, with a name for it',
      [3, 9],
      `import typing as t\n\n${SIGNATURE}`,
      'import typing as t\n\ndef add(item, items: t.Optional[list] = None):',
    ],
    ['3.9, without', [3, 9], SIGNATURE, undefined],
  ])('%s', (_, targetPython, text, expected) => {
    expect(signatureFor(targetPython, text)).toBe(expected);
  });
});

/** `7 hint` for each finding of the rule. */
function foundFor(version: string, text: string, id: string): string[] {
  const lines = createLineIndex(text);
  return findingsFor(targetOf(version), text)
    .filter(({ rule }) => rule === id)
    .map(({ severity, range }) => `${lines.at(range.start).line} ${severity}`);
}

interface Change {
  readonly text: string;
  readonly rule: string;
  /** What is found for each of `VERSIONS`: line and severity, or nothing. */
  readonly found: readonly string[];
}

const CHANGES: Readonly<Record<string, Change>> = {
  // https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.CancelledError
  'cancellation is no Exception from 3.8 on': {
    rule: 'swallowed-cancellation',
    text: `import asyncio

async def poll():
    while True:
        try:
            await asyncio.sleep(1)
        except Exception:
            print('again')
`,
    found: ['', '7 hint', '', '', '', ''],
  },
  // https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods
  'no process is forked by default from 3.14 on': {
    rule: 'missing-main-guard',
    text: `import multiprocessing

def work():
    print('done')

multiprocessing.Process(target=work).start()
`,
    found: ['6 warning', '6 warning', '6 warning', '6 warning', '6 warning', '6 error'],
  },
  // https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.TimeoutError
  'the timeout of asyncio is the built-in one from 3.11 on': {
    rule: 'wrong-timeout-or-cancel-class',
    text: `import asyncio

async def fetch(reader):
    try:
        return await asyncio.wait_for(reader.read(), 5)
    except TimeoutError:
        return None
`,
    found: ['', '6 warning', '6 warning', '6 warning', '', ''],
  },
  'asyncio has its own CancelledError from 3.8 on': {
    rule: 'wrong-timeout-or-cancel-class',
    text: `import asyncio
import concurrent.futures

async def wait(task: asyncio.Task):
    try:
        return await task
    except concurrent.futures.CancelledError:
        return None
`,
    found: ['7 warning', '', '7 warning', '7 warning', '7 warning', '7 warning'],
  },
  'threads are no danger to a process that is not forked': {
    rule: 'fork-after-threads',
    text: `import multiprocessing
import threading

def work():
    print('done')

if __name__ == '__main__':
    threading.Thread(target=work).start()
    multiprocessing.Process(target=work).start()
`,
    found: ['9 warning', '9 warning', '9 warning', '9 warning', '9 warning', ''],
  },
  // https://docs.python.org/3/whatsnew/3.13.html
  'threads have no method _stop from 3.13 on': {
    rule: 'thread-misuse',
    text: `import threading

class Worker(threading.Thread):
    def __init__(self):
        super().__init__()
        self._stop = threading.Event()

    def run(self):
        self._stop.wait()

Worker().start()
`,
    found: ['6 error', '6 error', '6 error', '6 error', '6 error', ''],
  },
  // https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_event_loop
  'no loop is made by get_event_loop from 3.14 on': {
    rule: 'deprecated-loop-access',
    text: `import asyncio

async def work():
    await asyncio.sleep(1)

asyncio.get_event_loop().run_until_complete(work())
`,
    found: ['6 hint', '6 hint', '6 hint', '6 hint', '6 hint', '6 error'],
  },
  // https://docs.python.org/3/library/asyncio-task.html#asyncio.sleep
  'there is no parameter loop from 3.10 on': {
    rule: 'changed-asyncio-api',
    text: `import asyncio

async def main(loop):
    await asyncio.sleep(1, loop=loop)
`,
    found: ['4 info', '4 info', '4 info', '4 error', '4 error', '4 error'],
  },
  // https://docs.python.org/3/library/asyncio-task.html#asyncio.wait
  'no coroutines are waited for from 3.11 on': {
    rule: 'changed-asyncio-api',
    text: `import asyncio

async def main():
    await asyncio.wait([asyncio.sleep(1), asyncio.sleep(2)])
`,
    found: ['4 info', '4 info', '4 info', '4 info', '4 error', '4 error'],
  },
};

describe.each(Object.entries(CHANGES))('%s', (_, { text, rule, found }) => {
  test.each(VERSIONS.map((version, index) => [version, found[index]!] as const))('%s: %s', (version, expected) => {
    expect(foundFor(version, text, rule)).toEqual(expected === '' ? [] : [expected]);
  });
});
