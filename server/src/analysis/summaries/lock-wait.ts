/** How long one may wait for a lock: what the code of the module does while it holds it. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { blockingCallAt } from './blocking-call.ts';
import { lockOf } from './lock.ts';

/** The same for two expressions that are the same lock; undefined when it is not known where the lock was made. */
export function lockIdentity(lock: Node): string | undefined {
  const known = lockOf(lock);
  if (known !== undefined) return known.key;
  const value = provenanceOf(lock);
  return value.kind === 'instance' && value.made.form === Form.Call ? String(value.made.id) : undefined;
}

/**
 * What may keep the holder of a lock for long: a blocking call in code of the module that holds it. Calls are followed
 * within the module; what an `async def` does is its own matter. Errs towards nothing.
 */
export function longHold(module: Module, lock: string): Node | undefined {
  let byLock = longHolds.get(module.behaviour);
  if (byLock === undefined) {
    byLock = new Map();
    longHolds.set(module.behaviour, byLock);
    for (const [key, found] of holdsIn(module)) if (!byLock.has(key)) byLock.set(key, found);
  }
  return byLock.get(lock);
}

const longHolds = new WeakMap<object, Map<string, Node>>();

/** Each long hold of the module with its lock: those by `with` first. */
function* holdsIn(module: Module): Generator<readonly [string, Node]> {
  for (const item of module.all(Form.With).flatMap((statement) => statement.childrenIn(Role.Clause))) {
    const context = item.child(Role.Context);
    const lock = context === undefined ? undefined : lockIdentity(context);
    const found = lock === undefined ? undefined : longStep(item.parent!.child(Role.Body), context!.text);
    if (found !== undefined) yield [lock!, found];
  }
  for (const call of callGraphOf(module).methodCalls('acquire')) {
    const object = call.child(Role.Callee)!.child(Role.Object)!;
    const lock = lockIdentity(object);
    if (lock === undefined) continue;
    for (const step of heldFrom(call, object.text)) {
      const found = longStep(step, object.text);
      if (found !== undefined) yield [lock, found];
    }
  }
}

/** The statements between `lock.acquire()` and the statement that releases it; up to the function's end if none does. */
export function heldFrom(acquire: Node, lock: string): Node[] {
  const { statement } = acquire;
  const block = statement.parent;
  const rest = (block?.children ?? []).filter(({ start }) => start > statement.start);
  const release = rest.findIndex((step) => isReleasedIn(step, lock));
  if (release < 0) return rest;
  return rest.slice(0, rest[release]!.form === Form.Try ? release + 1 : release);
}

export function isReleasedIn(statement: Node, lock: string): boolean {
  return [statement, ...statement.descendants(Form.Call)].some((call) => {
    const callee = call.form === Form.Call ? call.child(Role.Callee) : undefined;
    return callee?.name === 'release' && callee.child(Role.Object)?.text === lock;
  });
}

/** The first thing in held code that takes long; `condition.wait()` lets go of the lock meanwhile. */
function longStep(code: Node | undefined, lock: string): Node | undefined {
  if (code === undefined) return undefined;
  const runner = runningCode(code);
  if (functionIn(runner)?.isAsync) return undefined;
  return [code, ...code.descendants(Form.Call)]
    .filter((node) => node.form === Form.Call && runningCode(node).id === runner.id)
    .find((call) => call.child(Role.Callee)?.child(Role.Object)?.text !== lock && mayBlock(call, new Set()));
}

function mayBlock(call: Node, seen: Set<number>): boolean {
  const blocking = blockingCallAt(call);
  if (blocking !== undefined && blocking.model.kind !== 'lock') return blocking.model.tier === 1;
  const graph = callGraphOf(call.module);
  const target = graph.target(call);
  if (target === undefined || target.isAsync || seen.has(target.id)) return false;
  seen.add(target.id);
  return graph.callsIn(target).some((inner) => mayBlock(inner, seen));
}
