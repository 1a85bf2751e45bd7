/** Programs that no human writes, but generators do: long chains, cycles and crowds end soon, and nothing fails. */
import { expect, test } from 'vitest';
import { auditSteps, createProgram, flowsText } from '#analysis';
import { checkProgram, sourcesOf } from '../projects.ts';

const SIZE = 1500;
const SLEEP = 'import time\ndef nap():\n    time.sleep(1)\n';

/** The lines for 0 to `count - 1`. */
function each(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

function modules(count: number, text: (index: number) => string): [string, string][] {
  return Array.from({ length: count }, (_, index) => [`m${index + 1}.py`, text(index)]);
}

const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'a chain of names': [
    [
      'a.py',
      `import time\nx0 = time.sleep\n${each(SIZE, (i) => `x${i + 1} = x${i}`)}\nasync def f():\n    x${SIZE}(1)\n`,
    ],
  ],
  'a chain of calls': [
    [
      'a.py',
      `${SLEEP}f0 = nap\n${each(SIZE, (i) => `def f${i + 1}():\n    f${i}()`)}\nasync def f():\n    f${SIZE}()\n`,
    ],
  ],
  'functions that all call each other': [
    [
      'a.py',
      `${SLEEP}${each(120, (i) => `def f${i}():\n${each(120, (j) => `    f${j}()`)}`)}\nasync def f():\n    f0()\n`,
    ],
  ],
  'a chain of bases': [
    [
      'a.py',
      `class C0:\n    pass\n${each(SIZE, (i) => `class C${i + 1}(C${i}):\n    pass`)}\nasync def f():\n    C${SIZE}().m()\n`,
    ],
  ],
  'a class with many bases': [
    [
      'a.py',
      `class R: pass\n${each(300, (i) => `class C${i}(R): pass`)}\nclass D(${each(300, (i) => `C${i},`)}): pass\nD().m()\n`,
    ],
  ],
  'a chain of re-exports': [
    ['m0.py', SLEEP],
    ...modules(SIZE, (i) => `from m${i} import nap\n`),
    ['a.py', `from m${SIZE} import nap\nasync def f():\n    nap()\n`],
  ],
  'a chain of star imports': [
    ['m0.py', SLEEP],
    ...modules(SIZE, (i) => `from m${i} import *\n`),
    ['a.py', `from m${SIZE} import *\nasync def f():\n    nap()\n`],
  ],
  'a cycle of star imports': modules(300, (i) => {
    const next = ((i + 1) % 300) + 1;
    return `from m${next} import *\nfrom m${next} import f${next}\ndef f${i + 1}():\n    f${next}()\nasync def g():\n    unknown()\n`;
  }),
  'decorated decorators': [
    [
      'a.py',
      `def d0(f): return f\n${each(SIZE, (i) => `@d${i}\ndef d${i + 1}(f): return f`)}\n@d${SIZE}\ndef g(): pass\ng()\n`,
    ],
  ],
  'annotations that name themselves': [
    [
      'a.py',
      'from typing import Optional\nA = Optional[A]\nB = Optional[C]\nC = Optional[B]\nasync def f(a: A, b: B):\n    a.m(), b.m()\n',
    ],
  ],
  'a crowd of threads': [
    [
      'a.py',
      `import threading\nn = 0\n${each(SIZE, (i) => `def w${i}():\n    global n\n    n += 1\n    w${(i + 1) % SIZE}()\nthreading.Thread(target=w${i}).start()`)}\n`,
    ],
  ],
  'a crowd of threads under one lock': [
    [
      'a.py',
      `import threading\nn = 0\nlock = threading.Lock()\n${each(SIZE, (i) => `def w${i}():\n    global n\n    with lock:\n        n += 1\n    w${(i + 1) % SIZE}()\nthreading.Thread(target=w${i}).start()`)}\n`,
    ],
  ],
  'a ring of locks': [
    [
      'a.py',
      `import threading\n${each(SIZE, (i) => `l${i} = threading.Lock()\ndef w${i}():\n    with l${i}:\n        w${(i + 1) % SIZE}()\nthreading.Thread(target=w${i}).start()`)}\n`,
    ],
  ],
  'a long function under one lock': [
    [
      'a.py',
      `import threading\nlock = threading.Lock()\nn = 0\nasync def f():\n    global n\n${each(SIZE, (i) => `    if a${i}:\n        with lock:\n            n += g${i}()`)}\nthreading.Thread(target=f).start()\n`,
    ],
  ],
};

/** In milliseconds of processor time; they take two thousand at most, and a square of their size takes minutes. */
const ENOUGH = 8_000;

test.each(Object.entries(CASES))('%s', (_, files) => {
  const sources = sourcesOf(new Map(files));
  const start = process.cpuUsage();
  const { problems } = checkProgram(createProgram(sources));
  expect(problems).toEqual([]);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(ENOUGH);
});

test.each(Object.entries(CASES))('the audit of %s', (_, files) => {
  const program = createProgram(sourcesOf(new Map(files)));
  const start = process.cpuUsage();
  for (const report of auditSteps(program)) {
    for (const { contexts } of report?.accesses ?? []) flowsText(contexts);
  }
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(ENOUGH);
});
