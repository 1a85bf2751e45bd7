/** What code does with locks, through calls: which ones it takes while it holds others, and by which way. */
import { expect, test } from 'vitest';
import { createLineIndex, createProgram, criticalPairsIn, lockCyclesOf, type Node, type Program } from '#analysis';
import { parseModule } from '../analyse.ts';

function programOf(files: Readonly<Record<string, string>>): Program {
  return createProgram(Object.entries(files).map(([path, text]) => ({ path, parsed: parseModule(text) })));
}

function placeOf({ module, start }: Node): string {
  return `${module.path}:${createLineIndex(module.text).at(start).line}`;
}

/** `a.py:3 self.a -> self.b by a.py:4, b.py:7`; `again` where it is the lock that is held. */
function pairsOf(program: Program): string[] {
  return program.modules.flatMap((module) =>
    criticalPairsIn(module).map(({ held, taken, isSame }) => {
      const way: string[] = [];
      for (let step: typeof taken | undefined = taken; step !== undefined; step = step.next)
        way.push(placeOf(step.node));
      const wanted = isSame ? 'again' : taken.lock.name;
      return `${placeOf(held.acquired!)} ${held.name} -> ${wanted} by ${way.join(', ')}`;
    }),
  );
}

const LOCKS = 'import threading\na = threading.Lock()\nb = threading.Lock()\nr = threading.RLock()\n';

test.each([
  ['nested', 'def f():\n with a:\n  with b: pass\n', ['m.py:6 a -> b by m.py:7']],
  ['in one statement', 'def f():\n with a, b: pass\n', ['m.py:6 a -> b by m.py:6']],
  ['one after the other', 'def f():\n with a: pass\n with b: pass\n', []],
  [
    'the shortest way',
    'def f():\n with a:\n  g()\n  h()\ndef g(): h()\ndef h():\n with b: pass\n',
    ['m.py:6 a -> b by m.py:8, m.py:11'],
  ],
  ['taken again', 'def f():\n with a: g()\ndef g():\n with a: pass\n', ['m.py:6 a -> again by m.py:6, m.py:8']],
  ['a re-entrant lock', 'def f():\n with r: g()\ndef g():\n with r: pass\n', []],
  [
    'while another is held, what is held already is not waited for',
    'def f():\n with r:\n  with a:\n   with r: pass\n',
    ['m.py:6 r -> a by m.py:7'],
  ],
  ['only tried', 'def f():\n with a:\n  b.acquire(False)\n  b.acquire(timeout=1)\n', []],
  ['handed over', 'def f():\n with a: threading.Thread(target=g).start()\ndef g():\n with b: pass\n', []],
  [
    'functions that call each other',
    'def f(n):\n with a: g(n)\ndef g(n): h(n)\ndef h(n):\n g(n)\n with b: pass\n',
    ['m.py:6 a -> b by m.py:6, m.py:7, m.py:10'],
  ],
  [
    'a lock that each call makes for itself',
    'def f():\n with a: g()\ndef g():\n own = threading.Lock()\n with own: pass\n',
    [],
  ],
])('%s', (_name, text, expected) => {
  expect(pairsOf(programOf({ 'm.py': LOCKS + text }))).toEqual(expected);
});

const NODE = `import threading
class Node:
  def __init__(self, below=None):
    self.lock = threading.Lock()
    self.below: "Node" = below
  def walk(self):
    with self.lock:
      self.below.walk()
  def size(self):
    with self.lock:
      return self.count()
  def count(self):
    with self.lock:
      return 1
`;

test('the lock of another object is another lock, however deep the structure', () => {
  expect(pairsOf(programOf({ 'm.py': NODE }))).toEqual(['m.py:10 self.lock -> again by m.py:11, m.py:13']);
});

test('the ways do not depend on which function was asked for first', () => {
  const text = `${LOCKS}def f():\n with a: g()\ndef g():\n h()\n k()\ndef h(): g(); k()\ndef k():\n with b: pass\n with b: pass\n`;
  const forwards = programOf({ 'm.py': text });
  const backwards = programOf({ 'm.py': text });
  for (const fn of [...backwards.modules[0]!.functions].reverse()) criticalPairsIn(fn.module);
  expect(pairsOf(backwards)).toEqual(pairsOf(forwards));
});

test('fifty thousand lines of functions that call each other, all with locks, end soon', () => {
  const functions = Array.from({ length: 8_000 }, (_, index) => {
    const [next, far] = [(index + 1) % 8_000, (index * 7 + 3) % 8_000];
    return `def f${index}(n):\n    with l${index % 100}:\n        f${next}(n)\n        with l${(index * 31) % 100}:\n            f${far}(n)\n    f${far}(n)\n`;
  });
  const locks = Array.from({ length: 100 }, (_, index) => `l${index} = threading.Lock()\n`);
  const program = programOf({ 'generated.py': `import threading\n${locks.join('')}${functions.join('')}` });
  const start = performance.now();
  lockCyclesOf(program);
  expect(performance.now() - start).toBeLessThan(30_000);
});
