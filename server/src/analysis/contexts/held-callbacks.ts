/** Callables of others that are called under a lock: they may take other locks, or come back for this one. */
import { Form, Role } from '../facts/forms.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { isIdentified, type Lock } from '../summaries/lock.ts';
import { isScoped } from '../summaries/lock-steps.ts';
import { type HeldLock, locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import { type UserCallable, userCallableAt } from '../summaries/user-callables.ts';
import { placementOf } from './placement.ts';

export interface HeldCallback extends UserCallable {
  readonly call: Node;
  /** Acquired around the call, or by all callers of its function. */
  readonly lock: HeldLock;
}

/** Of several under one lock the first, in source order. */
export function heldCallbacksIn(module: Module): readonly HeldCallback[] {
  const found = new Map<string, HeldCallback>();
  for (const call of module.calls) {
    const callable = isNotification(call) && mayBeCallback(call) ? userCallableAt(call) : undefined;
    if (callable === undefined) continue;
    const own = heldAt(call);
    const lock = own ?? heldByCallers(call);
    if (lock === undefined) continue;
    const key = `${own?.acquired?.id ?? runningCode(call).id} ${lock.key}`;
    if (found.has(key) || (callable.how !== 'collected' && isWhole(call, lock))) continue;
    found.set(key, { ...callable, call, lock });
  }
  return [...found.values()];
}

/** A name, an attribute or an item that is called: cheap to ask, and most calls are of something known. */
function mayBeCallback(call: Node): boolean {
  const callee = call.child(Role.Callee);
  if (callee === undefined || functionIn(runningCode(call)) === undefined) return false;
  if (callee.form === Form.Name) return callee.scope.scopeOf(callee.name)?.isModule === false;
  return callee.form === Form.Attribute ? isOfSelf(callee) : callee.form === Form.Subscript;
}

function isOfSelf(attribute: Node): boolean {
  const object = attribute.child(Role.Object);
  return object?.form === Form.Name && object.name === attribute.code?.child(Role.Parameter)?.name;
}

function heldAt(call: Node): HeldLock | undefined {
  return locksHeldAt(call).locks.find((lock) => lock.acquired !== undefined && counts(lock, call) && isScoped(lock));
}

function heldByCallers(call: Node): HeldLock | undefined {
  const fn = functionIn(runningCode(call));
  if (fn === undefined || fn.form !== Form.Function) return undefined;
  return locksHeldOnEntry(fn, placementOf(call.module).isEntry).locks.find((lock) => counts(lock, call));
}

/** Locks of tasks keep out what is awaited only. */
function counts(lock: Lock, call: Node): boolean {
  return isIdentified(lock) && lock.extent !== 'per-call' && (lock.model.excludes !== 'tasks' || call.isAwaited);
}

/**
 * Whether the call tells somebody something: its result is dropped. Key functions, clocks, factories and weak references
 * are asked for a value.
 */
function isNotification(call: Node): boolean {
  return stepOf(call).role === Role.Statement;
}

/** Whether the call is all that is done under the lock: then the lock is there for what is given. */
function isWhole(call: Node, { acquired }: HeldLock): boolean {
  const block = stepOf(call).parent;
  const around = acquired?.role === Role.Context ? acquired.parent?.parent?.child(Role.Body) : undefined;
  return block?.form === Form.Block && block.children.length === 1 && around?.is(block) === true;
}

function stepOf(call: Node): Node {
  return call.isAwaited ? call.parent! : call;
}
