/** Attributes of a `threading.local` that are read in a thread in which nothing sets them. */

import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, moduleOf, runningCode } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import { isMissingAttributeCaught } from '../program/handlers.ts';
import { keptByProgram } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import { isGivenByClass, type LocalUse, type ThreadLocal, threadLocalsOf } from '../summaries/thread-locals.ts';
import { type ExecutionContext, IMPORT, isThread, MAIN_FLOW } from './execution-context.ts';
import { placementOf } from './placement.ts';
import { mayReach } from './thread-guards.ts';

export interface UnsetLocal {
  readonly read: LocalUse;
  /** Where it is read without having been set. */
  readonly context: ExecutionContext;
  /** All that sets it, elsewhere. */
  readonly writes: readonly LocalUse[];
  /** Whether it is set while modules are imported, or by the main flow. */
  readonly isSetByMain: boolean;
}

/** Those that the module reads, one for each function and attribute: the first. */
export function unsetLocalsIn(module: Module): UnsetLocal[] {
  return allUnset(module.program!).filter(({ read }) => read.node.module === module);
}

const allUnset = keptByProgram((program) => threadLocalsOf(program).flatMap((local) => [...unsetReadsOf(local)]));

function* unsetReadsOf(local: ThreadLocal): Generator<UnsetLocal> {
  if (!local.isWhole) return;
  for (const attribute of new Set(local.uses.map((use) => use.attribute))) {
    const uses = local.uses.filter((use) => use.attribute === attribute);
    const writes = uses.filter(({ kind }) => kind === 'write');
    if (writes.length === 0 || isGivenByClass(local, attribute)) continue;
    const writers = writes.flatMap(contextsOf);
    // Whoever calls the writer in another thread as well sets it there.
    if (!writes.every((write) => contextsOf(write).length > 0) || !writers.every(isOneThread)) continue;
    const isSetByMain = writers.some((context) => !isThread(context));
    const reported = new Set<number>();
    for (const read of uses) {
      const { id } = runningCode(read.node);
      if (read.kind !== 'read' || read.isOptional || reported.has(id) || isReadyForNothing(read)) continue;
      const context = contextsOf(read).find(
        (reader) => isUnset(reader, writers, isSetByMain) && mayReach(read.node, reader),
      );
      if (context === undefined) continue;
      reported.add(id);
      yield { read, context, writes, isSetByMain };
    }
  }
}

function contextsOf({ node }: LocalUse): readonly ExecutionContext[] {
  const code = runningCode(node);
  return placementOf(moduleOf(code)).contextsOf(code);
}

/**
 * What surely is a thread of its own. A pool runs its initializer and its jobs in the same threads, and a server what it
 * calls before a request and the handler of it.
 */
function isOneThread(context: ExecutionContext): boolean {
  if (context === MAIN_FLOW || context === IMPORT) return true;
  return context.kind === 'thread' && !context.runsMany && !context.isAssumed && context.serial === undefined;
}

function isUnset(reader: ExecutionContext, writers: readonly ExecutionContext[], isSetByMain: boolean): boolean {
  if (reader.isAssumed || writers.includes(reader)) return false;
  return isThread(reader) || (!isSetByMain && (reader === MAIN_FLOW || reader === IMPORT));
}

/** Whether the code asks first (for any attribute: they are set together), or catches what happens, here or in a caller. */
function isReadyForNothing({ node, local }: LocalUse): boolean {
  if (isMissingAttributeCaught(node)) return true;
  const isAsked = conditionsAt(node).some(({ test }) =>
    [test, ...test.descendants(Form.Call)].some((call) => {
      const name = call.form === Form.Call ? call.child(Role.Callee)?.name : undefined;
      return (name === 'hasattr' || name === 'getattr') && call.args[0]?.name === local.name;
    }),
  );
  if (isAsked) return true;
  const fn = functionIn(runningCode(node));
  return fn !== undefined && callGraphOf(fn.module).callSites(fn).some(isMissingAttributeCaught);
}
