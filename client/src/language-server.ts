/** Runs the language server and passes on what it says. */
import {
  type CancellationToken,
  ColorThemeKind,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  window,
} from 'vscode';
import {
  DocumentDiagnosticRequest,
  type DocumentSelector,
  HoverRequest,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { keepCellFindings } from './cell-findings.ts';
import { linkPages } from './page-links.ts';
import type { ServerStatus } from './status-item.ts';

/** Not `git`, `output`, `vscode-scm`: what they show is no file of the user's, or an old state of one. */
const SCHEMES = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-vfs'];

export const CHECKED: DocumentSelector = SCHEMES.map((scheme) => ({ scheme, language: 'python' }));

export function isChecked(document: TextDocument): boolean {
  return document.languageId === 'python' && SCHEMES.includes(document.uri.scheme);
}

export interface ServerConnection extends Disposable {
  /** Does nothing when the server runs or is starting. */
  start(): Promise<void>;
  restart(): Promise<void>;
  isRunning(): boolean;
  processId(): number | undefined;
  /** What the server said last about itself. */
  status(): ServerStatus | undefined;
  /** undefined when no server runs. */
  request<Answer>(method: string, params: unknown, token: CancellationToken): Promise<Answer | undefined>;
}

export interface ServerConnectionOptions {
  readonly context: ExtensionContext;
  readonly output: LogOutputChannel;
  readonly onStatus: (status: ServerStatus | State) => void;
  /** What the program shares may be different from what was answered last. */
  readonly onSharedStateChanged: () => void;
}

export function createServerConnection(options: ServerConnectionOptions): ServerConnection {
  const { context, output, onStatus, onSharedStateChanged } = options;
  let client: LanguageClient | undefined;
  let status: ServerStatus | undefined;
  const diagnostics = () => client?.getFeature(DocumentDiagnosticRequest.method);
  const askAgain = (): void => diagnostics()?.refresh();
  const cellFindings = keepCellFindings((cell) => diagnostics()?.getProvider(cell)?.forget(cell), askAgain);
  const opening = createOpeningWatch(askAgain);

  const start = async (): Promise<void> => {
    if (client !== undefined) return;
    const module = context.asAbsolutePath('dist/server.cjs');
    const server = { module, transport: TransportKind.ipc };
    const middleware = { ...pageLinks(context), sendRequest: withTheme, didOpen: opening.didOpen };
    const provider = { diagnosticCollectionProvider: cellFindings.collections };
    const settings = { ...clientOptions(output, middleware), ...provider };
    client = new LanguageClient('interleave', 'Interleave', { run: server, debug: server }, settings);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) opening.restart();
      onStatus(newState);
      // One that has just started knows nothing yet, one that has ended nothing any more.
      if (newState !== State.Starting) onSharedStateChanged();
    });
    client.onNotification('interleave/sharedStateChanged', onSharedStateChanged);
    client.onNotification('interleave/status', (news: ServerStatus) => {
      if (status === undefined) output.info(`Interleave ${news.version}: ${news.rulesOn} rules on.`);
      status = news;
      onStatus(news);
    });
    await client.start();
  };

  const stop = async (): Promise<void> => {
    const old = client;
    client = undefined;
    status = undefined;
    // One that is starting, perhaps again after a crash, cannot be stopped before it has started or failed to.
    if (old?.state === State.Starting) await old.start().catch(() => undefined);
    await old?.dispose().catch((error: unknown) => output.warn(String(error)));
  };

  let restarted = Promise.resolve();
  return {
    start: () => start().catch((error: unknown) => output.error(String(error))),
    restart: () => {
      const afterThose = restarted.then(stop).then(start);
      restarted = afterThose.catch(() => undefined);
      return afterThose;
    },
    isRunning: () => client?.state === State.Running,
    processId: () => client?.serverProcess?.pid,
    status: () => status,
    request: async <Answer>(method: string, params: unknown, token: CancellationToken) =>
      client?.state === State.Running ? client.sendRequest<Answer>(method, params, token) : undefined,
    dispose: () => {
      cellFindings.dispose();
      void stop();
    },
  };
}

function clientOptions(output: LogOutputChannel, middleware: Middleware): LanguageClientOptions {
  return {
    documentSelector: CHECKED as NonNullable<LanguageClientOptions['documentSelector']>,
    outputChannel: output,
    traceOutputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { commandLinks: true, pictures: true, otherEnds: true },
    markdown: { isTrusted: { enabledCommands: ['interleave.openPage'] }, supportHtml: true },
    middleware,
  };
}

/** A picture in a hover has colours of its own, and cannot see those of the theme. */
const withTheme: NonNullable<Middleware['sendRequest']> = (type, param, token, next) => {
  if (typeof type === 'string' || type.method !== HoverRequest.method) return next(type, param, token);
  const { kind } = window.activeColorTheme;
  const isLight = kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight;
  return next(type, { ...param, theme: isLight ? 'light' : 'dark' } as typeof param, token);
};

function pageLinks(context: ExtensionContext): Middleware {
  const toPageLinks = linkPages(Uri.joinPath(context.extensionUri, 'dist/pages'));
  return {
    handleDiagnostics: (uri, diagnostics, next) => next(uri, toPageLinks(diagnostics)),
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      if (report && 'items' in report) toPageLinks(report.items);
      return report;
    },
  };
}

/**
 * Asks once more when a server that has just started knows all documents.
 *
 * While a Python document is open out of sight, the library sends that one first, and has the first visible one wait
 * for it, but not the question for its diagnostics: the server knows no such document, so there would be none.
 */
function createOpeningWatch(askAgain: () => void) {
  let beingOpened = 0;
  let isFresh = false;
  const didOpen: NonNullable<Middleware['didOpen']> = async (document, next) => {
    beingOpened++;
    await next(document).finally(() => beingOpened--);
    if (beingOpened > 0 || !isFresh) return;
    isFresh = false;
    askAgain();
  };
  const restart = (): void => {
    isFresh = true;
  };
  return { didOpen, restart };
}
