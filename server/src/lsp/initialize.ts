/** The answer to `initialize`: what the server can do for this client. */
import {
  CodeActionKind,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { ClientSupport } from './client-support.ts';
import { FIX_ALL, FIX_ALL_IN_NOTEBOOK } from './code-action.ts';

export function initializeResult(client: ClientSupport, version: string): InitializeResult {
  return {
    serverInfo: { name: 'interleave', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      notebookDocumentSync: { notebookSelector: [{ notebook: '*', cells: [{ language: 'python' }] }], save: true },
      ...(client.pullsDiagnostics
        ? {
            diagnosticProvider: {
              identifier: 'interleave',
              interFileDependencies: true,
              workspaceDiagnostics: false,
            },
          }
        : {}),
      hoverProvider: true,
      codeLensProvider: { resolveProvider: true },
      inlayHintProvider: true,
      codeActionProvider: client.codeActionLiterals
        ? { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, FIX_ALL_IN_NOTEBOOK] }
        : true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
