/** The audit of shared state, as text: what is shared, who touches it where, and how risky that is. */
import { expect, test } from 'vitest';
import type { SharedStateReport } from '#analysis';
import {
  auditSteps,
  byRisk,
  createProgram,
  DEFAULT_ENVIRONMENT,
  environmentOf,
  flowsText,
  lineOf,
  type Module,
  type Program,
  qualifiedNameOf,
  sharedStatesIn,
} from '#analysis';
import { moduleOf, parseModule } from '../analyse.ts';
import { projects, sourcesOf } from '../projects.ts';

function describe({ name, kind, module, risk, reason, guard, accesses }: SharedStateReport): string {
  const held =
    guard === undefined ? '' : ` [${guard.name}${guard.isDeclared ? ' as declared' : ''} ${guard.held}/${guard.total}]`;
  const lines = accesses.map(({ access: { kind: what, place, code }, contexts, locks, isUncertain }) => {
    const where = `${place.module.path}:${lineOf(place)} ${'form' in code ? qualifiedNameOf(code) : '(module)'}`;
    const under = [...new Set(locks.map((lock) => lock.name)), ...(isUncertain ? ['?'] : [])].join(', ');
    return `    ${what} ${where} on ${flowsText(contexts)}${under === '' ? '' : ` under ${under}`}`;
  });
  return [`${risk} ${kind} ${module.path} ${name}: ${reason}${held}`, ...lines].join('\n');
}

const auditOf = (text: string, path?: string): string[] => {
  const reports = sharedStatesIn(moduleOf(text, path));
  return reports.map(({ name, risk, reason }) => `${risk} ${name}: ${reason}`);
};

test('all that a program shares', async () => {
  const { modules } = createProgram(sourcesOf(projects.get('audit/tea-house')!));
  const reports = modules.flatMap(sharedStatesIn).sort(byRisk);
  await expect(`${reports.map(describe).join('\n\n')}\n`).toMatchFileSnapshot('snapshots/audit.snap');
});

test('step by step the same is found', () => {
  const program = createProgram(sourcesOf(projects.get('audit/tea-house')!));
  const stepwise = [...auditSteps(program)].filter((report) => report !== undefined).sort(byRisk);
  expect(stepwise.map(describe)).toEqual(program.modules.flatMap(sharedStatesIn).sort(byRisk).map(describe));
});

test('without threads, nothing is risky, and what objects have for themselves is nothing to tell', () => {
  const text = `
total = 0
LIMIT = 3
class Shelf:
    def __init__(self):
        self.boxes = []
    def add(self, box):
        global total
        total += 1
        self.boxes.append(box)
shelf = Shelf()
shelf.add(LIMIT)
`;
  expect(auditOf(text)).toEqual(['none total: only the main flow']);
});

test('a lock speaks for itself, also where no thread is seen', () => {
  const text = `
import threading
class Shelf:
    def __init__(self):
        self.lock = threading.Lock()
        self.boxes = []
        self.lids = []
    def add(self, box):
        with self.lock:
            self.boxes.append(box)
            self.lids.append(box)
    def take(self):
        with self.lock:
            self.lids.pop()
            return self.boxes.pop()
    def forget(self):
        self.boxes.clear()
`;
  expect(auditOf(text)).toEqual([
    "medium Shelf.boxes: 2 of 3 accesses hold 'self.lock', a write does not",
    "low Shelf.lids: guarded by 'self.lock', 2 of 2 accesses",
  ]);
});

test('a declared guard that is not held is the gravest', () => {
  const text = `
import threading
lock = threading.Lock()
prices = {}  # interleave: guarded-by=lock
def change(tea):
    prices[tea] = 1
def look(tea):
    with lock:
        return prices[tea]
`;
  expect(auditOf(text)).toEqual(['high prices: its declared guard is not held everywhere']);
});

test('who may be a lock, and who waits, clears what it guards', () => {
  const text = `
import threading, somewhere
counts = {}
results = []
def work():
    with somewhere.exclusive():
        counts['a'] = 1
def collect():
    results.append(1)
for _ in range(3):
    threading.Thread(target=work).start()
thread = threading.Thread(target=collect)
thread.start()
thread.join()
def show():
    print(results)
show()
`;
  expect(auditOf(text)).toEqual([
    'low counts: something unknown around it may be a lock',
    'low results: starts and joins keep the accesses apart',
  ]);
});

test('what other rules find counts too: loops, second reads, values that leave their lock, tasks', () => {
  const text = `
import asyncio, threading
jobs = {}
current = None
table = None
seen = 0
class Shelf:
    def __init__(self):
        self.lock = threading.Lock()
        self.boxes = {}
    def add(self, box):
        with self.lock:
            self.boxes[box] = 1
    def all(self):
        with self.lock:
            return self.boxes.items()
def work():
    jobs['a'] = 1
    jobs.pop('a')
def drop():
    global current
    current = None
def show():
    for job in jobs:
        print(job)
def fill():
    global table
    table = {}
    table['tea'] = 1
def look():
    if table is not None:
        print(table['tea'])
def use():
    if current is not None:
        print(len(jobs))
        current.use()
async def count():
    global seen
    before = seen
    await asyncio.sleep(1)
    seen = before + 1
async def main():
    await asyncio.gather(count(), count())
threading.Thread(target=work).start()
threading.Thread(target=drop).start()
threading.Thread(target=look).start()
fill()
show()
use()
asyncio.run(main())
`;
  expect(auditOf(text)).toEqual([
    'high jobs: a thread changes it while the main flow goes through it',
    'high current: it is tested, then read again: it may be gone by then',
    'high table: a thread may see it before it is complete',
    "high seen: another task may change it during an 'await' that relies on it",
    "medium Shelf.boxes: it is given out of the region of 'self.lock'",
  ]);
});

test('threads that only tests or the configuration know of are no evidence of high risk', () => {
  const counts = `
total = 0
last = None
def count(one):
    global total, last
    total += 1
    last = one
`;
  const tests = `
import threading
import counts
for _ in range(3):
    threading.Thread(target=counts.count, args=(1,)).start()
counts.last = 3
`;
  const sources = [
    { path: 'counts.py', parsed: parseModule(counts) },
    { path: 'test_counts.py', parsed: parseModule(tests), isTest: true },
  ];
  const describeAll = ({ modules }: Program): string[] =>
    modules.flatMap(sharedStatesIn).map(({ name, risk, reason, accesses }) => {
      return `${risk} ${name}: ${reason}; ${accesses.map(({ contexts }) => flowsText(contexts)).join('; ')}`;
    });
  expect(describeAll(createProgram(sources))).toEqual([
    'medium total: several threads (in tests) change it, no common lock; several threads (in tests)',
    'low last: several threads (in tests) write it; several threads (in tests)',
  ]);
  const environment = environmentOf({ ...DEFAULT_ENVIRONMENT, assumeConcurrent: true });
  expect(describeAll(createProgram([{ ...sources[0]!, environment }]))).toEqual([
    'medium total: several threads (assumed) change it, no common lock; several threads (assumed)',
    'low last: several threads (assumed) write it; several threads (assumed)',
  ]);
});

test('half-typed code', () => {
  for (const text of ['def f(:\n  global x\n  x +=', 'class C:\n  def f(self):\n    self.', 'global x\nx = 1\n']) {
    expect(auditOf(text)).toEqual([]);
  }
});

test('a module of another program says nothing of this one', () => {
  const [a, b]: Module[] = [moduleOf('x = 0\ndef f():\n    global x\n    x = 1\n'), moduleOf('x = 0\n')];
  expect(sharedStatesIn(a!)).toHaveLength(1);
  expect(sharedStatesIn(b!)).toEqual([]);
});
