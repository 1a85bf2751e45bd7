/** Diagnostics, asked for and published: what is in them, for which documents, and never both ways. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageclient/node';
import { change, close, diagnosticsOf, findingsOf, named, open, pull, URI } from './documents.ts';
import { essence, expectedOf } from './expected.ts';
import {
  buildServer,
  initializeParams,
  type LanguageClient,
  PATIENCE,
  PLAIN,
  PULLING,
  startClient,
} from './language-client.ts';
import { BLOCKING, RACE, USELESS } from './samples.ts';

const dist = buildServer();

const PUBLISH = 'textDocument/publishDiagnostics';
const published = (client: LanguageClient, version?: number): Promise<PublishDiagnosticsParams> =>
  client.next<PublishDiagnosticsParams>(PUBLISH, (params) => version === undefined || params.version === version);

test('a diagnostic has the rule as its code, the page as its link, and the related places', async () => {
  const client = await startClient();
  open(client, RACE);
  const [diagnostic, ...others] = await diagnosticsOf(client);
  expect(others).toEqual([]);
  expect(diagnostic).toMatchObject({
    range: { start: { line: 5, character: 4 }, end: { line: 5, character: 8 } },
    severity: 2,
    code: 'unlocked-shared-global',
    codeDescription: { href: `file://${dist.file('pages/shared-state/unlocked-shared-global.md')}` },
    source: 'interleave',
    relatedInformation: [{ location: { uri: URI, range: { start: { line: 8, character: 4 } } } }],
  });
  expect(diagnostic).not.toHaveProperty('tags');
  expect(diagnostic!.message).not.toBe('');
});

test('our own extension gets the other end of a finding, other clients do not', async () => {
  const text = `import threading
stock = 0
def refill():
    global stock
    stock += 10
threading.Thread(target=refill).start()
stock -= 1
`;
  const own = await startClient({ params: { initializationOptions: { otherEnds: true } } });
  const [diagnostic] = await diagnosticsOf(own, open(own, text));
  const range = { start: { line: 6, character: 0 }, end: { line: 6, character: 10 } };
  expect(diagnostic!.data).toEqual({ otherEnd: { uri: URI, range, label: 'the main thread comes in between here' } });
  const other = await startClient();
  const [plain] = await diagnosticsOf(other, open(other, text));
  expect(plain).not.toHaveProperty('data');
});

test('a client that knows no related places and links gets none', async () => {
  const client = await startClient({ params: { capabilities: { textDocument: { diagnostic: {} } } } });
  open(client, RACE);
  const [diagnostic] = await diagnosticsOf(client);
  expect(diagnostic).toBeDefined();
  expect(diagnostic).not.toHaveProperty('relatedInformation');
  expect(diagnostic).not.toHaveProperty('codeDescription');
});

test('severities', async () => {
  const severities = ['error', 'warning', 'info', 'hint'];
  const client = await startClient({
    params: { workspaceFolders: severities.map((name) => ({ uri: `file:///projects/${name}`, name })) },
    settings: (folder: string) => ({ severity: { 'unlocked-shared-global': folder.split('/').at(-1) } }),
  });
  for (const [index, name] of severities.entries()) {
    const [diagnostic] = await diagnosticsOf(client, open(client, RACE, `file:///projects/${name}/jobs.py`));
    expect(diagnostic!.severity).toBe(index + 1);
  }
});

test('what has not changed for the client is not sent again', async () => {
  const client = await startClient();
  open(client, RACE);
  const first = await pull(client);
  expect(first).toMatchObject({ kind: 'full', resultId: expect.any(String) });
  expect(await pull(client, URI, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  change(client, 2, `${RACE}\n# nothing new`);
  expect(await pull(client, URI, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  change(client, 3, `# one line more\n${RACE}`);
  const moved = await pull(client, URI, first.resultId);
  expect(moved).toMatchObject({ kind: 'full', items: [{ range: { start: { line: 6 } } }] });
  expect(moved.resultId).not.toBe(first.resultId);
  expect(await pull(client, URI, 'an id of another server')).toMatchObject({ kind: 'full' });
});

test('positions are UTF-16, whatever the line ends', async () => {
  const client = await startClient();
  const texts = [
    RACE.replaceAll('\n', '\r\n'),
    RACE.replaceAll('\n', '\r'),
    RACE.replace('    hits += 1', "    '😀𝒳é'; hits += 1"),
    `\ufeff${RACE}`,
  ];
  for (const [index, text] of texts.entries()) {
    const uri = open(client, text, `file:///projects/shop/${index}.py`);
    const diagnostics = await diagnosticsOf(client, uri);
    expect(essence(diagnostics)).toEqual(expectedOf(text));
    expect(diagnostics).not.toEqual([]);
  }
  expect((await diagnosticsOf(client, 'file:///projects/shop/2.py'))[0]!.range.start.character).toBe(
    4 + '😀𝒳é'.length + 4,
  );
});

test('asked for diagnostics, the server does not publish any', async () => {
  const client = await startClient();
  expect(client.initialized.capabilities.diagnosticProvider).toEqual({
    identifier: 'interleave',
    interFileDependencies: true,
    workspaceDiagnostics: false,
  });
  open(client, RACE);
  expect(await findingsOf(client)).toEqual(['6:unlocked-shared-global']);
  change(client, 2, BLOCKING);
  expect(await findingsOf(client)).toEqual(['5:blocking-call-in-async', '6:blocking-call-in-async']);
  close(client);
  expect(await pull(client)).toMatchObject({ kind: 'full', items: [] });
  expect(client.heard.filter(({ method }) => method === PUBLISH)).toEqual([]);
});

describe('to a client that does not ask', () => {
  test('diagnostics are published when a document is opened, edited and closed', async () => {
    const client = await startClient({ params: { capabilities: PLAIN } });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    open(client, RACE);
    expect(named((await published(client, 1)).diagnostics)).toEqual(['6:unlocked-shared-global']);
    change(client, 2, `\n${RACE}`);
    expect(named((await published(client, 2)).diagnostics)).toEqual(['7:unlocked-shared-global']);
    close(client);
    expect(await published(client)).toEqual({ uri: URI, diagnostics: [] });
  });

  test('a burst of edits does not give a message for each', async () => {
    const client = await startClient({ params: { capabilities: PLAIN } });
    open(client, USELESS);
    for (let version = 2; version <= 40; version++) change(client, version, `${'\n'.repeat(version)}${USELESS}`);
    expect(named((await published(client, 40)).diagnostics)).toEqual(['41:unused-suppression']);
    expect(client.heard.filter(({ method }) => method === PUBLISH).length).toBeLessThan(20);
  });

  test('versions are left out where the client does not know them', async () => {
    const client = await startClient({ params: { capabilities: {} } });
    open(client, RACE);
    expect(await published(client)).toEqual({ uri: URI, diagnostics: [expect.anything()] });
  });
});

describe('documents', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await startClient({
      isShared: true,
      params: { workspaceFolders: ['shop', 'tests'].map((name) => ({ uri: `file:///projects/${name}`, name })) },
    });
  }, PATIENCE);

  test.each([
    ['untitled:Untitled-1', 'python', 1],
    ['vscode-vfs://github/user/project/jobs.py', 'python', 1],
    ['vscode-notebook-cell:/projects/shop/n.ipynb#W0', 'python', 1],
    ['git:/projects/shop/jobs.py?ref=HEAD', 'python', 0],
    ['output:extension-output', 'python', 0],
    ['vscode-scm:git/scm0/input', 'python', 0],
    ['file:///projects/shop/jobs.pyx', 'cython', 0],
    ['file:///projects/shop/notes.md', 'markdown', 0],
  ])('%s in %s', async (uri, languageId, count) => {
    open(client, RACE, uri, languageId);
    expect(await diagnosticsOf(client, uri)).toHaveLength(count);
  });

  test('those in environments and library folders are left alone', async () => {
    const found = async (uri: string): Promise<number> => (await diagnosticsOf(client, open(client, RACE, uri))).length;
    expect(await found('file:///projects/shop/src/jobs.py')).toBe(1);
    expect(await found('file:///projects/shop/.venv/lib/jobs.py')).toBe(0);
    expect(await found('file:///projects/shop/node_modules/gyp/jobs.py')).toBe(0);
    expect(await found('file:///usr/lib/python3/dist-packages/jobs.py')).toBe(0);
    expect(await found('file:///usr/lib/jobs.py')).toBe(1);
  });

  test('test files get hints', async () => {
    const severityIn = async (uri: string) => (await diagnosticsOf(client, open(client, RACE, uri)))[0]!.severity;
    expect(await severityIn('file:///projects/tests/jobs.py')).toBe(2);
    expect(await severityIn('file:///projects/tests/test_jobs.py')).toBe(4);
    expect(await severityIn('file:///projects/tests/tests/jobs.py')).toBe(4);
  });
});

test('the server says what it can do', async () => {
  const { initialized } = await startClient({ params: initializeParams({ capabilities: PULLING }) });
  expect(initialized).toMatchInlineSnapshot(`
    {
      "capabilities": {
        "codeActionProvider": {
          "codeActionKinds": [
            "quickfix",
            "source.fixAll.interleave",
            "notebook.source.fixAll.interleave",
          ],
        },
        "codeLensProvider": {
          "resolveProvider": true,
        },
        "diagnosticProvider": {
          "identifier": "interleave",
          "interFileDependencies": true,
          "workspaceDiagnostics": false,
        },
        "hoverProvider": true,
        "inlayHintProvider": true,
        "notebookDocumentSync": {
          "notebookSelector": [
            {
              "cells": [
                {
                  "language": "python",
                },
              ],
              "notebook": "*",
            },
          ],
          "save": true,
        },
        "positionEncoding": "utf-16",
        "textDocumentSync": {
          "change": 2,
          "openClose": true,
          "save": {
            "includeText": false,
          },
        },
        "workspace": {
          "workspaceFolders": {
            "changeNotifications": true,
            "supported": true,
          },
        },
      },
      "serverInfo": {
        "name": "interleave",
        "version": "0.1.0",
      },
    }
  `);
});
