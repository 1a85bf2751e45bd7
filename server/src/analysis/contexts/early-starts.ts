/** Threads that a constructor starts before it has assigned what they read of the object. */
import { Form, Role } from '../facts/forms.ts';
import { SIGNALS } from '../library/synchronization.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { classOf, hasOwn, isStatic, linearBases, methodOf } from '../program/classes.ts';
import { runningCode } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import { areExclusive } from '../program/control-flow.ts';
import { isMissingAttributeCaught } from '../program/handlers.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { locksHeldAt } from '../summaries/locks.ts';
import { isSelf } from '../summaries/shared-state.ts';
import { entryPointsOf } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';
import { startOf } from './joins.ts';

export interface EarlyStart {
  readonly cls: Node;
  /** The call in the constructor that starts the thread, itself or through others. */
  readonly start: Node;
  /** Where the thread is started in the end. */
  readonly origin: Node;
  /** The attributes that are assigned too late, by the place of the assignment. */
  readonly late: readonly LateAttribute[];
  /** Whether the thread sleeps first, so that it only may come too early. */
  readonly isDelayed: boolean;
}

export interface LateAttribute {
  readonly name: string;
  /** The assignment, or the call in the constructor that makes it. */
  readonly assigned: Node;
  /** Where the thread reads it. */
  readonly read: Node;
}

/** What is started on the object that is being made. */
interface Start {
  /** The call in the method that is looked at. */
  readonly call: Node;
  readonly origin: Node;
  readonly entry: Node;
}

/** In the classes of a module, one for each call that starts a thread. */
export function* earlyStartsIn(module: Module): Generator<EarlyStart> {
  for (const cls of module.all(Form.Class)) {
    const init = cls.ownScope?.own('__init__').at(-1)?.node;
    if (init?.form !== Form.Function || !classOf(init)?.is(cls)) continue;
    // The cheap question: few modules start threads at all.
    if (!linearBases(cls).some((base) => base.kind === 'class' && mayStart(base.node.module))) continue;
    for (const start of startsIn(init, cls, 0)) {
      const found = earlyStart(start, init, cls);
      if (found !== undefined) yield found;
    }
  }
}

/** How far calls of the object's own methods are followed. */
const DEEPEST = 4;

/** The starts that a method makes of methods of its own object, directly or through other methods of it. */
function* startsIn(method: Node, cls: Node, depth: number): Generator<Start> {
  for (const { origin, entry: given, starts } of threadsFrom(method.module)) {
    const call = starts === 'on-start' ? startOf(origin) : origin;
    if (runningCode(call).id !== method.id || (starts === 'on-start' && call.is(origin))) continue;
    const entry = entryOf(origin, given, method, cls);
    if (entry !== undefined) yield { call, origin: call, entry };
  }
  for (const call of callGraphOf(method.module).callsRunBy(method)) {
    const name = selfCalled(call, method);
    if (name === undefined) continue;
    if (name === 'start' && isThreadClass(cls) && methodOf(cls, 'start') === undefined) {
      const run = methodOf(cls, 'run');
      if (run !== undefined) yield { call, origin: call, entry: run };
      continue;
    }
    const target = depth < DEEPEST ? calledOn(call, name, cls) : undefined;
    if (target === undefined || target.is(method)) continue;
    for (const start of startsIn(target, cls, depth + 1)) yield { ...start, call };
  }
}

function mayStart(module: Module): boolean {
  return callGraphOf(module).methodCalls('start').length > 0 || threadsFrom(module).length > 0;
}

const threads = new WeakMap<object, readonly EntryPoint[]>();

function threadsFrom(module: Module): readonly EntryPoint[] {
  let found = threads.get(module.surface);
  if (found === undefined) {
    // What waits for a request, or for somebody to start the scheduler, does not run yet.
    const isThread = ({ kind, origin, runsMany, startedBy }: EntryPoint): boolean =>
      (kind === 'thread' || kind === 'executor') &&
      origin.form === Form.Call &&
      runningCode(origin) !== module &&
      !runsMany &&
      startedBy === undefined &&
      !AT_SOME_TIME.has(symbolOf(origin.child(Role.Callee)!) ?? '');
    found = entryPointsOf(module).filter(isThread);
    threads.set(module.surface, found);
  }
  return found;
}

const AT_SOME_TIME: ReadonlySet<string> = new Set(['concurrent.futures.Future.add_done_callback']);

function isThreadClass(cls: Node): boolean {
  return outsideBases(cls).some((name) => name === 'threading.Thread' || name === 'threading.Timer');
}

/** The method of this very class, or the function of the method itself, that the thread runs on the object. */
function entryOf(origin: Node, given: Node, method: Node, cls: Node): Node | undefined {
  if (method.contains(given)) return given;
  for (const argument of origin.childrenIn(Role.Argument)) {
    const value = argument.form === Form.Keyword ? argument.child(Role.Value) : argument;
    const object = value?.form === Form.Attribute ? value.child(Role.Object) : undefined;
    if (object === undefined || !isSelf(object, method)) continue;
    if (functionOf(provenanceOf(value!))?.is(given)) return methodOf(cls, value!.name);
  }
  return undefined;
}

/** The name of the method that a call calls on the method's own object: `self.f()`, `super().f()`, `Base.f(self)`. */
function selfCalled(call: Node, method: Node): string | undefined {
  const callee = call.child(Role.Callee);
  const object = callee?.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  if (object === undefined) return undefined;
  const isSuper = object.form === Form.Call && symbolOf(object.child(Role.Callee)!) === 'builtins.super';
  const isUnbound = provenanceOf(object).kind === 'class' && call.args[0] !== undefined && isSelf(call.args[0], method);
  return isSuper || isUnbound || isSelf(object, method) ? callee!.name : undefined;
}

/** What a call on the own object runs, for an object of this very class. */
function calledOn(call: Node, name: string, cls: Node): Node | undefined {
  const object = call.child(Role.Callee)!.child(Role.Object)!;
  const isOwn = object.form === Form.Name && provenanceOf(object).kind === 'object';
  const target = isOwn ? methodOf(cls, name) : callGraphOf(call.module).target(call);
  return target === undefined || isStatic(target) ? undefined : target;
}

function earlyStart({ call: start, origin, entry }: Start, init: Node, cls: Node): EarlyStart | undefined {
  const assignments = assignmentsIn(init, cls, 0);
  // What the very call that starts the thread assigns too is the matter of the method that it calls.
  const isBefore = ({ place }: Assignment): boolean => place.start <= start.start;
  const before = new Set(assignments.filter(isBefore).map(({ name }) => name));
  const after = assignments.filter(({ place, name }) => {
    return place.start > start.end && !before.has(name) && !areExclusive(place, start) && !hasDefault(cls, name);
  });
  if (after.length === 0) return undefined;
  const isTimer = origin.form === Form.Call && isMadeBy(origin, 'threading.Timer');
  const reads = readsBy(entry, cls, isTimer);
  const late: LateAttribute[] = [];
  let isDelayed = false;
  for (const { name, place, target } of after) {
    const read = reads.find(({ node }) => node.name === name);
    if (read === undefined || late.some((other) => other.name === name) || haveCommonLock(target, read.node)) continue;
    isDelayed ||= read.isDelayed;
    late.push({ name, assigned: place, read: read.node });
  }
  return late.length === 0 ? undefined : { cls, start, origin, late, isDelayed };
}

interface Assignment {
  readonly name: string;
  /** In the constructor: the assignment, or the call of the method that makes it. */
  readonly place: Node;
  readonly target: Node;
}

/** What a method assigns to attributes of its own object, directly or through other methods of it, in source order. */
function assignmentsIn(method: Node, cls: Node, depth: number): Assignment[] {
  const found: Assignment[] = [];
  for (const target of method.descendants(Form.Attribute)) {
    if (target.role !== Role.Target || runningCode(target).id !== method.id) continue;
    const isPlain = target.parent?.form !== Form.Delete && target.parent?.form !== Form.AugAssign;
    if (isPlain && isSelf(target.child(Role.Object)!, method)) found.push({ name: target.name, place: target, target });
  }
  for (const call of callGraphOf(method.module).callsRunBy(method)) {
    const name = depth < DEEPEST ? selfCalled(call, method) : undefined;
    const called = name === undefined ? undefined : calledOn(call, name, cls);
    if (called === undefined || called.is(method)) continue;
    for (const { name: attribute, target } of assignmentsIn(called, cls, depth + 1)) {
      found.push({ name: attribute, place: call, target });
    }
  }
  return found.sort((a, b) => a.place.start - b.place.start);
}

/** A class attribute, property or method of this name, or a class that finds any attribute. */
function hasDefault(cls: Node, name: string): boolean {
  if (methodOf(cls, '__getattr__') !== undefined || methodOf(cls, '__setattr__') !== undefined) return true;
  return linearBases(cls).some((base) => base.kind === 'class' && hasOwn(base.node, name));
}

interface Read {
  readonly node: Node;
  readonly isDelayed: boolean;
}

/** What code that a thread begins with reads of the object before it waits for anything, by itself or its methods. */
function readsBy(entry: Node, cls: Node, isLate: boolean): Read[] {
  const found: Read[] = [];
  const seen = new Set<number>();
  const visit = (fn: Node, isDelayed: boolean, depth: number): void => {
    if (seen.has(fn.id) || depth > DEEPEST) return;
    seen.add(fn.id);
    const calls = callGraphOf(fn.module).callsRunBy(fn);
    const wait = calls.find(isWait)?.start ?? Number.POSITIVE_INFINITY;
    const sleep = calls.find(isSleep)?.start ?? Number.POSITIVE_INFINITY;
    const written = new Set<string>();
    for (const node of fn.descendants(Form.Attribute)) {
      const object = node.child(Role.Object)!;
      if (runningCode(node).id !== fn.id || !isOwnObject(object)) continue;
      const isWrite = node.role === Role.Target && node.parent?.form !== Form.AugAssign;
      if (isWrite) written.add(node.name);
      if (isWrite || node.start > wait || written.has(node.name) || isReady(node)) continue;
      found.push({ node, isDelayed: isDelayed || node.start > sleep });
    }
    for (const call of calls) {
      const callee = call.child(Role.Callee);
      const object = callee?.form === Form.Attribute ? callee.child(Role.Object) : undefined;
      const target = object !== undefined && isOwnObject(object) ? methodOf(cls, callee!.name) : undefined;
      if (target !== undefined && !target.isAsync && call.start < wait) {
        visit(target, isDelayed || call.start > sleep, depth + 1);
      }
    }
  };
  visit(entry, isLate, 0);
  // What surely is read at once comes first.
  return found.sort((a, b) => Number(a.isDelayed) - Number(b.isDelayed));
}

/** `self` of the method, also in a function inside it. */
function isOwnObject(object: Node): boolean {
  if (object.form !== Form.Name) return false;
  const method = object.scope.scopeOf(object.name)?.node;
  return method?.form === Form.Function && classOf(method) !== undefined && isSelf(object, method);
}

/** Asked for first, or caught. */
function isReady(node: Node): boolean {
  if (isMissingAttributeCaught(node)) return true;
  return conditionsAt(node).some(({ test }) =>
    [test, ...test.descendants(Form.Call)].some(
      (call) =>
        call.form === Form.Call && call.child(Role.Callee)?.name === 'hasattr' && call.args[1]?.name === node.name,
    ),
  );
}

/** Waits for an event, a barrier or an entry of a queue: for what comes when the object is there. */
function isWait(call: Node): boolean {
  const callee = call.child(Role.Callee);
  const object = callee?.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const value = object === undefined ? undefined : provenanceOf(object);
  return value?.kind === 'instance' && SIGNALS[value.of]?.acquire.includes(callee!.name) === true;
}

function isSleep(call: Node): boolean {
  return symbolOf(call.child(Role.Callee)!) === 'time.sleep';
}

/** Whether `Timer(5, f).start()` starts what a class makes. */
function isMadeBy(start: Node, name: string): boolean {
  const object = start.child(Role.Callee)?.child(Role.Object);
  const value = object === undefined ? undefined : provenanceOf(object);
  return value?.kind === 'instance' && value.of === name;
}

function haveCommonLock(a: Node, b: Node): boolean {
  const held = locksHeldAt(a);
  const other = locksHeldAt(b);
  return held.locks.some(({ key }) => other.locks.some((lock) => lock.key === key));
}
