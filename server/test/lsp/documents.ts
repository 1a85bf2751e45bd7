/** Documents as tests send them, and what the server says of them. */
import type { CodeAction, Diagnostic, Position, Range, WorkspaceEdit } from 'vscode-languageclient/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageClient } from './language-client.ts';

export const URI = 'file:///projects/shop/jobs.py';

export function open(client: LanguageClient, text: string, uri = URI, languageId = 'python'): string {
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  return uri;
}

export function change(client: LanguageClient, version: number, text: string, uri = URI, range?: Range): void {
  const contentChanges = [range === undefined ? { text } : { range, text }];
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
}

export function close(client: LanguageClient, uri = URI): void {
  client.notify('textDocument/didClose', { textDocument: { uri } });
}

export interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly resultId?: string;
  readonly items?: readonly Diagnostic[];
}

export function pull(client: LanguageClient, uri = URI, previousResultId?: string): Promise<Report> {
  const previous = previousResultId === undefined ? {} : { previousResultId };
  return client.request('textDocument/diagnostic', { textDocument: { uri }, ...previous });
}

export async function diagnosticsOf(client: LanguageClient, uri = URI): Promise<readonly Diagnostic[]> {
  return (await pull(client, uri)).items!;
}

/** `line:rule`, lines from 1. */
export async function findingsOf(client: LanguageClient, uri = URI): Promise<string[]> {
  return named(await diagnosticsOf(client, uri));
}

export function named(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range, code }) => `${range.start.line + 1}:${code}`);
}

/** The place of the first occurrence of a text. */
export function positionOf(text: string, part: string, offset = 0): Position {
  return TextDocument.create('', '', 0, text).positionAt(text.indexOf(part) + offset);
}

export function actionsAt(
  client: LanguageClient,
  position: Position,
  { uri = URI, only }: { readonly uri?: string; readonly only?: readonly string[] } = {},
): Promise<CodeAction[]> {
  const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
  return client.request('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context,
  });
}

/** The text after an edit; a placeholder of a snippet stays as its text. */
export function applied(text: string, edit: WorkspaceEdit | undefined, uri = URI): string {
  const document = TextDocument.create(uri, 'python', 1, text);
  const versioned = (edit?.documentChanges ?? []).flatMap((one) =>
    'textDocument' in one && one.textDocument.uri === uri ? one.edits : [],
  );
  const edits = [...versioned, ...(edit?.changes?.[uri] ?? [])].map((one) =>
    'snippet' in one
      ? { range: one.range, newText: one.snippet.value.replace(/\$\{1:(\w+)\}/, '$1').replace(/\\(.)/g, '$1') }
      : { range: one.range, newText: one.newText },
  );
  return TextDocument.applyEdits(document, edits);
}
