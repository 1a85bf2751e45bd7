/** Tells the user about the server itself: `interleave/status`, problems shown in `pyproject.toml`, and the log. */
import { pathToFileURL } from 'node:url';
import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Analysis } from './analyser.ts';
import type { ClientSupport } from './client-support.ts';
import { placeOf } from './source.ts';
import type { WorkspaceFolders } from './workspace-folders.ts';

/** Something that was not read or not checked. */
export interface ServerProblem {
  /** A file as users call it, or a setting. */
  readonly path: string;
  /** Absolute: a file that the client has not opened, but can show. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly message: string;
}

export interface ServerStatus {
  /** How many rules run on the document that was opened last. */
  readonly rulesOn: number;
  /** 'Python 3.13 or later': what that document is taken to run on, where somebody says so. */
  readonly runsOn?: string;
  readonly problems: readonly ServerProblem[];
}

export interface StatusOptions {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly folders: WorkspaceFolders;
  readonly version: string;
}

/** Returns what tells the client what has changed since it was told last. */
export function createStatus(options: StatusOptions): (status: ServerStatus) => void {
  const { connection, client, folders, version } = options;
  let told = '';
  let published = new Map<string, string>();
  const logged = new Set<string>();

  function publish(problems: readonly ServerProblem[]): void {
    const byFile = new Map<string, Diagnostic[]>();
    for (const problem of problems) {
      if (problem.file === undefined || !folders.isInside(problem.file)) continue;
      const uri = pathToFileURL(problem.file).href;
      byFile.set(uri, [...(byFile.get(uri) ?? []), diagnosticOf(problem)]);
    }
    const current = new Map<string, string>();
    for (const [uri, diagnostics] of byFile) {
      current.set(uri, JSON.stringify(diagnostics));
      if (published.get(uri) !== current.get(uri)) void connection.sendDiagnostics({ uri, diagnostics });
    }
    for (const uri of published.keys()) {
      if (!current.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    published = current;
  }

  return ({ problems, ...rest }) => {
    publish(problems);
    for (const { path, line, message } of problems) {
      const text = `${path}${line === undefined ? '' : `:${line}`}: ${message}`;
      if (!logged.has(text)) connection.console.warn(text);
      logged.add(text);
    }
    const shown = problems.map(({ path, line, message }) => ({
      path,
      message,
      ...(line === undefined ? {} : { line }),
    }));
    const status = { version, ...rest, problems: shown };
    if (client.status && told !== JSON.stringify(status)) void connection.sendNotification('interleave/status', status);
    told = JSON.stringify(status);
  };
}

/** The whole line: that is as much as can be said without reading the file again. */
function diagnosticOf({ line = 1, message }: ServerProblem): Diagnostic {
  return {
    range: { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: LONGEST_LINE } },
    severity: DiagnosticSeverity.Warning,
    source: 'interleave',
    message,
  };
}

/** The protocol's largest number: a position beyond the end of its line means that end. */
const LONGEST_LINE = 2 ** 31 - 1;

/** What kept a source from being checked as a whole. */
export function problemsOf({ source, config: { path }, problems }: Analysis): ServerProblem[] {
  return problems.map(({ range, message }) => {
    const place = range === undefined ? undefined : placeOf(source, range);
    return { path, message, ...(place === undefined ? {} : { line: place.range.start.line + 1 }) };
  });
}
