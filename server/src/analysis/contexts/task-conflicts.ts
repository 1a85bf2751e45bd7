/** Pairs of accesses of which the second may happen while the task of the first is suspended. */
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { Access } from '../summaries/accesses.ts';
import type { ExecutionContext } from './execution-context.ts';
import { createOwnership, type Ownership } from './ownership.ts';
import { isTask, type TaskContext, taskPlacementOf } from './tasks.ts';

export interface TaskConflict {
  /** The operation in the middle of which its task is suspended. */
  readonly update: Access;
  readonly updateContext: TaskContext;
  /** What another task does meanwhile: the same, where several tasks run it. */
  readonly other: Access;
  readonly otherContext: TaskContext;
  /** Whether it rests on tasks that nothing in sight starts. */
  readonly isAssumed: boolean;
}

/** What is easiest to see: the first of `others` in a task that surely is there; assumptions last. */
export function taskConflict(update: Access, others: Iterable<Access>, module: Module): TaskConflict | undefined {
  const placement = taskPlacementOf(module);
  let assumed: TaskConflict | undefined;
  for (const other of others) {
    for (const updateContext of placement.contextsOf(update.code)) {
      for (const otherContext of placement.contextsOf(other.code)) {
        if (!isTask(updateContext) || !isTask(otherContext)) continue;
        const isAssumed = updateContext.isAssumed || otherContext.isAssumed;
        if (isAssumed && assumed !== undefined) continue;
        const conflict = { update, updateContext, other, otherContext, isAssumed };
        if (!mayInterleave(conflict) || !mayBeOfSameObject(conflict, module)) continue;
        if (!isAssumed) return conflict;
        assumed = conflict;
      }
    }
  }
  return assumed;
}

/** Whether both tasks may be there at once. Errs towards no where one starts the other and waits for it. */
function mayInterleave({ update, updateContext: a, other, otherContext: b }: TaskConflict): boolean {
  if (a.role === 'lifecycle' || b.role === 'lifecycle') return false;
  if (a === b) return a.isMany;
  // Each has a loop of its own, and they come one after the other.
  if (a.role === 'main' && b.role === 'main') return false;
  // `try: create_task(f())`, `except RuntimeError: run(f())`: one or the other.
  const isMain = a.role === 'main' || b.role === 'main';
  if (isMain && a.origin && b.origin && runningCode(a.origin).id === runningCode(b.origin).id) return false;
  if (isFollowedBy(a, b) || isFollowedBy(b, a)) return false;
  return !isStarterOf(a, b, other.node, update) && !isStarterOf(b, a, update.node, other);
}

/** `await f()` as a task, and then `await g()`. */
function isFollowedBy(a: TaskContext, b: TaskContext): boolean {
  const { waits } = a;
  if (waits === undefined || b.waits === undefined || waits.is(b.waits)) return false;
  return runningCode(waits).id === runningCode(b.waits).id && !waits.contains(b.waits) && !b.waits.contains(waits);
}

/**
 * Whether the one task starts the other: while it waits for it, it does nothing itself, and what stands in the very code
 * that starts it mostly comes before the start or after the end.
 */
function isStarterOf(starter: TaskContext, task: TaskContext, node: Node, { code }: Access): boolean {
  if (task.origin === undefined || task.role !== 'started' || starter.isMany) return false;
  const origin = runningCode(task.origin);
  if (origin.id === code.id || origin.id === runningCode(node).id) return true;
  const fn = functionIn(origin);
  return task.waits !== undefined && fn !== undefined && taskPlacementOf(fn.module).contextsOf(fn).includes(starter);
}

const ownerships = new WeakMap<Program, Ownership>();

function mayBeOfSameObject(conflict: TaskConflict, module: Module): boolean {
  const { update, updateContext, other, otherContext } = conflict;
  const program = module.program!;
  let ownership = ownerships.get(program);
  if (ownership === undefined) {
    ownership = createOwnership(taskPlacementOf(module));
    ownerships.set(program, ownership);
  }
  // Of tasks that are only assumed to be many, nothing shows the object that they have.
  if (updateContext === otherContext && updateContext.role === 'assumed') {
    return isOneInProcess(update) || ownership.isShared(update, [updateContext as ExecutionContext]);
  }
  return ownership.mayBeOfSameObject(update, updateContext, other, otherContext) === 'seen';
}

function isOneInProcess({ state }: Access): boolean {
  return state.kind === 'global' || state.kind === 'class-attribute';
}
