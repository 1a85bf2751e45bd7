/** Wires a connection to the parts of the server. */
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { environmentText, type ListedRule } from '#analysis';
import { type Analysis, createAnalyser } from './analyser.ts';
import { createClientSettings } from './client-settings.ts';
import { clientSupportOf } from './client-support.ts';
import { createCodeActions } from './code-action.ts';
import { createCodeLens, createCodeLensResolve } from './code-lens.ts';
import { createConfiguration } from './configuration.ts';
import { createPull } from './diagnostic.ts';
import { createDocuments } from './documents.ts';
import { createHover } from './hover.ts';
import { createIndexing, createParser } from './indexing.ts';
import { initializeResult } from './initialize.ts';
import { createInlayHints } from './inlay-hint.ts';
import { createInquiry } from './inquiry.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createPages } from './pages.ts';
import { createPublisher } from './publish.ts';
import { createRefresh } from './refresh.ts';
import { listenForChanges, registerForChanges } from './reload.ts';
import { createReportWatch, createShownReports } from './report-watch.ts';
import { createReports } from './reports.ts';
import { createSharedState } from './shared-state.ts';
import { createStatus, problemsOf } from './status.ts';
import { createWorkspaceFolders, pathOf } from './workspace-folders.ts';

export interface ServerOptions {
  readonly connection: Connection;
  readonly rules: readonly ListedRule[];
  /** The bytes of python.wasm. */
  readonly engine: () => Uint8Array;
  readonly version: string;
  /** Where the pages are on the web; empty while they are nowhere. */
  readonly homepage: string;
  /** Where they are on disk. */
  readonly pagesFolder: string;
  /** The script of the threads that read files. */
  readonly workerScript: string;
  /** Changes with all that the facts of a text depend on besides the text. */
  readonly factsVersion: string;
}

export function startServer(options: ServerOptions): Lifecycle {
  const { connection, version } = options;
  const lifecycle = createLifecycle(connection, (params) => {
    openSession(params, options, lifecycle);
    return initializeResult(clientSupportOf(params), version);
  });
  connection.listen();
  return lifecycle;
}

/** Makes everything that depends on the client. */
function openSession(params: InitializeParams, options: ServerOptions, lifecycle: Lifecycle): void {
  const { guarded, logFailure, during } = lifecycle;
  const { connection, rules, engine, version, homepage, pagesFolder, workerScript, factsVersion } = options;
  const client = clientSupportOf(params);
  const folders = createWorkspaceFolders(params);
  const pages = createPages({ homepage, folder: pagesFolder, commandLinks: client.commandLinks });
  const presentation = { client, pages, rules: new Map(rules.map((rule) => [rule.id, rule])) };
  const documents = createDocuments();
  const settings = createClientSettings({ connection, client, rules, params });
  const configuration = createConfiguration({ rules, folders, fetchSettings: settings.fetch });
  const parser = createParser({ engine, workerScript, factsVersion, folders });
  const analyser = createAnalyser({ rules, engine });
  const reading = { folders, configuration, parser, analyser };
  const index = createIndexing({ ...reading, connection, logFailure, onChanged: watch });
  const inquiry = createInquiry({ documents, configuration, analyser, onAnalysed });
  const reportOf = createReports(presentation);
  const shown = createShownReports();
  const publisher = createPublisher({ connection, client, documents, inquiry, reportOf, shown, logFailure });
  const refresh = createRefresh({ connection, client, publisher });
  const sharedState = createSharedState({ connection, inquiry });
  const watchReports = createReportWatch({
    ...{ client, documents, inquiry, reportOf, shown, refresh, publisher, logFailure, during },
  });
  const tellStatus = createStatus({ connection, client, folders, version });
  const analyses = new Map<string, Analysis>();
  /** For the status: what was opened last; what is in no file belongs to the workspace. */
  let current = 'untitled:';

  function watch(): void {
    watchReports();
    sharedState.changed();
  }

  function onAnalysed(analysis: Analysis): void {
    const { uri } = analysis.source;
    if (analyses.get(uri) === analysis) return;
    analyses.set(uri, analysis);
    void tell().catch(logFailure);
  }

  async function tell(): Promise<void> {
    const { rulesOn, environment } = await configuration.of(current);
    const runsOn = environmentText(environment);
    tellStatus({
      ...{ rulesOn, ...(runsOn === undefined ? {} : { runsOn }) },
      problems: [...configuration.problems(), ...[...analyses.values()].flatMap(problemsOf)],
    });
  }

  documents.listen(connection, {
    onOpened(source) {
      current = source;
      if (!client.pullsDiagnostics) publisher.schedule(source);
      watch();
      void tell().catch(logFailure);
    },
    onChanged(source, document) {
      if (!client.pullsDiagnostics) publisher.schedule(source);
      else if (document === undefined) refresh.all();
      if (document !== undefined) shown.edit(document);
      watch();
    },
    onClosed(source, closed) {
      closed.forEach(shown.forget);
      if (!client.pullsDiagnostics) publisher.clear(closed);
      watch();
      if (documents.sourceOf(source) !== undefined) return;
      // It may have been written just before.
      index.update(closed.flatMap((uri) => pathOf(uri) ?? []).map((file) => ({ file, isNew: true })));
      analyses.delete(source);
      void tell().catch(logFailure);
    },
  });
  listenForChanges({
    ...{ connection, client, configuration, documents, folders, settings, index, logFailure },
    onReloaded: async (isDifferent) => {
      if (isDifferent) analyses.clear();
      await tell();
      if (isDifferent) refresh.all();
    },
  });
  connection.languages.diagnostics.on(guarded(createPull({ inquiry, reportOf, logFailure, shown })));
  connection.onHover(guarded(createHover(inquiry, presentation)));
  connection.onCodeLens(guarded(createCodeLens(inquiry)));
  connection.onCodeLensResolve(guarded(createCodeLensResolve(inquiry)));
  connection.languages.inlayHint.on(guarded(createInlayHints(inquiry)));
  connection.onCodeAction(guarded(createCodeActions({ inquiry, analyser, presentation })));
  connection.onRequest('interleave/sharedState', guarded(sharedState.answer));
  connection.onInitialized(async () => {
    await registerForChanges(connection, client);
    await tell();
    index.rescan();
  });
}
