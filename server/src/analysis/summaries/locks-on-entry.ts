/** Which locks the callers of a function hold. */
import { callGraphOf } from '../program/call-graph.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { Lock } from './lock.ts';
import { type HeldLocks, intersection, locksHeldAt, NO_LOCKS } from './locks.ts';

const onEntry = new WeakMap<Program, Map<number, HeldLocks>>();

/**
 * The locks that every caller in the program holds when it calls `fn`. None for a function that others may call: one
 * that is called nowhere here, or that is an entry.
 */
export function locksHeldOnEntry(fn: Node, isEntry: (fn: Node) => boolean): HeldLocks {
  const program = fn.module.program!;
  let memo = onEntry.get(program);
  if (memo === undefined) {
    memo = new Map();
    onEntry.set(program, memo);
  }
  const known = memo.get(fn.id);
  if (known !== undefined) return known;
  memo.set(fn.id, NO_LOCKS);
  const sites = callGraphOf(fn.module).callSites(fn);
  let held: HeldLocks | undefined;
  if (!isEntry(fn)) {
    for (const site of sites) {
      const code = site.code;
      const here = locksHeldAt(site);
      const before = code?.isFunction ? locksHeldOnEntry(code, isEntry) : NO_LOCKS;
      const all = { locks: [...here.locks, ...before.locks], isUncertain: here.isUncertain || before.isUncertain };
      held = held === undefined ? all : intersection(held, all);
    }
  }
  const result = held ?? NO_LOCKS;
  memo.set(fn.id, result);
  return result;
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
    holding = functionsCalledUnder(lock, program);
    memo.set(lock.key, holding);
  }
  return holding.has(fn.id);
}

/** The functions that are called, directly or through others, where the lock is held. */
function functionsCalledUnder({ key, made }: Lock, { modules }: Program): Set<number> {
  const reached = new Set<number>();
  const pending: Node[] = [];
  const reach = (call: Node): void => {
    const target = callGraphOf(call.module).target(call);
    if (target === undefined || reached.has(target.id)) return;
    reached.add(target.id);
    pending.push(target);
  };
  // Only what has looked at the module of the lock can hold it.
  const holders = modules.filter((module) => module === made.module || module.consulted.has(made.module));
  for (const call of holders.flatMap(({ calls }) => calls)) {
    const isCall = callGraphOf(call.module).target(call) !== undefined;
    if (isCall && locksHeldAt(call).locks.some((held) => held.key === key)) reach(call);
  }
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    callGraphOf(fn.module).callsRunBy(fn).forEach(reach);
  }
  return reached;
}
