/** The contexts of one or several pieces of code in few words: "main flow, 3 threads, event loop". */

import type { Node } from '../program/node.ts';
import { isOutOfSight } from './context-words.ts';
import { kindOf, nameOfOrigin, whatOf } from './describe-context.ts';
import { ASSUMED_MAIN_FLOW, ASSUMED_THREADS, type ExecutionContext } from './execution-context.ts';

export interface Flow {
  /** "main flow", "3 threads" */
  readonly what: string;
  /** The calls, decorators and classes that begin it, as the user names them; none for the main flow. */
  readonly from: readonly { readonly name: string; readonly place: Node }[];
}

function isFromOutside(context: ExecutionContext): boolean {
  return context === ASSUMED_MAIN_FLOW || context === ASSUMED_THREADS;
}

/** Contexts that are called the same are counted; those in tests are left out where others are seen. */
export function flowsOf(contexts: Iterable<ExecutionContext>): Flow[] {
  const all = [...new Set(contexts)];
  const seen = all.filter((context) => !context.isAssumed);
  const wanted = seen.length === 0 ? all : all.filter((context) => !context.isAssumed || isFromOutside(context));
  const isMainSeen = wanted.some(({ kind, isAssumed }) => kind === 'main' && !isAssumed);
  const byName = new Map<string, ExecutionContext[]>();
  for (const context of wanted) {
    if (context === ASSUMED_MAIN_FLOW && isMainSeen) continue;
    const name = isOutOfSight(context) ? `${kindOf(context)} (assumed)` : whatOf(context);
    const list = byName.get(name);
    if (list === undefined) byName.set(name, [context]);
    else list.push(context);
  }
  const rankOf = ([, [first]]: [string, ExecutionContext[]]): number => RANKS.indexOf(first!.kind);
  return [...byName]
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map(([name, list]) => ({ what: countedName(name, list), from: originsOf(list) }));
}

/** What makes code concurrent comes first. */
const RANKS: readonly ExecutionContext['kind'][] = [
  ...(['thread', 'executor', 'event-loop', 'main', 'signal-handler', 'finalizer', 'process', 'import'] as const),
];

export function flowsText(contexts: Iterable<ExecutionContext>): string {
  return flowsOf(contexts)
    .map(({ what }) => what)
    .join(', ');
}

/** "thread" that is started in three places: "3 threads"; what runs several anyway stays so. */
function countedName(name: string, list: readonly ExecutionContext[]): string {
  const isCounted = list.length > 1 && list.every(({ isMany }) => !isMany) && /^[a-z ]+$/.test(name);
  return isCounted ? `${list.length} ${name.endsWith('s') ? `${name}es` : `${name}s`}` : name;
}

function originsOf(list: readonly ExecutionContext[]): Flow['from'] {
  const byPlace = new Map<number, { readonly name: string; readonly place: Node }>();
  for (const { origin } of list) {
    if (origin !== undefined) byPlace.set(origin.id, { name: nameOfOrigin(origin), place: origin });
  }
  return [...byPlace.values()];
}
