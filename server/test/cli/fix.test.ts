/** `--fix`, `--unsafe-fixes` and `--diff`: what is applied, what is kept, when nothing is written. */
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Edit, Finding, ListedRule, Module } from '#analysis';
import { replaceFile } from '../../src/cli/files/write-file.ts';
import { applyFixes } from '../../src/project/apply-fixes.ts';
import { sandbox } from './sandbox.ts';
import { testRules } from './test-rules.ts';

/** Files that only this process may not write: the super-user, whom tests may run as, may write all. */
const readOnly = vi.hoisted(() => new Set<string>());
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const accessSync = (path: string, mode?: number): void => {
    if (readOnly.has(path)) throw Object.assign(new Error(`EACCES: permission denied, '${path}'`), { code: 'EACCES' });
    fs.accessSync(path, mode);
  };
  return { ...fs, accessSync };
});

const TEXT = 'x = bad + bad\ndanger(\n    x,\n)\n';

test('--fix applies safe fixes and reports what remains', async () => {
  const box = sandbox({ 'a.py': TEXT, 'b.py': 'bad\n', 'c.py': 'y = 1\n' });
  const { code, out } = await box.run(['check', '--fix']);
  expect(box.read('a.py').toString()).toBe('x = good + good\ndanger(\n    x,\n)\n');
  expect(box.read('b.py').toString()).toBe('good\n');
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "a.py:2:1: error danger This is dangerous.
       |
     1 | x = good + good
     2 | danger(
       | ^^^^^^^
     3 |     x,
       |     ^^
     4 | )
       | ^
       = Fix: Remove it (--fix --unsafe-fixes)

    1 finding (1 error) in 3 files, 0.12 s.
    Fixed 3 findings in 2 files.
    "
  `);
});

test('--unsafe-fixes adds the others; a file without findings is left alone', async () => {
  const box = sandbox({ 'a.py': TEXT, 'c.py': 'y = 1\n' });
  const before = statSync(box.path('c.py'));
  const { code, out } = await box.run(['check', '--fix', '--unsafe-fixes']);
  expect(box.read('a.py').toString()).toBe('x = good + good\nNone\n\n');
  expect([code, out]).toEqual([0, 'No findings in 2 files, 0.12 s.\nFixed 3 findings in 1 file.\n']);
  expect(statSync(box.path('c.py')).ino).toBe(before.ino);
});

test('--diff shows the same and writes nothing', async () => {
  const box = sandbox({ 'a.py': TEXT, 'p/b.py': `${'x = 1\n'.repeat(10)}bad`, 'c.py': 'y = 1\n' });
  for (const args of [['--diff'], ['--diff', '--fix']]) {
    const { code, out, err } = await box.run(['check', ...args]);
    expect(box.read('a.py').toString()).toBe(TEXT);
    expect(code).toBe(1);
    expect(err).toBe('1 finding (1 error) would be left in 3 files, 0.12 s.\nWould fix 3 findings in 2 files.\n');
    expect(out).toMatchInlineSnapshot(`
      "--- a.py
      +++ a.py
      @@ -1,4 +1,4 @@
      -x = bad + bad
      +x = good + good
       danger(
           x,
       )
      --- p/b.py
      +++ p/b.py
      @@ -7,5 +7,5 @@
       x = 1
       x = 1
       x = 1
       x = 1
      -bad
      \\ No newline at end of file
      +good
      \\ No newline at end of file
      "
    `);
  }
  const { out } = await box.run(['check', '--diff', '--unsafe-fixes']);
  execFileSync('git', ['apply', '-p0', '--unsafe-paths', '--whitespace=nowarn', '-'], { cwd: box.root, input: out });
  expect(box.read('a.py').toString()).toBe('x = good + good\nNone\n\n');
  expect(box.read('p/b.py').toString()).toBe(`${'x = 1\n'.repeat(10)}good`);
});

test('--diff exits as a check without --fix does: the findings are still there', async () => {
  const box = sandbox({ 'a.py': 'bad\n' });
  expect((await box.run(['check', '--diff'])).code).toBe(1);
  expect((await box.run(['check', '--diff', '--exit-zero'])).code).toBe(0);
});

test('--diff without anything to fix prints nothing', async () => {
  const { code, out, err } = await sandbox({ 'a.py': 'x\n' }).run(['check', '--diff']);
  expect([code, out, err]).toEqual([0, '', 'No findings in 1 file, 0.12 s.\n']);
});

test.each([
  ['UTF-8', Buffer.from('# \u00e9\u{1f600}\nx = bad\n')],
  ['a byte order mark', Buffer.from('\ufeffx = bad\n')],
  ['CRLF', Buffer.from('a = 1\r\nx = bad\r\n')],
  ['lone CR', Buffer.from('a = 1\rx = bad\r')],
  ['mixed line ends, none at the end', Buffer.from('a = 1\r\nb = 2\nc = 3\rx = bad')],
  ['latin-1', Buffer.from('# -*- coding: latin-1 -*-\n# \xe9\x80\nx = bad\n', 'latin1')],
  ['windows-1252', Buffer.from('# vim: set fileencoding=cp1252 :\n# \x80\xe9\nx = bad\n', 'latin1')],
  ['koi8-r', Buffer.from('# coding: koi8-r\n# \xd0\xd2\xc9\nx = bad\n', 'latin1')],
])('%s: nothing but the edit changes', async (_, bytes) => {
  const box = sandbox({ 'a.py': bytes });
  const { code, err } = await box.run(['check', '--fix']);
  expect([code, err]).toEqual([0, '']);
  const expected = Buffer.from(bytes.toString('latin1').replace('bad', 'good'), 'latin1');
  expect(box.read('a.py')).toEqual(expected);
});

test('inserted line ends are those of the file', async () => {
  const box = sandbox({ 'a.py': 'x = 1\r\ndanger()\r\n' });
  await box.run(['check', '--fix', '--unsafe-fixes']);
  expect(box.read('a.py').toString()).toBe('x = 1\r\nNone\r\n\r\n');
});

test('an encoding that cannot be written is left alone, and a problem says so', async () => {
  const bytes = Buffer.from('# coding: euc-jp\n# \xa4\xa2\nx = bad\n', 'latin1');
  const box = sandbox({ 'a.py': bytes });
  const { code, out, err } = await box.run(['check', '--fix', '--output-format=concise']);
  expect(code).toBe(2);
  expect(err).toContain("a.py: problem: Not fixed: files in 'euc-jp' cannot be written. Save it as UTF-8.");
  expect(out).toContain('a.py:3:5: warning bad-name');
  expect(box.read('a.py')).toEqual(bytes);
});

test('the mode stays, a link stays a link, and no temporary file is left', async () => {
  const box = sandbox({ 'real/a.py': 'bad\n', 'b.py': 'x\n' });
  chmodSync(box.path('real/a.py'), 0o751);
  symlinkSync('real/a.py', box.path('link.py'));
  await box.run(['check', '--fix', 'link.py']);
  expect(box.read('real/a.py').toString()).toBe('good\n');
  expect(statSync(box.path('real/a.py')).mode & 0o7777).toBe(0o751);
  expect(readlinkSync(box.path('link.py'))).toBe('real/a.py');
  expect(lstatSync(box.path('link.py')).isSymbolicLink()).toBe(true);
  expect(readdirSync(box.path('real'))).toEqual(['a.py']);
});

test('a file that changed since it was read is not written', () => {
  const box = sandbox({ 'a.py': 'new' });
  const failure = replaceFile(box.path('a.py'), Buffer.from('old'), Buffer.from('fixed'));
  expect(failure).toBe('Not fixed: the file changed while it was checked. Run again.');
  expect(box.read('a.py').toString()).toBe('new');
  expect(readdirSync(box.root)).toEqual(['a.py']);
});

test('a fix that cannot be written is a problem, and the finding is still there', async () => {
  const box = sandbox({ 'a.py': 'bad\n' });
  // While the rules run, somebody saves the file.
  const saving: ListedRule = {
    ...testRules[0]!,
    *check(module: Module, program) {
      if (module.text.includes('bad')) writeFileSync(box.path('a.py'), 'bad\nnew\n');
      yield* testRules[0]!.check!(module, program);
    },
  };
  const { code, out, err } = await box.run(['check', '--fix', '--output-format=concise'], { rules: [saving] });
  expect(code).toBe(2);
  expect(err).toContain('a.py: problem: Not fixed: the file changed while it was checked.');
  expect(err).not.toContain('Fixed ');
  expect(out).toContain('a.py:1:1: warning bad-name');
  expect(box.read('a.py').toString()).toBe('bad\nnew\n');
});

test('a file that may not be written stays as it is', async () => {
  const box = sandbox({ 'a.py': 'bad\n' });
  readOnly.add(box.path('a.py'));
  const { code, err } = await box.run(['check', '--fix']);
  expect(box.read('a.py').toString()).toBe('bad\n');
  expect(code).toBe(2);
  expect(err).toContain('a.py: problem: Not fixed');
});

test('fixes that undo each other end, and nothing is written', async () => {
  const box = sandbox({ 'a.py': 'ping\n', 'b.py': 'bad\n' });
  const { code, err } = await box.run(['check', '--fix']);
  expect(code).toBe(2);
  expect(err).toContain('a.py: problem: Not fixed: the fixes do not settle; please report it.');
  expect(box.read('a.py').toString()).toBe('ping\n');
  expect(box.read('b.py').toString()).toBe('good\n');
});

test('only findings that are shown are fixed', async () => {
  const box = sandbox({ 'a.py': 'bad\n' });
  await box.run(['check', '--fix', '--min-severity=error']);
  expect(box.read('a.py').toString()).toBe('bad\n');
});

test('standard input: the fixed text on standard output, findings on standard error', async () => {
  const box = sandbox();
  const { code, out, err } = await box.run(['check', '--fix', '-'], { input: '\ufeff# \u00e9\r\nbad\r\ndanger()\r\n' });
  expect(out).toBe('\ufeff# \u00e9\r\ngood\r\ndanger()\r\n');
  expect(code).toBe(1);
  expect(err).toContain('-:3:1: error danger');
  const diff = await box.run(['check', '--diff', '-', '--stdin-filename=p/a.py'], { input: 'bad\n' });
  expect(diff.out).toBe('--- p/a.py\n+++ p/a.py\n@@ -1,1 +1,1 @@\n-bad\n+good\n');
});

test('standard input that cannot be read comes back as it was', async () => {
  const input = Buffer.from('bad = "\xe9"\n', 'latin1');
  const { code, bytes } = await sandbox().run(['check', '--fix', '-'], { input });
  expect([code, bytes]).toEqual([2, input]);
});

const finding = (edits: readonly Edit[]): Finding =>
  ({ fixes: [{ title: 'Fix', safety: 'safe', edits }] }) as unknown as Finding;
const edit = (start: number, end: number, text: string): Edit => ({ range: { start, end }, text });

test.each([
  ['apart', [edit(0, 1, 'X'), edit(3, 4, 'Y')], 'XbcYef', 2],
  ['overlapping', [edit(0, 3, 'X'), edit(2, 4, 'Y')], 'Xdef', 1],
  ['one inside the other', [edit(0, 6, 'X'), edit(2, 3, 'Y')], 'X', 1],
  ['meeting', [edit(0, 2, 'X'), edit(2, 4, 'Y')], 'Xcdef', 1],
  ['insertions at one place', [edit(2, 2, 'X'), edit(2, 2, 'Y')], 'abXcdef', 1],
  ['the same', [edit(0, 2, 'X'), edit(0, 2, 'X')], 'Xcdef', 1],
  ['out of order', [edit(5, 6, 'X'), edit(0, 1, 'Y')], 'YbcdeX', 2],
])('edits of two fixes, %s', (_, edits, text, count) => {
  expect(
    applyFixes(
      'abcdef',
      edits.map((one) => finding([one])),
      'safe',
    ),
  ).toEqual({ text, count });
});

test('a fix is applied as a whole or not at all', () => {
  const findings = [
    finding([edit(2, 3, 'X')]),
    finding([edit(0, 1, 'Y'), edit(2, 3, 'Z')]),
    finding([edit(5, 6, 'W')]),
  ];
  expect(applyFixes('abcdef', findings, 'safe')).toEqual({ text: 'abXdeW', count: 2 });
});
