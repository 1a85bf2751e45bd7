/** Broken, huge and hostile input: no crash, no hang, a clear message for what was not read, and the rest is checked. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import type { ListedRule } from '#analysis';
import { rules as realRules } from '#rules';
import { LARGEST_FILE } from '../../src/project/read-file.ts';
import { type RunResult, sandbox } from './sandbox.ts';

/** Files and folders that only this process may not read: the super-user, whom tests may run as, may read all. */
const denied = vi.hoisted(() => new Set<string>());
const opened = vi.hoisted(() => new Set<string>());
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const guard =
    <A extends unknown[], R>(call: (path: string, ...rest: A) => R) =>
    (path: string, ...rest: A): R => {
      opened.add(path);
      if (!denied.has(path)) return call(path, ...rest);
      throw Object.assign(new Error(`EACCES: permission denied, '${path}'`), { code: 'EACCES' });
    };
  return { ...fs, openSync: guard(fs.openSync as never), readdirSync: guard(fs.readdirSync as never) };
});
afterEach(() => denied.clear());

/** What one file may take in seconds of processor time, which a busy machine does not stretch. */
const BUDGET = 20;

/** Finds calls of `flagged()` by their syntax, so that it shows what was parsed. */
const flagged: ListedRule = {
  id: 'flagged',
  family: 'language',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation: '',
  *check(module) {
    for (const { text, range } of module.calls) if (text === 'flagged()') yield { range, message: 'Here.' };
  },
};
const rules = [...realRules, flagged];

/** Checks this input beside an ordinary file, which must be checked in any case. */
async function check(content: string | Uint8Array): Promise<RunResult & { readonly places: string[] }> {
  const box = sandbox({ 'input.py': content, 'ordinary.py': 'flagged()\n' });
  const before = process.cpuUsage();
  const result = await box.run(['check', '--output-format=concise', '--select=ALL'], { rules });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(BUDGET);
  const places = result.out.split('\n').filter((line) => line.includes(' flagged '));
  expect(places.at(-1)).toContain('ordinary.py:1:1:');
  return { ...result, places: places.slice(0, -1).map((line) => line.split(': ')[0]!) };
}

const lines = (...texts: string[]): string => `${texts.join('\n')}\n`;

test.each([
  ['empty', '', []],
  ['only blanks', ' \t\n\f\n', []],
  ['cut off in a function', lines('flagged()', 'def f(a,'), ['input.py:1:1']],
  ['cut off in a string', lines('flagged()', 'x = """abc'), ['input.py:1:1']],
  ['cut off in an indented block', lines('flagged()', 'if x:'), ['input.py:1:1']],
  ['a call being typed', lines('def f():', '    foo(', '', 'def g():', '    flagged()'), ['input.py:5:5']],
  ['a class being typed', lines('class A(', 'def g():', '    flagged()'), ['input.py:3:5']],
  ['a dot being typed', lines('x = y.', 'def f():', '    flagged()'), ['input.py:3:5']],
  ['a string being typed', lines("x = 'abc", 'flagged()'), ['input.py:2:1']],
  ['closing brackets too many', lines('x = (1))))', 'flagged()'), ['input.py:2:1']],
  [
    'a conflict of two versions',
    lines('<<<<<<< a', 'x = 1', '=======', 'x = 2', '>>>>>>> b', 'def f():', '    flagged()'),
    ['input.py:7:5'],
  ],
  [
    'Python 2',
    lines(
      'print "x" % y',
      'exec "code" in d',
      'raise E, "x"',
      'try:',
      '    flagged()',
      'except E, e:',
      '    print >>f, `e`, 0777, ur"x"',
      'def g((a, b)):',
      '    flagged()',
    ),
    ['input.py:5:5', 'input.py:9:5'],
  ],
  ['no Python at all', '<html>\n<body>{{ x }}</body>\n</html>\n', []],
  ['wrong indents', lines('def f():', '        x', '    y', '  flagged()'), ['input.py:4:3']],
  ['tabs and blanks', lines('def f():', '\tx', '        flagged()'), ['input.py:3:9']],
  ['CRLF', 'x = """\r\n"""\r\nflagged()\r\n', ['input.py:3:1']],
  ['lone CR', 'x = """\r"""\rflagged()\r', ['input.py:3:1']],
  ['form feeds', 'x = 1\n\fflagged()\n', ['input.py:2:2']],
  ['a byte order mark', '\ufeffflagged()\n', ['input.py:1:1']],
  ['a control character', 'x = 1 \x01\nflagged()\n', ['input.py:2:1']],
  ['no-break spaces', 'x\u00a0=\u00a01\nflagged()\n', ['input.py:2:1']],
])('%s', async (_, content, places) => {
  const result = await check(content);
  expect(result.err).not.toContain('problem');
  expect(result.places).toEqual(places);
});

const numbered = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('');

const MEGABYTE = 1024 * 1024;
const ORDINARY = lines(
  'def f(a, b=None):',
  '    for i in range(a):',
  '        g(b, [1, 2], x=a.b)',
  '    return a',
  '',
);

test.each([
  ['10 MB of code', ORDINARY.repeat(Math.ceil((10 * MEGABYTE) / ORDINARY.length))],
  ['a string of 10 MB', `x = """${'a\n'.repeat(5 * MEGABYTE)}"""\n`],
  ['blank lines, 10 MB', '\n'.repeat(10 * MEGABYTE)],
  ['a line of 1 MB, a string', `x = "${'a'.repeat(MEGABYTE)}"\n`],
  ['a line of 1 MB, a list', `x = [${'1, '.repeat(MEGABYTE / 3)}]\n`],
  ['a line of 1 MB, a sum', `x = ${'1 + '.repeat(MEGABYTE / 4)}1\n`],
  ['a line of 1 MB, a name', `${'a'.repeat(MEGABYTE)} = 1\n`],
  ['brackets 10,000 deep', `x = ${'('.repeat(10_000)}${')'.repeat(10_000)}\n`],
  ['brackets 10,000 deep, all kinds', `x = ${'([{'.repeat(3_334)}${'}])'.repeat(3_334)}\n`],
  ['brackets 10,000 deep, never closed', `def f():\n    x = ${'['.repeat(10_000)}\n`],
  ['blocks 90 deep', Array.from({ length: 90 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
  ['blocks 1,000 deep', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
  ['functions 500 deep', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}def f():\n`).join('')],
  ['an operator 50,000 times', `x = ${'not '.repeat(50_000)}1\n`],
  ['attributes 50,000 deep', `x = a${'.b'.repeat(50_000)}\n`],
  ['calls 50,000 deep', `x = a${'()'.repeat(50_000)}\n`],
  ['else if, 20,000 times', `if x: pass\n${'elif x: pass\n'.repeat(20_000)}`],
  [
    'names that lead to names, 5,000',
    `import time\na0 = time.sleep\n${numbered(5000, (n) => `a${n + 1} = a${n}`)}async def f():\n    a5000(1)\n`,
  ],
  ['names that lead round in a circle', 'a = b\nb = c\nc = a\nasync def f():\n    a(1)\n    b.x.y()\n'],
  ['classes that derive from each other', 'class A(B): pass\nclass B(C): pass\nclass C(A): pass\nA().run()\n'],
  [
    'classes that derive from the one before, 2,000',
    `class A0: pass\n${numbered(2000, (n) => `class A${n + 1}(A${n}): pass`)}A2000().run()\n`,
  ],
  [
    'functions that call the next, 1,000',
    `import threading\nx = 0\n${numbered(1000, (n) => `def f${n}():\n    global x\n    x += f${n + 1}()`)}threading.Thread(target=f0).start()\n`,
  ],
  [
    'functions that call all others, 200',
    `import threading\nx = 0\n${numbered(200, (n) => `def f${n}():\n    global x\n    x += 1\n${numbered(100, (m) => `    f${(m * 7 + n) % 200}()`)}    threading.Thread(target=f${n}).start()`)}`,
  ],
  [
    'a function with 1,000 locks',
    `import threading\n${numbered(1000, (n) => `l${n} = threading.Lock()`)}def f():\n${numbered(1000, (n) => `    with l${n}: x = 1`)}threading.Thread(target=f).start()\n`,
  ],
  [
    'a global changed 1,000 times by threads',
    `import threading\nx = 0\ndef f():\n    global x\n${'    x += f()\n'.repeat(1000)}for i in y: threading.Thread(target=f).start()\n`,
  ],
  [
    'threads started 500 times',
    `import threading\nx = 0\ndef f():\n    global x\n    x += f()\n${'threading.Thread(target=f).start()\n'.repeat(500)}`,
  ],
  ['lambdas in a loop, 500', `for i in x:\n${'    a.append(lambda: i)\n'.repeat(500)}`],
  ['decorators, 50,000', '@a\n'.repeat(50_000)],
])('%s is checked', async (_, content) => {
  const result = await check(`${content}def last():\n    flagged()\n`);
  expect(result.err).not.toContain('problem');
  expect(result.places).toHaveLength(1);
});

test.each([
  ['a list of 6 MB', `x = [${'1, '.repeat(2 * MEGABYTE)}]\n`, 'Not checked: parsing this part takes too much memory'],
  [
    'brackets a million deep',
    `x = ${'('.repeat(MEGABYTE)}\n`,
    'Not checked: this part is larger than 512 KB and its brackets are nested deeper than 1,000',
  ],
])('%s is not checked, and a problem says so', async (_, content, message) => {
  const result = await check(`${content}def last():\n    flagged()\n`);
  expect(result.code).toBe(2);
  expect(result.err).toContain('input.py:1:1: problem: ');
  expect(result.err).toContain(message);
  // The function below it is a part of its own.
  expect(result.places).toHaveLength(1);
});

test('a file that is too large is not read', async () => {
  const result = await check(Buffer.alloc(LARGEST_FILE + 1, 'x'));
  expect(result.err).toContain('input.py: problem: Not checked: the file is larger than 16 MB.');
});

test.each([
  ['findings on one line', 'flagged(), '.repeat(20_000)],
  ['functions with findings', 'def f():\n    flagged()\n'.repeat(20_000)],
  ['suppressions', 'flagged() # interleave: ignore[flagged] x\n'.repeat(20_000)],
  ['suppressions without code', '# interleave: ignore[flagged] x\n'.repeat(20_000)],
  ['astral characters before a finding', `"${'\u{1f600}'.repeat(50_000)}"; ${'flagged(), '.repeat(2_000)}`],
])('20,000 %s take no longer than they should', async (_, content) => {
  await check(`${content}\n`);
});

test('real rules over broken pieces of real text', async () => {
  const whole = lines(
    'import asyncio, threading, time',
    'total = 0',
    'lock = threading.Lock()',
    'def work(seen=[]):',
    '    global total',
    '    with lock:',
    '        total += len(seen)',
    'async def main():',
    '    time.sleep(1)',
    '    await asyncio.gather(*[asyncio.to_thread(lambda: i) for i in range(3)])',
    'threading.Thread(target=work).start()',
  );
  const pieces = Array.from({ length: whole.length }, (_, at) => [`cut${at}.py`, whole.slice(0, at)]);
  const holes = Array.from({ length: whole.length }, (_, at) => [
    `hole${at}.py`,
    whole.slice(0, at) + whole.slice(at + 7),
  ]);
  const box = sandbox(Object.fromEntries([...pieces, ...holes]));
  const { err } = await box.run(['check', '--select=ALL', '--output-format=concise'], { rules: realRules });
  expect(err).not.toContain('problem');
});

test('a FIFO is never opened', async () => {
  const box = sandbox({ 'a.py': 'flagged()\n', 'pyproject.toml': '' });
  execFileSync('mkfifo', [box.path('pipe.py'), box.path('ignored')]);
  symlinkSync('pipe.py', box.path('link.py'));
  const { code, out, err } = await box.run(['check', '--output-format=concise', '.', 'ignored'], { rules });
  expect(code).toBe(2);
  expect(out).toContain('a.py:1:1: warning flagged');
  for (const name of ['pipe.py', 'link.py', 'ignored']) {
    expect(err).toContain(`${name}: problem: Not checked: this is not a regular file`);
    expect(opened).not.toContain(box.path(name));
  }
});

test('a FIFO in place of a configuration or of .gitignore is never opened', async () => {
  const box = sandbox({ 'p/a.py': 'flagged()\n' });
  execFileSync('mkfifo', [box.path('pyproject.toml'), box.path('p/.gitignore')]);
  const { out, err } = await box.run(['check', '--output-format=concise'], { rules });
  expect(out).toContain('p/a.py:1:1: warning flagged');
  expect(err).toContain('pyproject.toml: problem: Configuration not read: this is not a regular file');
});

test('a dangling link and links in a circle', async () => {
  const box = sandbox({ 'a.py': 'flagged()\n' });
  symlinkSync('nowhere.py', box.path('dangling.py'));
  symlinkSync('two.py', box.path('one.py'));
  symlinkSync('one.py', box.path('two.py'));
  symlinkSync('.', box.path('self'));
  for (const paths of [['.'], ['a.py', 'dangling.py', 'one.py', 'two.py']]) {
    const { code, out, err } = await box.run(['check', '--output-format=concise', ...paths], { rules });
    expect(code).toBe(2);
    expect(out).toBe('a.py:1:1: warning flagged Here.\n');
    expect(err).toContain('dangling.py: problem: Not checked: this symbolic link leads nowhere.');
    expect(err).toContain('one.py: problem: Not checked: these symbolic links lead round in a circle.');
  }
});

test('what may not be read', async () => {
  const box = sandbox({ 'a.py': 'flagged()\n', 'secret.py': 'flagged()\n', 'vault/b.py': 'flagged()\n' });
  denied.add(box.path('secret.py')).add(box.path('vault'));
  const { code, out, err } = await box.run(['check', '--output-format=concise'], { rules });
  expect(code).toBe(2);
  expect(out).toBe('a.py:1:1: warning flagged Here.\n');
  expect(err).toContain('secret.py: problem: Not checked: permission denied.');
  expect(err).toContain('vault: problem: Not checked: permission denied.');
});

test('a configuration that may not be read', async () => {
  const box = sandbox({ 'a.py': 'flagged()\n', 'pyproject.toml': '[tool.interleave]\nignore = ["flagged"]\n' });
  denied.add(box.path('pyproject.toml'));
  const { code, out, err } = await box.run(['check', '--output-format=concise'], { rules });
  expect([code, out]).toEqual([2, 'a.py:1:1: warning flagged Here.\n']);
  expect(err).toContain('pyproject.toml: problem: Configuration not read: permission denied.');
});

test('a path that does not exist: said, and the others are checked', async () => {
  const box = sandbox({ 'a.py': 'flagged()\n' });
  mkdirSync(box.path('x.py'));
  const args = ['check', '--output-format=concise', 'nowhere', 'a.py/b.py', 'x.py/y.py', 'a.py'];
  const { code, out, err } = await box.run(args, { rules });
  expect([code, out]).toEqual([2, 'a.py:1:1: warning flagged Here.\n']);
  for (const path of ['nowhere', 'a.py/b.py', 'x.py/y.py']) {
    expect(err).toContain(`${path}: problem: Not checked: no such file or folder.`);
  }
});
