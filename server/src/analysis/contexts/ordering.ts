/** What happens before what: which places of the program cannot run at the same time. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, functionIn, moduleOf, runningCode } from '../program/code.ts';
import { areExclusive, isInLoop } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { Serial } from './entry-forms.ts';
import { type ExecutionContext, isDefinition, isThread } from './execution-context.ts';
import { createJoins, isSkippedOnTheWayTo } from './joins.ts';
import { placementOf } from './placement.ts';
import { createSignals } from './signals.ts';
import { mayReach } from './thread-guards.ts';

/** One access in one context. */
export interface PlacedAccess {
  readonly node: Node;
  readonly context: ExecutionContext;
}

export interface Ordering {
  /**
   * Whether two accesses may happen at the same time. Errs towards `true` between threads, but never says so of two
   * places in one flow, of processes (they share no memory), or across a start, a join or a signal that orders them.
   */
  mayRunInParallel(a: PlacedAccess, b: PlacedAccess): boolean;
}

/** When a place outside a thread runs: before the thread starts, after it has ended, or (perhaps) during. */
type Phase = 'before' | 'during' | 'after';

const orderings = new WeakMap<Program, Ordering>();

/** The ordering of a program; what it finds out is kept for the program. */
export function orderingOf(program: Program): Ordering {
  let ordering = orderings.get(program);
  if (ordering === undefined) {
    ordering = createOrdering();
    orderings.set(program, ordering);
  }
  return ordering;
}

function createOrdering(): Ordering {
  const isOrderedBySignal = createSignals();
  const phases = new Map<ExecutionContext, (node: Node, flow: ExecutionContext | undefined) => Phase>();
  const phaseOf = (node: Node, thread: ExecutionContext, flow?: ExecutionContext): Phase => {
    let inThread = phases.get(thread);
    if (inThread === undefined) {
      inThread = createPhases(thread);
      phases.set(thread, inThread);
    }
    return inThread(node, flow);
  };
  /** Whether a thread has ended where another one is started. */
  const endsBefore = (thread: ExecutionContext, { context: { start } }: PlacedAccess): boolean =>
    start !== undefined && !isDefinition(start) && !thread.isMany && phaseOf(start, thread) === 'after';

  return {
    mayRunInParallel(a, b) {
      if (a.context.kind === 'process' || b.context.kind === 'process') return false;
      if (!mayReach(a.node, a.context) || !mayReach(b.node, b.context)) return false;
      if (a.context === b.context) return a.context.isMany && isThread(a.context);
      if (isSameSerial(a.context.serial, b.context.serial) || a.context.isAtExit || b.context.isAtExit) return false;
      if (!isThread(a.context) && !isThread(b.context)) return false;
      if (isOrderedBySignal(a.node, b.node) || isOrderedBySignal(b.node, a.node)) return false;
      if (isThread(a.context) && isThread(b.context)) return !endsBefore(a.context, b) && !endsBefore(b.context, a);
      const [thread, flow] = isThread(a.context) ? [a, b] : [b, a];
      return phaseOf(flow.node, thread.context, flow.context) === 'during';
    },
  };
}

function isSameSerial(a: Serial | undefined, b: Serial | undefined): boolean {
  if (a === undefined || b === undefined || typeof a === 'string' || typeof b === 'string')
    return a !== undefined && a === b;
  return a.is(b);
}

/**
 * Follows the calls to the function that starts the thread. What is called from nowhere runs during; the module's own
 * code runs before, if nothing in it starts the thread.
 */
function createPhases(thread: ExecutionContext): (node: Node, flow: ExecutionContext | undefined) => Phase {
  const starting = functionsThatStart(thread);
  const joins = createJoins(thread);
  /** By function without a start: its phase, from where the flow calls it; undefined while that is being found out. */
  const byFlow = new Map<ExecutionContext | undefined, Map<number, Phase | undefined>>();
  let flow: ExecutionContext | undefined;
  let byFunction = new Map<number, Phase | undefined>();
  const startsIn = new Map<number, readonly Node[]>();

  const startsOf = (code: Code): readonly Node[] => {
    const { id } = code;
    let starts = startsIn.get(id);
    if (starts === undefined) {
      const graph = callGraphOf(moduleOf(code));
      const calls = graph.callsRunBy(code).filter((call) => {
        const target = graph.target(call);
        return target !== undefined && starting.has(target.id);
      });
      const own = thread.start !== undefined && runningCode(thread.start).id === id ? [thread.start] : [];
      starts = isDefinition(thread.start) ? [] : [...own, ...calls];
      startsIn.set(id, starts);
    }
    return starts;
  };

  const phaseOfNode = (node: Node): Phase | undefined => {
    const code = runningCode(node);
    const starts = startsOf(code);
    const [first] = starts;
    if (first !== undefined) return phaseAmong(node, code, starts);
    const fn = functionIn(code);
    if (fn === undefined) return 'before';
    if (hasJoined(node, code)) return 'after';
    if (byFunction.has(code.id)) return byFunction.get(code.id);
    byFunction.set(code.id, undefined);
    const phase = isConstructor(fn, thread) ? 'before' : phaseOfCallers(fn);
    byFunction.set(code.id, phase);
    return phase;
  };

  /** `self.thread.join()` before it in the function itself, wherever the thread was started. */
  const hasJoined = (node: Node, code: Code): boolean =>
    joins(code).some(
      (end) => end.end <= node.start && (!thread.isMany || end.form !== Form.Call) && !isSkippedOnTheWayTo(node, end),
    );

  const phaseOfCallers = (code: Node): Phase => {
    // Callers in a cycle with this function add nothing to those that enter the cycle.
    const isInFlow = (site: Node): boolean => flow === undefined || isRunBy(flow, runningCode(site));
    const found = new Set(callGraphOf(code.module).callSites(code).filter(isInFlow).map(phaseOfNode));
    found.delete(undefined);
    const [only] = found;
    return found.size === 1 ? only! : 'during';
  };

  const phaseAmong = (node: Node, code: Code, starts: readonly Node[]): Phase => {
    const first = starts.reduce((a, b) => (a.start < b.start ? a : b));
    const last = starts.reduce((a, b) => (a.start > b.start ? a : b));
    if (node.start < first.start && !sharesLoop(node, first)) return 'before';
    // In a branch that is only taken where the thread is not started.
    if (starts.every((start) => areExclusive(node, start))) return 'before';
    const hasEnded = joins(code).some(
      (end) => last.end <= end.end && end.end <= node.start && !isSkippedOnTheWayTo(node, end),
    );
    return hasEnded ? 'after' : 'during';
  };

  return (node, asked) => {
    flow = asked;
    byFunction = byFlow.get(asked) ?? new Map();
    byFlow.set(asked, byFunction);
    return phaseOfNode(node) ?? 'during';
  };
}

/** What other flows call says nothing of this one. */
function isRunBy(flow: ExecutionContext, code: Code): boolean {
  return placementOf(moduleOf(code)).contextsOf(code).includes(flow);
}

/** The functions that start the thread when they are called, directly or through others. */
function functionsThatStart({ start, entry }: ExecutionContext): Set<number> {
  const found = new Set<number>();
  const pending: Node[] = [];
  const reach = (code: Code): void => {
    const fn = functionIn(code);
    // What the thread itself calls does not start it for the first time.
    if (fn === undefined || found.has(fn.id) || entry?.is(fn)) return;
    found.add(fn.id);
    pending.push(fn);
  };
  if (start !== undefined && !isDefinition(start)) reach(runningCode(start));
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    for (const site of callGraphOf(fn.module).callSites(fn)) reach(runningCode(site));
  }
  return found;
}

/** `__init__` of a class that is the thread runs before anyone can start it. */
function isConstructor(code: Node, { origin }: ExecutionContext): boolean {
  return code.name === '__init__' && origin?.form === Form.Class && origin.contains(code);
}

function sharesLoop(a: Node, b: Node): boolean {
  return isInLoop(a) && isInLoop(b) && [...a.ancestors()].some((outer) => isLoop(outer) && outer.contains(b));
}

function isLoop({ form, role }: Node): boolean {
  return (form === Form.For || form === Form.While) && role !== Role.None;
}
