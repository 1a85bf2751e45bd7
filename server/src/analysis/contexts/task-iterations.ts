/** Loops of coroutines over shared containers, which another task changes while the loop awaits something. */

import { Form, Role } from '../facts/forms.ts';
import { functionIn } from '../program/code.ts';
import { endsLoop } from '../program/control-flow.ts';
import { keptByModule } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { type Iteration, iterationsIn } from '../summaries/iterations.ts';
import { locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import { pausesIn } from '../summaries/pauses.ts';
import { receiverOf } from '../summaries/shared-state.ts';
import { type SizeChange, sizeChangeOf } from '../summaries/size-changes.ts';
import { isGuardDeclared } from './declared-guards.ts';
import { hasLoopToItself } from './event-loop.ts';
import { isUnderConstruction } from './guarded-access.ts';
import { isReady } from './shared-iterations.ts';
import { type TaskConflict, taskConflict } from './task-conflicts.ts';
import { taskPlacementOf } from './tasks.ts';

export interface TaskIteration extends TaskConflict {
  readonly iteration: Iteration;
  readonly change: SizeChange;
  /** Where the task is suspended in a turn of the loop that another one follows. */
  readonly pause: Node;
}

/** Those in the module's code, one for each function and state: the first. */
export const taskIterationsIn: (module: Module) => readonly TaskIteration[] = keptByModule(findIn);

function findIn(module: Module): TaskIteration[] {
  const found = new Map<string, TaskIteration>();
  for (const iteration of iterationsIn(module)) {
    const { state, root, loop, container } = iteration;
    const fn = functionIn(iteration.code);
    if (fn?.isAsync !== true) continue;
    const key = `${state.key} ${fn.id}`;
    const pause = found.has(key) ? undefined : pauseIn(loop, fn);
    if (pause === undefined || isGuardDeclared(state) || isReady(loop)) continue;
    const update: Access = { state, kind: 'read', place: root, ...receiverOf(root), node: loop, code: fn };
    if (isUnderConstruction(update) || hasLoopToItself(fn)) continue;
    const locks = locksAt(iteration.iterable, fn);
    const changes = changesOf(iteration).filter((other) => !haveCommon(locks, other));
    const conflict = locks === undefined ? undefined : taskConflict(update, changes, module);
    if (conflict === undefined) continue;
    found.set(key, { iteration, pause, change: sizeChangeOf(conflict.other, container)!, ...conflict });
  }
  return [...found.values()];
}

/** Where a turn of the loop awaits something and another turn may follow. */
function pauseIn(loop: Node, fn: Node): Node | undefined {
  const body = loop.form === Form.For ? loop.child(Role.Body) : loop.form === Form.Comprehension ? loop : undefined;
  if (body === undefined) return undefined;
  return pausesIn(fn).find(({ node }) => body.contains(node) && !(loop.form === Form.For && endsLoop(node, loop)))
    ?.node;
}

function changesOf({ state, container }: Iteration): Access[] {
  return accessesTo(state, container === 'defaultdict' ? 'all' : 'changes').filter(
    (access) => sizeChangeOf(access, container) !== undefined && !isUnderConstruction(access),
  );
}

/** The keys of the locks that are held at a place; undefined where something unknown may be one. */
function locksAt(node: Node, fn: Node): ReadonlySet<string> | undefined {
  const here = locksHeldAt(node);
  const before = locksHeldOnEntry(fn, taskPlacementOf(fn.module).isEntry);
  if (here.isUncertain || before.isUncertain) return undefined;
  return new Set([...here.locks, ...before.locks].map(({ key }) => key));
}

function haveCommon(locks: ReadonlySet<string> | undefined, { place, code }: Access): boolean {
  const fn = functionIn(code);
  const others = fn === undefined ? undefined : locksAt(place, fn);
  return others === undefined || [...others].some((key) => locks?.has(key));
}
