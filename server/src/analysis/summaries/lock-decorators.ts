/** Functions that a decorator of the program calls under a lock, and what a call of such a function runs. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { methodOf } from '../program/classes.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf } from '../program/value.ts';
import { type Lock, lockOf, lockOfSelf } from './lock.ts';

export interface DecoratorLock {
  readonly decorator: Node;
  /** In the words of the decorated function. */
  readonly lock: Lock;
}

const known = new WeakMap<object, Map<number, readonly DecoratorLock[]>>();

/** The locks that the decorators of a function take before they call it, and release behind it. Errs towards fewer. */
export function locksOfDecorators(fn: Node): readonly DecoratorLock[] {
  if (fn.form !== Form.Function || fn.child(Role.Decorator) === undefined) return [];
  let memo = known.get(fn.module.behaviour);
  if (memo === undefined) {
    memo = new Map();
    known.set(fn.module.behaviour, memo);
  }
  let locks = memo.get(fn.id);
  if (locks === undefined) {
    // A decorator that is decorated with itself takes nothing.
    memo.set(fn.id, []);
    locks = fn.childrenIn(Role.Decorator).flatMap((decorator) => locksOfDecorator(decorator, fn));
    memo.set(fn.id, locks);
  }
  return locks;
}

/** The function that takes a lock at a place, or for a decorator the one that it decorates; undefined for module code. */
export function functionTaking(node: Node): Node | undefined {
  return node.role === Role.Decorator ? node.parent : functionIn(runningCode(node));
}

/** The function of the program that a decorator is or, where it is a call, that makes it. */
export function decoratorFunction(decorator: Node): Node | undefined {
  return functionOf(provenanceOf(decorator.form === Form.Call ? decorator.child(Role.Callee)! : decorator));
}

function locksOfDecorator(decorator: Node, fn: Node): DecoratorLock[] {
  const definition = decoratorFunction(decorator);
  const call = definition === undefined ? undefined : callOfDecorated(definition);
  const wrapper = call?.code;
  if (definition === undefined || call === undefined || wrapper === undefined) return [];
  const self = wrapper.child(Role.Parameter)?.name;
  const lockAt = (expression: Node): Lock | undefined => {
    const lock = lockOf(expression);
    if (lock !== undefined) return lock;
    // `self` of the wrapper is that of the method; a parameter of the decorator's maker is what is written behind `@`.
    const object = expression.form === Form.Attribute ? expression.child(Role.Object) : undefined;
    if (object?.form === Form.Name && object.name === self) return lockOfSelf(fn, expression.name);
    if (expression.form !== Form.Name || decorator.form !== Form.Call) return undefined;
    const position = definition.childrenIn(Role.Parameter).findIndex(({ name }) => name === expression.name);
    const given = position < 0 ? undefined : decorator.argument(position, expression.name);
    return given === undefined ? undefined : lockOf(given);
  };
  return expressionsHeld(call).flatMap((expression) => {
    const lock = lockAt(expression);
    // One that each call makes keeps nobody out.
    if (lock === undefined || lock.made.code?.is(wrapper)) return [];
    // Made by the decorator: each function that it decorates has a lock of its own.
    return [{ decorator, lock: definition.contains(lock.made) ? { ...lock, key: `${lock.key} of ${fn.id}` } : lock }];
  });
}

/** The call of the decorated function in what takes its place: `func(*args, **kwargs)`. */
export function callOfDecorated(definition: Node): Node | undefined {
  for (const call of definition.descendants(Form.Call)) {
    const callee = call.child(Role.Callee);
    if (callee?.form !== Form.Name || call.code === undefined || call.code.is(definition)) continue;
    const [only, ...others] = callee.scope.lookup(callee.name);
    const owner = only?.kind === BindingKind.Param && others.length === 0 ? only.node.parent : undefined;
    if (owner !== undefined && definition.contains(owner) && !owner.is(call.code)) return call;
  }
  return undefined;
}

/** What `with` holds around a call, and what `acquire()` in its function takes that `release()` there gives back. */
function expressionsHeld(call: Node): Node[] {
  const found: Node[] = [];
  for (const outer of call.ancestors()) {
    if (outer.isFunction) break;
    if (outer.form !== Form.With) continue;
    for (const item of outer.childrenIn(Role.Clause)) found.push(...item.childrenIn(Role.Context));
  }
  const graph = callGraphOf(call.module);
  const objectsOf = (method: string): Node[] =>
    graph
      .methodCalls(method)
      .filter((one) => one.code?.is(call.code) && one.args.length === 0)
      .map((one) => one.child(Role.Callee)!.child(Role.Object)!);
  const released = objectsOf('release').filter(({ start }) => start > call.start);
  for (const object of objectsOf('acquire')) {
    if (object.start < call.start && released.some(({ text }) => text === object.text)) found.push(object);
  }
  return found;
}

/** The function that a call runs under the locks of its decorators: `self.f()`, or `f()` in its own module. */
export function lockedTarget(call: Node): Node | undefined {
  const callee = call.child(Role.Callee);
  const fn = callee === undefined ? undefined : definitionOf(callee);
  return fn !== undefined && locksOfDecorators(fn).length > 0 ? fn : undefined;
}

function definitionOf(callee: Node): Node | undefined {
  if (callee.form === Form.Attribute) {
    const object = provenanceOf(callee.child(Role.Object)!);
    return object.kind === 'object' ? methodOf(object.of, callee.name) : undefined;
  }
  const [only, ...others] = callee.form === Form.Name ? callee.scope.lookup(callee.name) : [];
  return only?.kind === BindingKind.Function && others.length === 0 ? only.node : undefined;
}
