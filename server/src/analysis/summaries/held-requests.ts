/** Requests to servers that a task awaits while it holds a lock that the other tasks need. */
import { Form, Role } from '../facts/forms.ts';
import { POOLED_METHODS, POOLED_REQUESTS } from '../library/pooled-clients.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { type HeldLock, locksHeldAt } from './locks.ts';
import { isSeldom } from './seldom.ts';

export interface HeldRequest {
  readonly call: Node;
  readonly lock: HeldLock & { readonly acquired: Node };
}

/** For each place that takes such a lock the first request, in source order. */
export function heldRequestsIn(module: Module): readonly HeldRequest[] {
  const graph = callGraphOf(module);
  const found = new Map<number, HeldRequest>();
  const calls = [...POOLED_METHODS].flatMap((name) => graph.methodCalls(name)).sort((a, b) => a.start - b.start);
  for (const call of calls) {
    const fn = functionIn(runningCode(call));
    if (fn?.isAsync !== true || !isWaitedFor(call)) continue;
    const lock = locksHeldAt(call).locks.find(isForTasks);
    if (lock?.acquired === undefined || found.has(lock.acquired.id)) continue;
    if (!POOLED_REQUESTS.has(symbolOf(call.child(Role.Callee)!) ?? '')) continue;
    if (isSeldom(call, fn) || renews(lock.acquired)) continue;
    found.set(lock.acquired.id, { call, lock: { ...lock, acquired: lock.acquired } });
  }
  return [...found.values()];
}

/** Of a semaphore that is only known by an annotation nobody knows how many it lets in. */
function isForTasks({ model, extent, acquired, made }: HeldLock): boolean {
  const isCounting = model.count !== undefined && made.form !== Form.Call;
  return model.excludes === 'tasks' && extent !== 'per-call' && acquired !== undefined && !isCounting;
}

/** `await session.get(url)`, `async with session.get(url) as response:` */
function isWaitedFor(call: Node): boolean {
  return call.isAwaited || (call.role === Role.Context && call.parent?.parent?.isAsync === true);
}

/** `async with lock: self.token = …`: one task renews what all of them then use. */
function renews(acquired: Node): boolean {
  const body = acquired.role === Role.Context ? acquired.parent?.parent?.child(Role.Body) : undefined;
  return [...(body?.descendants(Form.Assign) ?? [])].some((assign) =>
    assign.childrenIn(Role.Target).some((target) => {
      if (target.form === Form.Attribute) return true;
      return target.form === Form.Name && target.scope.scopeOf(target.name)?.isModule === true;
    }),
  );
}
