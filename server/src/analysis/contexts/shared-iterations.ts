/** Loops over shared containers to which another thread may add, or from which it may remove, meanwhile. */

import type { Openness } from '../library/iterating.ts';
import { exceptionsCaughtAt } from '../program/handlers.ts';
import { keptByModule } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { accessesTo } from '../summaries/accesses.ts';
import { type Iteration, iterationsIn } from '../summaries/iterations.ts';
import { receiverOf, type SharedState } from '../summaries/shared-state.ts';
import { type SizeChange, sizeChangeOf } from '../summaries/size-changes.ts';
import { type Conflict, plainestConflict } from './conflicts.ts';
import { isGuardDeclared } from './declared-guards.ts';
import { isThread } from './execution-context.ts';
import { type GuardedAccess, guarded, isUnderConstruction } from './guarded-access.ts';
import { type Placement, placementOf } from './placement.ts';
import { isSeenByThreads } from './seen-by-threads.ts';

/** An iteration, and the access that may change the container in the middle of it. */
export interface SharedIteration extends Conflict {
  readonly iteration: Iteration;
  readonly change: SizeChange;
  readonly openness: Openness;
}

/** Those in the module's code, one for each function and state: the first. */
export const sharedIterationsIn: (module: Module) => readonly SharedIteration[] = keptByModule(findIn);

function findIn(module: Module): SharedIteration[] {
  const found = new Map<string, SharedIteration>();
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return [];
  for (const iteration of iterationsIn(module)) {
    const { state, code, openness, loop } = iteration;
    const key = `${state.key} ${code.id}`;
    if (found.has(key) || (openness === 'no-gil' && !module.environment.freeThreaded)) continue;
    if (isGuardDeclared(state) || !isSeenByThreads(state, placement)) continue;
    const changes = sizeChangesOf(state, iteration.container, placement);
    const inThread = placement.contextsOf(code).some(isThread);
    const rivals = inThread ? changes : changes.filter(({ isInThread }) => isInThread);
    if (rivals.length === 0 || isReady(loop)) continue;
    const access = accessOf(iteration, placement);
    if (access === undefined) continue;
    const conflict = plainestConflict(
      access,
      rivals.map(({ access: other }) => other),
      module,
    );
    if (conflict === undefined) continue;
    const { change } = rivals.find(({ access: other }) => other === conflict.other)!;
    found.set(key, { iteration, change, openness, ...conflict });
  }
  return [...found.values()];
}

/** The locks are those at the loop; the object is the one whose attribute it is, wherever that has been read. */
function accessOf({ state, root, loop, code, iterable }: Iteration, placement: Placement): GuardedAccess | undefined {
  const access = { state, kind: 'read' as const, place: root, ...receiverOf(root), node: loop, code };
  if (isUnderConstruction(access)) return undefined;
  return guarded({ ...access, place: iterable }, placement);
}

interface Change {
  readonly access: GuardedAccess;
  readonly change: SizeChange;
  readonly isInThread: boolean;
}

const changesKnown = new WeakMap<Program, Map<string, readonly Change[]>>();

/** Everything that adds to or removes from a container; what constructors do is left out. */
function sizeChangesOf(state: SharedState, container: string, placement: Placement): readonly Change[] {
  const program = state.module.program!;
  let byState = changesKnown.get(program);
  if (byState === undefined) {
    byState = new Map();
    changesKnown.set(program, byState);
  }
  let found = byState.get(state.key);
  if (found === undefined) {
    found = findChanges(state, container, placement);
    byState.set(state.key, found);
  }
  return found;
}

function findChanges(state: SharedState, container: string, placement: Placement): Change[] {
  const found: Change[] = [];
  for (const access of accessesTo(state, container === 'defaultdict' ? 'all' : 'changes')) {
    const change = sizeChangeOf(access, container);
    if (change === undefined || isUnderConstruction(access)) continue;
    const other = guarded(access, placement);
    if (other === undefined) continue;
    const isInThread = placement.contextsOf(access.code).some(isThread);
    found.push({ access: other, change, isInThread });
  }
  return found;
}

/** Whether somebody is ready for what happens then: `except RuntimeError:` around the loop. */
export function isReady(loop: Node): boolean {
  return exceptionsCaughtAt(loop).has('RuntimeError');
}
