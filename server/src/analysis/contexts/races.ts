/** Pairs of accesses to one global variable that may run at the same time with no lock in common. */
import { Form } from '../facts/forms.ts';
import { functionIn } from '../program/code.ts';
import type { GlobalVariable } from '../program/globals.ts';
import type { Module } from '../program/module.ts';
import { type Access, accessesTo, variablesUpdatedIn } from '../summaries/accesses.ts';
import { guardsSharedState, type Lock, locksHeldAt, locksHeldOnEntry } from '../summaries/locks.ts';
import type { ExecutionContext } from './execution-context.ts';
import { orderingOf } from './ordering.ts';
import { type Placement, placementOf } from './placement.ts';

/** An access with what protects it. */
export interface GuardedAccess extends Access {
  readonly locks: readonly Lock[];
}

export interface Race {
  readonly variable: GlobalVariable;
  /** The unprotected compound operation. */
  readonly update: GuardedAccess;
  readonly updateContext: ExecutionContext;
  /** What may happen in the middle of it; the same access when several threads run it. */
  readonly other: GuardedAccess;
  readonly otherContext: ExecutionContext;
  /**
   * Where another thread gets its turn in the middle of the update: at a `call` in it, on every build; otherwise only
   * between two `bytecodes`, as Python up to 3.9 and free-threaded builds let it (measured on CPython 3.9 to 3.13).
   */
  readonly window: 'call' | 'bytecodes';
  /** Every write of the variable, and those among them that no common lock orders. */
  readonly writes: readonly GuardedAccess[];
  readonly unprotected: readonly GuardedAccess[];
  /** Whether it rests on the assumption that something calls a function from the main flow. */
  readonly isAssumed: boolean;
}

/**
 * The races on what the module's code updates, one for each function and variable: its first unprotected update, against
 * the plainest other access in the program. Reads do not count as the other access: an update that is only read elsewhere loses nothing.
 */
export function racesIn(module: Module): Race[] {
  const found: Race[] = [];
  const variables = variablesUpdatedIn(module);
  if (variables.length === 0) return found;
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return found;
  const conflicts = createConflicts(module, placement);
  for (const variable of variables) {
    const writes = accessesTo(variable)
      .filter(({ kind }) => kind !== 'read')
      .slice(0, MOST_WRITES)
      .map((access) => guarded(access, placement))
      .filter((access) => access !== undefined);
    const reported = new Set<number>();
    let unprotected: GuardedAccess[] | undefined;
    for (const update of writes) {
      if (update.node.module !== module || reported.has(update.code.id)) continue;
      const conflict = conflicts.plainest(update, writes);
      if (conflict === undefined) continue;
      reported.add(update.code.id);
      const window = [...update.node.descendants(Form.Call)].length > 0 ? 'call' : 'bytecodes';
      unprotected ??= writes.filter((write) => conflicts.isUnprotected(write, writes));
      found.push({ variable, window, writes, unprotected, ...conflict });
    }
  }
  return found;
}

/** A global written in more places than this is generated code: the first places speak for the others. */
const MOST_WRITES = 200;

/** undefined where something unknown may be a lock: such an access is never called unprotected. */
function guarded(access: Access, placement: Placement): GuardedAccess | undefined {
  const here = locksHeldAt(access.place);
  const fn = functionIn(access.code);
  const before = fn === undefined ? undefined : locksHeldOnEntry(fn, placement.isEntry);
  if (here.isUncertain || before?.isUncertain) return undefined;
  return { ...access, locks: [...here.locks, ...(before?.locks ?? [])].filter(guardsSharedState) };
}

type Conflict = Pick<Race, 'update' | 'updateContext' | 'other' | 'otherContext' | 'isAssumed'>;

interface Conflicts {
  /** What may happen in the middle of an update: itself in another thread first, assumptions last. */
  plainest(update: GuardedAccess, writes: readonly GuardedAccess[]): Conflict | undefined;
  /** Whether a write takes part in any conflict. */
  isUnprotected(write: GuardedAccess, writes: readonly GuardedAccess[]): boolean;
}

function createConflicts(module: Module, placement: Placement): Conflicts {
  const { mayRunInParallel } = orderingOf(module.program!);

  function* between(update: GuardedAccess, other: GuardedAccess): Generator<Conflict> {
    if (update.kind !== 'update') return;
    if (update.locks.some(({ key }) => other.locks.some((lock) => lock.key === key))) return;
    for (const updateContext of placement.contextsOf(update.code)) {
      for (const otherContext of placement.contextsOf(other.code)) {
        const a = { node: update.node, context: updateContext };
        const b = { node: other.node, context: otherContext };
        if (!mayRunInParallel(a, b)) continue;
        const isAssumed = updateContext.isAssumed || otherContext.isAssumed;
        yield { update, updateContext, other, otherContext, isAssumed };
      }
    }
  }

  const isConflict = (update: GuardedAccess, other: GuardedAccess): boolean => !between(update, other).next().done;

  return {
    plainest(update, writes) {
      let assumed: Conflict | undefined;
      for (const other of [update, ...writes.filter((write) => write !== update)]) {
        for (const conflict of between(update, other)) {
          if (!conflict.isAssumed) return conflict;
          assumed ??= conflict;
        }
      }
      return assumed;
    },
    isUnprotected: (write, writes) => writes.some((other) => isConflict(write, other) || isConflict(other, write)),
  };
}
