/** What running code does with locks: which ones it takes, and which ones while it holds others. */
import { type Code, codesOf, functionIn } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { isIdentified, isSameLock, type Lock, lockInCaller } from './lock.ts';
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
const effects = new WeakMap<Module, Map<number, readonly LockEffect[]>>();

const NOTHING: readonly LockEffect[] = [];

/** A function that may take more locks than this runs half the program. */
const MOST_EFFECTS = 64;

/** The locks that a function may wait for, each by a shortest way. Errs towards fewer: unknown callees have no effect. */
export function lockEffectsOf(fn: Node): readonly LockEffect[] {
  return memoOf(fn).get(fn.id) ?? solve(fn).get(fn.id) ?? NOTHING;
}

function memoOf({ module }: Node): Map<number, readonly LockEffect[]> {
  let memo = effects.get(module);
  if (memo === undefined) {
    memo = new Map();
    effects.set(module, memo);
  }
  return memo;
}

interface Call {
  readonly caller: Node;
  readonly node: Node;
  readonly callee: Node;
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
    for (const { fn, effect } of rounds[length] ?? []) {
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

const pairs = new WeakMap<Module, readonly CriticalPair[]>();

/** What the code of a module waits for while it holds a lock, in source order. */
export function criticalPairsIn(module: Module): readonly CriticalPair[] {
  let found = pairs.get(module);
  if (found === undefined) {
    const ordinal = codesOf(module);
    found = codesWithLocks(module)
      .sort((a, b) => ordinal.ordinal(a) - ordinal.ordinal(b))
      .flatMap((code) => [...pairsOf(code)]);
    pairs.set(module, found);
  }
  return found;
}

function* pairsOf(code: Code): Generator<CriticalPair> {
  const fn = functionIn(code);
  for (const { node, lock } of lockWaitsIn(code)) yield* pairsAt(code, { lock, node, length: 0 });
  for (const { node, target } of lockHopsIn(code)) {
    if (locksHeldAt(node).locks.length === 0) continue;
    // A function that calls itself is solved with the others.
    const inner = fn !== undefined && target.is(fn) ? lockEffectsOf(fn) : lockEffectsOf(target);
    for (const effect of inner) {
      const outer = effectIn({ node, callee: target }, effect);
      if (outer !== undefined) yield* pairsAt(code, outer);
    }
  }
}

function* pairsAt(code: Code, taken: LockEffect): Generator<CriticalPair> {
  const { lock, node } = taken;
  const all = locksHeldAt(node).locks.filter((held) => !held.acquired?.is(node) && isIdentified(held));
  const again = all.filter((held) => isSameLock(held, lock));
  const scoped = again.filter(isScoped);
  if (again.length > 0) {
    // Whoever has a re-entrant lock does not wait for it, whatever else is held.
    if (!lock.model.isReentrant && scoped.length > 0) {
      yield { code, held: scoped[0]!, taken, others: all.filter((held) => held !== scoped[0]), isSame: true };
    }
    return;
  }
  // Perhaps it is the one that is held already: then nobody waits, or `lock-reacquired` would say so.
  if (all.some((held) => held.key === lock.key)) return;
  for (const held of all.filter(isScoped)) {
    yield { code, held, taken, others: all.filter((other) => other !== held), isSame: false };
  }
}
