/** Waits for something slow, or for somebody else, while a lock is held that keeps other threads out. */

import { Form, Role } from '../facts/forms.ts';
import type { Wait } from '../library/blocking.ts';
import { NON_BLOCKING } from '../library/non-blocking.ts';
import { lookUp } from '../library/results.ts';
import { functionIn } from '../program/code.ts';
import { isInHandler } from '../program/handlers.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import type { BlockingCall } from './blocking-call.ts';
import { type BlockingChain, blockingChainAt } from './blocking-chains.ts';
import { hopsIn } from './hops.ts';
import { isIdentified, lockOf } from './lock.ts';
import { codesWithLocks, isScoped } from './lock-steps.ts';
import { type HeldLock, locksHeldAt } from './locks.ts';
import { blockingCallsIn } from './loop-waits.ts';
import { isSeldom } from './seldom.ts';

export interface HeldWait {
  /** The function that holds the lock. */
  readonly code: Node;
  readonly lock: HeldLock & { readonly acquired: Node };
  /** In that function: what waits, or what runs a function that does. */
  readonly node: Node;
  readonly blocking: BlockingCall;
  /** The way to the wait, where it is in another function. */
  readonly chain?: BlockingChain;
}

const known = new WeakMap<Program, WeakMap<object, readonly HeldWait[]>>();

/**
 * All waits without a limit of code that surely holds a lock (`mustHold`), in source order, for each of the locks. Only
 * what takes long whenever it is run counts: not what fills a cache, and not a wait for another lock.
 */
export function heldWaitsIn(module: Module): readonly HeldWait[] {
  let byModule = known.get(module.program!);
  if (byModule === undefined) {
    byModule = new WeakMap();
    known.set(module.program!, byModule);
  }
  let found = byModule.get(module.behaviour);
  if (found === undefined) {
    found = codesWithLocks(module)
      .flatMap((code) => functionIn(code) ?? [])
      .filter(({ isAsync }) => !isAsync)
      .flatMap(waitsIn)
      .sort((a, b) => a.node.start - b.node.start);
    byModule.set(module.behaviour, found);
  }
  return found;
}

function waitsIn(code: Node): HeldWait[] {
  const found: HeldWait[] = [];
  for (const blocking of blockingCallsIn(code)) {
    const locks = isLong(blocking) ? locksAround(blocking.node, blocking) : [];
    if (locks.length === 0 || isSeldom(blocking.node, code)) continue;
    for (const lock of locks) found.push({ code, lock, node: blocking.node, blocking });
  }
  for (const hop of hopsIn(code)) {
    if (locksHeldAt(hop.node).locks.length === 0) continue;
    const chain = blockingChainAt(hop, code);
    if (chain === undefined || !chain.isCertain || !isLong(chain.blocking) || chain.hops.length > FARTHEST) continue;
    for (const lock of locksAround(hop.node, chain.blocking)) {
      found.push({ code, lock, node: hop.node, blocking: chain.blocking, chain });
    }
  }
  return found;
}

/** Through more functions than this, the wait is no matter of this lock any more. */
const FARTHEST = 3;

function isLong(blocking: BlockingCall): boolean {
  const { model, isShort, isAwaited, node } = blocking;
  const isMeant = model.tier === 1 && !isShort && !isAwaited && !OTHERS.has(model.kind);
  // Before the next try: `except OSError: time.sleep(0.1)`.
  return isMeant && !isLimited(blocking) && !isInHandler(node);
}

/** Waits for locks are a matter of their order; what a developer does is none. */
const OTHERS: ReadonlySet<Wait> = new Set(['lock', 'file-lock', 'debugger', 'import', 'orm', 'nested-loop']);

/** `event.wait(timeout=1)` */
function isLimited({ node, name, how }: BlockingCall): boolean {
  if (how !== 'call' || node.form !== Form.Call) return false;
  return (lookUp(NON_BLOCKING, name) ?? []).some(({ position, keyword, when }) => {
    const value = when === 'zero' ? node.argument(position, keyword) : undefined;
    return value !== undefined && value.form !== Form.None;
  });
}

/** The locks that keep other threads out meanwhile; a condition lets go of its own while it waits. */
function locksAround(node: Node, { name, node: wait }: BlockingCall): HeldWait['lock'][] {
  const isCondition = name.startsWith('threading.Condition.wait') && wait.form === Form.Call;
  const own = isCondition ? lockOf(wait.child(Role.Callee)!.child(Role.Object)!) : undefined;
  return locksHeldAt(node).locks.flatMap((lock) => {
    const { acquired, model, extent, key } = lock;
    if (acquired === undefined || acquired.is(node) || model.excludes === 'tasks' || extent === 'per-call') return [];
    return isIdentified(lock) && isScoped(lock) && key !== own?.key ? [{ ...lock, acquired }] : [];
  });
}
