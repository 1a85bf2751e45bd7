/** How sure it is that a thread runs a piece of code, and by which calls it gets there. */
import type { Code } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { pathTo } from './describe-context.ts';
import { type ExecutionContext, isDefinition } from './execution-context.ts';
import type { Placement } from './placement.ts';

/** Started in sight, in the program; by a framework, which may be run otherwise; only in tests, or supposed. */
export type Evidence = 'start' | 'framework' | 'assumed';

/** A thread that comes to a place where it must not. */
export interface InThread {
  readonly call: Node;
  readonly context: ExecutionContext;
  /** The calls that lead from where the thread begins to the function around the call. */
  readonly path: readonly Node[];
  readonly evidence: Evidence;
}

/** The surest of these threads that runs the code, if there is any. */
export function surestThread(
  call: Node,
  code: Code,
  contexts: readonly ExecutionContext[],
  placement: Placement,
): InThread | undefined {
  const context = [...contexts].sort((a, b) => RANKS.indexOf(evidenceOf(a)) - RANKS.indexOf(evidenceOf(b)))[0];
  if (context === undefined) return undefined;
  return { call, context, path: pathTo(context, code, placement), evidence: evidenceOf(context) };
}

const RANKS: readonly Evidence[] = ['start', 'framework', 'assumed'];

function evidenceOf({ isAssumed, origin }: ExecutionContext): Evidence {
  return isAssumed ? 'assumed' : isDefinition(origin) ? 'framework' : 'start';
}
