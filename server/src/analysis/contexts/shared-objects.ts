/** Objects of the libraries that several threads use, although one at a time may, or only the one that made them. */

import { Form, Role } from '../facts/forms.ts';
import { type Code, moduleOf, runningCode } from '../program/code.ts';
import { isInLoop } from '../program/control-flow.ts';
import { handlersAround } from '../program/handlers.ts';
import { keptByProgram } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import type { Access } from '../summaries/accesses.ts';
import { type ObjectUse, objectUsesIn } from '../summaries/object-uses.ts';
import { isBound, makersOf } from '../summaries/thread-bound.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { ownershipOf } from './ownership.ts';
import { contextsOfUse, type ParallelUse, plainestParallelUse } from './parallel-uses.ts';
import { type Placement, placementOf } from './placement.ts';

export interface SharedObject {
  /** The use that is reported. */
  readonly use: ObjectUse;
  /** Undefined where the library itself runs the method, in a thread of a pool. */
  readonly context: ExecutionContext | undefined;
  /**
   * - `refused`: another thread has made it, and the object refuses this one
   * - `misplaced`: only the main thread may use it
   * - `parallel`: another use may happen at the same time, with no lock in common
   */
  readonly how: 'refused' | 'misplaced' | 'parallel';
  /** The other use, of something `parallel`; the same one when several threads run it. */
  readonly other?: ObjectUse;
  /** Where the other use runs; of something `refused`, where it is made. */
  readonly otherContext?: ExecutionContext;
  /** Whether it rests on the assumption that something calls a function from the main flow. */
  readonly isAssumed: boolean;
}

/** Those whose reported use is in the module: one for each object, the plainest. */
export function sharedObjectsIn(module: Module): readonly SharedObject[] {
  return allShared(module.program!).get(module) ?? [];
}

const allShared = keptByProgram((program): ReadonlyMap<Module, readonly SharedObject[]> => {
  const found = new Map<Module, SharedObject[]>();
  const byState = new Map<string, ObjectUse[]>();
  for (const module of program.modules) {
    for (const use of objectUsesIn(module)) {
      const uses = byState.get(use.state.key);
      if (uses === undefined) byState.set(use.state.key, [use]);
      else uses.push(use);
    }
  }
  for (const uses of byState.values()) {
    const shared = sharedAmong(uses);
    if (shared === undefined) continue;
    const { module } = shared.use.node;
    const list = found.get(module);
    if (list === undefined) found.set(module, [shared]);
    else list.push(shared);
  }
  return found;
});

function sharedAmong(uses: readonly ObjectUse[]): SharedObject | undefined {
  const [{ node }] = uses as [ObjectUse];
  const placement = placementOf(node.module);
  let assumed: SharedObject | undefined;
  for (const shared of alone(uses, placement)) {
    if (!shared.isAssumed) return shared;
    assumed ??= shared;
  }
  const together = uses.filter((use) => use.model.belongsTo === undefined && !use.isMethod && !isBound(use));
  const found = together.length === 0 ? undefined : plainestParallelUse(together, placement, isPlain);
  return found === undefined ? assumed : { ...found, how: 'parallel' };
}

/** Of what is an info at most, only what is plain to see. */
function isPlain({ use: { model }, otherContext }: ParallelUse<ObjectUse>): boolean {
  // What blocks the loop has to leave it in any case, and where code runs that nothing calls is a guess.
  const isVague = otherContext.kind === 'event-loop' || (otherContext.isAssumed && !isThread(otherContext));
  return model.severity !== 'info' || !isVague;
}

/** What a single use shows. */
function* alone(uses: readonly ObjectUse[], placement: Placement): Generator<SharedObject> {
  for (const use of uses) if (isBound(use)) yield* refusals(use, placement);
  for (const use of uses)
    if (use.isMethod && use.model.belongsTo === undefined && !isBound(use)) yield* manyMethods(use);
}

function contextsOf(use: ObjectUse, placement: Placement): readonly ExecutionContext[] {
  return use.isMethod ? [] : contextsOfUse(use, placement);
}

/** `pool.map(session.get, urls)`; a single method that a thread runs may be the only use. */
function* manyMethods(use: ObjectUse): Generator<SharedObject> {
  const call = use.handedBy!;
  const isMany = /\.(map|map_async|imap|imap_unordered|starmap|starmap_async)$/.test(
    symbolOf(call.child(Role.Callee)!) ?? '',
  );
  const isMade =
    use.made !== undefined && [...call.ancestors()].some((outer) => outer.contains(use.made!) && isLoopForm(outer));
  if (!isMany && (!isInLoop(call) || call.isAwaited || isMade)) return;
  yield { use, context: undefined, how: 'parallel', other: use, isAssumed: false };
}

function isLoopForm({ form }: Node): boolean {
  return form === Form.For || form === Form.While || form === Form.Comprehension;
}

function* refusals(use: ObjectUse, placement: Placement): Generator<SharedObject> {
  if (use.model.belongsTo === 'main') {
    for (const context of contextsOf(use, placement)) {
      if (isThread(context)) yield { use, context, how: 'misplaced', isAssumed: context.isAssumed };
    }
    return;
  }
  const makers = isExpected(use.node) ? [] : makersOf(use);
  if (makers.length === 0) return;
  const inPool = makers.filter(({ isInPool }) => isInPool).length;
  if (inPool > 0 && inPool < makers.length) return;
  const making = inPool > 0 ? undefined : makers.flatMap(({ site }) => placement.contextsOf(runningCode(site)));
  if (use.isMethod) {
    if (making === undefined || making.length === 0 || making.some(({ kind }) => kind === 'executor')) return;
    yield { use, context: undefined, how: 'refused', isAssumed: making.every(({ isAssumed }) => isAssumed) };
    return;
  }
  for (const context of contextsOf(use, placement)) {
    if (context.kind === 'process' || context.kind === 'finalizer') continue;
    // That nothing in sight calls it says little of where it runs.
    if (context.isAssumed && !isThread(context)) continue;
    if (making === undefined) {
      if (!isThread(context)) yield { use, context, how: 'refused', isAssumed: context.isAssumed };
      continue;
    }
    const isElsewhere = making.length > 0 && making.every((from) => isOtherThread(from, context));
    if (!isElsewhere || !makers.some(({ site }) => isSameObject(use, context, site, making))) continue;
    const isAssumed = context.isAssumed || making.every((from) => from.isAssumed);
    yield { use, context, how: 'refused', otherContext: making[0]!, isAssumed };
  }
}

/** Whether two contexts are surely different threads. Two jobs of pools may be run by one worker. */
function isOtherThread(a: ExecutionContext, b: ExecutionContext): boolean {
  if (a === b || a.kind === 'process' || a.kind === 'finalizer') return false;
  if (!isThread(a) && !isThread(b)) return false;
  if (a.kind === 'executor' && b.kind === 'executor') return false;
  if (a.serial === undefined || b.serial === undefined) return true;
  return a.serial !== b.serial;
}

/** Whether what was made is what is used there: another object of the class may have been made in the thread itself. */
function isSameObject(
  use: ObjectUse,
  context: ExecutionContext,
  site: Node,
  making: readonly ExecutionContext[],
): boolean {
  if (use.handedBy !== undefined || use.state.kind === 'global' || use.state.kind === 'class-attribute') return true;
  const creation = creationOf(use, site);
  if (creation === undefined) return false;
  const { mayBeOfSameObject } = ownershipOf(use.node.module);
  return making.some((from) => mayBeOfSameObject(creation, from, use, context));
}

/** The assignment that keeps what `site` makes, as an access to the same state. */
function creationOf({ state }: ObjectUse, site: Node): Access | undefined {
  const { statement } = site;
  const code: Code = runningCode(site);
  if (state.kind === 'cell') return { state, kind: 'write', place: site, node: site, code };
  const target = statement.form === Form.Assign ? statement.child(Role.Target) : undefined;
  const receiver = target?.form === Form.Attribute ? target.child(Role.Object) : undefined;
  if (receiver === undefined || moduleOf(code) !== site.module) return undefined;
  return { state, kind: 'write', place: target!, node: statement, code, receiver };
}

/** Whether the failure is expected: `except sqlite3.ProgrammingError`. */
function isExpected(node: Node): boolean {
  return handlersAround(node).some(catchesRefusal);
}

function catchesRefusal(handler: Node): boolean {
  const type = handler.child(Role.ExceptionType);
  const types = type?.form === Form.Tuple ? type.children : type === undefined ? [] : [type];
  return types.some((each) => symbolOf(each) === 'sqlite3.ProgrammingError');
}
