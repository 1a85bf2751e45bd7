/** What the configuration says of how code runs, and what is found then: each key with a program that shows it. */
import { describe, expect, test } from 'vitest';
import {
  contextsText,
  createLineIndex,
  createProgram,
  environmentOf,
  isAtLeast,
  type Program,
  qualifiedNameOf,
  type StatedEnvironment,
} from '#analysis';
import { applyFix } from '../analyse.ts';
import { checkProgram, projects, sourcesOf } from '../projects.ts';

type Files = Readonly<Record<string, string>>;

function programOf(files: Files, stated: StatedEnvironment = {}, previous?: Program): Program {
  return createProgram(sourcesOf(new Map(Object.entries(files)), environmentOf(stated)), previous);
}

/** `jobs.py:3 unlocked-shared-global warning` */
function foundIn(program: Program): string[] {
  const { findings, problems } = checkProgram(program);
  expect(problems).toEqual([]);
  return findings
    .filter(({ severity }) => severity !== 'hint')
    .map(({ path, range, rule, severity }) => {
      const { line } = createLineIndex(program.module(path)!.text).at(range.start);
      return `${path}:${line} ${rule} ${severity}`;
    });
}

const found = (files: Files, stated?: StatedEnvironment): string[] => foundIn(programOf(files, stated));

function contextsIn(program: Program, path = 'app.py'): Record<string, string> {
  return Object.fromEntries(program.module(path)!.functions.map((fn) => [qualifiedNameOf(fn), contextsText(fn)]));
}

test('equal environments are one object, and what the first says counts', () => {
  const one = environmentOf({ freeThreaded: true, targetPython: [3, 13] });
  expect(environmentOf({ targetPython: [3, 13], freeThreaded: undefined }, { freeThreaded: true })).toBe(one);
  expect(environmentOf({}, {})).toBe(environmentOf());
  expect(environmentOf({ targetPython: [3, 13] }, { targetPython: [3, 9] }).targetPython).toEqual([3, 13]);
});

describe('threaded-servers', () => {
  const FLASK = `from flask import Flask
app = Flask(__name__)
hits = 0

@app.route('/')
def index():
    global hits
    hits += 1
    return str(hits)
`;
  const DJANGO = `from django.views import View
hits = 0

class Index(View):
    def get(self, request):
        global hits
        hits += 1
`;
  const FASTAPI = `from fastapi import FastAPI
app = FastAPI()
hits = 0

@app.get('/')
def index():
    global hits
    hits += 1
`;

  test.each([
    ['Flask', FLASK, 'app.py:8'],
    ['Django', DJANGO, 'app.py:7'],
  ])('%s has a thread for each request, unless it is switched off', (_, text, place) => {
    expect(found({ 'app.py': text })).toEqual([`${place} unlocked-shared-global warning`]);
    expect(found({ 'app.py': text }, { threadedServers: false })).toEqual([]);
  });

  test('the pool beside the event loop has threads anyway', () => {
    const files = { 'app.py': FASTAPI };
    expect(found(files, { threadedServers: false })).toEqual(found(files));
    expect(found(files)).toHaveLength(1);
  });

  test('rows are shared by the processes of a server, too', () => {
    const text = `from django.db import models
from django.views import View

class Product(models.Model):
    stock = models.IntegerField()

class Buy(View):
    def post(self, request, pk):
        product = Product.objects.get(pk=pk)
        product.stock -= 1
        product.save()
`;
    const expected = ['app.py:10 lost-update-in-orm warning'];
    expect(found({ 'app.py': text })).toEqual(expected);
    expect(found({ 'app.py': text }, { threadedServers: false })).toEqual(expected);
  });

  test('a request is then handled in the main flow', () => {
    expect(contextsIn(programOf({ 'app.py': FLASK }, { threadedServers: false }))).toEqual({ index: 'main flow' });
  });
});

describe('thread-entry-points', () => {
  const TEXT = `total = 0

def work():
    global total
    total += step()

def step():
    return 1

class Worker:
    def __init__(self):
        self.done = 0

    def run(self):
        self.done += step()
        work_alone()

async def serve():
    pass

def work_alone():
    pass
`;
  const files = { 'shop/__init__.py': '', 'shop/jobs.py': TEXT, 'jobs.py': TEXT };

  test('functions that threads run', () => {
    const stated = { threadEntryPoints: ['shop.jobs.work', 'shop.jobs.serve', 'shop.jobs.nobody'] };
    const program = programOf(files, stated);
    expect(foundIn(program)).toEqual(['shop/jobs.py:5 unlocked-shared-global warning']);
    expect(contextsIn(program, 'shop/jobs.py')).toMatchObject({
      work: 'several threads, from `thread-entry-points` jobs.py:3',
      serve: 'event loop',
    });
    expect(contextsIn(program, 'jobs.py').work).toContain('main flow (assumed');
  });

  test('a method: whether threads have the same object is only assumed', () => {
    expect(found(files, { threadEntryPoints: ['shop.jobs.Worker.run'] })).toEqual([
      'shop/jobs.py:15 unlocked-shared-attribute info',
    ]);
  });

  test('two names of one class: still only assumed', () => {
    const text = `class Service:
    def __init__(self):
        self.cache = {}

    def get(self, key):
        if key not in self.cache:
            self.cache[key] = load(key)
        return self.cache[key]

    def forget(self, key):
        del self.cache[key]

def load(key):
    return object()
`;
    const stated = { threadEntryPoints: ['app.Service.get', 'app.Service.forget'] };
    expect(found({ 'app.py': text }, stated)).toEqual(['app.py:6 check-then-act info']);
  });

  test('an object that is one in the process is the same for all', () => {
    const text = `class Service:
    def __init__(self):
        self.calls = 0

    def handle(self):
        self.calls += step()

service = Service()

def handle():
    service.handle()

def step():
    return 1
`;
    expect(found({ 'app.py': text }, { threadEntryPoints: ['app.handle'] })).toEqual([
      'app.py:6 unlocked-shared-attribute warning',
    ]);
  });

  test.each([
    ['what is in a package is not called without it', 'jobs.work', []],
    ['nor by the end of its name', 's.jobs.work', []],
    ['a folder that is no package may stand before it', 'src.shop.jobs.work', ['unlocked-shared-global']],
  ])('%s', (_, name, rules) => {
    const inSource = { 'src/shop/__init__.py': '', 'src/shop/jobs.py': TEXT };
    const rulesFound = found(inSource, { threadEntryPoints: [name] }).map((line) => line.split(' ')[1]);
    expect(rulesFound).toEqual(rules);
  });
});

describe('assume-concurrent', () => {
  const LIBRARY = `import threading
_instances = 0
_lock = threading.Lock()
_names = {}

class Counter:
    made = 0

    def __init__(self):
        Counter.made += compute()
        self.n = 0
        self.n += 1

    def add(self):
        self.n += compute()

    def add_safely(self):
        with self._own:
            self.m += 1

    def _private(self):
        self.p += compute()

class _Hidden:
    def add(self):
        self.n += compute()

def name_of(key):
    if key not in _names:
        _names[key] = object()
    return _names[key]

def remember(key):
    _names[key] = 1

def forget(key):
    del _names[key]

def make():
    global _instances
    with _lock:
        _instances += 1
    return _make()

def _make():
    return 1

def compute():
    return 2
`;
  const files = { 'pkg/__init__.py': '', 'pkg/core.py': LIBRARY, 'other.py': LIBRARY, 'tests/test_it.py': LIBRARY };
  const inCore = [
    'pkg/core.py:10 unlocked-shared-attribute info',
    'pkg/core.py:15 unlocked-shared-attribute info',
    'pkg/core.py:29 check-then-act info',
  ];

  test('nothing without it', () => {
    expect(found(files)).toEqual([]);
  });

  test('public functions and methods run in many threads; what rests on that is an info', () => {
    const everywhere = [...inCore, ...inCore.map((line) => line.replace('pkg/core.py', 'other.py'))].sort();
    expect(found(files, { assumeConcurrent: true }).sort()).toEqual(everywhere);
    expect(contextsIn(programOf(files, { assumeConcurrent: true }), 'pkg/core.py')).toMatchObject({
      'Counter.add': 'several threads (assumed: assume-concurrent)',
      'Counter._private': 'main flow (assumed: nothing in sight calls it)',
      '_Hidden.add': 'main flow (assumed: nothing in sight calls it)',
      _make: 'several threads (assumed: assume-concurrent), from `make()` core.py:39',
    });
  });

  test.each([['pkg'], ['pkg.core']])('of one package or module: %s', (name) => {
    expect(found(files, { assumeConcurrent: [name] })).toEqual(inCore);
  });

  test.each([['core'], ['pkg.cor'], ['pk']])('%s is no name of it', (name) => {
    expect(found(files, { assumeConcurrent: [name] })).toEqual([]);
  });

  test('what needs no assumption stays a warning', () => {
    const text = `import threading
n = 0

def work():
    global n
    n += step()

def step():
    return 1

for _ in range(2):
    threading.Thread(target=work).start()
`;
    expect(found({ 'app.py': text }, { assumeConcurrent: true })).toEqual(['app.py:6 unlocked-shared-global warning']);
  });
});

test.each([...projects])('%s: what is assumed alone is no warning of any rule', (_, files) => {
  const graveIn = (stated: StatedEnvironment): Set<string> => {
    const program = createProgram(sourcesOf(files, environmentOf(stated)));
    const found = checkProgram(program).findings.filter(({ severity }) => isAtLeast(severity, 'warning'));
    return new Set(found.map(({ path, rule, range }) => `${path} ${rule} ${range.start}`));
  };
  const known = graveIn({});
  expect([...graveIn({ assumeConcurrent: true })].filter((finding) => !known.has(finding))).toEqual([]);
});

describe('free-threaded and target-python', () => {
  const TEXT = `import threading
n = 0

def work():
    global n
    n += 1

for _ in range(2):
    threading.Thread(target=work).start()
`;
  const told = (stated: StatedEnvironment): unknown => {
    const [finding] = checkProgram(programOf({ 'app.py': TEXT }, stated)).findings;
    const { witness, detail } = finding!;
    return [witness?.kind === 'race' ? witness.window.kind : undefined, detail?.replace(/^.*lost, /, '')];
  };
  const old = ['bytecodes', 'up to Python 3.9 and without the GIL.'];
  const later = ['no-gil', 'without the GIL.'];

  test.each<[string, StatedEnvironment, unknown]>([
    ['nothing is said', {}, old],
    ['3.9', { targetPython: [3, 9] }, old],
    ['3.10', { targetPython: [3, 10] }, later],
    ['no GIL', { freeThreaded: true }, later],
  ])('the window between two bytecodes: %s', (_, stated, expected) => {
    expect(told(stated)).toEqual(expected);
  });
});

test.each<[string, StatedEnvironment, string, string]>([
  [
    '3.9',
    { targetPython: [3, 9] },
    'asyncio.to_thread(requests.get, url, timeout=3)',
    'asyncio.to_thread(requests.get, …)',
  ],
  [
    '3.8',
    { targetPython: [3, 8] },
    'asyncio.get_running_loop().run_in_executor(None, lambda: requests.get(url, timeout=3))',
    'asyncio.get_running_loop().run_in_executor(None, requests.get, …)',
  ],
])('a call is moved to a thread as Python %s can', (_, stated, call, shown) => {
  const text = 'import asyncio\nimport requests\n\nasync def main(url):\n    requests.get(url, timeout=3)\n';
  const program = programOf({ 'app.py': text }, stated);
  const [finding] = checkProgram(program).findings;
  expect(applyFix(text, finding!)).toBe(text.replace('requests.get(url, timeout=3)', `await ${call}`));
  expect(finding!.instead).toContain(shown);
  const [second] = checkProgram(programOf({ 'app.py': text.replace('url, timeout=3', 'url') }, stated)).findings;
  const fixed = applyFix(text.replace('url, timeout=3', 'url'), second!);
  expect(fixed).toContain(`await ${shown.replace('…', 'url')}\n`);
  expect(found({ 'app.py': fixed }, stated)).toEqual([]);
});

describe('blocking and not-blocking', () => {
  const APP = `import time
import vendor
from shop import db
from vendor import Client

class Handler:
    def load(self):
        return db.query('x')

    def prepare(self):
        time.sleep(1)

async def direct():
    db.query('a')

async def through():
    helper()

def helper():
    db.query('b')

async def awaited():
    await vendor.fetch()

async def outside():
    vendor.fetch()

async def method():
    client = Client()
    client.send()

async def known():
    time.sleep(2)

async def chain():
    Handler().prepare()

def off():
    vendor.fetch()
`;
  const DB = `import time

def query(text):
    return text

def pause():
    time.sleep(1)
`;
  const files = { 'app.py': APP, 'shop/__init__.py': '', 'shop/db.py': DB };
  const lines = (stated: StatedEnvironment): string[] =>
    found(files, stated).map((line) => line.replace('blocking-call-in-async ', ''));
  const known = ['app.py:33 warning', 'app.py:36 warning'];

  test('what is known by itself', () => {
    expect(lines({})).toEqual(known);
  });

  test.each<[string, StatedEnvironment, string[]]>([
    ['a function of the program', { blocking: ['shop.db.query'] }, ['app.py:14 warning', 'app.py:17 warning']],
    ['all of a module of it', { blocking: ['shop.*'] }, ['app.py:14 warning', 'app.py:17 warning']],
    ['a function outside', { blocking: ['vendor.fetch'] }, ['app.py:26 warning']],
    ['a method outside', { blocking: ['vendor.Client.send'] }, ['app.py:30 warning']],
    ['all of a library', { blocking: ['vendor.*'] }, ['app.py:26 warning', 'app.py:29 warning', 'app.py:30 warning']],
    [
      'all but some',
      { blocking: ['vendor.*'], notBlocking: ['vendor.Client', 'vendor.Client.send'] },
      ['app.py:26 warning'],
    ],
    ['some of what does not', { blocking: ['vendor.Client.send'], notBlocking: ['vendor.*'] }, ['app.py:30 warning']],
    ['by the name of an importer', { blocking: ['db.query', 'app.db.query'] }, []],
  ])('%s', (_, stated, more) => {
    expect(lines(stated).sort()).toEqual([...known, ...more].sort());
  });

  test.each<[string, StatedEnvironment, string[]]>([
    ['a function of the table', { notBlocking: ['time.sleep'] }, []],
    ['all of a module of the table', { notBlocking: ['time.*'] }, []],
    ['a function of the program, whatever stands in it', { notBlocking: ['app.Handler.prepare'] }, [known[0]!]],
    ['a coroutine', { notBlocking: ['app.known'] }, [known[1]!]],
    ['a whole module', { notBlocking: ['app.*'] }, []],
  ])('not blocking: %s', (_, stated, left) => {
    expect(lines(stated)).toEqual(left);
  });

  test('a chain ends at what is said to block', () => {
    const { findings } = checkProgram(programOf(files, { blocking: ['app.Handler.prepare'] }));
    const { message, instead } = findings.find(({ message: text }) => text.includes('prepare'))!;
    expect([message, instead]).toMatchInlineSnapshot(`
      [
        "'Handler.prepare' blocks the event loop in 'chain'.",
        "Run it in a thread: \`await asyncio.to_thread(f)\`.",
      ]
    `);
  });

  test('the fix moves it to a thread', () => {
    const { findings } = checkProgram(
      programOf({ ...files, 'app.py': `import asyncio\n${APP}` }, { blocking: ['shop.db.query'] }),
    );
    expect(findings[0]!.fixes.map(({ edits }) => edits.map(({ text }) => text))).toMatchInlineSnapshot(`
      [
        [
          "await asyncio.to_thread(db.query, ",
        ],
      ]
    `);
  });
});

describe('warning filters', () => {
  const WARNINGS = `import threading
import warnings

def work(action):
    with warnings.catch_warnings():
        action()

for _ in range(2):
    threading.Thread(target=work).start()
`;
  const SHARED = ['app.py:5 process-wide-state-changed-in-thread info'];

  test.each<[string, StatedEnvironment, readonly string[]]>([
    ['nothing is said', {}, SHARED],
    ['no GIL, any version', { freeThreaded: true }, SHARED],
    ['no GIL, from 3.13', { freeThreaded: true, targetPython: [3, 13] }, SHARED],
    ['no GIL, from 3.14', { freeThreaded: true, targetPython: [3, 14] }, []],
    ['3.14 with the GIL', { targetPython: [3, 14] }, SHARED],
  ])('are those of each thread: %s', (_, stated, expected) => {
    expect(found({ 'app.py': WARNINGS }, stated)).toEqual(expected);
  });
});

test('another environment makes the modules anew, the same one takes them over', () => {
  const text = 'total = 0\n\ndef work():\n    global total\n    total += len([])\n';
  const stated = { threadEntryPoints: ['app.work'] };
  const first = programOf({ 'app.py': text });
  expect(foundIn(first)).toEqual([]);
  const module = first.module('app.py');
  const same = createProgram(
    [{ path: 'app.py', parsed: module!.parsed, isTest: false, environment: environmentOf() }],
    first,
  );
  expect(same.module('app.py')).toBe(module);
  const second = createProgram(
    [{ path: 'app.py', parsed: module!.parsed, isTest: false, environment: environmentOf(stated) }],
    same,
  );
  expect(foundIn(second)).toEqual(['app.py:5 unlocked-shared-global warning']);
});
