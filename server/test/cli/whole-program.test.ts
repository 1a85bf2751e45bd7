/** What is checked is looked at together with the rest of its project. */
import { expect, test } from 'vitest';
import type { ListedRule, Module } from '#analysis';
import { rules as allRules } from '#rules';
import { type Files, type RunOptions, type RunResult, sandbox } from './sandbox.ts';

/** Reports `uses_<name>` where another module of the program defines `<name>`, with the place of that. */
const uses: ListedRule = {
  id: 'uses',
  family: 'asyncio',
  severity: 'warning',
  fix: 'safe',
  peers: [],
  explanation: '',
  *check(module, program) {
    for (const match of module.text.matchAll(/\buses_(\w+)/g)) {
      const range = { start: match.index, end: match.index + match[0].length };
      const fixes = [{ title: 'Use it no more', safety: 'safe' as const, edits: [{ range, text: 'unused' }] }];
      for (const other of program.modules) {
        const at = other === module ? -1 : other.text.indexOf(`def ${match[1]}(`);
        if (at < 0) continue;
        const place = { start: at + 4, end: at + 4 + match[1]!.length };
        const related = [{ path: other.path, range: place, message: `'${match[1]}' is defined here.` }];
        yield { range, message: `'${match[1]}' is used.`, related, fixes };
      }
    }
  },
};

/** Reports every module that another one mentions, so that an answer depends on all of them. */
const mentioned: ListedRule = {
  ...uses,
  id: 'mentioned',
  fix: 'none',
  *check(module, program) {
    const name = module.path.split('/').at(-1)!;
    const others = program.modules.filter((other: Module) => other !== module && other.text.includes(name));
    if (others.length > 0) yield { range: { start: 0, end: 1 }, message: `It is mentioned ${others.length} times.` };
  },
};

const rules = [uses, mentioned];

function check(files: Files, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return sandbox(files).run(['check', '--output-format=concise', ...args], { rules, ...options });
}

const APP = 'x = uses_fetch\n';
const HELPERS = '"""Helps."""\n\n\ndef fetch():\n    pass\n';
const FOUND = "app.py:1:5: warning uses 'fetch' is used.\n";

test('a file that is checked alone is looked at with the others of its project, of which nothing is shown', async () => {
  const files = { 'pyproject.toml': '', 'app.py': APP, 'lib/deep/helpers.py': `${HELPERS}y = uses_fetch\n` };
  const { out, err } = await check(files, ['app.py']);
  expect(out).toBe(FOUND);
  expect(err).toContain('1 finding (1 warning) in 1 file');
  const inFolder = await check(files, ['../app.py'], { cwd: 'lib' });
  expect(inFolder.out).toBe(`../${FOUND}`);
});

test('a folder that is checked is looked at with what is around it in the project', async () => {
  const files = { '.git/HEAD': '', 'src/app.py': APP, 'helpers.py': HELPERS };
  expect((await check(files, ['src'])).out).toBe(`src/${FOUND}`);
  expect((await check(files, [], { cwd: 'src' })).out).toBe(FOUND);
});

const STUB =
  'import requests\n\ndef client() -> requests.Session: ...\n\ndef add(item, items=[]): ...\nx = uses_fetch\n';
const STUB_USER = 'import fast\n\nasync def main():\n    fast.client().get("https://shop.example")\n';

test.each<[string, Files, readonly string[]]>([
  ['in a folder that is checked', {}, []],
  ['beside a file that is checked', {}, ['app.py']],
  ['in the project around it', { 'pyproject.toml': '' }, ['app.py']],
  ['in the project around a folder', { 'pyproject.toml': '', 'src/b.py': '' }, ['src', 'app.py']],
])('a stub %s tells about code that is not there, and is not checked itself', async (_, files, args) => {
  const real = { rules: allRules };
  const shop = { ...files, 'app.py': STUB_USER, 'fast.pyi': STUB, 'other.py': HELPERS };
  const { out } = await check(shop, args, real);
  expect(out).toMatch(/^app\.py:4:5: warning blocking-call-in-async .*\n$/);
  // What is known of code that is there comes from the code.
  expect((await check({ ...shop, 'fast.py': 'def client():\n    return {}\n' }, args, real)).out).toBe('');
});

test('a stub that is named is checked', async () => {
  const files = { 'helpers.py': HELPERS, 'fast.pyi': STUB };
  expect((await check(files, ['fast.pyi'])).out).toBe("fast.pyi:6:5: warning uses 'fetch' is used.\n");
  expect((await check(files, ['.', 'fast.pyi'])).out).toBe("fast.pyi:6:5: warning uses 'fetch' is used.\n");
});

test('stubs of libraries, in a folder of their own, take nothing away from what is known of these', async () => {
  const files = {
    'pyproject.toml': '',
    'app.py': 'import requests\n\nasync def main():\n    requests.get("https://shop.example")\n',
    'typings/requests/__init__.pyi': 'def get(url): ...\n',
  };
  expect((await check(files, [], { rules: allRules })).out).toMatch(
    /^app\.py:4:5: warning blocking-call-in-async .*\n$/,
  );
});

test('without a project: what is beside the file, and packages; of a package, what is around it', async () => {
  const files = {
    'scripts/app.py': APP,
    'scripts/main.py': 'x = uses_other, uses_fetch',
    'scripts/pkg/__init__.py': '',
    'scripts/pkg/deep/__init__.py': 'x = uses_fetch\n',
    'scripts/pkg/helpers.py': HELPERS,
    'scripts/data/other.py': 'def other():\n  pass\n',
  };
  expect((await check(files, ['scripts/app.py'])).out).toBe(`scripts/${FOUND}`);
  const { out } = await check(files, ['scripts/main.py', 'scripts/pkg/deep']);
  expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'scripts/main.py:1:17:',
    'scripts/pkg/deep/__init__.py:1:5:',
    '',
  ]);
});

test.each<[string, Files]>([
  ['what git ignores', { '.gitignore': 'helpers.py', '.git/HEAD': '', 'helpers.py': HELPERS }],
  ['what is excluded', { 'pyproject.toml': '[tool.interleave]\nexclude = ["helpers.py"]', 'helpers.py': HELPERS }],
  ['a virtual environment', { 'pyproject.toml': '', 'env/pyvenv.cfg': '', 'env/lib/helpers.py': HELPERS }],
  ['another project', { 'a/pyproject.toml': '', 'b/pyproject.toml': '', 'b/helpers.py': HELPERS, 'a/app.py': APP }],
])('%s is no part of the program', async (_, files) => {
  const path = 'a/app.py' in files ? 'a/app.py' : 'app.py';
  expect((await check({ [path]: APP, ...files }, [path])).out).toBe('');
});

test('files of several projects are one program', async () => {
  const files = { 'a/pyproject.toml': '', 'b/pyproject.toml': '', 'b/helpers.py': HELPERS, 'a/app.py': APP };
  expect((await check(files, ['a/app.py', 'b/helpers.py'])).out).toBe(`a/${FOUND}`);
});

test('what is wrong with files and configurations that are not checked does not matter', async () => {
  const files = {
    'pyproject.toml': '',
    'app.py': APP,
    'helpers.py': HELPERS,
    'latin.py': Buffer.from('x = "\xe9"\n', 'latin1'),
    'broken.py': 'def f(:\n',
    'other/pyproject.toml': '[tool.interleave]\nselect = ["nothing"]\n',
    'other/x.py': 'x = 1\n',
  };
  const { code, out, err } = await check(files, ['app.py']);
  expect([code, out]).toEqual([1, FOUND]);
  expect(err).not.toContain('problem');
});

test('a link to a file that is checked is no other module', async () => {
  const box = sandbox({ 'pyproject.toml': '', 'app.py': 'x = uses_fetch\ndef fetch(): pass\n' });
  const { symlinkSync } = await import('node:fs');
  symlinkSync(box.path('app.py'), box.path('link.py'));
  for (const name of ['app.py', 'link.py']) {
    expect((await box.run(['check', '--output-format=concise', name], { rules })).out).toBe('');
  }
});

test('standard input takes the place of the file that it is called', async () => {
  const files = { 'pyproject.toml': '', 'app.py': 'x = 1\n', 'helpers.py': HELPERS, 'late.py': '' };
  const named = await check(files, ['--stdin-filename=app.py', '-'], { input: APP });
  expect(named.out).toBe(FOUND);
  // What is on disk there is not seen.
  const own = await check({ ...files, 'app.py': HELPERS }, ['--stdin-filename=app.py', '-'], { input: APP });
  expect(own.out).toBe(FOUND);
  const unnamed = await check(files, ['-'], { input: APP });
  expect(unnamed.out).toBe('');
});

test('places in other files: their own lines, below the name of the file', async () => {
  const files = { 'pyproject.toml': '', 'src/app.py': `${'\n'.repeat(120)}${APP}`, 'helpers.py': HELPERS };
  const { out } = await sandbox(files).run(['check', 'app.py'], { rules, cwd: 'src' });
  expect(out).toMatchInlineSnapshot(`
    "app.py:121:5: warning uses 'fetch' is used.
         |
     121 | x = uses_fetch
         |     ^^^^^^^^^^
        ::: ../helpers.py:4:5
         |
       4 | def fetch():
         |     ----- 'fetch' is defined here.
         = Fix: Use it no more (--fix)

    1 finding (1 warning) in 1 file, 0.12 s.
    Can be fixed: 1 with --fix.
    "
  `);
});

test('places in other files: lines and columns of their own text', async () => {
  const files = { 'pyproject.toml': '', 'app.py': APP, 'helpers.py': `s = '🎈'; ${HELPERS.replaceAll('\n', '\r\n')}` };
  const { out } = await sandbox(files).run(['check', '--output-format=json', 'app.py'], { rules });
  expect(JSON.parse(out).findings[0].related).toEqual([
    {
      path: 'helpers.py',
      start: { line: 4, column: 5 },
      end: { line: 4, column: 10 },
      message: "'fetch' is defined here.",
    },
  ]);
});

test('fixes are checked in the program, and each file for itself', async () => {
  const files = { 'pyproject.toml': '', 'app.py': `${APP}${APP}`, 'b.py': APP, 'helpers.py': `${HELPERS}# app.py\n` };
  const box = sandbox(files);
  const { out, err } = await box.run(['check', '--fix', '--output-format=concise'], { rules });
  expect(out).toBe('app.py:1:1: warning mentioned It is mentioned 1 times.\n');
  expect(err).toContain('Fixed 3 findings in 2 files.');
  expect([box.read('app.py').toString(), box.read('b.py').toString()]).toEqual([
    'x = unused\nx = unused\n',
    'x = unused\n',
  ]);
});

test('a module whose analysis fails is a problem of its own', async () => {
  const failing: ListedRule = {
    ...mentioned,
    *check(_, program) {
      if (program.modules.some(({ text }) => text.includes('explode'))) throw new Error('boom');
    },
  };
  const files = { 'a.py': 'x = 1\n', 'b.py': 'explode\n' };
  const { code, err } = await check(files, [], { rules: [failing] });
  expect(code).toBe(2);
  expect(err.match(/problem: /g)).toHaveLength(2);
});
