/** How a piece of code takes locks: at once, or through what it runs before it goes on. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { TIMED_SCOPES } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { decoratorsOf, methodOf } from '../program/classes.ts';
import { type Code, functionIn, moduleOf, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { type Hop, hopsIn } from './hops.ts';
import { isIdentified, type Lock, lockOf } from './lock.ts';
import { lockedTarget, locksOfDecorators } from './lock-decorators.ts';
import { callOn, type HeldLock, locksOfContext } from './locks.ts';

/** One place that waits for a lock as long as it takes. */
export interface LockWait {
  /** The context of a `with` statement, or a call of `acquire`. */
  readonly node: Node;
  readonly lock: Lock;
}

interface LockUses {
  /** By the id of the code that does it. */
  readonly waits: ReadonlyMap<number, readonly LockWait[]>;
  /** The code that holds locks somewhere, by its id. */
  readonly holders: ReadonlyMap<number, Code>;
  /** Keys of locks that some code releases which does not take them: they signal, or a pair of methods hands them on. */
  readonly handedOver: ReadonlySet<string>;
}

const known = new WeakMap<object, LockUses>();

/** The places in a function's or module's own code that wait for a lock, in source order. */
export function lockWaitsIn(code: Code): readonly LockWait[] {
  return usesIn(moduleOf(code)).waits.get(code.id) ?? [];
}

/** All pieces of code of a module that hold a lock in some part of them. */
export function codesWithLocks(module: Module): Code[] {
  return [...usesIn(module).holders.values()];
}

function usesIn(module: Module): LockUses {
  let uses = known.get(module.behaviour);
  if (uses === undefined) {
    uses = findUses(module);
    known.set(module.behaviour, uses);
  }
  return uses;
}

interface Candidates {
  /** What `with` enters that is a lock, or that the program itself defines. */
  readonly contexts: readonly Node[];
  readonly decorated: readonly Node[];
}

const candidates = new WeakMap<object, Candidates>();

/** What may take locks, by names and definitions alone: it outlives edits of the bodies of functions elsewhere. */
function candidatesIn(module: Module): Candidates {
  let found = candidates.get(module.surface);
  if (found === undefined) {
    const items = module.all(Form.With).flatMap((statement) => statement.childrenIn(Role.Clause));
    found = {
      contexts: items.flatMap((item) => item.child(Role.Context) ?? []).filter(mayTake),
      decorated: module.functions.filter((fn) => fn.child(Role.Decorator) !== undefined),
    };
    candidates.set(module.surface, found);
  }
  return found;
}

function mayTake(context: Node): boolean {
  if (provenanceOf(context).kind === 'object' || lockOf(context) !== undefined) return true;
  return context.form === Form.Call && functionOf(provenanceOf(context.child(Role.Callee)!)) !== undefined;
}

function findUses(module: Module): LockUses {
  const waits = new Map<number, LockWait[]>();
  const found: LockWait[] = [];
  const holders = new Map<number, Code>();
  const hold = (code: Code): void => void holders.set(code.id, code);
  const { contexts, decorated } = candidatesIn(module);
  for (const node of contexts) {
    const lock = lockOf(node);
    if (lock !== undefined && isIdentified(lock)) found.push({ node, lock });
    if (lock !== undefined || locksOfContext(node).locks.length > 0) hold(runningCode(node));
  }
  for (const fn of decorated) if (locksOfDecorators(fn).length > 0) hold(fn);
  const graph = callGraphOf(module);
  const handedOver = new Set<string>();
  for (const call of [...graph.methodCalls('acquire'), ...graph.methodCalls('release')]) {
    const lock = lockOf(callOn(call, call.child(Role.Callee)!.name)!);
    if (lock === undefined || !isIdentified(lock)) continue;
    hold(runningCode(call));
    if (call.child(Role.Callee)!.name === 'acquire') {
      // A semaphore that is not held by `with` counts things.
      if (isEndless(call) && lock.model.count === undefined) found.push({ node: call, lock });
    } else if (!takes(runningCode(call), lock, graph.methodCalls('acquire'), found)) handedOver.add(lock.key);
  }
  for (const wait of found.sort((a, b) => a.node.start - b.node.start)) {
    const { node, lock } = wait;
    if (node.role !== Role.Context && handedOver.has(lock.key) && !isEntering(node)) continue;
    if (isTimed(node)) continue;
    const { id } = runningCode(node);
    const list = waits.get(id);
    if (list === undefined) waits.set(id, [wait]);
    else list.push(wait);
  }
  return { waits, holders, handedOver };
}

/** `acquire()` without a timeout, waiting. For `asyncio` it is awaited on the spot, or somebody else may limit it. */
export function isEndless(call: Node): boolean {
  const [first, ...others] = call.childrenIn(Role.Argument);
  const isPlain = first === undefined || (others.length === 0 && (first.child(Role.Value) ?? first).form === Form.True);
  return isPlain && call.role !== Role.Argument;
}

function takes(code: Code, lock: Lock, acquires: readonly Node[], contexts: readonly LockWait[]): boolean {
  return (
    acquires.some((call) => runningCode(call).id === code.id && lockOf(callOn(call, 'acquire')!)?.key === lock.key) ||
    contexts.some(({ node, lock: { key } }) => key === lock.key && runningCode(node).id === code.id)
  );
}

/** What `__enter__` takes, `__exit__` gives back. */
function isEntering(node: Node): boolean {
  return /^__a?enter__$/.test(functionIn(runningCode(node))?.name ?? '');
}

/** Inside `async with asyncio.timeout(…):` nothing waits for ever. */
function isTimed(node: Node): boolean {
  for (const outer of node.ancestors()) {
    if (outer.isFunction) return false;
    if (outer.form !== Form.With) continue;
    const contexts = outer.childrenIn(Role.Clause).map((item) => item.child(Role.Context)?.child(Role.Callee));
    if (contexts.some((callee) => callee !== undefined && TIMED_SCOPES.has(symbolOf(callee) ?? ''))) return true;
  }
  return false;
}

/**
 * Whether a lock is surely held from where it is taken to where it is released again, and in no other way: by `with`, or
 * by `acquire` in the same function. A lock that is handed over may be released by anybody.
 */
export function isScoped({ acquired, key, model }: HeldLock): boolean {
  if (acquired === undefined) return false;
  if (acquired.role === Role.Context || acquired.role === Role.Decorator) return true;
  if (model.count !== undefined || usesIn(acquired.module).handedOver.has(key)) return false;
  const { id } = runningCode(acquired);
  return callGraphOf(acquired.module)
    .methodCalls('release')
    .some((call) => runningCode(call).id === id && lockOf(callOn(call, 'release')!)?.key === key);
}

/** The functions that a piece of code runs and waits for; an `async def` where it is awaited. */
export function lockHopsIn(code: Code): readonly Hop[] {
  const graph = callGraphOf(moduleOf(code));
  const fn = functionIn(code);
  const found: Hop[] = fn === undefined ? [] : [...hopsIn(fn), ...asyncContexts(fn)];
  for (const node of graph.callsRunBy(code)) {
    const target = graph.target(node);
    const locked = target === undefined ? lockedTarget(node) : undefined;
    const runs = target ?? locked;
    if (runs === undefined || runs.has(Flag.Generator)) continue;
    const isNew = fn === undefined || locked !== undefined || runs.is(fn);
    if (runs.isAsync ? isWaitedFor(node) : isNew) found.push({ node, target: runs });
  }
  return found;
}

/** `await f()`, or `await gather(f(), g())`. */
function isWaitedFor(call: Node): boolean {
  if (call.isAwaited) return true;
  const gather = call.role === Role.Argument ? call.parent : undefined;
  return gather?.isAwaited === true && symbolOf(gather.child(Role.Callee)!) === 'asyncio.gather';
}

function* asyncContexts(fn: Node): Generator<Hop> {
  for (const item of fn.descendants(Form.WithItem)) {
    const node = item.parent?.isAsync ? item.child(Role.Context) : undefined;
    if (node === undefined || runningCode(node).id !== fn.id) continue;
    const target = node.form === Form.Call ? callGraphOf(fn.module).target(node) : undefined;
    if (target !== undefined && decoratorsOf(target).includes('contextlib.asynccontextmanager')) yield { node, target };
    const value = provenanceOf(node);
    if (value.kind !== 'object') continue;
    for (const name of ['__aenter__', '__aexit__']) {
      const method = methodOf(value.of, name);
      if (method !== undefined) yield { node, target: method };
    }
  }
}
