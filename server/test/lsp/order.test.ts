/** Messages in every bad order, malformed ones, cancelled and outdated requests, and how the server ends. */
import { spawn } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { change, close, diagnosticsOf, findingsOf, open, positionOf, pull, URI } from './documents.ts';
import {
  buildServer,
  initializeParams,
  type LanguageClient,
  PATIENCE,
  RequestError,
  spawnServer,
  startClient,
} from './language-client.ts';
import { BLOCKING, RACE } from './samples.ts';

const dist = buildServer();

const CODES = { notInitialized: -32002, invalidRequest: -32600, methodNotFound: -32601, invalidParams: -32602 };
const REQUEST_CANCELLED = -32800;
const CONTENT_MODIFIED = -32801;
const SERVER_CANCELLED = -32802;

const document = { textDocument: { uri: URI } };
const hover = { ...document, position: { line: 5, character: 4 } };
const REQUESTS = ['textDocument/diagnostic', 'textDocument/hover', 'textDocument/codeAction'];
const paramsOf = (method: string): object =>
  method === 'textDocument/codeAction'
    ? { ...document, range: { start: hover.position, end: hover.position }, context: { diagnostics: [] } }
    : hover;

async function codeOf(answer: Promise<unknown>): Promise<number | undefined> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error !== undefined && !(error instanceof RequestError)) throw error;
  return error?.code;
}

/** Proves that the server still does its work. */
async function works(client: LanguageClient): Promise<void> {
  const uri = open(client, RACE, 'file:///projects/shop/proof.py');
  expect(await findingsOf(client, uri)).toEqual(['6:unlocked-shared-global']);
  close(client, uri);
}

describe('before and after its life', () => {
  test('requests before initialize are refused, notifications ignored', async () => {
    const client = spawnServer();
    for (const method of REQUESTS)
      expect(await codeOf(client.request(method, paramsOf(method)))).toBe(CODES.notInitialized);
    open(client, RACE);
    await client.request('initialize', initializeParams());
    client.notify('initialized', {});
    expect(await diagnosticsOf(client)).toEqual([]);
    await works(client);
  });

  test('requests right after initialize are answered', async () => {
    const client = spawnServer();
    const open = { textDocument: { uri: URI, languageId: 'python', version: 1, text: RACE } };
    const [, diagnostics] = await client.burst(
      ['initialize', initializeParams()],
      ['textDocument/didOpen', open, 'notification'],
      ['textDocument/diagnostic', document],
    );
    expect(diagnostics).toMatchObject({ status: 'fulfilled', value: { items: [{ code: 'unlocked-shared-global' }] } });
  });

  test('a second initialize is refused and changes nothing', async () => {
    const client = await startClient();
    open(client, RACE);
    expect(await codeOf(client.request('initialize', initializeParams()))).toBe(CODES.invalidRequest);
    expect(await findingsOf(client)).toEqual(['6:unlocked-shared-global']);
  });

  test('a malformed initialize does not keep the next from working', async () => {
    const client = spawnServer();
    expect(await codeOf(client.request('initialize'))).toBe(CODES.invalidParams);
    expect(await codeOf(client.request('initialize', {}))).toBeDefined();
    await client.request('initialize', initializeParams({ initializationOptions: ['odd'] }));
    await works(client);
  });

  test('requests after shutdown are refused', async () => {
    const client = await startClient();
    open(client, RACE);
    expect(await client.request('shutdown')).toBeNull();
    for (const method of REQUESTS)
      expect(await codeOf(client.request(method, paramsOf(method)))).toBe(CODES.invalidRequest);
    client.notify('exit');
    expect(await client.exited).toEqual({ code: 0, signal: null });
  });

  test('exit without shutdown is an error', async () => {
    const client = await startClient();
    client.notify('exit');
    expect(await client.exited).toEqual({ code: 1, signal: null });
  });

  test('the end of its input is the end', async () => {
    const client = await startClient();
    client.process.stdin!.end();
    expect(await client.exited).toEqual({ code: 1, signal: null });
  });

  test('it does not outlive the process that started it', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const client = await startClient({ params: { processId: parent.pid! } });
    await works(client);
    parent.kill('SIGKILL');
    expect(await client.exited).toEqual({ code: 1, signal: null });
  });

  test('node IPC works as well, and its end is the end', async () => {
    const child = spawn(process.execPath, [dist.file('server.cjs'), '--node-ipc'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const answer = new Promise((resolve) => child.once('message', resolve));
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: initializeParams() });
    expect(await answer).toMatchObject({ id: 1, result: { serverInfo: { name: 'interleave' } } });
    const exit = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    expect(await exit).toBe(1);
  });
});

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient({ isShared: true });
}, PATIENCE);
afterEach(() => close(client));

describe('documents', () => {
  test('requests for what was never opened', async () => {
    expect(await pull(client)).toMatchObject({ kind: 'full', items: [] });
    expect(await client.request('textDocument/hover', hover)).toBeNull();
    expect(await client.request('textDocument/codeAction', paramsOf('textDocument/codeAction'))).toEqual([]);
    for (const uri of ['', 'nonsense', 'file:', 'file://%zz', 'file:///%00', 'file://host/share/a.py', 'untitled:']) {
      expect(await pull(client, uri)).toMatchObject({ items: [] });
      open(client, RACE, uri);
      await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
      await pull(client, uri);
    }
    await works(client);
  });

  test('edits and closing before opening, closing twice, opening twice', async () => {
    change(client, 2, BLOCKING);
    close(client);
    expect(await diagnosticsOf(client)).toEqual([]);
    open(client, RACE);
    open(client, BLOCKING);
    expect(await findingsOf(client)).toEqual(['5:blocking-call-in-async', '6:blocking-call-in-async']);
    close(client);
    close(client);
    change(client, 3, RACE);
    expect(await diagnosticsOf(client)).toEqual([]);
    open(client, RACE);
    expect(await findingsOf(client)).toEqual(['6:unlocked-shared-global']);
    client.notify('textDocument/didSave', { textDocument: { uri: 'file:///projects/shop/other.py' } });
    await works(client);
  });

  test('versions that repeat or go backwards do not bring an older answer back', async () => {
    open(client, RACE);
    expect(await diagnosticsOf(client)).toHaveLength(1);
    change(client, 1, BLOCKING);
    expect(await diagnosticsOf(client)).toHaveLength(2);
    change(client, -7, RACE);
    expect(await diagnosticsOf(client)).toHaveLength(1);
  });

  test('edits outside the text mean its ends', async () => {
    open(client, RACE);
    const far = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
    change(client, 2, '# end\n', URI, { start: far, end: far });
    change(client, 3, '# first\n', URI, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
    expect(await findingsOf(client)).toEqual(['7:unlocked-shared-global']);
    change(client, 4, BLOCKING, URI, { start: { line: 0, character: 0 }, end: far });
    expect(await findingsOf(client)).toEqual(['5:blocking-call-in-async', '6:blocking-call-in-async']);
  });

  test('positions outside the text have nothing to say', async () => {
    open(client, RACE);
    const position = { line: 10 ** 6, character: 10 ** 6 };
    expect(await client.request('textDocument/hover', { ...document, position })).toBeNull();
    const range = { start: position, end: position };
    expect(await client.request('textDocument/codeAction', { ...document, range, context: {} })).toEqual([]);
  });
});

describe('malformed messages', () => {
  test('requests with odd params get an answer that says so', async () => {
    open(client, RACE);
    const odd = [{}, { textDocument: null }, { textDocument: {} }, { textDocument: { uri: 5 } }, { textDocument: [] }];
    for (const method of REQUESTS) {
      for (const params of [undefined, ...odd, [], [1]]) {
        expect(await codeOf(client.request(method, params))).toBe(CODES.invalidParams);
      }
    }
    for (const position of [undefined, null, {}, { line: '1', character: 0 }, { line: -1, character: 0 }]) {
      expect(await codeOf(client.request('textDocument/hover', { ...document, position }))).toBe(CODES.invalidParams);
    }
    expect(await codeOf(client.request('textDocument/codeAction', document))).toBe(CODES.invalidParams);
    expect(await codeOf(client.request('textDocument/nonsense', document))).toBe(CODES.methodNotFound);
    await works(client);
  });

  test('notifications with odd params are logged and harm nobody', async () => {
    open(client, RACE);
    const methods = ['didOpen', 'didChange', 'didClose', 'didSave'].map((name) => `textDocument/${name}`);
    const notebooks = ['didOpen', 'didChange', 'didClose', 'didSave'].map((name) => `notebookDocument/${name}`);
    const workspace = ['didChangeConfiguration', 'didChangeWatchedFiles', 'didChangeWorkspaceFolders'];
    for (const method of [...methods, ...notebooks, ...workspace.map((name) => `workspace/${name}`)]) {
      for (const params of [
        undefined,
        {},
        { textDocument: null },
        { textDocument: { uri: URI } },
        [1, 2],
        { changes: 1 },
      ]) {
        if (method.endsWith('didClose') && params !== undefined && 'textDocument' in params) continue;
        client.notify(method, params);
      }
    }
    for (const contentChanges of [
      null,
      [null],
      [{}],
      [{ text: 1 }],
      [{ range: {}, text: '' }],
      [{ range: null, text: '' }],
    ]) {
      client.notify('textDocument/didChange', { textDocument: { uri: URI, version: 2 }, contentChanges });
    }
    client.notify('textDocument/didOpen', { textDocument: { uri: 'file:///a.py', languageId: 'python' } });
    client.notify('$/cancelRequest', { id: 'never sent' });
    client.notify('$/unknown', {});
    client.notify('nonsense');
    expect(await findingsOf(client)).toEqual(['6:unlocked-shared-global']);
    expect(client.heard.some(({ method }) => method === 'window/logMessage')).toBe(true);
    await works(client);
  });

  test('what is not even a message is skipped', async () => {
    const frame = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    for (const body of ['{', 'null', '[]', '"text"', '{}', '{"jsonrpc":"2.0","id":null,"result":1}', '\u0000'])
      client.write(frame(body));
    client.write(frame('{"jsonrpc":"2.0","method":"$/cancelRequest"}'));
    await works(client);
  });
});

describe('requests that nobody waits for', () => {
  test('are answered as cancelled', async () => {
    open(client, RACE);
    for (const method of REQUESTS) {
      await diagnosticsOf(client);
      const sent = client.burst([method, paramsOf(method)]);
      client.notify('$/cancelRequest', { id: client.lastId() });
      const [answer] = await sent;
      if (answer!.status === 'rejected') expect(answer!.reason).toMatchObject({ code: REQUEST_CANCELLED });
      const [together] = await client.burst(
        [method, paramsOf(method)],
        ['$/cancelRequest', { id: client.lastId() + 1 }, 'notification'],
      );
      expect(together).toMatchObject({ status: 'rejected', reason: { code: REQUEST_CANCELLED } });
    }
    await works(client);
  });

  test('are given up when the document is edited or closed meanwhile', async () => {
    open(client, RACE);
    await diagnosticsOf(client);
    const edit = (version: number): object => ({
      textDocument: { uri: URI, version },
      contentChanges: [{ text: `${'\n'.repeat(version)}${RACE}` }],
    });
    const [outdated, current] = await client.burst(
      ['textDocument/diagnostic', document],
      ['textDocument/didChange', edit(2), 'notification'],
      ['textDocument/diagnostic', document],
    );
    // VS Code asks again for this answer, and shows nothing until then for any other.
    expect(outdated).toMatchObject({ reason: { code: SERVER_CANCELLED, data: { retriggerRequest: true } } });
    expect(current).toMatchObject({ value: { items: [{ range: { start: { line: 7 } } }] } });
    const [hovered] = await client.burst(
      ['textDocument/hover', { ...document, position: positionOf(RACE, 'hits +=') }],
      ['textDocument/didChange', edit(3), 'notification'],
    );
    expect(hovered).toMatchObject({ reason: { code: CONTENT_MODIFIED } });
    const [closed] = await client.burst(
      ['textDocument/diagnostic', document],
      ['textDocument/didClose', document, 'notification'],
    );
    expect(closed).toMatchObject({ reason: { code: SERVER_CANCELLED } });
    await works(client);
  });

  test('a hundred edits, each with a request: the last is answered for the last text', async () => {
    open(client, RACE);
    const messages = Array.from({ length: 100 }, (_, at) => {
      const contentChanges = [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' },
      ];
      const edit = { textDocument: { uri: URI, version: at + 2 }, contentChanges };
      return [
        ['textDocument/didChange', edit, 'notification'],
        ['textDocument/diagnostic', document],
      ] as [string, object, 'notification'?][];
    }).flat();
    const answers = await client.burst(...messages);
    expect(answers.at(-1)).toMatchObject({ value: { items: [{ range: { start: { line: 105 } } }] } });
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: SERVER_CANCELLED });
    }
  });
});
