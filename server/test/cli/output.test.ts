/** What `check` prints: frames, lines, JSON, colours, summaries. */
import { expect, test } from 'vitest';
import { sandbox } from './sandbox.ts';

const FILES = {
  'app/jobs.py': 'good = 1\n\n\ndef f(x):\n    y = bad + x\n    return danger(\n        y,\n        x,\n    )\n',
  'app/plain.py': 'x = 1\n',
};

test('full: source lines, underlined places, what to do, a summary', async () => {
  const { code, out, err } = await sandbox(FILES).run(['check']);
  expect(code).toBe(1);
  expect(err).toBe('');
  expect(out).toMatchInlineSnapshot(`
    "app/jobs.py:5:9: warning bad-name The name 'bad' is bad.
       |
     1 | good = 1
       | ---- This one is good.
      ...
     4 | def f(x):
     5 |     y = bad + x
       |         ^^^
     6 |     return danger(
       = Whoever reads it is misled.
       = Instead: Call it good.
       = Fix: Call it 'good' (--fix)

    app/jobs.py:6:12: error danger This is dangerous.
       |
     5 |     y = bad + x
     6 |     return danger(
       |            ^^^^^^^
     7 |         y,
       |         ^^
     8 |         x,
       |         ^^
     9 |     )
       |     ^
       = Fix: Remove it (--fix --unsafe-fixes)

    2 findings (1 error, 1 warning) in 2 files, 0.12 s.
    Can be fixed: 1 with --fix, 1 more with --fix --unsafe-fixes.
    "
  `);
});

test('concise: a line per finding and nothing else on standard output', async () => {
  const { code, out, err } = await sandbox(FILES).run(['check', '--output-format', 'concise', 'app']);
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "app/jobs.py:5:9: warning bad-name The name 'bad' is bad.
    app/jobs.py:6:12: error danger This is dangerous.
    "
  `);
  expect(err).toMatchInlineSnapshot(`
    "2 findings (1 error, 1 warning) in 2 files, 0.12 s.
    Can be fixed: 1 with --fix, 1 more with --fix --unsafe-fixes.
    "
  `);
});

test('json: the documented keys and no other, valid and alone on standard output', async () => {
  const files = { ...FILES, 'app/broken.py': 'x = 1\ny = "\xe9"\n' };
  const box = sandbox({ ...files, 'app/latin.py': Buffer.from(files['app/broken.py'], 'latin1') });
  const { code, out, err } = await box.run(['check', '--output-format=json']);
  expect(code).toBe(2);
  expect(err).toBe('');
  expect(JSON.parse(out)).toMatchInlineSnapshot(`
    {
      "findings": [
        {
          "end": {
            "column": 12,
            "line": 5,
          },
          "fingerprint": "5258b0c218b3a700",
          "message": "The name 'bad' is bad.",
          "path": "app/jobs.py",
          "related": [
            {
              "end": {
                "column": 5,
                "line": 1,
              },
              "message": "This one is good.",
              "path": "app/jobs.py",
              "start": {
                "column": 1,
                "line": 1,
              },
            },
          ],
          "rule": "bad-name",
          "severity": "warning",
          "start": {
            "column": 9,
            "line": 5,
          },
        },
        {
          "end": {
            "column": 6,
            "line": 9,
          },
          "fingerprint": "306799aee564864f",
          "message": "This is dangerous.",
          "path": "app/jobs.py",
          "related": [],
          "rule": "danger",
          "severity": "error",
          "start": {
            "column": 12,
            "line": 6,
          },
        },
      ],
      "problems": [
        {
          "column": 6,
          "line": 2,
          "message": "Not checked: the byte 0xE9 is not UTF-8 and no encoding is declared, so Python refuses the file too. Save it as UTF-8, or declare its encoding in the first line: # -*- coding: latin-1 -*-",
          "path": "app/latin.py",
        },
      ],
      "version": 1,
    }
  `);
});

test('json: no findings is a document too', async () => {
  const { code, out } = await sandbox({ 'a.py': '' }).run(['check', '--output-format=json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ version: 1, findings: [], problems: [] });
});

test('json: columns are code points, offsets end after the last character', async () => {
  const { out } = await sandbox({ 'a.py': 's = "\u{1f600}\u00e9"; bad\n' }).run(['check', '--output-format=json']);
  const [finding] = JSON.parse(out).findings;
  expect([finding.start, finding.end]).toEqual([
    { line: 1, column: 11 },
    { line: 1, column: 14 },
  ]);
});

test('json: a fingerprint stays when lines above change and the line is indented anew', async () => {
  const fingerprint = async (text: string): Promise<string> => {
    const { out } = await sandbox({ 'a.py': text }).run(['check', '--output-format=json']);
    return JSON.parse(out).findings[0].fingerprint;
  };
  const original = await fingerprint('def f():\n    return bad\n');
  expect(await fingerprint('import os\n\ndef f():\n        return  bad\n')).toBe(original);
  expect(await fingerprint('def g():\n    return bad\n')).not.toBe(original);
  expect(await fingerprint('def f():\n    return bad + 1\n')).not.toBe(original);
});

test.each([
  ['tabs', '\tif x:\n\t\ty\t= bad\n'],
  ['wide characters', "x = '\u65e5\u672c'; y = bad\n"],
  ['combining characters', "x = 'e\u0301\u0302'; y = bad\n"],
  ['emoji', "x = '\u{1f600}'; y = bad\n"],
  ['full-width names', '\uff41\uff42 = bad\n'],
  ['two findings on a line', 'good = bad + bad\n'],
  ['characters that would change the terminal', "x = '\x1b[31m\u202e'; y = bad\n"],
  ['a line end in the middle', 'x = bad\ry = 2\r'],
  ['a line without end', 'bad'],
])('full: %s', async (name, text) => {
  const { out } = await sandbox({ 'a.py': text }).run(['check', '--select=bad-name']);
  const frame = out
    .split('\n\n')
    .slice(0, -1)
    .join('\n\n')
    .replace(/^ +=.*\n?/gm, '');
  await expect(frame).toMatchFileSnapshot(`snapshots/frame-${name.replaceAll(' ', '-')}.txt`);
});

test('full: of a place on many lines the first and the last are shown', async () => {
  const text = `x = danger(\n${'    1,\n'.repeat(20)})\n`;
  const { out } = await sandbox({ 'a.py': text }).run(['check']);
  expect(out).toMatchInlineSnapshot(`
    "a.py:1:5: error danger This is dangerous.
        |
      1 | x = danger(
        |     ^^^^^^^
      2 |     1,
        |     ^^
      3 |     1,
        |     ^^
       ...
     22 | )
        | ^
        = Fix: Remove it (--fix --unsafe-fixes)

    1 finding (1 error) in 1 file, 0.12 s.
    Can be fixed: 1 with --fix --unsafe-fixes.
    "
  `);
});

test('full: of a line of a megabyte only the part around the place is shown', async () => {
  const text = `x = '${'1'.repeat(500_000)}'; bad, y = '${'2'.repeat(500_000)}'\n`;
  const { out } = await sandbox({ 'a.py': text }).run(['check']);
  expect(out.length).toBeLessThan(1500);
  const lines = out.split('\n');
  const at = lines.findIndex((line) => line.includes('bad,'));
  expect(lines[at + 1]!.indexOf('^^^')).toBe(lines[at]!.indexOf('bad,'));
});

test('colour only for a terminal, unless the environment says otherwise', async () => {
  const box = sandbox(FILES);
  const hasColour = async (host: object): Promise<boolean> =>
    (await box.run(['check'], { host })).out.includes('\x1b[');
  expect(await hasColour({})).toBe(false);
  expect(await hasColour({ isTerminal: true })).toBe(true);
  expect(await hasColour({ isTerminal: true, env: { NO_COLOR: '1' } })).toBe(false);
  expect(await hasColour({ isTerminal: true, env: { NO_COLOR: '' } })).toBe(true);
  expect(await hasColour({ isTerminal: true, env: { TERM: 'dumb' } })).toBe(false);
  expect(await hasColour({ env: { FORCE_COLOR: '1' } })).toBe(true);
  expect(await hasColour({ isTerminal: true, env: { FORCE_COLOR: '0' } })).toBe(false);
  expect(await hasColour({ env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).toBe(false);
  expect(await hasColour({ env: { CI: 'true' } })).toBe(false);
});

test('colours change nothing but colours', async () => {
  const box = sandbox(FILES);
  const plain = await box.run(['check']);
  const coloured = await box.run(['check'], { host: { env: { FORCE_COLOR: '1' } } });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what colours are made of.
  expect(coloured.out.replace(/\x1b\[\d+m/g, '')).toBe(plain.out);
});

test('file names that would change the terminal are made visible', async () => {
  const { out } = await sandbox({ 'a\x1b[31m\nb.py': 'bad\n' }).run(['check', '--output-format=concise']);
  expect(out).toBe("a\u241b[31m\u240ab.py:1:1: warning bad-name The name 'bad' is bad.\n");
});

test('findings are sorted by path and place', async () => {
  const names = ['b.py', 'a/z.py', 'a.py', 'a/a.py', 'Z.py'];
  const { out } = await sandbox(Object.fromEntries(names.map((name) => [name, 'bad\nbad\n']))).run([
    'check',
    '--output-format=concise',
  ]);
  const places = out.split('\n').map((line) => line.split(': ')[0]);
  expect(places.slice(0, -1)).toEqual(
    ['Z.py', 'a.py', 'a/a.py', 'a/z.py', 'b.py'].flatMap((name) => [`${name}:1:1`, `${name}:2:1`]),
  );
});
