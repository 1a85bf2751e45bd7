/** A small language client for tests: talks JSON-RPC with the bundled server over stdio and remembers what it hears. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { InitializeParams, InitializeResult } from 'vscode-languageclient/node';
import { builtServer } from './built-server.ts';

/** Where the artefact under test is, once `buildServer` has run. */
let dist = '';
const shared: ChildProcess[] = [];
/** For the servers of a test file, so that nothing is left in the user's own. */
let cacheFolder: string | undefined;

/** For building and starting, in milliseconds: the machine may be busy with other tests. */
export const PATIENCE = 120_000;

/** Has the server that is tested built; to be called at the top of a test file. */
export function buildServer(): { readonly file: (name: string) => string } {
  beforeAll(() => {
    dist = builtServer();
  }, PATIENCE);
  afterAll(() => {
    for (const child of shared) child.kill('SIGKILL');
    if (cacheFolder !== undefined) rmSync(cacheFolder, { recursive: true, force: true });
    cacheFolder = undefined;
  });
  return { file: (name) => join(dist, name) };
}

function caches(): string {
  cacheFolder ??= mkdtempSync(join(realpathSync(tmpdir()), 'interleave-cache-'));
  return cacheFolder;
}

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

export class RequestError extends Error {
  readonly code: number;
  readonly data: unknown;
  constructor({ code, message, data }: NonNullable<Message['error']>) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export interface LanguageClient {
  readonly process: ChildProcess;
  /** What `initialize` gave. */
  readonly initialized: InitializeResult;
  /** Everything heard, in its order, but the answers to requests. */
  readonly heard: readonly Message[];
  request<R = unknown>(method: string, params?: unknown): Promise<R>;
  /** Requests and notifications in one write, so that the server reads them together; gives the answers to the requests. */
  burst(
    ...messages: readonly [method: string, params: unknown, kind?: 'notification'][]
  ): Promise<PromiseSettledResult<unknown>[]>;
  /** The id of the request that was sent last. */
  lastId(): number;
  notify(method: string, params?: unknown): void;
  write(bytes: string | Buffer): void;
  /** Answers a request of the server; null unless a test says otherwise. */
  answer(method: string, answer: (params: never) => unknown): void;
  /** The next message of this method that was not waited for yet, heard already or not. */
  next<P = unknown>(method: string, fits?: (params: P) => boolean): Promise<P>;
  /** What came of this method and was not waited for. */
  left(method: string): unknown[];
  exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

export interface StartOptions {
  readonly params?: Partial<InitializeParams>;
  /** The section `interleave`, by workspace folder if it is a function. */
  readonly settings?: unknown;
  readonly command?: readonly string[];
  /** Whether it serves all tests of a file rather than one. */
  readonly isShared?: boolean;
}

/** Starts a server that is ended with the test, or with the tests, and has it answer `initialize`. */
export async function startClient(options: StartOptions = {}): Promise<LanguageClient> {
  const client = spawnServer(options);
  const { settings } = options;
  client.answer('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => (typeof settings === 'function' ? settings(scopeUri) : (settings ?? null))),
  );
  const initialized = await client.request<InitializeResult>('initialize', initializeParams(options.params));
  client.notify('initialized', {});
  return Object.assign(client, { initialized });
}

/** A client that can do everything that the server makes use of, as VS Code can. */
export function initializeParams(params: Partial<InitializeParams> = {}): InitializeParams {
  return {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: PULLING,
    initializationOptions: { commandLinks: true },
    ...params,
  };
}

export const PULLING: InitializeParams['capabilities'] = {
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true },
  },
  notebookDocument: { synchronization: {} },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    workspaceFolders: true,
  },
};

/** A client that can do nothing but show what is published. */
export const PLAIN: InitializeParams['capabilities'] = {
  textDocument: { publishDiagnostics: { versionSupport: true } },
};

/** A server that was not told anything yet. */
export function spawnServer({ command, isShared = false }: StartOptions = {}): LanguageClient {
  const child = spawn(process.execPath, command ?? [join(dist, 'cli.cjs'), 'server', '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: caches() },
  });
  const heard: Message[] = [];
  const unread: Message[] = [];
  const waiting: { readonly method: string; fits(params: never): boolean; resolve(params: never): void }[] = [];
  const answers = new Map<string, (params: never) => unknown>();
  const requests = new Map<number | string, { resolve(result: never): void; reject(error: Error): void }>();
  let lastId = 0;
  let errors = '';

  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => {
      for (const { reject } of requests.values()) reject(new Error(`The server ended (${code}). ${errors}`));
      resolve({ code, signal });
    });
  });
  if (isShared) shared.push(child);
  else onTestFinished(() => void child.kill('SIGKILL'));
  child.stderr.on('data', (data) => {
    errors += data;
  });
  child.stdin.on('error', () => undefined);

  const frame = (message: object): string => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  const asked = <R>(id: number): Promise<R> =>
    new Promise<R>((resolve, reject) => {
      if (child.exitCode !== null) reject(new Error(`The server has ended (${child.exitCode}).`));
      requests.set(id, { resolve: resolve as (result: never) => void, reject });
    });

  function answerTo(method: string, params: unknown): object {
    try {
      return { result: answers.get(method)?.(params as never) ?? null };
    } catch (error) {
      return { error: { code: -32603, message: String(error) } };
    }
  }

  function receive(message: Message): void {
    const { id, method, result, error } = message;
    if (method === undefined) {
      const request = requests.get(id ?? '');
      requests.delete(id ?? '');
      if (error !== undefined) request?.reject(new RequestError(error));
      else request?.resolve(result as never);
      return;
    }
    heard.push(message);
    if (id !== undefined) child.stdin.write(frame({ id, ...answerTo(method, message.params) }));
    const index = waiting.findIndex((one) => one.method === method && one.fits(message.params as never));
    if (index < 0) unread.push(message);
    else waiting.splice(index, 1)[0]!.resolve(message.params as never);
  }
  readFrames(child, receive);

  return {
    process: child,
    heard,
    exited,
    initialized: { capabilities: {} },
    request(method, params) {
      const id = ++lastId;
      const answer = asked<never>(id);
      child.stdin.write(frame({ id, method, ...(params === undefined ? {} : { params }) }));
      return answer;
    },
    burst(...messages) {
      const answered: Promise<unknown>[] = [];
      const frames = messages.map(([method, params, kind]) => {
        if (kind === 'notification') return frame({ method, params });
        const id = ++lastId;
        answered.push(asked(id));
        return frame({ id, method, params });
      });
      child.stdin.write(frames.join(''));
      return Promise.allSettled(answered);
    },
    lastId: () => lastId,
    notify: (method, params) => void child.stdin.write(frame({ method, ...(params === undefined ? {} : { params }) })),
    write: (bytes) => void child.stdin.write(bytes),
    answer: (method, answer) => void answers.set(method, answer),
    next(method, fits = () => true) {
      const index = unread.findIndex((one) => one.method === method && fits(one.params as never));
      if (index >= 0) return Promise.resolve(unread.splice(index, 1)[0]!.params as never);
      return new Promise((resolve) => waiting.push({ method, fits: fits as never, resolve: resolve as never }));
    },
    left: (method) => unread.filter((one) => one.method === method).map(({ params }) => params),
  };
}

function readFrames(child: ChildProcess, receive: (message: Message) => void): void {
  let buffer: Buffer = Buffer.alloc(0);
  child.stdout!.on('data', (data: Buffer) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('ascii', 0, end))![1]);
      if (buffer.length < end + 4 + length) return;
      const message = JSON.parse(buffer.toString('utf8', end + 4, end + 4 + length));
      buffer = buffer.subarray(end + 4 + length);
      receive(message);
    }
  });
}
