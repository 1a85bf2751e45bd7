/** `textDocument/diagnostic`: the diagnostics of a document, for a client that asks. */
import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { Inquiry } from './inquiry.ts';
import { documentIn } from './params.ts';
import type { ShownReports } from './report-watch.ts';
import { NOTHING_FOUND, type ReportOf } from './reports.ts';

export interface PullOptions {
  readonly inquiry: Inquiry;
  readonly reportOf: ReportOf;
  readonly logFailure: (error: unknown) => void;
  readonly shown: ShownReports;
}

type Pull = (params: DocumentDiagnosticParams, token: CancellationToken) => Promise<DocumentDiagnosticReport>;

export function createPull({ inquiry, reportOf, logFailure, shown }: PullOptions): Pull {
  return async function pull(params, token) {
    const uri = documentIn(params);
    const { previousResultId } = params;
    try {
      const found = await inquiry.about(uri, token, ({ analysis }) => reportOf(analysis, uri));
      const report = found ?? NOTHING_FOUND;
      const { resultId, items } = report;
      shown.show(uri, report);
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
    } catch (error) {
      if (error instanceof ResponseError) throw retriggering(error);
      // VS Code never asks again for a document for which it got any other error.
      logFailure(error);
      if (previousResultId === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previousResultId };
    }
  };
}

/** Told that the content was modified, VS Code would show no diagnostics until it asks again. */
function retriggering(error: ResponseError<unknown>): ResponseError<unknown> {
  if (error.code !== LSPErrorCodes.ContentModified) return error;
  return new ResponseError(LSPErrorCodes.ServerCancelled, error.message, { retriggerRequest: true });
}
