/** What an analysis says of each of its documents, as diagnostics. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Analysis } from './analyser.ts';
import { type Presentation, toDiagnostic } from './to-lsp.ts';

export interface DocumentReport {
  /** Equal reports have equal ids, in the next version of the document and after a restart too. */
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

export type ReportOf = (analysis: Analysis, document: string) => DocumentReport;

export function createReports(presentation: Presentation): ReportOf {
  const known = new WeakMap<Analysis, ReadonlyMap<string, DocumentReport>>();
  return (analysis, document) => {
    let reports = known.get(analysis);
    if (reports === undefined) {
      reports = reportsOf(analysis, presentation);
      known.set(analysis, reports);
    }
    return reports.get(document) ?? NOTHING_FOUND;
  };
}

function reportsOf(analysis: Analysis, presentation: Presentation): Map<string, DocumentReport> {
  const byDocument = new Map<string, Diagnostic[]>();
  for (const finding of analysis.findings) {
    const placed = toDiagnostic(finding, analysis, presentation);
    if (placed === undefined) continue;
    const { uri } = placed.document;
    const list = byDocument.get(uri);
    if (list === undefined) byDocument.set(uri, [placed.diagnostic]);
    else list.push(placed.diagnostic);
  }
  return new Map([...byDocument].map(([uri, items]) => [uri, reportWith(items)]));
}

function reportWith(items: readonly Diagnostic[]): DocumentReport {
  return { resultId: createHash('sha1').update(JSON.stringify(items)).digest('base64url'), items };
}

export const NOTHING_FOUND = reportWith([]);
