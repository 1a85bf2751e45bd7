/** Accesses with all that an audit says of them: where they run, and which locks keep others out. */
import { functionIn, moduleOf } from '../program/code.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import type { HeldLock } from '../summaries/locks.ts';
import type { SharedState } from '../summaries/shared-state.ts';
import type { ExecutionContext } from './execution-context.ts';
import { isUnderConstruction, locksOver } from './guarded-access.ts';
import { type Placement, placementOf } from './placement.ts';
import { mayReach } from './thread-guards.ts';

export interface AuditedAccess {
  readonly access: Access;
  readonly contexts: readonly ExecutionContext[];
  /** Held on every path, by its own function or by all who call that. */
  readonly locks: readonly HeldLock[];
  /** Whether something unknown is entered around it, which may be a lock. */
  readonly isUncertain: boolean;
}

export interface AuditedAccesses {
  /** Those that change it first, each module's own in source order. */
  readonly accesses: readonly AuditedAccess[];
  /** Of all of them, also of those that are left out, the first. */
  readonly first: Access;
}

/** A state that is accessed in more places than this is generated code: the first places speak for the others. */
const MOST_ACCESSES = 300;

/**
 * The accesses after the state was set up: not what imports and constructors do, before anybody else has it. Those of
 * tests are left out, unless the state is a test's own.
 */
export function auditedAccessesTo(state: SharedState): AuditedAccesses {
  const placement = placementOf(state.module);
  const found = accessesTo(state).filter(({ code }) => !moduleOf(code).isTest || state.module.isTest);
  const updates = found.filter(({ kind }) => kind === 'update');
  // `d[k] = d.get(k, 0) + 1` is one update, and no read besides.
  const isPart = ({ kind, place }: Access): boolean =>
    kind === 'read' && updates.some(({ node, read }) => node.contains(place) || read?.contains(place));
  const all = found.filter((access) => !isPart(access));
  const accesses = all
    .filter((access) => !isSetUp(access, placement))
    .sort((a, b) => Number(a.kind === 'read') - Number(b.kind === 'read'))
    .slice(0, MOST_ACCESSES)
    .map((access): AuditedAccess => {
      const contexts = placement.contextsOf(access.code).filter((context) => mayReach(access.node, context));
      return { access, contexts, ...locksOver(access, placement) };
    });
  return { accesses, first: all.find(({ kind }) => kind !== 'read') ?? all[0] ?? accessesTo(state)[0]! };
}

/** `total = 0` at the top of a module, whatever an import runs, `self.total = 0` of a constructor. */
function isSetUp(access: Access, placement: Placement): boolean {
  if (isUnderConstruction(access)) return true;
  if (functionIn(access.code) !== undefined) return false;
  return access.kind === 'write' || placement.contextsOf(access.code).every(({ kind }) => kind === 'import');
}
