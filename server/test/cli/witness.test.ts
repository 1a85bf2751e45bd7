/** The witness on the command line: below the source lines, and as data. */
import { expect, test } from 'vitest';
import { rules } from '#rules';
import { sandbox } from './sandbox.ts';

const VISITS = `import threading

total = 0


def visit(page):
    global total
    total += 1


for page in ("/", "/tea"):
    threading.Thread(target=visit, args=(page,)).start()
`;

test('full: the block stands between the source lines and the notes', async () => {
  const { out } = await sandbox({ 'shop/visits.py': VISITS }).run(['check'], { rules });
  expect(out).toMatchInlineSnapshot(`
    "shop/visits.py:8:5: warning unlocked-shared-global Several threads change 'total' here without a common lock.
        |
      7 |     global total
      8 |     total += 1
        |     ^^^^^
       ...
     12 |     threading.Thread(target=visit, args=(page,)).start()
        |     ---------------------------------------------------- Several threads running 'visit' start here.
        |
        | thread 1 · visit:8     thread 2 · visit:8   total
        | read total → 41                             41
        | ┆ Python up to 3.9,    read total → 41      41
        | ┆ or without the GIL   total = 41 + 1       42
        | total = 41 + 1                              42   ← one update lost
        |
        = What another thread writes to 'total' in between is lost, up to Python 3.9 and without the GIL.
        = Instead: Change it under one lock everywhere, or give each thread its own to combine later.
        = Fix: Change 'total' under '_total_lock' (--fix --unsafe-fixes)

    1 finding (1 warning) in 1 file, 0.12 s.
    Can be fixed: 1 with --fix --unsafe-fixes.
    "
  `);
});

test('full: colours change nothing but colours', async () => {
  const box = sandbox({ 'shop/visits.py': VISITS });
  const plain = await box.run(['check', '--output-format=full'], { rules });
  const coloured = await box.run(['check'], { rules, host: { env: { FORCE_COLOR: '1' } } });
  expect(coloured.out).toContain('\u001b[31m← one update lost\u001b[39m');
  expect(coloured.out).toContain('\u001b[1mthread 1 · visit:8\u001b[22m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
  expect(coloured.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
});

test('json: the witness has lines and columns for its places', async () => {
  const { out } = await sandbox({ 'shop/visits.py': VISITS }).run(['check', '--output-format=json'], { rules });
  expect(JSON.parse(out).findings[0].witness).toMatchInlineSnapshot(`
    {
      "kind": "race",
      "lanes": [
        {
          "code": "visit",
          "context": "thread 1",
          "place": {
            "end": {
              "column": 15,
              "line": 8,
            },
            "path": "shop/visits.py",
            "start": {
              "column": 5,
              "line": 8,
            },
          },
        },
        {
          "code": "visit",
          "context": "thread 2",
          "place": {
            "end": {
              "column": 15,
              "line": 8,
            },
            "path": "shop/visits.py",
            "start": {
              "column": 5,
              "line": 8,
            },
          },
        },
      ],
      "outcome": "one update lost",
      "steps": [
        {
          "action": "read",
          "lane": 0,
          "place": {
            "end": {
              "column": 15,
              "line": 8,
            },
            "path": "shop/visits.py",
            "start": {
              "column": 5,
              "line": 8,
            },
          },
          "short": "read → 41",
          "state": "41",
          "text": "read total → 41",
        },
        {
          "action": "read",
          "lane": 1,
          "place": {
            "end": {
              "column": 15,
              "line": 8,
            },
            "path": "shop/visits.py",
            "start": {
              "column": 5,
              "line": 8,
            },
          },
          "short": "read → 41",
          "state": "41",
          "text": "read total → 41",
        },
        {
          "action": "write",
          "lane": 1,
          "place": {
            "end": {
              "column": 15,
              "line": 8,
            },
            "path": "shop/visits.py",
            "start": {
              "column": 5,
              "line": 8,
            },
          },
          "short": "write 41 + 1",
          "state": "42",
          "text": "total = 41 + 1",
        },
        {
          "action": "write",
          "lane": 0,
          "place": {
            "end": {
              "column": 15,
              "line": 8,
            },
            "path": "shop/visits.py",
            "start": {
              "column": 5,
              "line": 8,
            },
          },
          "short": "write 41 + 1",
          "state": "42",
          "text": "total = 41 + 1",
        },
      ],
      "subject": "total",
      "text": " thread 1 · visit:8     thread 2 · visit:8   total
     read total → 41                             41
     ┆ Python up to 3.9,    read total → 41      41
     ┆ or without the GIL   total = 41 + 1       42
     total = 41 + 1                              42   ← one update lost
    ",
      "window": {
        "kind": "bytecodes",
      },
    }
  `);
});

test('concise: nothing of it', async () => {
  const { out } = await sandbox({ 'shop/visits.py': VISITS }).run(['check', '--output-format=concise'], { rules });
  expect(out.trimEnd().split('\n')).toHaveLength(1);
});
