/** The one place that knows both findings and diagnostics, both fixes and workspace edits. */
import {
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Location,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Edit, type Finding, type ListedRule, otherEndOf, type Severity } from '#analysis';
import { lineEndOf, withLineEnd } from '../project/apply-fixes.ts';
import type { Analysis } from './analyser.ts';
import type { ClientSupport } from './client-support.ts';
import { type Pages, pageOf } from './pages.ts';
import { placeOf, type Source } from './source.ts';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export interface Presentation {
  readonly client: ClientSupport;
  readonly pages: Pages;
  readonly rules: ReadonlyMap<string, ListedRule>;
}

export interface PlacedDiagnostic {
  readonly document: TextDocument;
  readonly diagnostic: Diagnostic;
}

/** undefined for a finding that is in no one document. */
export function toDiagnostic(
  finding: Finding,
  { source, locate }: Pick<Analysis, 'source' | 'locate'>,
  { client, pages, rules }: Presentation,
): PlacedDiagnostic | undefined {
  const place = placeOf(source, finding.range);
  const rule = rules.get(finding.rule);
  if (place === undefined || rule === undefined) return undefined;
  const codeDescription: CodeDescription = { href: pages.href(pageOf(rule)) };
  const relatedInformation = client.relatedInformation ? relatedTo(finding, locate) : [];
  const diagnostic = {
    range: place.range,
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    ...(client.codeDescription ? { codeDescription } : {}),
    source: 'interleave',
    message: finding.message,
    ...(relatedInformation.length === 0 ? {} : { relatedInformation }),
    ...(client.otherEnds ? otherEndIn(finding, locate) : {}),
  };
  return { document: place.document, diagnostic };
}

function relatedTo({ related, path: own }: Finding, locate: Analysis['locate']): DiagnosticRelatedInformation[] {
  return related.flatMap(({ path = own, range, message }) => {
    const location = locate(path, range);
    return location === undefined ? [] : [{ location, message }];
  });
}

/** For our own extension, which shows it while the cursor is on the finding. */
function otherEndIn({ witness }: Finding, locate: Analysis['locate']): { readonly data?: { otherEnd: OtherEnd } } {
  const end = witness === undefined ? undefined : otherEndOf(witness);
  const location = end === undefined ? undefined : locate(end.place.path, end.place.range);
  return end === undefined || location === undefined ? {} : { data: { otherEnd: { ...location, label: end.text } } };
}

interface OtherEnd extends Location {
  readonly label: string;
}

/** Edits of the module as edits of its documents; they must be in place. Inserted lines end as the document's do. */
export function toWorkspaceEdit(edits: readonly Edit[], source: Source, client: ClientSupport): WorkspaceEdit {
  const byDocument = new Map<TextDocument, TextEdit[]>();
  for (const { range, text } of edits) {
    const place = placeOf(source, range)!;
    const newText = withLineEnd(text, lineEndOf(place.document.getText()));
    byDocument.set(place.document, [...(byDocument.get(place.document) ?? []), { range: place.range, newText }]);
  }
  return toVersionedEdit(byDocument, client);
}

/** With versions where the client knows them, so that edits of an older text are refused. */
function toVersionedEdit(
  byDocument: ReadonlyMap<TextDocument, readonly (TextEdit | SnippetTextEdit)[]>,
  { documentChanges }: ClientSupport,
): WorkspaceEdit {
  if (documentChanges) {
    const changes = [...byDocument].map(
      ([{ uri, version }, edits]): TextDocumentEdit => ({ textDocument: { uri, version }, edits: [...edits] }),
    );
    return { documentChanges: changes };
  }
  return { changes: Object.fromEntries([...byDocument].map(([{ uri }, edits]) => [uri, edits as TextEdit[]])) };
}

/** One insertion whose `placeholder` the editor selects, where the client has snippets. */
export function toSnippetEdit(
  { range, text }: Edit,
  placeholder: string,
  source: Source,
  client: ClientSupport,
): WorkspaceEdit {
  if (!client.documentChanges || !client.snippetEdits) return toWorkspaceEdit([{ range, text }], source, client);
  const place = placeOf(source, range)!;
  const inserted = withLineEnd(text, lineEndOf(place.document.getText()));
  const at = inserted.lastIndexOf(placeholder);
  const [before, after] = [inserted.slice(0, at), inserted.slice(at + placeholder.length)].map(escapeSnippet);
  const value = `${before}\${1:${placeholder}}${after}`;
  const edit: SnippetTextEdit = { range: place.range, snippet: { kind: 'snippet', value } };
  return toVersionedEdit(new Map([[place.document, [edit]]]), client);
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
