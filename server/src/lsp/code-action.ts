/** `textDocument/codeAction`: fixes, suppression and explanation of the findings at the cursor; all safe fixes at once. */
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
} from 'vscode-languageserver/node';
import type { Finding } from '#analysis';
import type { Analyser } from './analyser.ts';
import { allSafeFixes } from './fix-all.ts';
import type { Answerable, Inquiry } from './inquiry.ts';
import { OPEN_PAGE, pageOf } from './pages.ts';
import { documentIn, rangeIn } from './params.ts';
import { areInPlace, offsetAt } from './source.ts';
import { suppressionEdit } from './suppress.ts';
import { type Presentation, toDiagnostic, toSnippetEdit, toWorkspaceEdit } from './to-lsp.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.interleave`;
/** VS Code asks for this one once for a whole notebook, for the other in every cell. */
export const FIX_ALL_IN_NOTEBOOK = `notebook.${FIX_ALL}`;

export interface CodeActionOptions {
  readonly inquiry: Inquiry;
  readonly analyser: Analyser;
  readonly presentation: Presentation;
}

type AnswerCodeAction = (params: CodeActionParams, token: CancellationToken) => Promise<CodeAction[]>;

export function createCodeActions({ inquiry, analyser, presentation }: CodeActionOptions): AnswerCodeAction {
  const { client } = presentation;

  function atCursor(finding: Finding, known: Answerable): CodeAction[] {
    const placed = toDiagnostic(finding, known.analysis, presentation);
    if (placed === undefined) return [];
    const actions = [...fixesOf(finding, known), ...suppressionOf(finding, known), ...explanationOf(finding)];
    return actions.map((action) => ({ ...action, kind: CodeActionKind.QuickFix, diagnostics: [placed.diagnostic] }));
  }

  function fixesOf({ fixes }: Finding, { analysis: { source } }: Answerable): CodeAction[] {
    return fixes
      .filter(({ edits }) => edits.length > 0 && areInPlace(source, edits))
      .map(({ title, safety, edits }) => ({
        title,
        edit: toWorkspaceEdit(edits, source, client),
        ...(safety === 'safe' ? { isPreferred: true } : {}),
      }));
  }

  function suppressionOf(finding: Finding, known: Answerable): CodeAction[] {
    // Who suppresses the finding that a suppression is useless has two useless ones.
    if (presentation.rules.get(finding.rule)?.family === 'housekeeping') return [];
    const found = suppressionEdit(finding, known, analyser);
    if (found === undefined) return [];
    const { edit, placeholder } = found;
    const { source } = known.analysis;
    const title = `Suppress '${finding.rule}' here, with a reason`;
    if (placeholder === undefined) return [{ title, edit: toWorkspaceEdit([edit], source, client) }];
    return [{ title, edit: toSnippetEdit(edit, placeholder, source, client) }];
  }

  function explanationOf({ rule: id }: Finding): CodeAction[] {
    const rule = presentation.rules.get(id);
    if (!client.commandLinks || rule === undefined) return [];
    const title = `Explain '${id}'`;
    return [{ title, command: { title, command: OPEN_PAGE, arguments: [pageOf(rule)] } }];
  }

  function fixAll(known: Answerable, only: readonly string[] | undefined): CodeAction[] {
    const kinds = known.analysis.source.isNotebook ? [FIX_ALL, FIX_ALL_IN_NOTEBOOK] : [FIX_ALL];
    const kind = kinds.find((candidate) => isWanted(candidate, only));
    // Only when asked for: it is worth its time when the user saves or looks for it.
    if (only === undefined || kind === undefined) return [];
    const edits = allSafeFixes(known, analyser);
    if (edits.length === 0) return [];
    const edit = toWorkspaceEdit(edits, known.analysis.source, client);
    return [{ title: 'Apply all safe fixes of Interleave', kind, edit }];
  }

  return async function codeAction(params, token) {
    const document = documentIn(params);
    const range = rangeIn(params);
    const only = params.context?.only;
    // Before there were literals, actions were commands that the server runs; there are none.
    if (!client.codeActionLiterals) return [];
    const actions = await inquiry.about(document, token, (known) => {
      const [start, end] = [offsetAt(known.part, range.start), offsetAt(known.part, range.end)];
      const touched = known.analysis.findings.filter((one) => one.range.start <= end && start <= one.range.end);
      return [
        ...(isWanted(CodeActionKind.QuickFix, only) ? touched.flatMap((finding) => atCursor(finding, known)) : []),
        ...fixAll(known, only),
      ];
    });
    return actions ?? [];
  };
}

/** A kind stands for all kinds below it; the empty one for all. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}
