/** Runs the language server and passes on what it says. */
import { type Disposable, type ExtensionContext, type LogOutputChannel, type TextDocument, Uri } from 'vscode';
import {
  type DocumentSelector,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
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
}

export interface ServerConnectionOptions {
  readonly context: ExtensionContext;
  readonly output: LogOutputChannel;
  readonly onStatus: (status: ServerStatus | State) => void;
}

export function createServerConnection({ context, output, onStatus }: ServerConnectionOptions): ServerConnection {
  let client: LanguageClient | undefined;
  let status: ServerStatus | undefined;

  const start = async (): Promise<void> => {
    if (client !== undefined) return;
    const module = context.asAbsolutePath('dist/server.cjs');
    const server = { module, transport: TransportKind.ipc };
    client = new LanguageClient('interleave', 'Interleave', { run: server, debug: server }, options(context, output));
    client.onDidChangeState(({ newState }) => onStatus(newState));
    client.onNotification('interleave/status', (news: ServerStatus) => {
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
    dispose: () => void stop(),
  };
}

function options(context: ExtensionContext, output: LogOutputChannel): LanguageClientOptions {
  const toPageLinks = linkPages(Uri.joinPath(context.extensionUri, 'dist/pages'));
  return {
    documentSelector: CHECKED as NonNullable<LanguageClientOptions['documentSelector']>,
    outputChannel: output,
    traceOutputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { commandLinks: true },
    markdown: { isTrusted: { enabledCommands: ['interleave.openPage'] }, supportHtml: true },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, toPageLinks(diagnostics)),
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        if (report && 'items' in report) toPageLinks(report.items);
        return report;
      },
    },
  };
}
