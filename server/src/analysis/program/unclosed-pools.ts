/** Pools of processes or threads that a function makes for itself and never closes. */
import { Form, Role } from '../facts/forms.ts';
import { EXECUTORS } from '../library/executors.ts';
import { lastName, lastNames } from '../library/last-names.ts';
import { isSubclass } from '../library/results.ts';
import { callsNamed } from './called-names.ts';
import { keptByChunk } from './kept.ts';
import type { Node } from './node.ts';
import { referencesTo } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

export interface UnclosedPool {
  /** The call that makes it. */
  readonly made: Node;
  /** The variable that has it; undefined for `Pool().map(…)`. */
  readonly name?: string;
  /** Whether it is one of multiprocessing, whose documentation says not to rely on the garbage collector. */
  readonly isPool: boolean;
}

/** In source order. Whoever else may have the pool may close it; module-level ones are for the whole program. */
export const unclosedPoolsIn = keptByChunk((module, chunk): UnclosedPool[] =>
  callsNamed(module, chunk, LAST_NAMES).flatMap((made) => {
    const isPool = isPoolMade(made);
    if (isPool === undefined) return [];
    const { parent } = made;
    if (parent?.form === Form.Attribute && parent.role === Role.Callee) {
      return WAITING.has(parent.name) ? [{ made, isPool }] : [];
    }
    const target =
      parent?.form === Form.Assign && parent.role === Role.Statement ? parent.child(Role.Target) : undefined;
    if (target?.form !== Form.Name || !isLeftOpen(target)) return [];
    return [{ made, name: target.name, isPool }];
  }),
);

const LAST_NAMES = new Set(['Pool', 'ThreadPool', ...lastNames(EXECUTORS)]);

function isPoolMade(call: Node): boolean | undefined {
  const callee = call.child(Role.Callee)!;
  // `super().map(…)` gives an executor as well, and makes none.
  if (!LAST_NAMES.has(lastName(symbolOf(callee) ?? ''))) return undefined;
  const value = provenanceOf(call);
  if (value.kind !== 'instance' || !value.made.is(call)) return undefined;
  if (isSubclass(value.of, 'multiprocessing.pool.Pool')) return true;
  return isSubclass(value.of, 'concurrent.futures.Executor') ? false : undefined;
}

/** Methods after which nobody needs the pool any more, when nobody has it. */
const WAITING: ReadonlySet<string> = new Set(['map', 'starmap', 'apply', 'submit', 'imap', 'imap_unordered']);

/** Methods that neither close the pool nor hand it on. */
const USES: ReadonlySet<string> = new Set([...WAITING, 'apply_async', 'map_async', 'starmap_async']);

/** Whether all that is done with a variable of a function is to give jobs to the pool in it. */
function isLeftOpen(target: Node): boolean {
  const scope = target.scope.scopeOf(target.name);
  if (scope === undefined || scope.isModule || scope.own(target.name).length > 1) return false;
  const references = referencesTo(target.name, scope);
  return (
    references.length > 0 &&
    references.every((reference) =>
      sinksOf(reference).every(({ kind, node }) => {
        if (kind === 'attribute') return node.role === Role.Callee && USES.has(node.name);
        if (kind !== 'argument') return false;
        // `loop.run_in_executor(pool, f)`
        const isFirst = node.args[0]?.is(reference) === true;
        return isFirst && node.child(Role.Callee)?.name === 'run_in_executor';
      }),
    )
  );
}
