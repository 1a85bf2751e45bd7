/** Everything in a function's own code that would stop an event loop running it. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { type BlockingCall, blockingCallAt, lazyCallAt } from './blocking-call.ts';
import { modelOf, verdictOn } from './declared-blocking.ts';
import { unfinishedJob } from './executor-exit.ts';
import { isRunBy, iterablesIn } from './iteration.ts';
import { heldFrom, isReleasedIn, lockIdentity, longHold } from './lock-wait.ts';

const known = new WeakMap<object, Map<number, readonly BlockingCall[]>>();

/** The waits in the code of a `def`, `async def` or `lambda` itself, class bodies in it included, in source order. */
export function blockingCallsIn(fn: Node): readonly BlockingCall[] {
  let memo = known.get(fn.module.behaviour);
  if (memo === undefined) {
    memo = new Map();
    known.set(fn.module.behaviour, memo);
  }
  let found = memo.get(fn.id);
  if (found === undefined) {
    // The configuration knows better than what stands in it.
    const isOver = verdictOn(fn, fn.module.environment) === 'returns';
    found = isOver ? [] : gravestByPlace([...calls(fn), ...subscripts(fn), ...iterations(fn), ...contexts(fn)]);
    memo.set(fn.id, found);
  }
  return found;
}

/** In source order; of several waits at one place, such as making a process and waiting for its end, the longest. */
function gravestByPlace(waits: readonly BlockingCall[]): BlockingCall[] {
  const byPlace = new Map<number, BlockingCall>();
  for (const wait of waits) {
    const other = byPlace.get(wait.node.id);
    if (other === undefined || wait.model.tier < other.model.tier) byPlace.set(wait.node.id, wait);
  }
  return [...byPlace.values()].sort((a, b) => a.node.start - b.node.start);
}

function* calls(fn: Node): Generator<BlockingCall> {
  for (const call of fn.descendants(Form.Call)) {
    const blocking = blockingCallAt(call);
    if (blocking === undefined || !isRunBy(call, fn)) continue;
    if (blocking.model.kind !== 'lock') yield blocking;
    else yield ofAcquire(blocking);
  }
}

/** `lock.acquire()` is short when it is released soon, and by all its other holders too. */
function ofAcquire(blocking: BlockingCall): BlockingCall {
  const lock = blocking.node.child(Role.Callee)?.child(Role.Object);
  const identity = lock === undefined ? undefined : lockIdentity(lock);
  if (lock === undefined || identity === undefined) return blocking;
  const cause = longHold(blocking.node.module, identity);
  if (cause !== undefined) return { ...blocking, cause };
  const isReleased = heldFrom(blocking.node, lock.text).length > 0 && isReleasedAfter(blocking.node, lock.text);
  return { ...blocking, isShort: isReleased };
}

function isReleasedAfter(acquire: Node, lock: string): boolean {
  const { statement } = acquire;
  return (statement.parent?.children ?? []).some((step) => step.start > statement.start && isReleasedIn(step, lock));
}

/** `cache[key]` of a cache on disk. */
function* subscripts(fn: Node): Generator<BlockingCall> {
  for (const node of fn.descendants(Form.Subscript)) {
    const object = node.child(Role.Object);
    const value = object === undefined || !isRunBy(node, fn) ? undefined : provenanceOf(object);
    if (value?.kind !== 'instance') continue;
    const name = `${value.of}.${node.role === Role.Target ? '__setitem__' : '__getitem__'}`;
    const model = modelOf(name, fn.module.environment);
    if (model !== undefined) yield { node, how: 'call', name, model, isAwaited: false, isShort: false };
  }
}

function* iterations(fn: Node): Generator<BlockingCall> {
  for (const iterable of iterablesIn(fn)) {
    const made = lazyCall(iterable);
    if (made !== undefined) {
      yield { ...made, node: iterable, how: 'iteration' };
      continue;
    }
    const value = provenanceOf(iterable);
    const names = value.kind === 'instance' ? [`${value.of}.__iter__`, `${value.of}.__next__`] : [];
    for (const name of names) {
      const model = modelOf(name, fn.module.environment);
      if (model === undefined) continue;
      yield { node: iterable, how: 'iteration', name, model, isAwaited: false, isShort: false };
      break;
    }
  }
}

/** The call with a lazy result that an expression is, or that its name was given. */
function lazyCall(expression: Node): BlockingCall | undefined {
  const call = expression.form === Form.Name ? onlyValueOf(expression) : expression;
  return call?.form === Form.Call ? lazyCallAt(call) : undefined;
}

function onlyValueOf(name: Node): Node | undefined {
  const bindings = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  const parent = bindings.length === 1 ? bindings[0]!.node.parent : undefined;
  return parent?.form === Form.Assign ? parent.assignedValue : undefined;
}

function* contexts(fn: Node): Generator<BlockingCall> {
  for (const statement of fn.descendants(Form.With)) {
    if (statement.isAsync || !isRunBy(statement, fn)) continue;
    for (const item of statement.childrenIn(Role.Clause)) {
      const context = item.child(Role.Context);
      if (context !== undefined) yield* ofContext(item, context);
    }
  }
}

function* ofContext(item: Node, context: Node): Generator<BlockingCall> {
  const lazy = lazyCall(context);
  if (lazy !== undefined) {
    yield { ...lazy, node: context, how: 'enter' };
    return;
  }
  const value = provenanceOf(context);
  if (value.kind !== 'instance') return;
  const { module } = context;
  const base = { node: context, isAwaited: false, isShort: false };
  const acquire = modelOf(`${value.of}.acquire`, module.environment);
  const enter = modelOf(`${value.of}.__enter__`, module.environment);
  if (enter !== undefined) yield { ...base, how: 'enter', name: `${value.of}.__enter__`, model: enter };
  else if (acquire?.kind === 'lock') {
    // A lock that is only held for a moment may be taken on the loop.
    const identity = lockIdentity(context);
    const cause = identity === undefined ? undefined : longHold(context.module, identity);
    if (cause !== undefined) yield { ...base, how: 'enter', name: `${value.of}.acquire`, model: acquire, cause };
  }
  const exit = modelOf(`${value.of}.__exit__`, module.environment);
  if (exit === undefined) return;
  const name = `${value.of}.__exit__`;
  if (exit.kind === 'future') {
    const cause = unfinishedJob(item);
    if (cause !== undefined) yield { ...base, how: 'exit', name, model: exit, cause };
  } else if (!isLookedAfter(item)) yield { ...base, how: 'exit', name, model: exit };
}

/** `with Popen(…) as p:` whose body waits for the process, or asks whether it has ended. */
function isLookedAfter(item: Node): boolean {
  const target = item.child(Role.Target);
  const body = item.parent?.child(Role.Body);
  if (target?.form !== Form.Name || body === undefined) return false;
  return [...body.descendants(Form.Attribute)].some(
    (use) => WAITS.has(use.name) && use.child(Role.Object)?.text === target.name,
  );
}

const WAITS: ReadonlySet<string> = new Set(['poll', 'wait', 'communicate', 'returncode']);
