/**
 * Sees to it that a change shows in every open document that it makes a difference to: an edit of one file or cell may
 * change what is found in others, and the client asks only for the diagnostics of the edited one.
 */
import type { Analysis } from './analyser.ts';
import type { ClientSupport } from './client-support.ts';
import type { Documents } from './documents.ts';
import type { IdleCollection } from './idle-collection.ts';
import type { Inquiry } from './inquiry.ts';
import type { Publisher } from './publish.ts';
import type { Refresh } from './refresh.ts';
import type { DocumentReport, ReportOf } from './reports.ts';

/** In milliseconds: an edit that changes other documents is rare, so this need not keep up with typing. */
const PAUSE = 200;

/** What the client shows of each document, as far as the server knows. */
export interface ShownReports {
  /** The client has this report of the document as it is. */
  show(document: string, report: DocumentReport): void;
  /** The document was edited: the client asks for a new report by itself. */
  edit(document: string): void;
  forget(document: string): void;
  /** Whether the client has another report of this document and will not ask for this one by itself. */
  isOutdated(document: string, report: DocumentReport): boolean;
}

export function createShownReports(): ShownReports {
  const ids = new Map<string, string>();
  return {
    show: (document, { resultId }) => void ids.set(document, resultId),
    edit: (document) => void ids.delete(document),
    forget: (document) => void ids.delete(document),
    isOutdated: (document, { resultId }) => ids.has(document) && ids.get(document) !== resultId,
  };
}

export interface ReportWatchOptions {
  readonly client: ClientSupport;
  readonly documents: Documents;
  readonly inquiry: Inquiry;
  readonly reportOf: ReportOf;
  readonly shown: ShownReports;
  readonly refresh: Refresh;
  readonly publisher: Publisher;
  readonly logFailure: (error: unknown) => void;
  /** Called with the work that is done after a while. */
  readonly during: IdleCollection['during'];
}

/** Returns what is to be called when something has changed. */
export function createReportWatch(options: ReportWatchOptions): () => void {
  const { client, documents, inquiry, reportOf, shown, refresh, publisher, logFailure, during } = options;
  let timer: NodeJS.Timeout | undefined;
  let turn = 0;

  const isOutdated = (analysis: Analysis): boolean =>
    analysis.source.parts.some(({ document: { uri } }) => shown.isOutdated(uri, reportOf(analysis, uri)));

  async function compare(): Promise<void> {
    const own = ++turn;
    let showsContexts = false;
    for (const { uri } of documents.sources()) {
      // A request that has come in the meantime is answered first.
      await new Promise((resolve) => setImmediate(resolve));
      if (own !== turn) return;
      const analysis = await inquiry.analysisOf(uri);
      if (analysis === undefined) continue;
      const { codeLens, inlayHints } = analysis.config.contexts;
      showsContexts ||= codeLens || inlayHints;
      if (!isOutdated(analysis)) continue;
      if (!client.pullsDiagnostics) publisher.schedule(uri);
      else {
        refresh.all();
        return;
      }
    }
    if (showsContexts) refresh.contexts();
  }

  return () => {
    // Whatever was edited, more edits may follow.
    void during(() => undefined);
    turn++;
    clearTimeout(timer);
    timer = setTimeout(() => void during(compare).catch(logFailure), PAUSE);
  };
}
