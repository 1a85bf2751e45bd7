/** `interleave contexts`: where functions run, in words and as data; wrong usage. */
import { expect, test } from 'vitest';
import { sandbox } from './sandbox.ts';

const FILES = {
  'pyproject.toml': '',
  'app.py': `import asyncio
from concurrent.futures import ThreadPoolExecutor
from shop import jobs

async def handle():
    jobs.save(1)

class Service:
    def start(self):
        with ThreadPoolExecutor(4) as pool:
            pool.map(jobs.work, range(9))

Service().start()
asyncio.run(handle())
`,
  'shop/__init__.py': '',
  'shop/jobs.py': `def work(item):
    save(item)

def save(item):
    pass

def never():
    pass
`,
};

test('the functions of a file, through the files that call them', async () => {
  const { code, out, err } = await sandbox(FILES).run(['contexts', 'shop/jobs.py']);
  expect(err).toBe('');
  expect(out).toMatchInlineSnapshot(`
    "(module) shop/jobs.py:1
      import
    work shop/jobs.py:1
      4 pool threads, from \`pool.map\` app.py:11
    save shop/jobs.py:4
      event loop, from \`handle()\` app.py:5
        app.py:6 jobs.save(1)
      4 pool threads, from \`pool.map\` app.py:11
        shop/jobs.py:2 save(item)
    never shop/jobs.py:7
      main flow (assumed: nothing in sight calls it)
    "
  `);
  expect(code).toBe(0);
});

test('what the configuration says of how it runs', async () => {
  const table = '[tool.interleave]\nthread-entry-points = ["shop.jobs.never"]\nassume-concurrent = ["shop.jobs"]\n';
  const { out } = await sandbox({ ...FILES, 'pyproject.toml': table }).run(['contexts', 'shop/jobs.py']);
  expect(out).toMatchInlineSnapshot(`
    "(module) shop/jobs.py:1
      import
    work shop/jobs.py:1
      several threads (assumed: assume-concurrent)
      4 pool threads, from \`pool.map\` app.py:11
    save shop/jobs.py:4
      event loop, from \`handle()\` app.py:5
        app.py:6 jobs.save(1)
      several threads (assumed: assume-concurrent)
      4 pool threads, from \`pool.map\` app.py:11
        shop/jobs.py:2 save(item)
    never shop/jobs.py:7
      several threads, from \`thread-entry-points\` jobs.py:7
      several threads (assumed: assume-concurrent)
    "
  `);
});

test('one function, by its name or with its class', async () => {
  const box = sandbox(FILES);
  const { out } = await box.run(['contexts', 'app.py:start']);
  expect(out).toMatchInlineSnapshot(`
    "Service.start app.py:9
      main flow, from \`start\` app.py:13
        app.py:13 Service().start()
    "
  `);
  expect((await box.run(['contexts', 'app.py:Service.start'])).out).toBe(out);
  expect((await box.run(['contexts', box.path('app.py:start')], { cwd: 'shop' })).out).toContain('../app.py:9');
});

test('as data', async () => {
  const { out } = await sandbox(FILES).run(['contexts', 'shop/jobs.py:save', '--output-format', 'json']);
  expect(JSON.parse(out)).toEqual({
    path: 'shop/jobs.py',
    functions: [
      {
        name: 'save',
        path: 'shop/jobs.py',
        line: 4,
        contexts: [
          {
            ...{ kind: 'event-loop', text: 'event loop, from `handle()` app.py:5', isMany: false, isAssumed: false },
            from: { name: 'handle()', path: 'app.py', line: 5 },
            calls: [{ path: 'app.py', line: 6, text: 'jobs.save(1)' }],
          },
          {
            ...{ kind: 'executor', text: '4 pool threads, from `pool.map` app.py:11', isMany: true, isAssumed: false },
            from: { name: 'pool.map', path: 'app.py', line: 11 },
            calls: [{ path: 'shop/jobs.py', line: 2, text: 'save(item)' }],
          },
        ],
      },
    ],
  });
});

test('what is not there', async () => {
  const box = sandbox(FILES);
  expect(await box.run(['contexts', 'none.py'])).toMatchObject({
    code: 2,
    err: "error: There is no file 'none.py'.\n",
  });
  expect(await box.run(['contexts', 'none.py:f'])).toMatchObject({
    code: 2,
    err: "error: There is no file 'none.py'.\n",
  });
  expect(await box.run(['contexts', 'app.py:nothing'])).toMatchObject({
    code: 2,
    err: "error: No function of app.py is called 'nothing'; it has handle, Service.start.\n",
  });
  expect(await box.run(['contexts', 'shop/__init__.py:f'])).toMatchObject({
    code: 2,
    err: "error: No function of shop/__init__.py is called 'f'; it has none.\n",
  });
});

test('a file that cannot be read', async () => {
  const box = sandbox({ ...FILES, 'odd.py': new Uint8Array([0xff, 0xfe, 0x00]) });
  const { code, out, err } = await box.run(['contexts', 'odd.py']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^error: odd\.py/);
  expect((await box.run(['contexts', 'shop'])).code).toBe(2);
});

test('a half-typed file, and names that would change the terminal', async () => {
  const box = sandbox({ 'half.py': 'def f(:\n  g("\u001b[31m")\ndef g(x):\n  pass\n  (' });
  const { code, out } = await box.run(['contexts', 'half.py']);
  expect(code).toBe(0);
  expect(out).not.toContain('\u001b');
});
