/** Cycles in the order in which the program takes its locks: each context holds what the next one waits for. */

import { callGraphOf } from '../program/call-graph.ts';
import { type Code, functionIn, moduleOf, runningCode } from '../program/code.ts';
import { isInLoop } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { Lock } from '../summaries/lock.ts';
import { type CriticalPair, criticalPairsIn, stepsOf } from '../summaries/lock-effects.ts';
import { type HeldLock, locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import { hasLoopToItself } from './event-loop.ts';
import { ASSUMED_MAIN_FLOW, type ExecutionContext } from './execution-context.ts';
import { orderingOf } from './ordering.ts';
import { placementOf } from './placement.ts';

/** How one context comes to hold one lock and to wait for another. */
export interface AcquisitionPath {
  /** The function or module whose code takes the first lock. */
  readonly code: Code;
  readonly context: ExecutionContext;
  readonly held: HeldLock;
  readonly wanted: Lock;
  /** What takes `held`, the calls that lead on from there, and last what waits for `wanted`. */
  readonly steps: readonly Node[];
}

export interface LockCycle {
  /** Each wants what the next one holds, and the last what the first one holds. */
  readonly paths: readonly AcquisitionPath[];
  /** Whether it is known that the paths run at the same time, over the same locks. */
  readonly isCertain: boolean;
}

const cycles = new WeakMap<Program, readonly LockCycle[]>();

/** The cycles of a program, one for each set of locks; the first path is the first by path and place. */
export function lockCyclesOf(program: Program): readonly LockCycle[] {
  let found = cycles.get(program);
  if (found === undefined) {
    found = findCycles(program);
    cycles.set(program, found);
  }
  return found;
}

/** By the lock held, then by the lock wanted: where. */
type Order = ReadonlyMap<string, ReadonlyMap<string, readonly CriticalPair[]>>;

/** Of several places with the same order, so many are looked at. */
const MOST_PLACES = 8;
/** Of the locks that may be taken after so many others, the first ones are followed: generated code has more. */
const MOST_ENDS = 24;
/** So many orders of two locks are looked at; no program that somebody wrote has more. */
const MOST_ORDERS = 5_000;
/** Where there are more, all locks are taken in any order, and the first ones speak for the others. */
const MOST_CYCLES = 200;
/** Longer cycles are not looked for. */
const LONGEST = 4;

function findCycles(program: Program): LockCycle[] {
  const order = orderOf(program);
  const found: LockCycle[] = [];
  const seen = new Set<string>();
  let looked = 0;
  for (const [held, wanted] of order) {
    for (const next of wanted.keys()) {
      if (++looked > MOST_ORDERS || seen.size >= MOST_CYCLES) return found;
      const locks = cycleThrough(order, held, next);
      const name = locks === undefined ? '' : [...locks].sort().join(' ');
      if (locks === undefined || seen.has(name)) continue;
      seen.add(name);
      const cycle = cycleOver(locks, order, program);
      if (cycle !== undefined) found.push(cycle);
    }
  }
  return found;
}

function orderOf({ modules }: Program): Order {
  const order = new Map<string, Map<string, CriticalPair[]>>();
  for (const module of modules) {
    for (const pair of criticalPairsIn(module)) {
      if (pair.isSame || !isShared(pair.held) || !isShared(pair.taken.lock)) continue;
      const wanted = entryOf(order, pair.held.key, () => new Map<string, CriticalPair[]>());
      const places = entryOf(wanted, pair.taken.lock.key, () => []);
      places.push(pair);
    }
  }
  return order;
}

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function isShared({ extent }: Lock): boolean {
  return extent !== 'per-call';
}

/** The locks of a shortest cycle that begins with these two. */
function cycleThrough(order: Order, held: string, wanted: string): readonly string[] | undefined {
  let ends: (readonly string[])[] = [[held, wanted]];
  const seen = new Set([wanted]);
  for (let length = 2; length <= LONGEST; length++) {
    const further: (readonly string[])[] = [];
    for (const path of ends) {
      for (const next of order.get(path.at(-1)!)?.keys() ?? []) {
        if (next === held) return path;
        if (seen.has(next) || further.length >= MOST_ENDS) continue;
        seen.add(next);
        further.push([...path, next]);
      }
    }
    ends = further;
  }
  return undefined;
}

function cycleOver(locks: readonly string[], order: Order, program: Program): LockCycle | undefined {
  const edges = locks.map((held, index) =>
    order
      .get(held)!
      .get(locks[(index + 1) % locks.length]!)!
      .toSorted(byPlainness)
      .slice(0, MOST_PLACES),
  );
  let perhaps: LockCycle | undefined;
  for (const chosen of choices(edges)) {
    const cycle = cycleOf(chosen, program);
    if (cycle?.isCertain) return inOrder(cycle);
    perhaps ??= cycle;
  }
  return perhaps === undefined ? undefined : inOrder(perhaps);
}

/** Short ways first, then by path and place. */
function byPlainness(a: CriticalPair, b: CriticalPair): number {
  return a.taken.length - b.taken.length || byPlace(a.taken.node, b.taken.node);
}

function byPlace(a: Node, b: Node): number {
  if (a.module !== b.module) return a.module.path < b.module.path ? -1 : 1;
  return a.start - b.start;
}

/** So many combinations of places are tried for one cycle. */
const MOST_CHOICES = 64;

function choices(edges: readonly (readonly CriticalPair[])[]): CriticalPair[][] {
  let found: CriticalPair[][] = [[]];
  for (const edge of edges) {
    found = found.flatMap((chosen) => edge.map((pair) => [...chosen, pair])).slice(0, MOST_CHOICES);
  }
  return found;
}

/** The cycle begins where its first path by place begins. */
function inOrder({ paths, isCertain }: LockCycle): LockCycle {
  const first = paths.reduce((a, b) => (byPlace(a.steps.at(-1)!, b.steps.at(-1)!) <= 0 ? a : b));
  const at = paths.indexOf(first);
  return { paths: [...paths.slice(at), ...paths.slice(0, at)], isCertain };
}

/** undefined if another lock keeps the paths apart, or they never run at the same time. */
function cycleOf(pairs: readonly CriticalPair[], program: Program): LockCycle | undefined {
  const gates = pairs.map((pair) => gatesOf(pair));
  // Whoever calls this code has the lock already.
  if (pairs.some(({ taken }, index) => gates[index]!.has(taken.lock.key))) return undefined;
  const isGated = gates.some((mine, index) =>
    gates.slice(index + 1).some((other) => [...mine].some((key) => other.has(key))),
  );
  if (isGated) return undefined;
  const parallel = parallelContexts(pairs, program);
  if (parallel === undefined) return undefined;
  const { contexts, isKnown } = parallel;
  const paths = pairs.map(({ code, held, taken }, index) => ({
    code,
    held,
    wanted: stepsOf(taken).at(-1)!.lock,
    context: contexts[index]!,
    steps: [held.acquired!, ...stepsOf(taken).map(({ node }) => node)],
  }));
  const isCertain = isKnown && pairs.every(({ held, taken }) => isOne(held) && isOne(taken.lock));
  return { paths, isCertain };
}

/** The other locks that are surely held when the last one is waited for. */
function gatesOf({ code, others, taken, held }: CriticalPair): Set<string> {
  const fn = functionIn(code);
  const { isEntry } = placementOf(moduleOf(code));
  const before = fn === undefined ? [] : locksHeldOnEntry(fn, isEntry).locks;
  const keys = new Set([...others, ...before].map(({ key }) => key));
  for (let step = taken.next; step !== undefined; step = step.next) {
    for (const { key } of locksHeldAt(step.node).locks) if (key !== held.key) keys.add(key);
  }
  return keys;
}

/** Whether there is one such lock, whoever takes it. */
function isOne({ extent, owner, of }: Lock): boolean {
  if (extent === 'one' || of?.isGlobal === true) return true;
  const made = owner === undefined ? [] : callGraphOf(owner.module).instantiations(owner);
  const [only, ...others] = made.filter(({ module }) => !module.isTest);
  if (only === undefined || others.length > 0 || isInLoop(only)) return false;
  const maker = functionIn(runningCode(only));
  return maker === undefined || callGraphOf(maker.module).callSites(maker).length < 2;
}

interface ParallelContexts {
  readonly contexts: readonly ExecutionContext[];
  readonly isKnown: boolean;
}

/** Contexts in which all of these run at the same time; undefined when there are none, as far as is known. */
function parallelContexts(pairs: readonly CriticalPair[], program: Program): ParallelContexts | undefined {
  if (pairs.every(({ held, taken }) => held.model.excludes === 'tasks' && taken.lock.model.excludes === 'tasks')) {
    return parallelTasks(pairs);
  }
  const { mayRunInParallel } = orderingOf(program);
  const placed = pairs.map(({ code }) => placementOf(moduleOf(code)).contextsOf(code));
  const fits = (chosen: readonly ExecutionContext[], context: ExecutionContext): boolean =>
    chosen.every((other, index) =>
      mayRunInParallel(
        { node: pairs[index]!.taken.node, context: other },
        { node: pairs[chosen.length]!.taken.node, context },
      ),
    );
  let found: (readonly ExecutionContext[])[] = [[]];
  for (const contexts of placed) {
    found = found.flatMap((chosen) =>
      contexts.filter((context) => fits(chosen, context)).map((context) => [...chosen, context]),
    );
  }
  const known = found.find((chosen) => chosen.every(({ isAssumed }) => !isAssumed));
  if (known !== undefined) return { contexts: known, isKnown: true };
  // Who calls a library from where is not known; its locks say that it reckons with threads.
  const isOpen = placed.some((contexts) => contexts.some(({ isAssumed }) => isAssumed));
  if (!isOpen) return undefined;
  return { contexts: found[0] ?? placed.map(([first]) => first ?? ASSUMED_MAIN_FLOW), isKnown: false };
}

/** Tasks of one loop take turns at every `await`; a coroutine that has its loop to itself meets nobody. */
function parallelTasks(pairs: readonly CriticalPair[]): ParallelContexts | undefined {
  const functions = pairs.flatMap(({ code }) => functionIn(code) ?? []);
  if (functions.length > 0 && functions.every(hasLoopToItself)) return undefined;
  const contexts = pairs.map(({ code }) => placementOf(moduleOf(code)).contextsOf(code)[0] ?? ASSUMED_MAIN_FLOW);
  return { contexts, isKnown: false };
}
