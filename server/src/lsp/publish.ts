/** `textDocument/publishDiagnostics`: for a client that does not ask for diagnostics. */
import type { Connection } from 'vscode-languageserver/node';
import type { ClientSupport } from './client-support.ts';
import type { Documents } from './documents.ts';
import type { Inquiry } from './inquiry.ts';
import type { ShownReports } from './report-watch.ts';
import { NOTHING_FOUND, type ReportOf } from './reports.ts';

/** In milliseconds: long enough to let a burst of keystrokes pass, too short to wait for. */
const PAUSE = 60;

export interface Publisher {
  /** Publishes what a source gives, once edits pause. */
  schedule(source: string): void;
  scheduleAll(): void;
  /** Takes back what was published of documents that are closed. */
  clear(documents: readonly string[]): void;
}

export interface PublisherOptions {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly documents: Documents;
  readonly inquiry: Inquiry;
  readonly reportOf: ReportOf;
  readonly shown: ShownReports;
  readonly logFailure: (error: unknown) => void;
}

export function createPublisher(options: PublisherOptions): Publisher {
  const { connection, client, documents, inquiry, reportOf, shown, logFailure } = options;
  const timers = new Map<string, NodeJS.Timeout>();

  async function publish(source: string): Promise<void> {
    timers.delete(source);
    const analysis = await inquiry.analysisOf(source);
    for (const { document } of documents.sourceOf(source)?.parts ?? []) {
      const { uri, version } = document;
      const report = analysis === undefined ? NOTHING_FOUND : reportOf(analysis, uri);
      const diagnostics = [...report.items];
      shown.show(uri, report);
      const ofVersion = client.versionedDiagnostics ? { version } : {};
      await connection.sendDiagnostics({ uri, diagnostics, ...ofVersion });
    }
  }

  const schedule = (source: string): void => {
    clearTimeout(timers.get(source));
    timers.set(
      source,
      setTimeout(() => void publish(source).catch(logFailure), PAUSE),
    );
  };

  return {
    schedule,
    scheduleAll: () => {
      for (const { uri } of documents.sources()) schedule(uri);
    },
    clear: (closed) => {
      for (const uri of closed) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
