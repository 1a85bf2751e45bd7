/** Code actions: fixes, suppression with a reason, explanation, and all safe fixes at once. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { analyse } from '../analyse.ts';
import { actionsAt, applied, open, positionOf, URI } from './documents.ts';
import { buildServer, type LanguageClient, PATIENCE, PULLING, startClient } from './language-client.ts';
import { BLOCKING, RACE, USELESS } from './samples.ts';

buildServer();

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient({ isShared: true });
}, PATIENCE);

async function actionsIn(text: string, part: string, only?: readonly string[], by = client): Promise<CodeAction[]> {
  open(by, text);
  return actionsAt(by, positionOf(text, part), only === undefined ? {} : { only });
}

const titles = (actions: readonly CodeAction[]): string[] => actions.map(({ title }) => title);
const rulesIn = (text: string): string[] => analyse(text).findings.map(({ rule }) => rule);

test('of a finding: its fixes, then suppression, then explanation', async () => {
  const actions = await actionsIn(RACE, 'hits += 1');
  expect(titles(actions)).toEqual([
    "Change 'hits' under '_hits_lock'",
    "Suppress 'unlocked-shared-global' here, with a reason",
    "Explain 'unlocked-shared-global'",
  ]);
  for (const { kind, diagnostics } of actions) {
    expect(kind).toBe('quickfix');
    expect(diagnostics).toMatchObject([{ code: 'unlocked-shared-global' }]);
  }
});

test('none elsewhere', async () => {
  expect(await actionsIn(RACE, 'import threading')).toEqual([]);
});

describe('fixes', () => {
  test('unsafe ones are offered, never preferred', async () => {
    const [fix] = await actionsIn(RACE, 'hits += 1');
    expect(fix).not.toHaveProperty('isPreferred');
    expect(rulesIn(applied(RACE, fix!.edit))).toEqual([]);
  });

  test('safe ones are preferred', async () => {
    const [fix] = await actionsIn(USELESS, 'unlocked-shared');
    expect(fix).toMatchObject({ title: "Remove 'unlocked-shared-global' from the suppression", isPreferred: true });
    expect(applied(USELESS, fix!.edit)).toBe('LIMIT = 10\n');
  });

  test('edits are for the version that was analysed', async () => {
    const [fix] = await actionsIn(RACE, 'hits += 1');
    expect(fix!.edit).toMatchObject({ documentChanges: [{ textDocument: { uri: URI, version: 1 } }] });
    expect(fix!.edit).not.toHaveProperty('changes');
  });

  test('without versions where the client has none', async () => {
    const { codeAction, diagnostic } = PULLING.textDocument!;
    const capabilities = { textDocument: { codeAction: codeAction!, diagnostic: diagnostic! } };
    const old = await startClient({ params: { capabilities } });
    const [fix, suppress] = await actionsIn(RACE, 'hits += 1', undefined, old);
    for (const { edit } of [fix!, suppress!]) {
      expect(Object.keys(edit!)).toEqual(['changes']);
      expect(rulesIn(applied(RACE, edit))).toEqual([]);
    }
  });

  test('inserted lines end as the others do', async () => {
    const text = RACE.replaceAll('\n', '\r\n');
    const [fix] = await actionsIn(text, 'hits += 1');
    const result = applied(text, fix!.edit);
    expect(result).toContain('with _hits_lock:\r\n');
    expect(result.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('a client that knows only commands gets none', async () => {
    const old = await startClient({ params: { capabilities: { textDocument: { codeAction: {} } } } });
    expect(old.initialized.capabilities.codeActionProvider).toBe(true);
    expect(await actionsIn(RACE, 'hits += 1', undefined, old)).toEqual([]);
  });
});

describe('explanation', () => {
  test('opens the page in our own extension', async () => {
    const action = (await actionsIn(RACE, 'hits += 1')).at(-1);
    expect(action!.command).toMatchObject({
      command: 'interleave.openPage',
      arguments: ['shared-state/unlocked-shared-global'],
    });
    expect(action).not.toHaveProperty('edit');
  });

  test('is left out elsewhere', async () => {
    const other = await startClient({ params: { initializationOptions: {} } });
    expect(titles(await actionsIn(RACE, 'hits += 1', undefined, other))).toHaveLength(2);
  });
});

describe('suppression', () => {
  const suppress = async (text: string, part: string, by = client): Promise<WorkspaceEdit | undefined> =>
    (await actionsIn(text, part, undefined, by)).find(({ title }) => title.startsWith('Suppress'))?.edit;
  /** The lines that the edit gives, where they differ from the text's. */
  const suppressed = async (text: string, part: string): Promise<string[] | undefined> => {
    const edit = await suppress(text, part);
    if (edit === undefined) return undefined;
    const result = applied(text, edit);
    expect(rulesIn(result).length).toBeLessThan(rulesIn(text).length);
    const useless = (one: string): number => rulesIn(one).filter((rule) => rule === 'unused-suppression').length;
    expect(useless(result)).toBe(useless(text));
    const before = new Set(text.split('\n'));
    return result.split('\n').filter((line) => !before.has(line));
  };
  const coroutine = (...lines: string[]): string =>
    ['import time', 'async def f():', ...lines, '    await g()', ''].join('\n');
  const COMMENT = '# interleave: ignore[blocking-call-in-async] reason';

  test('at the end of the line, the reason selected', async () => {
    const edit = await suppress(RACE, 'hits += 1');
    expect(edit!.documentChanges).toMatchObject([
      {
        textDocument: { uri: URI, version: 1 },
        edits: [
          {
            snippet: { kind: 'snippet', value: expect.stringMatching(/\[unlocked-shared-global\] \$\{1:reason\}$/) },
          },
        ],
      },
    ]);
    expect(applied(RACE, edit)).toBe(
      RACE.replace('hits += 1', 'hits += 1  # interleave: ignore[unlocked-shared-global] reason'),
    );
  });

  test('plain text where the client has no snippets', async () => {
    const workspace = { ...PULLING.workspace, workspaceEdit: { documentChanges: true } };
    const other = await startClient({ params: { capabilities: { ...PULLING, workspace } } });
    const edit = await suppress(RACE, 'hits += 1', other);
    expect(JSON.stringify(edit)).toContain('"newText":"  # interleave: ignore[unlocked-shared-global] reason"');
  });

  test('white space at the end of the line goes', async () => {
    expect(await suppressed(coroutine('    time.sleep(1)   '), 'time.sleep')).toEqual([
      `    time.sleep(1)  ${COMMENT}`,
    ]);
  });

  test('on the line above when the line would get too long', async () => {
    const call = `    time.sleep(${'1 + '.repeat(20)}1)`;
    expect(await suppressed(coroutine(call), 'time.sleep')).toEqual([`    ${COMMENT}`]);
    expect(applied(coroutine(call), await suppress(coroutine(call), 'time.sleep'))).toContain(`${COMMENT}\n${call}`);
  });

  test('on the line above when the line ends inside a string or has a comment', async () => {
    expect(await suppressed(coroutine('    time.sleep(1); x = """', '    """'), 'time.sleep')).toEqual([
      `    ${COMMENT}`,
    ]);
    expect(await suppressed(coroutine('    time.sleep(1)  # noqa'), 'time.sleep')).toEqual([`    ${COMMENT}`]);
  });

  test('never where a backslash continues the line', async () => {
    expect(await suppressed(coroutine('    x = 1 + \\', '        time.sleep(1)'), 'time.sleep')).toEqual([
      `        time.sleep(1)  ${COMMENT}`,
    ]);
    expect(await suppressed(coroutine('    x = time.sleep(1) + \\', '        1'), 'time.sleep')).toEqual([
      `    ${COMMENT}`,
    ]);
    expect(
      await suppressed(coroutine('    x = 1 + \\', '      time.sleep(1) + \\', '      1'), 'time.sleep'),
    ).toBeUndefined();
  });

  test('not at all inside a string of several lines', async () => {
    const text = coroutine('    x = f"""', '    {time.sleep(1)}', '    """');
    expect(rulesIn(text)).toEqual(['blocking-call-in-async']);
    expect(await suppressed(text, 'time.sleep')).toBeUndefined();
  });

  test('a comment that is there already gets the rule too', async () => {
    const other = 'mutable-default-argument';
    expect(await suppressed(coroutine(`    time.sleep(1)  # interleave: ignore[${other}] old`), 'time.sleep')).toEqual([
      `    time.sleep(1)  # interleave: ignore[${other}, blocking-call-in-async] old`,
    ]);
    expect(
      await suppressed(coroutine(`    # interleave: ignore[${other}] old`, '    time.sleep(1)'), 'time.sleep'),
    ).toEqual([`    # interleave: ignore[${other}, blocking-call-in-async] old`]);
  });

  test('a comment of ours that names no rule does not count', async () => {
    expect(await suppressed(coroutine('    # interleave: ignore', '    time.sleep(1)'), 'time.sleep')).toEqual([
      `    time.sleep(1)  ${COMMENT}`,
    ]);
  });

  test('a useless suppression cannot be suppressed', async () => {
    expect(titles(await actionsIn(USELESS, 'unlocked-shared'))).not.toContainEqual(expect.stringContaining('Suppress'));
  });

  test('tabs and other line ends are kept', async () => {
    const text = coroutine(`\ttime.sleep(${'1 + '.repeat(20)}1)`)
      .replace('    await', '\tawait')
      .replaceAll('\n', '\r\n');
    const result = applied(text, await suppress(text, 'time.sleep'));
    expect(result).toContain(`\r\n\t${COMMENT}\r\n\ttime.sleep`);
    expect(rulesIn(result)).toEqual([]);
  });
});

describe('all safe fixes', () => {
  const FIX_ALL = 'source.fixAll.interleave';
  const useless = (count: number): string =>
    Array.from({ length: count }, (_, at) => `x${at} = 1  # interleave: ignore[unlocked-shared-global] no`).join('\n');

  test.each([[FIX_ALL], ['source.fixAll'], ['source']])('asked for as %s', async (kind) => {
    const text = `${RACE}${useless(3)}\n`;
    const [action, ...others] = await actionsIn(text, 'import', [kind]);
    expect(others).toEqual([]);
    expect(action!.kind).toBe(FIX_ALL);
    expect(applied(text, action!.edit)).toBe(`${RACE}x0 = 1\nx1 = 1\nx2 = 1\n`);
  });

  test('not unless asked for', async () => {
    expect((await actionsIn(USELESS, 'unlocked')).map(({ kind }) => kind)).not.toContain(FIX_ALL);
    expect(await actionsIn(USELESS, 'unlocked', ['source.organizeImports'])).toEqual([]);
    expect(await actionsIn(USELESS, 'unlocked', ['source.fixAll.other'])).toEqual([]);
  });

  test('nothing where there is nothing to fix', async () => {
    expect(await actionsIn(RACE, 'hits += 1', [FIX_ALL])).toEqual([]);
  });

  test('again and again: fixes that meet are not applied at once', async () => {
    // The removal of one name moves the others, and that of the last takes the comment.
    const text = 'x = 1  # interleave: ignore[no-a, no-b, no-c, no-d] why\ny = 2\n';
    const [action] = await actionsIn(text, 'x', [FIX_ALL]);
    expect(applied(text, action!.edit)).toBe('x = 1\ny = 2\n');
  });

  test('only quick fixes are given where only those are asked for', async () => {
    const actions = await actionsIn(`${USELESS}${RACE}`, 'hits += 1', ['quickfix']);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(['quickfix']));
    expect(await actionsIn(RACE, 'hits += 1', ['refactor'])).toEqual([]);
  });
});

test('a selection gets the actions of all findings in it', async () => {
  open(client, BLOCKING);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: URI },
    range: { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  expect(new Set(actions.map(({ diagnostics }) => diagnostics![0]!.range.start.line))).toEqual(new Set([4, 5]));
});
