/** Which locks are held where. */
import { Form, Role } from '../facts/forms.ts';
import { LOCK_LIKE_NAME, LOCKS, ONE_AT_A_TIME } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { decoratorsOf, methodOf } from '../program/classes.ts';
import { conditionsAt } from '../program/conditions.ts';
import { keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf } from '../program/value.ts';
import { type Lock, lockInCaller, lockOf } from './lock.ts';
import { callOfDecorated, decoratorFunction, locksOfDecorators } from './lock-decorators.ts';

/** A lock with what takes it. */
export interface HeldLock extends Lock {
  /** The context of a `with` statement or the call of `acquire`; undefined where another function takes it. */
  readonly acquired?: Node;
}

/** The locks held at a place. `isUncertain`: something unknown that may be a lock is held too. */
export interface HeldLocks {
  readonly locks: readonly HeldLock[];
  readonly isUncertain: boolean;
}

export const NO_LOCKS: HeldLocks = { locks: [], isUncertain: false };

/**
 * The locks held at `node` on every path (`mustHold`): by `with` around it, by `acquire()` before a
 * `try … finally: release()` around it, and by an `acquire(…)` that a test has found true, within its own function. Errs towards fewer locks, but for `isUncertain`.
 */
export function locksHeldAt(node: Node): HeldLocks {
  const locks: HeldLock[] = [];
  let isUncertain = false;
  const hold = (held: HeldLocks): void => {
    locks.push(...held.locks.filter((lock) => !isReleasedBetween(lock, node)));
    isUncertain ||= held.isUncertain;
  };
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction && inner.role === Role.Body) {
      hold(heldByDecorators(outer));
      break;
    }
    if (outer.form === Form.With) {
      for (const item of outer.childrenIn(Role.Clause)) {
        // `with a, b:` takes `b` while it holds `a`.
        if (item.is(inner)) break;
        const context = item.child(Role.Context);
        if (context !== undefined) hold(locksOfContext(context));
      }
    }
    if (outer.form === Form.Try && inner.role === Role.Body) hold(locksOfFinally(outer));
    if (inner.role === Role.Statement) hold(locksAcquiredBefore(inner));
    inner = outer;
  }
  locks.push(...locksOfTests(node).filter(({ key }) => !locks.some((lock) => lock.key === key)));
  return locks.length === 0 && !isUncertain ? NO_LOCKS : { locks, isUncertain };
}

/** Who has a lock may give it back for a while: `lock.release()`, then `lock.acquire()` again. */
function isReleasedBetween({ key, acquired }: HeldLock, node: Node): boolean {
  if (acquired?.role !== Role.Context && acquired?.role !== Role.Statement) return false;
  return isReleasedSince(key, acquired, node);
}

function isReleasedSince(key: string, acquired: Node, node: Node): boolean {
  const graph = callGraphOf(node.module);
  const lastOf = (method: string): number =>
    graph
      .methodCalls(method)
      .filter(({ start }) => start > acquired.end && start < node.start)
      .filter((call) => call.code?.is(acquired.code) && lockOf(callOn(call, method)!)?.key === key)
      .at(-1)?.start ?? -1;
  const released = lastOf('release');
  return released >= 0 && lastOf('acquire') < released;
}

/** What `with context:` holds. */
export function locksOfContext(context: Node): HeldLocks {
  const lock = lockOf(context);
  if (lock !== undefined) return { locks: [{ ...lock, acquired: context }], isUncertain: false };
  const value = provenanceOf(context);
  // A semaphore for several is known, and keeps nobody out.
  if (value.kind === 'instance') return LOCKS[value.of] === undefined ? uncertainIfLockLike(value.of) : NO_LOCKS;
  if (value.kind === 'object') {
    const enter = methodOf(value.of, '__enter__') ?? methodOf(value.of, '__aenter__');
    return enter === undefined ? uncertainIfLockLike(context.text) : inCaller(locksAcquiredIn(enter), context, enter);
  }
  if (context.form === Form.Call) {
    const callee = context.child(Role.Callee)!;
    const called = provenanceOf(callee);
    const helper = functionOf(called);
    if (helper !== undefined && decoratorsOf(helper).some((name) => name?.startsWith('contextlib.') ?? false)) {
      return inCaller(locksLeftBy(helper), context, helper);
    }
    if (called.kind === 'symbol') return uncertainIfLockLike(called.name);
  }
  // Not known at all: it may be a lock, so nothing here may be called unlocked.
  return { locks: [], isUncertain: true };
}

const leftBy = new WeakMap<object, Map<number, HeldLocks>>();

/** What a generator that serves as a context manager holds at each `yield` of it. */
function locksLeftBy(helper: Node): HeldLocks {
  let memo = leftBy.get(helper.module.behaviour);
  if (memo === undefined) {
    memo = new Map();
    leftBy.set(helper.module.behaviour, memo);
  }
  let held = memo.get(helper.id);
  if (held === undefined) {
    // A helper that enters itself has no more locks for that.
    memo.set(helper.id, NO_LOCKS);
    const [first, ...others] = [...helper.descendants(Form.Yield)].map(locksHeldAt);
    const common = others.reduce(intersection, first ?? NO_LOCKS);
    // Held at some of them only: it may be held.
    const isPartial = [first, ...others].some((each) => each !== undefined && each.locks.length > common.locks.length);
    held = isPartial ? { ...common, isUncertain: true } : common;
    memo.set(helper.id, held);
  }
  return held;
}

/** Locks that a helper takes, as what `with helper():` or `with object:` holds. */
function inCaller({ locks, isUncertain }: HeldLocks, context: Node, helper: Node): HeldLocks {
  return { locks: locks.map((lock) => ({ ...lockInCaller(lock, context, helper), acquired: context })), isUncertain };
}

function uncertainIfLockLike(name: string): HeldLocks {
  return LOCK_LIKE_NAME.test(name) ? { locks: [], isUncertain: true } : NO_LOCKS;
}

/** The locks that a function acquires itself: what a class's `__enter__` leaves held. */
function locksAcquiredIn(fn: Node): HeldLocks {
  const locks: HeldLock[] = [];
  let isUncertain = false;
  for (const call of callGraphOf(fn.module).callsIn(fn)) {
    const callee = call.child(Role.Callee);
    if (callee?.form !== Form.Attribute || !/^(acquire|__enter__|enter_context)$/.test(callee.name)) continue;
    const lock = lockOf(callee.child(Role.Object)!);
    if (lock === undefined) isUncertain = true;
    else locks.push(lock);
  }
  return { locks, isUncertain };
}

/** `try: … finally: lock.release()` holds the lock in its body. */
function locksOfFinally(statement: Node): HeldLocks {
  const cleanup = statement.children.find((child) => child.form === Form.Finally);
  if (cleanup === undefined) return NO_LOCKS;
  const { locks, isUncertain } = locksOfCalls(cleanup, 'release');
  return { locks: locks.map((lock) => withAcquire(lock, statement)), isUncertain };
}

/** The nearest call before a `try` that takes a lock which the `try` releases. */
function withAcquire(lock: Lock, statement: Node): HeldLock {
  const acquired = callGraphOf(statement.module)
    .methodCalls('acquire')
    .filter((call) => call.start < statement.end && call.code?.is(statement.code))
    .findLast((call) => lockOf(callOn(call, 'acquire')!)?.key === lock.key);
  return acquired === undefined ? lock : { ...lock, acquired };
}

/** `lock.acquire()` as an earlier statement of the same block, with no `release()` of it in between. */
function locksAcquiredBefore(statement: Node): HeldLocks {
  const siblings = hasAcquire(statement.parent, statement.module) ? (statement.parent?.children ?? []) : [];
  const held = new Map<string, HeldLock>();
  let isUncertain = false;
  for (const sibling of siblings) {
    if (sibling.id >= statement.id) break;
    if (sibling.role !== Role.Statement) continue;
    const call = sibling.form === Form.Await ? sibling.child(Role.Operand) : sibling;
    const acquired = call?.form === Form.Call ? callOn(call, 'acquire') : undefined;
    if (call !== undefined && acquired !== undefined && call.args.length === 0) {
      const lock = lockOf(acquired);
      if (lock === undefined) isUncertain ||= provenanceOf(acquired).kind === 'unknown';
      else held.set(lock.key, { ...lock, acquired: call });
    }
    for (const lock of locksOfCalls(sibling, 'release').locks) held.delete(lock.key);
  }
  return { locks: [...held.values()], isUncertain };
}

/** `if lock.acquire(timeout=1):`, and what follows `if not lock.acquire(False): return`, until the lock is released. */
function locksOfTests(node: Node): HeldLock[] {
  const acquires = testedAcquires(node.module).filter(
    ({ end, code }) => end <= node.start && isSameCode(code, node.code),
  );
  if (acquires.length === 0) return [];
  const settled = conditionsAt(node).filter(({ holds }) => holds);
  return acquires.flatMap((acquired): HeldLock[] => {
    // The call, or the variable that its result is in.
    const { parent } = acquired;
    const kept = parent?.form === Form.Assign ? parent.child(Role.Target)?.text : undefined;
    if (!settled.some(({ test }) => test.is(acquired) || test.text === kept)) return [];
    const lock = lockOf(callOn(acquired, 'acquire')!);
    return lock === undefined || isReleasedSince(lock.key, acquired, node) ? [] : [{ ...lock, acquired }];
  });
}

function isSameCode(a: Node | undefined, b: Node | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.is(b);
}

/** The calls of `acquire` whose result is used. */
const testedAcquires: (module: Module) => readonly Node[] = keptBySurface((module) =>
  callGraphOf(module)
    .methodCalls('acquire')
    .filter((call) => call.role !== Role.Statement && !call.isAwaited),
);

const acquiringBlocks = new WeakMap<object, Set<number>>();

/** Whether a block has a statement `x.acquire()` of its own: few have, and only those need a closer look. */
function hasAcquire(block: Node | undefined, module: Module): boolean {
  let blocks = acquiringBlocks.get(module.surface);
  if (blocks === undefined) {
    const acquires = callGraphOf(module)
      .methodCalls('acquire')
      .map((call) => (call.isAwaited ? call.parent! : call))
      .filter((step) => step.role === Role.Statement);
    blocks = new Set(acquires.map((step) => step.parent?.id ?? -1));
    acquiringBlocks.set(module.surface, blocks);
  }
  return block?.form === Form.Block && blocks.has(block.id);
}

function locksOfCalls(within: Node, method: string): HeldLocks {
  const locks: Lock[] = [];
  let isUncertain = false;
  for (const call of [within, ...within.descendants(Form.Call)]) {
    const object = call.form === Form.Call ? callOn(call, method) : undefined;
    if (object === undefined) continue;
    const lock = lockOf(object);
    if (lock !== undefined) locks.push(lock);
    else if (provenanceOf(object).kind === 'unknown') isUncertain = true;
  }
  return { locks, isUncertain };
}

export function callOn(call: Node, method: string): Node | undefined {
  const callee = call.child(Role.Callee);
  return callee?.form === Form.Attribute && callee.name === method ? callee.child(Role.Object) : undefined;
}

/** What decorators of the program hold around a function; what holds something unknown, or is named like a lock, may. */
function heldByDecorators(fn: Node): HeldLocks {
  const decorators = fn.form === Form.Function ? fn.childrenIn(Role.Decorator) : [];
  if (decorators.length === 0) return NO_LOCKS;
  const locks = locksOfDecorators(fn).map(({ decorator, lock }) => ({ ...lock, acquired: decorator }));
  const isUncertain = decorators.some((decorator) => {
    if (locks.some(({ acquired }) => acquired.is(decorator))) return false;
    const definition = decoratorFunction(decorator);
    if (definition === undefined) return LOCK_LIKE_NAME.test(decorator.text) || ONE_AT_A_TIME.test(decorator.text);
    const call = callOfDecorated(definition);
    return call !== undefined && locksHeldAt(call).isUncertain;
  });
  return { locks, isUncertain };
}

/** What is held in both. */
export function intersection(a: HeldLocks, b: HeldLocks): HeldLocks {
  const locks = a.locks.filter(({ key }) => b.locks.some((other) => other.key === key));
  return { locks, isUncertain: a.isUncertain || b.isUncertain };
}
