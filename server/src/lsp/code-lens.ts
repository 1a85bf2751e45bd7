/** `textDocument/codeLens`: above a function, where it runs; for who has switched it on. */
import type { CancellationToken, CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { isRecord } from './client-support.ts';
import { contextsInShort, functionNamedAt, functionsIn, runsElsewhere } from './contexts.ts';
import type { Inquiry } from './inquiry.ts';
import { documentIn } from './params.ts';
import { offsetAt, placeOf } from './source.ts';

type AnswerCodeLens = (params: CodeLensParams, token: CancellationToken) => Promise<CodeLens[]>;
type ResolveCodeLens = (lens: CodeLens, token: CancellationToken) => Promise<CodeLens>;

/** Their texts are found out for those that the editor shows. */
export function createCodeLens(inquiry: Inquiry): AnswerCodeLens {
  return async function codeLens(params, token) {
    const uri = documentIn(params);
    const answer = await inquiry.about(uri, token, ({ analysis, config }) => {
      if (!config.contexts.codeLens) return [];
      return functionsIn(analysis.module).flatMap(({ fn, name }): CodeLens[] => {
        const place = runsElsewhere(fn) ? placeOf(analysis.source, name) : undefined;
        return place?.document.uri === uri ? [{ range: place.range, data: { uri } }] : [];
      });
    });
    return answer ?? [];
  };
}

export function createCodeLensResolve(inquiry: Inquiry): ResolveCodeLens {
  return async function resolve(lens, token) {
    const uri = isRecord(lens.data) ? lens.data.uri : undefined;
    if (typeof uri !== 'string') return lens;
    const text = await inquiry.about(uri, token, ({ analysis, part }) => {
      const found = functionNamedAt(analysis.module, offsetAt(part, lens.range.start));
      return found === undefined ? undefined : contextsInShort(found.fn);
    });
    // It leads nowhere: the places are in the hover.
    return { ...lens, command: { title: text ? `Runs on: ${text}` : '', command: '' } };
  };
}
