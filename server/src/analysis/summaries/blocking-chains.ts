/** Functions that block through what they call: for each the shortest chain of calls to the wait, in the whole program. */
import { Form, Role } from '../facts/forms.ts';
import { LOOP_CONFLICTS } from '../library/blocking.ts';
import { conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';
import { isNeverMet } from '../program/settled-tests.ts';
import type { BlockingCall } from './blocking-call.ts';
import { isReadyAt } from './blocking-guards.ts';
import { type Hop, type HowRun, hopsIn, howRun } from './hops.ts';
import { isOffLoop } from './loop-guards.ts';
import { blockingCallsIn } from './loop-waits.ts';
import {
  distinct,
  isSubset,
  type Requirement,
  requirementsAt,
  requirementsBefore,
  requirementsOf,
} from './requirements.ts';
import { isSeldom } from './seldom.ts';

/** Why calling a function blocks. */
export interface BlockingChain {
  /** From the called function on, each with what it runs next; empty when the function itself waits. */
  readonly hops: readonly Hop[];
  /** The function that waits, and its wait. */
  readonly last: Node;
  readonly blocking: BlockingCall;
  /** Whether it takes long whenever it is run: not for a lock that is mostly free, or for what is done once. */
  readonly isCertain: boolean;
}

/** What is known of a function: its own wait, or the hop towards one. */
interface Step {
  readonly fn: Node;
  readonly blocking: BlockingCall;
  readonly isCertain: boolean;
  /** What its callers must give to it for that. */
  readonly requirements: readonly Requirement[];
  /** How many hops away. */
  readonly distance: number;
  readonly next: { readonly hop: Hop; readonly step: Step } | undefined;
}

/**
 * By function, the best first, each with fewer or other requirements than those before it; empty for one that does not
 * block. Closed under calls: with a function, all that it runs is there. Looks forward only, so it holds as long as the
 * behaviour of the function's module does.
 */
const known = new WeakMap<object, Map<number, readonly Step[]>>();

function memoOf({ module }: Node): Map<number, readonly Step[]> {
  let memo = known.get(module.behaviour);
  if (memo === undefined) {
    memo = new Map();
    known.set(module.behaviour, memo);
  }
  return memo;
}

function knownSteps(fn: Node): readonly Step[] | undefined {
  return memoOf(fn).get(fn.id);
}

/** The ways in which running this function blocks. Waits that are over in microseconds are left out. */
function stepsOf(fn: Node): readonly Step[] {
  const steps = knownSteps(fn);
  if (steps !== undefined) return steps;
  explore(fn);
  return knownSteps(fn)!;
}

/** A step of loop code into a function that blocks. */
export interface BlockingHop extends Hop {
  readonly how: HowRun;
  readonly chain: BlockingChain;
}

/**
 * What this code runs that blocks by what it does itself or runs further on: the first hop into each function. Of several
 * waits there, the gravest that this call leads to, then the nearest, then the first in source order.
 */
export function blockingHopsIn(code: Node): readonly BlockingHop[] {
  const hops = hopsIn(code);
  let found = chained.get(hops);
  if (found === undefined) {
    found = withChains(hops, code);
    chained.set(hops, found);
  }
  return found;
}

/** By the hops, which live as long as what they were found from: several rules ask. */
const chained = new WeakMap<readonly Hop[], readonly BlockingHop[]>();

function withChains(hops: readonly Hop[], code: Node): BlockingHop[] {
  const targets = new Set<number>();
  return hops.flatMap((hop) => {
    if (targets.has(hop.target.id)) return [];
    const chain = blockingChainAt(hop, code);
    if (chain === undefined) return [];
    targets.add(hop.target.id);
    return [{ ...hop, how: howRun(hop), chain }];
  });
}

/** Why this very hop blocks, if it does. */
export function blockingChainAt(hop: Hop, code: Node): BlockingChain | undefined {
  const step = stepsOf(hop.target)
    .flatMap((next) => stepBefore(hop, code, next) ?? [])
    .sort(byGravity)[0];
  return step === undefined ? undefined : chainFrom(step);
}

/** A chain of more calls than this comes about only when many things come together. */
const FARTHEST = 5;

function chainFrom(first: Step): BlockingChain {
  const hops: Hop[] = [];
  let step = first.next!.step;
  while (step.next !== undefined) {
    hops.push(step.next.hop);
    step = step.next.step;
  }
  return { hops, last: step.fn, blocking: step.blocking, isCertain: first.isCertain && first.distance <= FARTHEST };
}

/** Settles the function and all that it may run, none of which is known yet. */
function explore(start: Node): void {
  const found: Node[] = [];
  const isFound = new Set<number>([start.id]);
  const pending = [start];
  /** By function: who of the new ones runs it, in the order in which they were found. */
  const runBy = new Map<number, { readonly fn: Node; readonly hop: Hop }[]>();
  const solved: Step[] = [];
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    found.push(fn);
    for (const hop of hopsIn(fn)) {
      const { target } = hop;
      const callers = runBy.get(target.id);
      if (callers !== undefined) callers.push({ fn, hop });
      else {
        runBy.set(target.id, [{ fn, hop }]);
        solved.push(...(knownSteps(target) ?? []));
      }
      if (isFound.has(target.id) || knownSteps(target) !== undefined) continue;
      isFound.add(target.id);
      pending.push(target);
    }
  }

  const best = new Map<number, readonly Step[]>();
  const queue: Step[] = [];
  const improve = (step: Step): void => {
    const others = best.get(step.fn.id) ?? [];
    if (others.some((other) => isAsGood(other, step))) return;
    best.set(step.fn.id, [...others.filter((other) => !isAsGood(step, other)), step]);
    queue.push(step);
  };
  for (const fn of found) for (const step of ownSteps(fn)) improve(step);
  queue.push(...solved);
  for (let at = 0; at < queue.length; at++) {
    const step = queue[at]!;
    const isOutdated = isFound.has(step.fn.id) && best.get(step.fn.id)?.includes(step) !== true;
    if (isOutdated) continue;
    for (const { fn, hop } of runBy.get(step.fn.id) ?? []) {
      const longer = stepBefore(hop, fn, step);
      if (longer !== undefined) improve(longer);
    }
  }
  for (const fn of found) memoOf(fn).set(fn.id, [...(best.get(fn.id) ?? [])].sort(byGravity));
}

function ownSteps(fn: Node): Step[] {
  return blockingCallsIn(fn).flatMap((blocking) => {
    const { isShort, model, node } = blocking;
    if (isShort || model.tier > 2) return [];
    const isCertain = model.kind !== 'lock' && !isSeldom(node, fn);
    const requirements = distinct(requirementsOf(blocking, fn));
    return [{ fn, blocking, isCertain, requirements, distance: 0, next: undefined }];
  });
}

/** What is known of the code with this hop by what is known of its target; undefined where the hop does not lead to it. */
function stepBefore(hop: Hop, fn: Node, step: Step): Step | undefined {
  const given = requirementsBefore(step.requirements, hop, fn);
  if (given === undefined || isReadyBefore(hop, step)) return undefined;
  const { isOff, isRare, required } = circumstancesOf(hop, fn);
  if (isOff) return undefined;
  const isCertain = step.isCertain && !isRare;
  const requirements = distinct([...given, ...required]);
  return { fn, blocking: step.blocking, isCertain, requirements, distance: step.distance + 1, next: { hop, step } };
}

interface Circumstances {
  readonly isOff: boolean;
  readonly isRare: boolean;
  readonly required: readonly Requirement[];
}

/** Hops live as long as what they were found from. */
const circumstances = new WeakMap<Hop, Circumstances>();

function circumstancesOf(hop: Hop, fn: Node): Circumstances {
  let known = circumstances.get(hop);
  if (known === undefined) {
    const isOff = isOffLoop(hop.node) || conditionsAt(hop.node).some(isNeverMet);
    known = {
      isOff,
      isRare: !isOff && isSeldom(hop.node, fn, hop.target),
      required: isOff ? [] : requirementsAt(hop.node, fn),
    };
    circumstances.set(hop, known);
  }
  return known;
}

/** `while self.queue.empty(): …` before `self.next()`, which asks `self.queue` for an item. */
function isReadyBefore({ node }: Hop, { blocking, next }: Step): boolean {
  const [caller, waiter] = [node, blocking.node].map((call) => {
    const callee = call.form === Form.Call ? call.child(Role.Callee)! : undefined;
    return callee?.form === Form.Attribute ? callee.child(Role.Object)! : undefined;
  });
  if (next !== undefined || caller?.form !== Form.Name || waiter?.form !== Form.Attribute) return false;
  return waiter.child(Role.Object)!.text === caller.text && isReadyAt(node, waiter.text, blocking.name);
}

function isAsGood(one: Step, other: Step): boolean {
  return byGravity(one, other) <= 0 && isSubset(one.requirements, other.requirements);
}

/** What settles which of two waits a function is known for; the order of exploring is no matter. */
function byGravity(a: Step, b: Step): number {
  return (
    Number(isConflict(b)) - Number(isConflict(a)) ||
    Number(isGrave(b)) - Number(isGrave(a)) ||
    a.blocking.model.tier - b.blocking.model.tier ||
    a.distance - b.distance ||
    startOf(a) - startOf(b)
  );
}

/** What fails on the loop matters more than what only takes long there. */
function isConflict({ blocking }: Step): boolean {
  return LOOP_CONFLICTS.has(blocking.model.kind);
}

function isGrave({ isCertain, blocking, distance }: Step): boolean {
  return isCertain && blocking.model.tier === 1 && distance <= FARTHEST;
}

function startOf({ next, blocking }: Step): number {
  return (next?.hop.node ?? blocking.node).start;
}
