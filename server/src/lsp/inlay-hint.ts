/** `textDocument/inlayHint`: behind the first line of a function, where it runs; for who has switched it on. */
import type { CancellationToken, InlayHint, InlayHintParams } from 'vscode-languageserver/node';
import { contextsText } from '#analysis';
import { contextsInShort, functionsIn, runsElsewhere } from './contexts.ts';
import type { Inquiry } from './inquiry.ts';
import { documentIn, rangeIn } from './params.ts';
import { offsetAt, placeOf } from './source.ts';

type AnswerInlayHint = (params: InlayHintParams, token: CancellationToken) => Promise<InlayHint[]>;

export function createInlayHints(inquiry: Inquiry): AnswerInlayHint {
  return async function inlayHint(params, token) {
    const uri = documentIn(params);
    const range = rangeIn(params);
    const answer = await inquiry.about(uri, token, ({ analysis, config, part }) => {
      if (!config.contexts.inlayHints) return [];
      const [start, end] = [offsetAt(part, range.start), offsetAt(part, range.end)];
      return functionsIn(analysis.module).flatMap(({ fn, name }): InlayHint[] => {
        if (name.end < start || name.start > end || !runsElsewhere(fn)) return [];
        const place = placeOf(analysis.source, name);
        if (place?.document.uri !== uri) return [];
        const { line } = place.range.start;
        const text = place.document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
        const position = { line, character: text.trimEnd().length };
        return [{ position, label: contextsInShort(fn), tooltip: `Runs on: ${contextsText(fn)}`, paddingLeft: true }];
      });
    });
    return answer ?? [];
  };
}
