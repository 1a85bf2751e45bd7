/** Changes of rows that several requests or tasks may make at once, each by what it has read before. */
import { functionIn } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import { type RowDecision, type RowUpdate, rowUpdatesIn } from '../summaries/row-updates.ts';
import type { ExecutionContext } from './execution-context.ts';
import { placementOf } from './placement.ts';
import { isInRequest } from './server-path.ts';

export interface RowRace {
  readonly found: RowUpdate | RowDecision;
  /** Who runs it several times at once; undefined where nobody is seen to. */
  readonly by?: 'request' | 'task';
}

export function* rowRacesIn(module: Module): Generator<RowRace> {
  for (const found of rowUpdatesIn(module)) {
    const by = runnerOf(found, module);
    yield { found, ...(by === undefined ? {} : { by }) };
  }
}

/** Unlike memory, rows are shared by the processes of a server or queue, too. */
function runnerOf({ code }: RowUpdate | RowDecision, module: Module): RowRace['by'] {
  const fn = functionIn(code);
  if (fn !== undefined && isInRequest(fn)) return 'request';
  const many = placementOf(module)
    .contextsOf(code)
    .find((context) => !context.isAssumed && (context.isMany || context.runsMany === true));
  return many === undefined ? undefined : isRequest(many) ? 'request' : 'task';
}

/** What a server runs is begun by a definition or registration, not by a start in the program. */
function isRequest({ kind, runsMany }: ExecutionContext): boolean {
  return runsMany === true && kind !== 'process';
}
