/** Changes of what the process has once, in threads: each thread changes it for all of them. */
import { Form, Role } from '../facts/forms.ts';
import { type Code, functionIn, moduleOf } from '../program/code.ts';
import { isTargetAtLeast } from '../program/environment.ts';
import { mayShareRun } from '../program/imports.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { guardsSharedState } from '../summaries/lock.ts';
import { locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import { type ProcessChange, processChangesIn } from '../summaries/process-changes.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { orderingOf } from './ordering.ts';
import { type Placement, placementOf } from './placement.ts';

/** A change in a thread, and one that may come in between it and what relies on it. */
export interface ProcessRace {
  readonly change: ProcessChange;
  readonly context: ExecutionContext;
  /** undefined where only one thread is seen to change it. */
  readonly other?: ProcessChange;
  readonly otherContext?: ExecutionContext;
  /** Whether both set it to the same constant, the other flow is only assumed, or only warnings get lost. */
  readonly isMild: boolean;
}

/** One for each function and state. */
export function* processRacesIn(module: Module): Generator<ProcessRace> {
  const changes = processChangesIn(module);
  if (changes.length === 0) return;
  const placement = placementOf(module);
  const reported = new Set<string>();
  for (const change of changes) {
    if (change.state === 'warnings' && hasOwnFilters(module)) continue;
    const key = `${change.state} ${change.code.id}`;
    const contexts = placement.contextsOf(change.code).filter(isThread);
    if (contexts.length === 0 || reported.has(key) || isGuarded(change, placement)) continue;
    const race = raceOf(change, contexts, module.program!, placement);
    if (race === undefined) continue;
    reported.add(key);
    yield race;
  }
}

/**
 * Free-threaded builds of 3.14 keep warning filters by context, and each thread has its own.
 * Source: https://docs.python.org/3/using/cmdline.html#cmdoption-X, `context_aware_warnings` and `thread_inherit_context`
 */
function hasOwnFilters({ environment }: Module): boolean {
  return environment.freeThreaded && isTargetAtLeast(environment, 3, 14);
}

function raceOf(
  change: ProcessChange,
  contexts: readonly ExecutionContext[],
  program: Program,
  placement: Placement,
): ProcessRace | undefined {
  const { mayRunInParallel } = orderingOf(program);
  const others = changesOf(program).filter(
    (other) =>
      isSameState(change, other) &&
      mayShareRun(moduleOf(change.code), moduleOf(other.code)) &&
      !isGuarded(other, placement),
  );
  let mild: ProcessRace | undefined;
  for (const other of [change, ...others.filter((candidate) => candidate !== change)]) {
    const isSame = change.constant !== undefined && change.constant === other.constant;
    const isHarmless = isSame || change.state === 'warnings';
    for (const context of contexts) {
      for (const otherContext of placement.contextsOf(other.code)) {
        const pair = [
          { node: change.node, context },
          { node: other.node, context: otherContext },
        ] as const;
        if (!mayRunInParallel(...pair)) continue;
        const isMild = isHarmless || context.isAssumed || otherContext.isAssumed;
        if (!isMild) return { change, context, other, otherContext, isMild };
        mild ??= { change, context, other, otherContext, isMild };
      }
    }
  }
  return mild ?? { change, context: contexts[0]!, isMild: true };
}

function isSameState(a: ProcessChange, b: ProcessChange): boolean {
  if (a.state !== b.state) return false;
  return a.key === undefined || b.key === undefined || a.key === b.key;
}

const byProgram = new WeakMap<Program, readonly ProcessChange[]>();

function changesOf(program: Program): readonly ProcessChange[] {
  let changes = byProgram.get(program);
  if (changes === undefined) {
    changes = program.modules.flatMap(processChangesIn);
    byProgram.set(program, changes);
  }
  return changes;
}

/** Whether a lock is held at the change that all threads have: its author has thought of the others. */
function isGuarded({ node, code }: ProcessChange, placement: Placement): boolean {
  const fn = functionIn(code);
  const here = locksHeldAt(node);
  const before = fn === undefined ? undefined : locksHeldOnEntry(fn, placement.isEntry);
  if (here.isUncertain || before?.isUncertain === true) return true;
  return [...here.locks, ...(before?.locks ?? [])].some(guardsSharedState);
}

/** What runs next and may rely on the change: the body of a `with`, or the next statement; undefined where there is none. */
export function reliantOn({ node, code }: { readonly node: Node; readonly code: Code }): Node | undefined {
  for (let inner = node.statement; ; ) {
    if (inner.form === Form.With) return inner.child(Role.Body)?.children[0];
    const next = inner.parent?.children.find(({ start }) => start >= inner.end);
    if (next !== undefined && inner.parent?.form === Form.Block) return next.form === Form.Block ? undefined : next;
    const outer = inner.parent?.statement;
    if (outer === undefined || outer.is(inner) || outer.is(functionIn(code))) return undefined;
    inner = outer;
  }
}
