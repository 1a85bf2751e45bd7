/** Attributes of a `threading.local` that tasks of an event loop set and read: they all run in one thread. */

import { Form, Role } from '../facts/forms.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import { isInLoop } from '../program/control-flow.ts';
import { isInHandler } from '../program/handlers.ts';
import { keptByProgram } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { pausesIn } from '../summaries/pauses.ts';
import { type LocalUse, type ThreadLocal, threadLocalsOf } from '../summaries/thread-locals.ts';
import { hasLoopToItself } from './event-loop.ts';
import { isTask, type TaskContext, taskPlacementOf } from './tasks.ts';

export interface LocalOnLoop {
  /** Where a task sets it. */
  readonly write: LocalUse;
  /** Where a task reads it, perhaps what another one has set. */
  readonly read: LocalUse;
  readonly context: TaskContext;
  /** Whether what is set belongs to the thread or its loop, as a client does that is made once for each. */
  readonly isOfThread: boolean;
  /** Whether it rests on tasks that nothing in sight starts. */
  readonly isAssumed: boolean;
}

/** Those that code of the module sets, one for each function and attribute: the first. */
export function localsOnLoopIn(module: Module): LocalOnLoop[] {
  return allOnLoops(module.program!).filter(({ write }) => write.node.module === module);
}

const allOnLoops = keptByProgram((program) => threadLocalsOf(program).flatMap((local) => [...sharedByTasks(local)]));

function* sharedByTasks({ uses }: ThreadLocal): Generator<LocalOnLoop> {
  const seen = new Set<string>();
  for (const write of uses) {
    const fn = write.kind === 'write' ? functionIn(runningCode(write.node)) : undefined;
    const key = `${fn?.id} ${write.attribute}`;
    // Taking a value away gives no task a wrong one.
    if (fn === undefined || write.node.parent?.assignedValue?.form === Form.None) continue;
    if (seen.has(key) || !isKept(write, fn, uses) || hasLoopToItself(fn)) continue;
    const tasks = tasksOf(fn);
    const context = tasks.find((task) => task.isMany && !task.isAssumed) ?? tasks.find(({ isMany }) => isMany);
    const several = context ?? (tasks.filter(({ isAssumed }) => !isAssumed).length > 1 ? tasks[0] : undefined);
    const read = readOf(write, fn, uses);
    if (several === undefined || read === undefined) continue;
    seen.add(key);
    yield { write, read, context: several, isOfThread: isOfThread(write, fn), isAssumed: several.isAssumed };
  }
}

/** What runs before or after everything else, and what a loop is started for, is there once. */
function tasksOf(fn: Node): TaskContext[] {
  const tasks = taskPlacementOf(fn.module).contextsOf(fn).filter(isTask);
  return tasks.filter(({ role }) => role !== 'lifecycle' && role !== 'main');
}

/** Whether the task may be suspended, here or in a caller, before the function puts something else there. */
function isKept({ node, attribute }: LocalUse, fn: Node, uses: readonly LocalUse[]): boolean {
  const isPutBack = uses.some(
    (use) =>
      use.attribute === attribute &&
      use.kind !== 'read' &&
      use.node.start > node.end &&
      runningCode(use.node).id === fn.id,
  );
  if (!isPutBack) return true;
  return fn.isAsync && (isInLoop(node) || pausesIn(fn).some(({ at }) => at > node.end));
}

/** A read that a task does: in the same function behind a pause if there is one, else anywhere. */
function readOf(write: LocalUse, fn: Node, uses: readonly LocalUse[]): LocalUse | undefined {
  const reads = uses.filter(({ kind, attribute, node }) => {
    if (kind !== 'read' || attribute !== write.attribute) return false;
    const reader = functionIn(runningCode(node));
    return reader !== undefined && tasksOf(reader).length > 0;
  });
  const isBehind = ({ node }: LocalUse): boolean => runningCode(node).id === fn.id && node.start > write.node.end;
  return reads.find(isBehind) ?? reads.find(({ node }) => runningCode(node).id !== fn.id);
}

/** Made when the thread has none yet, or a loop, client or pool that depends on nothing that the function was given. */
function isOfThread({ node, attribute }: LocalUse, fn: Node): boolean {
  const isAsked = conditionsAt(node).some(({ test }) => new RegExp(`\\b${attribute}\\b`).test(test.text));
  // Or it is asked for: `except AttributeError: local.client = Client()`.
  if (isAsked || isInHandler(node)) return true;
  const value = node.form === Form.Call ? node.args[2] : node.parent?.assignedValue;
  if (value?.form !== Form.Call) return false;
  const { kind } = provenanceOf(value);
  const params = new Set(fn.childrenIn(Role.Parameter).map(({ name }) => name));
  const isGiven = [...value.descendants(Form.Name)].some(({ name }) => params.has(name));
  return (kind === 'instance' || kind === 'object') && !isGiven;
}
