/** `[tool.interleave]`: which file holds, what it says, what is wrong with it and where. */
import { expect, test } from 'vitest';
import { sandbox } from './sandbox.ts';

const WORDS = 'bad\ndanger()\ninfo_word\noff_word\n';

async function check(files: Record<string, string>, args: readonly string[] = []): Promise<string[]> {
  const { out } = await sandbox(files).run(['check', '--output-format=json', ...args]);
  const { findings } = JSON.parse(out) as { findings: { path: string; rule: string; severity: string }[] };
  return findings.map(({ path, rule, severity }) => `${path} ${rule} ${severity}`);
}

const table = (text: string): string => `[tool.interleave]\n${text}\n`;

test.each([
  ['select', 'select = ["word-off", "locks"]', ['danger error', 'word-off warning']],
  ['select a family without what is off in it', 'select = ["asyncio", "shared-state"]', ['bad-name warning']],
  ['select ALL', 'select = ["ALL"]', ['bad-name warning', 'danger error', 'word-off warning']],
  ['ignore', 'ignore = ["locks"]', ['bad-name warning']],
  [
    'severity of a rule',
    'severity = { bad-name = "error", word-info = "warning" }',
    ['bad-name error', 'danger error', 'word-info warning'],
  ],
  ['severity of a family', 'severity.locks = "hint"', ['bad-name warning']],
  ['severity that switches off', 'severity = { danger = "off" }', ['bad-name warning']],
  [
    'severity that switches on',
    'severity = { word-off = "error" }',
    ['bad-name warning', 'danger error', 'word-off error'],
  ],
])('%s', async (_, text, expected) => {
  expect(await check({ 'a.py': WORDS, 'pyproject.toml': table(text) })).toEqual(expected.map((one) => `a.py ${one}`));
});

test.each([
  ['--select', ['--select=danger,bad-name'], ['bad-name error', 'danger error']],
  ['--ignore', ['--ignore=word-info'], ['bad-name error']],
])('%s counts more than the file', async (_, args, expected) => {
  const text = table('ignore = ["danger"]\nseverity = { bad-name = "error", word-info = "warning", danger = "off" }');
  const found = await check({ 'a.py': WORDS, 'pyproject.toml': text }, args);
  // --select switches the rule on, so it has its own severity again.
  expect(found).toEqual(expected.map((one) => `a.py ${one}`));
});

test('the nearest file with the table holds', async () => {
  const found = await check({
    'pyproject.toml': table('select = ["bad-name"]'),
    'a.py': WORDS,
    'p/pyproject.toml': '[project]\nname = "p"\n',
    'p/a.py': WORDS,
    'p/q/pyproject.toml': table('select = ["danger"]'),
    'p/q/r/a.py': WORDS,
    'broken/pyproject.toml': '[project\n',
    'broken/a.py': WORDS,
  });
  expect(found).toEqual([
    'a.py bad-name warning',
    'broken/a.py bad-name warning',
    'p/a.py bad-name warning',
    'p/q/r/a.py danger error',
  ]);
});

test.each([
  ['a name', 'vendor', ['a.py', 'p/x_gen.py']],
  ['a name with a slash', 'vendor/', ['a.py', 'p/x_gen.py']],
  ['a path', 'p/vendor', ['a.py', 'p/x_gen.py', 'vendor/b.py']],
  ['a path from the root', '/vendor', ['a.py', 'p/vendor/c.py', 'p/x_gen.py']],
  ['a path with a dot', './vendor', ['a.py', 'p/vendor/c.py', 'p/x_gen.py']],
  ['a pattern of names', '*_gen.py', ['a.py', 'p/vendor/c.py', 'vendor/b.py']],
  ['a pattern of paths', 'p/**', ['a.py', 'vendor/b.py']],
  ['a pattern at any depth', '**/vendor/*.py', ['a.py', 'p/x_gen.py']],
  ['alternatives', '{vendor,p}/**', ['a.py']],
])('exclude: %s', async (_, pattern, expected) => {
  const names = ['a.py', 'p/vendor/c.py', 'p/x_gen.py', 'vendor/b.py'];
  const files = Object.fromEntries(names.map((name) => [`project/${name}`, 'bad\n']));
  const found = await check({ ...files, 'project/pyproject.toml': table(`exclude = [${JSON.stringify(pattern)}]`) });
  expect(found.map((line) => line.split(' ')[0]!.slice('project/'.length))).toEqual(expected);
});

test('a folder that is excluded may be named', async () => {
  const files = { 'vendor/a.py': 'bad\n', 'pyproject.toml': table('exclude = ["vendor"]') };
  expect(await check(files)).toEqual([]);
  expect(await check(files, ['vendor'])).toEqual(['vendor/a.py bad-name warning']);
});

test.each([
  ['an unknown key', 'selct = ["danger"]', "2:1: tool.interleave.selct: Unknown key 'selct'"],
  ['a key of every object', 'constructor = 1', "2:1: tool.interleave.constructor: Unknown key 'constructor'"],
  [
    'an unknown rule',
    'select = [\n  "danger",\n  "dangr", # here\n]',
    "4:3: tool.interleave.select: No rule or family is called 'dangr'",
  ],
  ['an entry of the wrong type', 'ignore = ["danger", 3]', '2:21: tool.interleave.ignore: Expected a string, found 3'],
  [
    'a list that is none',
    'exclude = "vendor"',
    '2:1: tool.interleave.exclude: Expected a list of strings, found "vendor"',
  ],
  [
    'an unknown severity',
    'severity = { danger = "fatal" }',
    '2:14: tool.interleave.severity.danger: Expected one of error',
  ],
  [
    'a severity of an unknown rule',
    'severity.nobody = "error"',
    "2:10: tool.interleave.severity.nobody: No rule or family is called 'nobody'",
  ],
  [
    'a table of its own',
    '\n[tool.interleave.severity]\n"danger" = 1',
    '4:1: tool.interleave.severity.danger: Expected one of error',
  ],
  ['severity that is no table', 'severity = "error"', '2:1: tool.interleave.severity: Expected a table'],
])('problem, %s: at its line, the rest of the table counts, the run goes on', async (_, text, message) => {
  const box = sandbox({ 'a.py': 'bad\n', 'pyproject.toml': table(`${text}`) });
  const { code, out, err } = await box.run(['check', '--output-format=concise', '--select=bad-name']);
  expect(err).toContain(`pyproject.toml:${message.replace(/^(\d+:\d+): /, '$1: problem: ')}`);
  expect(out).toBe("a.py:1:1: warning bad-name The name 'bad' is bad.\n");
  expect(code).toBe(2);
});

test.each([
  ['no table at all', '[tool]\ninterleave = 3\n', '2:1: problem: tool.interleave: Expected a table, found 3.'],
  [
    'dotted keys',
    'tool.interleave.select = ["x"]\n',
    "1:27: problem: tool.interleave.select: No rule or family is called 'x'",
  ],
  [
    'an inline table',
    '[tool]\ninterleave = { select = ["x"] }\n',
    "2:26: problem: tool.interleave.select: No rule or family is called 'x'",
  ],
  [
    'after strings that look like tables',
    'a = """\n[tool.interleave]\nselect = ["y"]\n"""\nb = "\\"["\n[tool.interleave]\nselect = ["x"]\n',
    "7:11: problem: tool.interleave.select: No rule or family is called 'x'",
  ],
  [
    'CRLF',
    '[tool.interleave]\r\nselect = [\r\n"x"]\r\n',
    "3:1: problem: tool.interleave.select: No rule or family is called 'x'",
  ],
  [
    'a byte order mark',
    '\ufeff[tool.interleave]\nselct = 1\n',
    "2:1: problem: tool.interleave.selct: Unknown key 'selct'",
  ],
  ['invalid TOML', '[tool.interleave]\nselect = [\n', '3:1: problem: Configuration not read: not valid TOML'],
  [
    'a key twice',
    '[tool.interleave]\nignore = []\nignore = []\n',
    '3:1: problem: Configuration not read: not valid TOML',
  ],
])('place of a problem: %s', async (_, text, message) => {
  const { code, err } = await sandbox({ 'a.py': 'x\n', 'pyproject.toml': text }).run(['check']);
  expect(err).toContain(`pyproject.toml:${message}`);
  expect(code).toBe(2);
});

test('a problem is reported once, however many files it holds for', async () => {
  const files = { 'a.py': '', 'p/b.py': '', 'p/q/c.py': '', 'pyproject.toml': table('selct = 1') };
  const { err } = await sandbox(files).run(['check']);
  expect(err.match(/Unknown key/g)).toHaveLength(1);
});

test('severity that switches off yields to --select', async () => {
  const files = { 'a.py': WORDS, 'pyproject.toml': table('severity = { danger = "off", locks = "off" }') };
  expect(await check(files, ['--select=danger'])).toEqual(['a.py danger error']);
});
