/** Locks: which lock an expression is, and which locks are held where. */
import { Form, Role } from '../facts/forms.ts';
import { LOCK_LIKE_NAME, LOCKS, type LockModel } from '../library/synchronization.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { classOf, decoratorsOf, methodOf } from '../program/classes.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { functionOf, provenanceOf } from '../program/value.ts';

export interface Lock {
  /** Equal for two expressions that are the same lock, as far as one can tell. */
  readonly key: string;
  /** As the user writes it. */
  readonly name: string;
  readonly model: LockModel;
  /**
   * - `one`: there is one such lock in the process
   * - `per-instance`: each object has its own
   * - `per-call`: each call makes its own, so it keeps nobody out
   */
  readonly extent: 'one' | 'per-instance' | 'per-call';
  /** The class whose objects have it, when it is one per instance. */
  readonly owner?: Node;
  /** The call that makes it, or the annotation that says so. */
  readonly made: Node;
}

/** The locks held at a place. `isUncertain`: something unknown that may be a lock is held too. */
export interface HeldLocks {
  readonly locks: readonly Lock[];
  readonly isUncertain: boolean;
}

export const NO_LOCKS: HeldLocks = { locks: [], isUncertain: false };

/** The lock that an expression stands for; undefined when it is none or not known. */
export function lockOf(expression: Node): Lock | undefined {
  const value = provenanceOf(expression);
  if (value.kind !== 'instance') return undefined;
  const model = LOCKS[value.of];
  if (model === undefined) return undefined;
  const { made } = value;
  if (made.form === Form.Call) {
    const inner = model.wraps === undefined ? undefined : made.argument(model.wraps, 'lock');
    if (inner !== undefined) {
      const wrapped = lockOf(inner);
      if (wrapped !== undefined) return wrapped;
    }
    const count = model.count === undefined ? undefined : made.argument(model.count, 'value');
    if (count !== undefined && count.name !== '1') return undefined;
  }
  const base = { key: String(made.id), name: expression.text, model, made };
  const maker = made.code;
  if (maker === undefined || maker.form === Form.Class) return { ...base, extent: 'one' };
  const owner = classOf(maker);
  if (owner !== undefined && assignedAttribute(made)) return { ...base, extent: 'per-instance', owner };
  // Made in this very call, by `with Lock():` or into a local: nobody else has it, unless nested functions share it.
  return { ...base, extent: expression.code?.is(maker) ? 'per-call' : 'one' };
}

function assignedAttribute(made: Node): boolean {
  for (let node: Node | undefined = made.parent; node !== undefined; node = node.parent) {
    if (node.form === Form.Assign) return node.childrenIn(Role.Target).some((target) => target.form === Form.Attribute);
    if (node.role === Role.Statement) return false;
  }
  return false;
}

/**
 * The locks held at `node` on every path (`mustHold`): by `with` around it and by `acquire()` before a
 * `try … finally: release()` around it, within its own function. Errs towards fewer locks, but for `isUncertain`.
 */
export function locksHeldAt(node: Node): HeldLocks {
  const locks: Lock[] = [];
  let isUncertain = false;
  const hold = (held: HeldLocks): void => {
    locks.push(...held.locks);
    isUncertain ||= held.isUncertain;
  };
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction && inner.role === Role.Body) {
      hold(locksOfDecorators(outer));
      break;
    }
    if (outer.form === Form.With && inner.role === Role.Body) {
      for (const item of outer.children.filter((child) => child.form === Form.WithItem)) {
        const context = item.child(Role.Context);
        if (context !== undefined) hold(locksOfContext(context));
      }
    }
    if (outer.form === Form.Try && inner.role === Role.Body) hold(locksOfFinally(outer));
    if (inner.role === Role.Statement) hold(locksAcquiredBefore(inner));
    inner = outer;
  }
  return locks.length === 0 && !isUncertain ? NO_LOCKS : { locks, isUncertain };
}

/** What `with context:` holds. */
function locksOfContext(context: Node): HeldLocks {
  const lock = lockOf(context);
  if (lock !== undefined) return { locks: [lock], isUncertain: false };
  const value = provenanceOf(context);
  // A semaphore for several is known, and keeps nobody out.
  if (value.kind === 'instance') return LOCKS[value.of] === undefined ? uncertainIfLockLike(value.of) : NO_LOCKS;
  if (value.kind === 'object') {
    const enter = methodOf(value.of, '__enter__') ?? methodOf(value.of, '__aenter__');
    return enter === undefined ? uncertainIfLockLike(context.text) : locksAcquiredIn(enter);
  }
  if (context.form === Form.Call) {
    const callee = context.child(Role.Callee)!;
    const called = provenanceOf(callee);
    const helper = functionOf(called);
    if (helper !== undefined && decoratorsOf(helper).some((name) => name?.startsWith('contextlib.') ?? false)) {
      const pause = [...helper.descendants(Form.Yield)][0];
      return pause === undefined ? NO_LOCKS : locksHeldAt(pause);
    }
    if (called.kind === 'symbol') return uncertainIfLockLike(called.name);
  }
  // Not known at all: it may be a lock, so nothing here may be called unlocked.
  return { locks: [], isUncertain: true };
}

function uncertainIfLockLike(name: string): HeldLocks {
  return LOCK_LIKE_NAME.test(name) ? { locks: [], isUncertain: true } : NO_LOCKS;
}

/** The locks that a function acquires itself: what a class's `__enter__` leaves held. */
function locksAcquiredIn(fn: Node): HeldLocks {
  const locks: Lock[] = [];
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
  return cleanup === undefined ? NO_LOCKS : locksOfCalls(cleanup, 'release');
}

/** `lock.acquire()` as an earlier statement of the same block, with no `release()` of it in between. */
function locksAcquiredBefore(statement: Node): HeldLocks {
  const siblings = hasAcquire(statement.parent, statement.module) ? (statement.parent?.children ?? []) : [];
  const held = new Map<string, Lock>();
  let isUncertain = false;
  for (const sibling of siblings) {
    if (sibling.id >= statement.id) break;
    if (sibling.role !== Role.Statement) continue;
    const acquired = sibling.form === Form.Call ? callOn(sibling, 'acquire') : undefined;
    if (acquired !== undefined && sibling.args.length === 0) {
      const lock = lockOf(acquired);
      if (lock === undefined) isUncertain ||= provenanceOf(acquired).kind === 'unknown';
      else held.set(lock.key, lock);
    }
    for (const lock of locksOfCalls(sibling, 'release').locks) held.delete(lock.key);
  }
  return { locks: [...held.values()], isUncertain };
}

const acquiringBlocks = new WeakMap<Module, Set<number>>();

/** Whether a block has a statement `x.acquire()` of its own: few have, and only those need a closer look. */
function hasAcquire(block: Node | undefined, module: Module): boolean {
  let blocks = acquiringBlocks.get(module);
  if (blocks === undefined) {
    const acquires = callGraphOf(module)
      .methodCalls('acquire')
      .filter((call) => call.role === Role.Statement);
    blocks = new Set(acquires.map((call) => call.parent?.id ?? -1));
    acquiringBlocks.set(module, blocks);
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

function callOn(call: Node, method: string): Node | undefined {
  const callee = call.child(Role.Callee);
  return callee?.form === Form.Attribute && callee.name === method ? callee.child(Role.Object) : undefined;
}

/** A decorator of this module that calls the function under a lock, or an unknown one with a name like a lock's. */
function locksOfDecorators(fn: Node): HeldLocks {
  const locks: Lock[] = [];
  let isUncertain = false;
  for (const decorator of fn.form === Form.Function ? fn.childrenIn(Role.Decorator) : []) {
    const callee = decorator.form === Form.Call ? decorator.child(Role.Callee)! : decorator;
    const definition = functionOf(provenanceOf(callee));
    if (definition === undefined) {
      isUncertain ||= LOCK_LIKE_NAME.test(decorator.text);
      continue;
    }
    const wrapped = new Set([...definition.descendants(Form.Param)].map(({ name }) => name));
    for (const param of definition.childrenIn(Role.Parameter)) wrapped.add(param.name);
    for (const call of definition.descendants(Form.Call)) {
      const inner = call.child(Role.Callee);
      if (inner?.form !== Form.Name || !wrapped.has(inner.name)) continue;
      const held = locksHeldAt(call);
      locks.push(...held.locks);
      isUncertain ||= held.isUncertain;
    }
  }
  return { locks, isUncertain };
}

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

function intersection(a: HeldLocks, b: HeldLocks): HeldLocks {
  return {
    locks: a.locks.filter(({ key }) => b.locks.some((other) => other.key === key)),
    isUncertain: a.isUncertain || b.isUncertain,
  };
}

/** Whether this lock keeps two threads from running code at once that touches state which all instances share. */
export function guardsSharedState(lock: Lock): boolean {
  if (lock.model.excludes === 'tasks' || lock.extent === 'per-call') return false;
  if (lock.extent === 'one' || lock.owner === undefined) return true;
  // One lock per object guards shared state only if there is one object.
  const made = callGraphOf(lock.owner.module).instantiations(lock.owner);
  const isThread = outsideBases(lock.owner).includes('threading.Thread');
  return made.length === 0 ? !isThread : made.length === 1 && !isInLoop(made[0]!);
}

/** Whether code runs several times in one run of the function around it. */
export function isInLoop(node: Node): boolean {
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction || outer.form === Form.Class) return false;
    if ((outer.form === Form.For || outer.form === Form.While) && inner.role === Role.Body) return true;
    if (outer.form === Form.While && inner.role === Role.Test) return true;
    if (
      outer.form === Form.Comprehension &&
      !(inner.form === Form.ComprehensionFor && inner.child(Role.Iterable)?.contains(node))
    ) {
      return true;
    }
    inner = outer;
  }
  return false;
}
