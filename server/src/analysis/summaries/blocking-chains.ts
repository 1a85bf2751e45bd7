/** Functions that block through what they call: for each the shortest chain of calls to the wait, in the whole program. */
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { BlockingCall } from './blocking-call.ts';
import { type Hop, hopsIn } from './hops.ts';
import { blockingCallsIn } from './loop-waits.ts';

/** Why calling a function blocks. */
export interface BlockingChain {
  /** From the called function on, each with what it runs next; empty when the function itself waits. */
  readonly hops: readonly Hop[];
  /** The function that waits, and its wait. */
  readonly last: Node;
  readonly blocking: BlockingCall;
}

/** What is known of a function: its own wait, or the hop towards one. */
interface Step {
  readonly fn: Node;
  readonly blocking: BlockingCall;
  /** How many hops away. */
  readonly distance: number;
  readonly next: { readonly hop: Hop; readonly step: Step } | undefined;
}

/** By function: undefined for one that does not block. Closed under calls: with a function, all that it runs is there. */
type Steps = Map<number, Step | undefined>;

const known = new WeakMap<Program, Steps>();

/**
 * The chain by which running this function blocks: the gravest wait first, then the nearest, then the first in source
 * order. Waits that are over in microseconds are left out, and so are locks that are only held for a moment.
 */
function blockingChainOf(fn: Node): BlockingChain | undefined {
  const program = fn.module.program!;
  let steps = known.get(program);
  if (steps === undefined) {
    steps = new Map();
    known.set(program, steps);
  }
  if (!steps.has(fn.id)) explore(fn, steps);
  const step = steps.get(fn.id);
  return step === undefined ? undefined : chainFrom(step);
}

/** A step of loop code into a function that blocks. */
export interface BlockingHop extends Hop {
  readonly chain: BlockingChain;
}

/** What this code runs that blocks by what it does itself or runs further on: the first hop into each function. */
export function blockingHopsIn(code: Node): BlockingHop[] {
  const targets = new Set<number>();
  return hopsIn(code).flatMap((hop) => {
    if (targets.has(hop.target.id)) return [];
    targets.add(hop.target.id);
    const chain = blockingChainOf(hop.target);
    return chain === undefined ? [] : [{ ...hop, chain }];
  });
}

/** How many coroutine functions of the program run this function, through any number of calls. */
export function countReaching(fn: Node): number {
  const seen = new Set<number>([fn.id]);
  const pending = [fn];
  let count = 0;
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const site of callGraphOf(current.module).callSites(current)) {
      const caller = functionIn(runningCode(site));
      if (caller === undefined || seen.has(caller.id)) continue;
      seen.add(caller.id);
      if (caller.isAsync) count++;
      else pending.push(caller);
    }
  }
  return count;
}

function chainFrom(first: Step): BlockingChain {
  const hops: Hop[] = [];
  let step = first;
  while (step.next !== undefined) {
    hops.push(step.next.hop);
    step = step.next.step;
  }
  return { hops, last: step.fn, blocking: step.blocking };
}

/** Settles the function and all that it may run, none of which is known yet. */
function explore(start: Node, steps: Steps): void {
  const found: Node[] = [];
  const isFound = new Set<number>([start.id]);
  const pending = [start];
  /** By function: who of the new ones runs it, in the order in which they were found. */
  const runBy = new Map<number, { readonly fn: Node; readonly hop: Hop }[]>();
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    found.push(fn);
    for (const hop of hopsIn(fn)) {
      const { target } = hop;
      const callers = runBy.get(target.id);
      if (callers === undefined) runBy.set(target.id, [{ fn, hop }]);
      else callers.push({ fn, hop });
      if (isFound.has(target.id) || steps.has(target.id)) continue;
      isFound.add(target.id);
      pending.push(target);
    }
  }

  const best = new Map<number, Step>();
  const improve = (step: Step): boolean => {
    const other = best.get(step.fn.id);
    if (other !== undefined && !isBetter(step, other)) return false;
    best.set(step.fn.id, step);
    return true;
  };
  const queue: Step[] = [];
  for (const fn of found) {
    const blocking = gravest(blockingCallsIn(fn));
    if (blocking === undefined) continue;
    const step = { fn, blocking, distance: 0, next: undefined };
    if (improve(step)) queue.push(step);
  }
  for (const id of runBy.keys()) {
    const step = steps.get(id);
    if (step !== undefined) queue.push(step);
  }
  for (let at = 0; at < queue.length; at++) {
    const step = queue[at]!;
    const isOutdated = isFound.has(step.fn.id) && best.get(step.fn.id) !== step;
    if (isOutdated) continue;
    for (const { fn, hop } of runBy.get(step.fn.id) ?? []) {
      const longer = { fn, blocking: step.blocking, distance: step.distance + 1, next: { hop, step } };
      if (improve(longer)) queue.push(longer);
    }
  }
  for (const fn of found) steps.set(fn.id, best.get(fn.id));
}

/** What settles which of two waits a function is known for; a total order, so that the order of exploring is no matter. */
function isBetter(a: Step, b: Step): boolean {
  if (a.blocking.model.tier !== b.blocking.model.tier) return a.blocking.model.tier < b.blocking.model.tier;
  if (a.distance !== b.distance) return a.distance < b.distance;
  const [first, second] = [startOf(a), startOf(b)];
  return first < second;
}

function startOf({ next, blocking }: Step): number {
  return (next?.hop.node ?? blocking.node).start;
}

function gravest(waits: readonly BlockingCall[]): BlockingCall | undefined {
  let found: BlockingCall | undefined;
  for (const wait of waits) {
    if (wait.isShort || wait.model.tier > 2) continue;
    if (found === undefined || wait.model.tier < found.model.tier) found = wait;
  }
  return found;
}
