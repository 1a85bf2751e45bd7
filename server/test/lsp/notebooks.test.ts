/** Notebooks: their Python cells are one module, whatever IPython adds to them. */

import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Hover, NotebookCell } from 'vscode-languageserver-protocol';
import { actionsAt, applied, diagnosticsOf, findingsOf, positionOf, pull } from './documents.ts';
import { buildServer, type LanguageClient, PATIENCE, PLAIN, startClient } from './language-client.ts';

buildServer();

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient({ isShared: true });
}, PATIENCE);
afterEach(() => {
  for (const uri of [NOTEBOOK, 'untitled:Untitled-1.ipynb']) {
    client.notify('notebookDocument/didClose', { notebookDocument: { uri }, cellTextDocuments: [] });
  }
});

const NOTEBOOK = 'file:///projects/shop/analysis.ipynb';
const CODE = 2;
const MARKUP = 1;

const cellUri = (name: string): string => `vscode-notebook-cell:/projects/shop/analysis.ipynb#${name}`;
const cell = (name: string, kind = CODE): NotebookCell => ({ kind: kind as 1 | 2, document: cellUri(name) });
const item = (name: string, text: string, languageId = 'python') => ({
  uri: cellUri(name),
  languageId,
  version: 1,
  text,
});

type Cells = Readonly<Record<string, string>>;

function openNotebook(client: LanguageClient, cells: Cells, uri = NOTEBOOK): void {
  client.notify('notebookDocument/didOpen', {
    notebookDocument: {
      uri,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: Object.keys(cells).map((name) => cell(name)),
    },
    cellTextDocuments: Object.entries(cells).map(([name, text]) => item(name, text)),
  });
}

function changeNotebook(client: LanguageClient, cells: object, uri = NOTEBOOK): void {
  client.notify('notebookDocument/didChange', { notebookDocument: { uri, version: 2 }, change: { cells } });
}

function edit(client: LanguageClient, name: string, text: string): void {
  changeNotebook(client, { textContent: [{ document: { uri: cellUri(name), version: 2 }, changes: [{ text }] }] });
}

const found = (client: LanguageClient, name: string): Promise<string[]> => findingsOf(client, cellUri(name));
const refreshed = (client: LanguageClient): Promise<unknown> => client.next('workspace/diagnostic/refresh');

/** The parts of a race, to be spread over cells; its finding is in `define`, line 3. */
const PARTS = {
  setup: 'import threading\nhits = 0',
  define: 'def handle():\n    global hits\n    hits += 1',
  start: 'for path in range(3):\n    threading.Thread(target=handle).start()',
};
const RACE = '3:unlocked-shared-global';

test('the cells are one module, in their order', async () => {
  openNotebook(client, PARTS);
  expect(await found(client, 'setup')).toEqual([]);
  expect(await found(client, 'start')).toEqual([]);
  expect(await found(client, 'define')).toEqual([RACE]);
  const [diagnostic] = await diagnosticsOf(client, cellUri('define'));
  expect(diagnostic!.range).toEqual({ start: { line: 2, character: 4 }, end: { line: 2, character: 8 } });
  expect(diagnostic!.relatedInformation).toMatchObject([
    { location: { uri: cellUri('start'), range: { start: { line: 1, character: 4 } } } },
  ]);
});

test('hovers and fixes are in the cell', async () => {
  openNotebook(client, PARTS);
  const position = { line: 2, character: 5 };
  const hover = await client.request<Hover>('textDocument/hover', {
    textDocument: { uri: cellUri('define') },
    position,
  });
  expect(hover.range).toEqual({ start: { line: 2, character: 4 }, end: { line: 2, character: 8 } });
  const [fix, suppress] = (await actionsAt(client, position, { uri: cellUri('define') })) as [CodeAction, CodeAction];
  expect(fix.edit!.documentChanges).toMatchObject([
    { textDocument: { uri: cellUri('setup'), version: 1 }, edits: [{ range: { start: { line: 1 } } }] },
    { textDocument: { uri: cellUri('define'), version: 1 } },
  ]);
  expect(applied(PARTS.setup, fix.edit, cellUri('setup'))).toBe(`${PARTS.setup}\n_hits_lock = threading.Lock()`);
  expect(applied(PARTS.define, suppress.edit, cellUri('define'))).toBe(
    `${PARTS.define}  # interleave: ignore[unlocked-shared-global] reason`,
  );
});

test('all safe fixes: of the whole notebook', async () => {
  const useless = 'x = 1  # interleave: ignore[no-a, no-b] why';
  openNotebook(client, { a: useless, b: 'y = 1', c: useless });
  const at = { line: 0, character: 0 };
  const [action] = await actionsAt(client, at, { uri: cellUri('b'), only: ['source.fixAll'] });
  const [inNotebook] = await actionsAt(client, at, { uri: cellUri('b'), only: ['notebook.source.fixAll'] });
  expect(action!.kind).toBe('source.fixAll.interleave');
  expect(inNotebook).toEqual({ ...action, kind: 'notebook.source.fixAll.interleave' });
  expect(applied(useless, action!.edit, cellUri('a'))).toBe('x = 1');
  expect(applied(useless, action!.edit, cellUri('c'))).toBe('x = 1');
  expect(applied('y = 1', action!.edit, cellUri('b'))).toBe('y = 1');
});

describe('changes', () => {
  test('of the order of the cells ask for a refresh', async () => {
    const setup = `${PARTS.setup}\n${PARTS.define}`;
    // A race while the thread runs, none before it starts.
    openNotebook(client, { setup, start: 'threading.Thread(target=handle).start()', add: 'hits += 1' });
    expect(await found(client, 'add')).toEqual(['1:unlocked-shared-global']);
    changeNotebook(client, { structure: { array: { start: 1, deleteCount: 2, cells: [cell('add'), cell('start')] } } });
    await refreshed(client);
    expect(await found(client, 'add')).toEqual([]);
  });

  test('inserted and removed cells count, and ask for a refresh', async () => {
    const { setup, define, start } = PARTS;
    openNotebook(client, { setup, define });
    expect(await found(client, 'define')).toEqual([]);
    const structure = { array: { start: 2, deleteCount: 0, cells: [cell('start')] }, didOpen: [item('start', start)] };
    changeNotebook(client, { structure });
    await refreshed(client);
    expect(await found(client, 'define')).toEqual([RACE]);
    changeNotebook(client, {
      structure: { array: { start: 2, deleteCount: 1 }, didClose: [{ uri: cellUri('start') }] },
    });
    await refreshed(client);
    expect(await found(client, 'define')).toEqual([]);
    expect(await pull(client, cellUri('start'))).toMatchObject({ kind: 'full', items: [] });
  });

  test('of one cell that change another ask for a refresh', async () => {
    const client = await startClient();
    openNotebook(client, { ...PARTS, start: 'pass' });
    expect(await found(client, 'define')).toEqual([]);
    edit(client, 'start', PARTS.start);
    await refreshed(client);
    expect(await found(client, 'define')).toEqual([RACE]);
    // What changes in the edited cell alone, its client asks for.
    edit(client, 'define', `\n${PARTS.define}`);
    expect(await found(client, 'define')).toEqual(['4:unlocked-shared-global']);
    expect(client.left('workspace/diagnostic/refresh')).toEqual([]);
  });

  test('edits in cells are incremental and counted in each cell', async () => {
    openNotebook(client, PARTS);
    await found(client, 'define');
    const at = positionOf(PARTS.define, 'def');
    changeNotebook(client, {
      textContent: [
        {
          document: { uri: cellUri('define'), version: 2 },
          changes: [
            { range: { start: at, end: at }, text: '# 😀\n' },
            { range: { start: at, end: at }, text: '\n' },
          ],
        },
      ],
    });
    expect(await found(client, 'define')).toEqual(['5:unlocked-shared-global']);
  });

  test('a cell whose language or kind changes comes and goes', async () => {
    openNotebook(client, PARTS);
    expect(await found(client, 'define')).toEqual([RACE]);
    changeNotebook(client, { data: [cell('start', MARKUP)] });
    await refreshed(client);
    expect(await found(client, 'define')).toEqual([]);
  });

  test('edits before opening, closing twice, cells that are not there', async () => {
    edit(client, 'define', 'x');
    client.notify('notebookDocument/didClose', { notebookDocument: { uri: NOTEBOOK }, cellTextDocuments: [] });
    openNotebook(client, PARTS);
    edit(client, 'nowhere', 'x');
    changeNotebook(client, {
      structure: { array: { start: 9, deleteCount: 9 }, didClose: [{ uri: cellUri('nowhere') }] },
    });
    changeNotebook(client, { data: [cell('nowhere')] });
    changeNotebook(client, {});
    expect(await found(client, 'define')).toEqual([RACE]);
    const closed = {
      notebookDocument: { uri: NOTEBOOK },
      cellTextDocuments: Object.keys(PARTS).map((name) => ({ uri: cellUri(name) })),
    };
    client.notify('notebookDocument/didClose', closed);
    client.notify('notebookDocument/didClose', closed);
    expect(await found(client, 'define')).toEqual([]);
    openNotebook(client, PARTS);
    expect(await found(client, 'define')).toEqual([RACE]);
  });
});

describe('what is not Python', () => {
  test('magics are blanked, wherever statements start', async () => {
    const define = [
      '%matplotlib inline',
      '!pip install x "',
      '?handle',
      'def handle():',
      '    %time 1',
      '    global hits',
      '    hits += 1',
    ];
    openNotebook(client, { ...PARTS, define: define.join('\n') });
    expect(await found(client, 'define')).toEqual(['7:unlocked-shared-global']);
  });

  test.each([
    ['%%time', 1],
    ['%%timeit -n 1', 1],
    ['%%capture out', 1],
    ['\n%%time', 1],
    ['%%bash', 0],
    ['%%html', 0],
    ['%%writefile x.py', 0],
  ])('a cell under %j', async (magic, count) => {
    openNotebook(client, { ...PARTS, define: `${magic}\n${PARTS.define}` });
    expect(await found(client, 'define')).toHaveLength(count);
  });

  test('cells in other languages and texts are left out', async () => {
    client.notify('notebookDocument/didOpen', {
      notebookDocument: {
        uri: NOTEBOOK,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: [cell('text', MARKUP), cell('sql'), ...Object.keys(PARTS).map((name) => cell(name)), cell('missing')],
      },
      cellTextDocuments: [
        item('text', 'hits = """', 'markdown'),
        item('sql', 'select (', 'sql'),
        ...Object.entries(PARTS).map(([name, text]) => item(name, text)),
      ],
    });
    expect(await found(client, 'define')).toEqual([RACE]);
    expect(await found(client, 'sql')).toEqual([]);
  });

  test('what is left open in one cell does not reach the next', async () => {
    openNotebook(client, { a: 'text = """', b: 'call(', ...PARTS, c: 'x = [' });
    expect(await found(client, 'define')).toEqual([RACE]);
  });

  test('fixes that would write over a magic are not offered', async () => {
    const text = 'async def f():\n    time.sleep(\n%magic\n    1)\n    await g()';
    openNotebook(client, { setup: 'import time', f: text });
    const actions = await actionsAt(client, positionOf(text, 'time.sleep'), { uri: cellUri('f') });
    for (const { edit } of actions.filter(({ edit }) => edit !== undefined)) {
      expect(applied(text, edit, cellUri('f'))).toContain('\n%magic\n');
    }
  });
});

test('cells run on an event loop: what awaits at the top is fine, and what blocks there is no finding', async () => {
  const main = 'import asyncio, time\nasync def main():\n    time.sleep(1)\n    await asyncio.sleep(1)';
  openNotebook(client, { main, run: 'time.sleep(1)\nawait asyncio.gather(main(), main())\ntime.sleep(1)' });
  expect(await found(client, 'main')).toEqual(['3:blocking-call-in-async']);
  expect(await found(client, 'run')).toEqual([]);
});

test('notebooks that are not on disk, and those that are not the user’s', async () => {
  openNotebook(client, PARTS, 'untitled:Untitled-1.ipynb');
  expect(await found(client, 'define')).toEqual([RACE]);
  const other = await startClient();
  openNotebook(other, PARTS, 'git:/projects/shop/analysis.ipynb');
  expect(await found(other, 'define')).toEqual([]);
});

test('settings count for notebooks as for files', async () => {
  const client = await startClient({
    params: { workspaceFolders: [{ uri: 'file:///projects/shop', name: 'shop' }] },
    settings: { exclude: ['*.ipynb'] },
  });
  openNotebook(client, PARTS);
  expect(await found(client, 'define')).toEqual([]);
});

test('a client that does not ask has each cell published', async () => {
  const client = await startClient({ params: { capabilities: PLAIN } });
  interface Published {
    readonly uri: string;
    readonly diagnostics: readonly unknown[];
  }
  const published = (name: string): Promise<Published> =>
    client.next<Published>('textDocument/publishDiagnostics', ({ uri }) => uri === cellUri(name));
  openNotebook(client, PARTS);
  expect((await published('setup')).diagnostics).toEqual([]);
  expect((await published('define')).diagnostics).toHaveLength(1);
  expect((await published('start')).diagnostics).toEqual([]);
  edit(client, 'start', 'pass');
  expect((await published('define')).diagnostics).toEqual([]);
  changeNotebook(client, { structure: { array: { start: 2, deleteCount: 1 }, didClose: [{ uri: cellUri('start') }] } });
  expect((await published('start')).diagnostics).toEqual([]);
  client.notify('notebookDocument/didClose', { notebookDocument: { uri: NOTEBOOK }, cellTextDocuments: [] });
  expect((await published('define')).diagnostics).toEqual([]);
});
