/** What running code does with locks: which ones it takes, and which ones while it holds others. */
import { type Code, codesOf } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { isIdentified, isSameLock, type Lock, lockInCaller } from './lock.ts';
import { locksOfDecorators } from './lock-decorators.ts';
import { codesWithLocks, isScoped, lockHopsIn, lockWaitsIn } from './lock-steps.ts';
import { type HeldLock, locksHeldAt } from './locks.ts';

/** One way in which running a piece of code comes to wait for a lock. */
export interface LockEffect {
  /** In the words of the code whose effect it is. */
  readonly lock: Lock;
  /** Where that code waits for the lock, or what it runs that does. */
  readonly node: Node;
  /** The same in the function that it runs. */
  readonly next?: LockEffect;
  /** How many functions lie on the way. */
  readonly length: number;
}

/** A lock that code waits for while it holds another one, or the same one. */
export interface CriticalPair {
  readonly code: Code;
  /** Surely held (`mustHold`). */
  readonly held: HeldLock;
  /** Perhaps taken (`may`): by the shortest way. */
  readonly taken: LockEffect;
  /** What else is held where the code waits for the lock, or runs what does. */
  readonly others: readonly HeldLock[];
  /** Whether it is the same lock of the same object: waiting for it never ends unless it is re-entrant. */
  readonly isSame: boolean;
}

/** By function. Looks forward only, so it holds as long as the module does. */
const effects = new WeakMap<object, Map<number, readonly LockEffect[]>>();

const NOTHING: readonly LockEffect[] = [];

/** A function that may take more locks than this runs half the program, or was generated. */
const MOST_EFFECTS = 32;
/** Of one function, so many pairs are kept. */
const MOST_PAIRS = 64;

/** The locks that a function may wait for, each by a shortest way. Errs towards fewer: unknown callees have no effect. */
export function lockEffectsOf(fn: Node): readonly LockEffect[] {
  return memoOf(fn).get(fn.id) ?? solve(fn).get(fn.id) ?? NOTHING;
}

function memoOf({ module }: Node): Map<number, readonly LockEffect[]> {
  let memo = effects.get(module.behaviour);
  if (memo === undefined) {
    memo = new Map();
    effects.set(module.behaviour, memo);
  }
  return memo;
}

interface Call {
  readonly caller: Node;
  readonly node: Node;
  readonly callee: Node;
}

/** From the code whose effect it is to the code that waits for the lock itself. */
export function stepsOf(effect: LockEffect): readonly LockEffect[] {
  const steps: LockEffect[] = [];
  for (let step: LockEffect | undefined = effect; step !== undefined; step = step.next) steps.push(step);
  return steps;
}

/** All functions that `root` may run and that are not solved yet, at once, since they may call each other in circles. */
function solve(root: Node): Map<number, readonly LockEffect[]> {
  const unsolved = new Map<number, Node>([[root.id, root]]);
  const callsTo = new Map<number, Call[]>();
  /** Shortest first. */
  const rounds: { readonly fn: Node; readonly effect: LockEffect }[][] = [];
  const plan = (fn: Node, effect: LockEffect): void => {
    rounds[effect.length] ??= [];
    rounds[effect.length]!.push({ fn, effect });
  };
  for (const fn of unsolved.values()) {
    for (const { node, lock } of lockWaitsIn(fn)) plan(fn, { lock, node, length: 0 });
    for (const { decorator, lock } of locksOfDecorators(fn)) plan(fn, { lock, node: decorator, length: 0 });
    for (const { node, target } of lockHopsIn(fn)) {
      const call = { caller: fn, node, callee: target };
      const solved = memoOf(target).get(target.id);
      if (solved !== undefined) for (const effect of solved) spread(call, effect, plan);
      else {
        unsolved.set(target.id, target);
        const calls = callsTo.get(target.id);
        if (calls === undefined) callsTo.set(target.id, [call]);
        else calls.push(call);
      }
    }
  }

  const found = new Map<number, LockEffect[]>();
  for (let length = 0; length < rounds.length; length++) {
    // What is as long may come in any order: the same way must be taken whatever was solved before.
    for (const { fn, effect } of (rounds[length] ?? []).sort((a, b) => byPlace(a.effect, b.effect))) {
      const list = found.get(fn.id) ?? [];
      if (list.length >= MOST_EFFECTS || list.some((other) => isEqual(other.lock, effect.lock))) continue;
      list.push(effect);
      found.set(fn.id, list);
      for (const call of callsTo.get(fn.id) ?? []) spread(call, effect, plan);
    }
  }
  for (const fn of unsolved.values()) memoOf(fn).set(fn.id, found.get(fn.id) ?? NOTHING);
  return found;
}

/** By where each step of the way stands. */
function byPlace(a: LockEffect, b: LockEffect): number {
  if (a.node.module !== b.node.module) return a.node.module.path < b.node.module.path ? -1 : 1;
  if (a.node.start !== b.node.start) return a.node.start - b.node.start;
  return a.next === undefined || b.next === undefined ? 0 : byPlace(a.next, b.next);
}

function isEqual(a: Lock, b: Lock): boolean {
  return a.key === b.key && a.of?.key === b.of?.key;
}

/** What a function does is done by those that call it, too. */
function spread(call: Call, effect: LockEffect, plan: (fn: Node, effect: LockEffect) => void): void {
  const outer = effectIn(call, effect);
  if (outer !== undefined) plan(call.caller, outer);
}

function effectIn({ node, callee }: Omit<Call, 'caller'>, effect: LockEffect): LockEffect | undefined {
  const { lock } = effect;
  // Each call makes its own; and nobody else has an object yet whose `__init__` runs.
  if (lock.extent !== 'per-instance' && lock.made.code?.is(callee)) return undefined;
  const outer = lockInCaller(lock, node, callee);
  const isNew = callee.name === '__init__' && lock.of !== undefined && outer.of === undefined;
  return isNew ? undefined : { lock: outer, node, next: effect, length: effect.length + 1 };
}

const pairs = new WeakMap<object, readonly CriticalPair[]>();

/** What the code of a module waits for while it holds a lock, in source order. */
export function criticalPairsIn(module: Module): readonly CriticalPair[] {
  let found = pairs.get(module.behaviour);
  if (found === undefined) {
    const ordinal = codesOf(module);
    found = codesWithLocks(module)
      .sort((a, b) => ordinal.ordinal(a) - ordinal.ordinal(b))
      .flatMap((code) => plainest(pairsOf(code)));
    pairs.set(module.behaviour, found);
  }
  return found;
}

/** Of several ways from one lock to another the shortest; each place that takes the same lock again counts by itself. */
function plainest(all: Iterable<CriticalPair>): CriticalPair[] {
  const found = new Map<string, CriticalPair>();
  for (const pair of all) {
    const { held, taken, isSame } = pair;
    const key = isSame ? `${taken.node.id}` : `${held.key} ${taken.lock.key}`;
    const known = found.get(key);
    if (known === undefined || taken.length < known.taken.length) found.set(key, pair);
  }
  const shortest = [...found.values()].sort((a, b) => a.taken.length - b.taken.length || byPlace(a.taken, b.taken));
  return shortest.slice(0, MOST_PAIRS).sort((a, b) => byPlace(a.taken, b.taken));
}

function* pairsOf(code: Code): Generator<CriticalPair> {
  for (const { node, lock } of lockWaitsIn(code)) yield* pairsAt(code, { lock, node, length: 0 }, heldAt(node));
  for (const { node, target } of lockHopsIn(code)) {
    const held = heldAt(node);
    if (held.length === 0) continue;
    for (const effect of lockEffectsOf(target)) {
      const outer = effectIn({ node, callee: target }, effect);
      if (outer !== undefined) yield* pairsAt(code, outer, held);
    }
  }
}

function heldAt(node: Node): readonly HeldLock[] {
  return locksHeldAt(node).locks.filter((held) => !held.acquired?.is(node) && isIdentified(held));
}

function* pairsAt(code: Code, taken: LockEffect, held: readonly HeldLock[]): Generator<CriticalPair> {
  const { lock } = taken;
  const othersThan = (one: HeldLock): HeldLock[] => held.filter((other) => other !== one);
  const again = held.filter((one) => isSameLock(one, lock));
  if (again.length > 0) {
    // Whoever has a re-entrant lock does not wait for it, whatever else is held.
    const scoped = lock.model.isReentrant ? undefined : again.find(isScoped);
    if (scoped !== undefined) yield { code, held: scoped, taken, others: othersThan(scoped), isSame: true };
    return;
  }
  // Perhaps it is the one that is held already: then nobody waits, or `lock-reacquired` would say so.
  if (held.some(({ key }) => key === lock.key)) return;
  for (const one of held.filter(isScoped)) yield { code, held: one, taken, others: othersThan(one), isSame: false };
}
