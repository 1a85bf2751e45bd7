/** Which locks the callers of a function hold. */
import { callGraphOf } from '../program/call-graph.ts';
import { importersOf } from '../program/imports.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { Lock } from './lock.ts';
import { type HeldLocks, intersection, locksHeldAt, NO_LOCKS } from './locks.ts';

type Memo = WeakMap<Program, Map<number, HeldLocks>>;

const onEntry: Memo = new WeakMap();
const afterConstruction: Memo = new WeakMap();

/**
 * The locks that every caller in the program holds when it calls `fn`. None for a function that others may call: one
 * that is called nowhere here, or that is an entry.
 */
export function locksHeldOnEntry(fn: Node, isEntry: (fn: Node) => boolean): HeldLocks {
  return heldOnEntry(fn, onEntry, { isEntry, counts: () => true });
}

/**
 * The same for a method, once others have its object: what constructors call needs no lock. `isConstructing` tells such
 * calls.
 */
export function locksHeldOnceShared(
  method: Node,
  isEntry: (fn: Node) => boolean,
  isConstructing: (site: Node) => boolean,
): HeldLocks {
  return heldOnEntry(method, afterConstruction, { isEntry, counts: (site) => !isConstructing(site) });
}

interface Callers {
  readonly isEntry: (fn: Node) => boolean;
  readonly counts: (site: Node) => boolean;
}

function heldOnEntry(fn: Node, memos: Memo, callers: Callers): HeldLocks {
  const program = fn.module.program!;
  let memo = memos.get(program);
  if (memo === undefined) {
    memo = new Map();
    memos.set(program, memo);
  }
  if (!memo.has(fn.id)) solve(fn, callers, memo);
  return memo.get(fn.id)!;
}

interface Caller {
  readonly here: HeldLocks;
  /** The function that makes the call; undefined for code that nobody calls. */
  readonly id?: number;
}

/** All functions from which `root` is reached, at once, since they may call each other in circles. */
function solve(root: Node, { isEntry, counts }: Callers, memo: Map<number, HeldLocks>): void {
  const unsolved = new Map<number, Node>([[root.id, root]]);
  const callersOf = new Map<number, readonly Caller[]>();
  const calledBy = new Map<number, number[]>();
  for (const fn of unsolved.values()) {
    const sites = isEntry(fn) ? [] : callGraphOf(fn.module).callSites(fn).filter(counts);
    const callers = sites.map((site): Caller => {
      const here = locksHeldAt(site);
      const { code } = site;
      if (!code?.isFunction) return { here };
      if (!memo.has(code.id)) unsolved.set(code.id, code);
      const called = calledBy.get(code.id);
      if (called === undefined) calledBy.set(code.id, [fn.id]);
      else called.push(fn.id);
      return { here, id: code.id };
    });
    callersOf.set(fn.id, callers);
  }
  // From "everything is held" down to what holds for all callers; who is called from circles alone adds nothing.
  const held = new Map<number, HeldLocks>();
  const pending = new Set(unsolved.keys());
  for (const id of pending) {
    pending.delete(id);
    let common: HeldLocks | undefined;
    for (const { here, id: caller } of callersOf.get(id)!) {
      const before = caller === undefined ? NO_LOCKS : (memo.get(caller) ?? held.get(caller));
      if (before === undefined) continue;
      const all = { locks: [...here.locks, ...before.locks], isUncertain: here.isUncertain || before.isUncertain };
      common = common === undefined ? all : intersection(common, all);
    }
    if (common === undefined && callersOf.get(id)!.length > 0) continue;
    const result = common === undefined ? NO_LOCKS : distinct(common);
    const known = held.get(id);
    if (known?.locks.length === result.locks.length && known.isUncertain === result.isUncertain) continue;
    held.set(id, result);
    for (const called of calledBy.get(id) ?? []) pending.add(called);
  }
  for (const id of unsolved.keys()) memo.set(id, held.get(id) ?? NO_LOCKS);
}

/** Each lock once: calls in circles would add the same ones again and again. */
function distinct({ locks, isUncertain }: HeldLocks): HeldLocks {
  if (locks.length === 0) return isUncertain ? { locks, isUncertain } : NO_LOCKS;
  const byKey = new Map(locks.map((lock) => [lock.key, lock]));
  return { locks: [...byKey.values()], isUncertain };
}

const maybeHolding = new WeakMap<Program, Map<string, ReadonlySet<number>>>();

/** Whether some caller in the program may hold this lock when it calls `fn` (`mayHold`): taking it again may deadlock. */
export function isMaybeHeldOnEntry(lock: Lock, fn: Node): boolean {
  const program = fn.module.program!;
  let memo = maybeHolding.get(program);
  if (memo === undefined) {
    memo = new Map();
    maybeHolding.set(program, memo);
  }
  let holding = memo.get(lock.key);
  if (holding === undefined) {
    holding = functionsCalledUnder(lock);
    memo.set(lock.key, holding);
  }
  return holding.has(fn.id);
}

/** The functions that are called, directly or through others, where the lock is held. */
function functionsCalledUnder({ key, made }: Lock): Set<number> {
  const reached = new Set<number>();
  const pending: Node[] = [];
  const reach = (call: Node): void => {
    const target = callGraphOf(call.module).target(call);
    if (target === undefined || reached.has(target.id)) return;
    reached.add(target.id);
    pending.push(target);
  };
  // Only what imports the module of the lock, however indirectly, can hold it.
  const holders = [made.module, ...importersOf(made.module)];
  for (const call of holders.flatMap(({ calls }) => calls)) {
    const isCall = callGraphOf(call.module).target(call) !== undefined;
    if (isCall && locksHeldAt(call).locks.some((held) => held.key === key)) reach(call);
  }
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    callGraphOf(fn.module).callsRunBy(fn).forEach(reach);
  }
  return reached;
}
