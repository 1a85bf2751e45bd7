/** Refuses params that are not what the protocol says, before anything is done with them. */
import { ErrorCodes, Position, Range, ResponseError } from 'vscode-languageserver/node';
import { isRecord } from './client-support.ts';

export function documentIn(params: unknown): string {
  const document = isRecord(params) ? params.textDocument : undefined;
  const uri = isRecord(document) ? document.uri : undefined;
  if (typeof uri !== 'string') throw invalid('textDocument.uri');
  return uri;
}

export function positionIn(params: { readonly position: unknown }): Position {
  if (!Position.is(params.position)) throw invalid('position');
  return params.position;
}

export function rangeIn(params: { readonly range: unknown }): Range {
  if (!Range.is(params.range)) throw invalid('range');
  return params.range;
}

function invalid(name: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, `'${name}' is missing or malformed.`);
}
