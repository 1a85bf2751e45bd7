/** `interleave audit`: shared state in text, as data and as Markdown; what is left out; wrong usage. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { projects } from '../projects.ts';
import { type Files, sandbox } from './sandbox.ts';

const TEA_HOUSE: Files = { 'pyproject.toml': '', ...Object.fromEntries(projects.get('audit/tea-house')!) };

describe('a project', () => {
  test('as text', async () => {
    const { code, out, err } = await sandbox(TEA_HOUSE).run(['audit']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "high    Counter.made (class attribute, counter.py:6)
              several threads change it, no common lock
                update  counter.py:20  several threads  no lock  in sell
                several threads from threading.Thread main.py:39

      high    by_pot (global, kitchen.py:7)
              several threads change it, no common lock
                update  kitchen.py:23  several threads  no lock  in brew
                several threads from threading.Thread main.py:39

      medium  Counter.last (attribute, counter.py:11)
              several threads write it in single steps, no common lock
                write  counter.py:18  several threads  no lock  in sell
                several threads from threading.Thread main.py:39

      medium  count_waiting.waiting (captured variable, main.py:22)
              several pool threads write it in single steps, no common lock
                write  main.py:25  4 pool threads  no lock  in arrive
                4 pool threads from pool.map main.py:28

      low     counter.py
                10  Counter.sold  guarded by 'self.lock', 1 of 1 access
                12  Counter.pots  guarded by 'self.lock', 2 of 2 accesses
                29  Till.coins    a thread writes, the main flow reads
      low     kitchen.py
                 6  brewed        guarded by 'lock', 3 of 4; the others read it
                 8  stoves        guarded by 'lock' as declared, 2 of 2 accesses
                 9  orders        several threads use it in steps that need no lock
      low     settings.py
                 1  is_closing    the main flow writes, several threads read

      11 shared states: 2 high, 2 medium, 7 low. 0.12 s
      2 more that one flow alone reaches or tests define; --all shows them.
      "
    `);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('in a narrow terminal, and in colours', async () => {
    const box = sandbox(TEA_HOUSE);
    const { out } = await box.run(['audit'], { host: { columns: 60 } });
    // A name is never cut, nor is where it stands.
    const lines = out.split('\n').filter((line) => !line.includes('(captured variable, main.py:22)'));
    for (const line of lines.slice(0, -3)) expect(line.length).toBeLessThanOrEqual(60);
    const { out: painted } = await box.run(['audit'], { host: { env: { FORCE_COLOR: '1' } } });
    expect(painted).toContain('\u001b[31mhigh\u001b[39m');
  });

  test('with what one flow alone reaches, and with what tests share', async () => {
    const { out } = await sandbox(TEA_HOUSE).run(['audit', 'kitchen.py', '--all']);
    expect(out).toContain('none    menu (global, kitchen.py:11)\n        only the main flow\n');
    expect(out).toContain('6 shared states: 1 high, 3 low, 2 without risk. 0.12 s\n');
    expect(out).not.toContain('Counter');
  });

  test('as Markdown', async () => {
    const { code, out } = await sandbox(TEA_HOUSE).run(['audit', 'counter.py', '--output-format', 'markdown']);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "# Shared state

      5 shared states: 1 high, 1 medium, 3 low.

      | Risk | State | Kind | Defined in | Guard | Why |
      | --- | --- | --- | --- | --- | --- |
      | high | \`Counter.made\` | class attribute | \`counter.py:6\` | – | several threads change it, no common lock |
      | medium | \`Counter.last\` | attribute | \`counter.py:11\` | – | several threads write it in single steps, no common lock |
      | low | \`Counter.sold\` | attribute | \`counter.py:10\` | \`self.lock\`, 1 of 1 | guarded by 'self.lock', 1 of 1 access |
      | low | \`Counter.pots\` | attribute | \`counter.py:12\` | \`self.lock\`, 2 of 2 | guarded by 'self.lock', 2 of 2 accesses |
      | low | \`Till.coins\` | attribute | \`counter.py:29\` | – | a thread writes, the main flow reads |

      ## \`Counter.made\`

      high: several threads change it, no common lock.

      | Access | Where | In | Runs on | Locks held |
      | --- | --- | --- | --- | --- |
      | update | \`counter.py:20\` | \`Counter.sell\` | several threads | no lock |

      ## \`Counter.last\`

      medium: several threads write it in single steps, no common lock.

      | Access | Where | In | Runs on | Locks held |
      | --- | --- | --- | --- | --- |
      | write | \`counter.py:18\` | \`Counter.sell\` | several threads | no lock |
      "
    `);
  });

  test('as data', async () => {
    const { code, out, err } = await sandbox(TEA_HOUSE).run(['audit', 'kitchen.py', '--output-format', 'json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { version, states, problems } = JSON.parse(out);
    expect({ version, problems }).toEqual({ version: 1, problems: [] });
    expect(states.map(({ name, risk }: { name: string; risk: string }) => `${risk} ${name}`)).toEqual([
      'high by_pot',
      'low brewed',
      'low stoves',
      'low orders',
    ]);
    expect(states[2]).toEqual({
      name: 'stoves',
      kind: 'global',
      risk: 'low',
      reason: "guarded by 'lock' as declared, 2 of 2 accesses",
      path: 'kitchen.py',
      start: { line: 8, column: 1 },
      end: { line: 8, column: 7 },
      guard: { name: 'lock', isDeclared: true, held: 2, total: 2 },
      accesses: [
        {
          access: 'write',
          path: 'kitchen.py',
          start: { line: 21, column: 9 },
          end: { line: 21, column: 20 },
          function: 'brew',
          contexts: [{ text: 'several threads', from: [{ name: 'threading.Thread', path: 'main.py', line: 39 }] }],
          locks: ['lock'],
          mayBeLocked: false,
        },
        {
          access: 'write',
          path: 'kitchen.py',
          start: { line: 36, column: 9 },
          end: { line: 36, column: 15 },
          function: 'reset',
          contexts: [{ text: 'main flow (assumed)', from: [] }],
          locks: ['lock'],
          mayBeLocked: false,
        },
      ],
    });
  });

  test('in threads and from the cache the same', async () => {
    const box = sandbox(TEA_HOUSE);
    const here = await box.run(['audit', '--output-format', 'json']);
    const host = {
      sources: { facts: 'f', build: 'b' },
      workerScript: fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url)),
    };
    const options = ['audit', '--output-format', 'json', '--cache-dir', box.path('cache')];
    expect((await box.run(options, { host })).out).toBe(here.out);
    expect((await box.run(options, { host })).out).toBe(here.out);
    // The findings of a check are another question.
    const checked = await box.run(['check', '--output-format', 'json', '--cache-dir', box.path('cache')], { host });
    expect(JSON.parse(checked.out)).toHaveProperty('findings');
    box.write({ 'kitchen.py': 'brewed = 0\n' });
    expect((await box.run(options, { host })).out).not.toContain('by_pot');
  });
});

test('nothing shared', async () => {
  const box = sandbox({ 'app.py': 'LIMIT = 3\n' });
  expect((await box.run(['audit'])).out).toBe('No shared state is written after import. 0.12 s\n');
  expect((await box.run(['audit', '--output-format', 'markdown'])).out).toBe(
    '# Shared state\n\nNo shared state is written after import.\n',
  );
  expect(JSON.parse((await box.run(['audit', '--output-format', 'json'])).out)).toEqual({
    ...{ version: 1, states: [], problems: [] },
  });
});

test('wrong usage, and files that cannot be read', async () => {
  const box = sandbox({ 'odd.py': new Uint8Array([0xff, 0xfe, 0x00]), 'app.py': 'x = 1\n' });
  expect(await box.run(['audit', '-'])).toMatchObject({
    code: 2,
    err: 'error: audit takes files and folders, not standard input.\n',
  });
  expect((await box.run(['audit', 'none.py'])).code).toBe(2);
  const { code, out, err } = await box.run(['audit']);
  expect(code).toBe(2);
  expect(err).toMatch(/^odd\.py.*problem/);
  expect(out).toContain('No shared state');
  const data = await box.run(['audit', '--output-format', 'json']);
  expect(data).toMatchObject({ code: 2, err: '' });
  expect(JSON.parse(data.out).problems).toHaveLength(1);
  expect((await box.run(['audit', '--output-format', 'xml'])).code).toBe(2);
});

test('names that would change the terminal or the table', async () => {
  const text = 'def f():\n    global x\n    x = 1\nx = 0\nimport threading\nthreading.Thread(target=f).start()\nf()\n';
  const box = sandbox({ 'a|`b\u001b[31m.py': text });
  for (const format of ['text', 'markdown']) {
    const { out } = await box.run(['audit', '--output-format', format]);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('`b');
  }
  const { out } = await box.run(['audit', '--output-format', 'markdown']);
  const rows = out.split('\n').filter((line) => line.startsWith('| medium'));
  expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual([7]);
});
