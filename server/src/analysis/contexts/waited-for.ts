/** Whether what code waits for under a lock needs that lock itself: a thread that is joined, a job, or who fills a queue. */
import { Form, Role } from '../facts/forms.ts';
import { lastName } from '../library/last-names.ts';
import { isSubclass } from '../library/results.ts';
import { SIGNALS } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { classOf, linearBases } from '../program/classes.ts';
import { type Code, functionIn, runningCode } from '../program/code.ts';
import { importersOf } from '../program/imports.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { provenanceOf } from '../program/value.ts';
import type { BlockingCall } from '../summaries/blocking-call.ts';
import type { HeldWait } from '../summaries/held-waits.ts';
import type { Lock } from '../summaries/lock.ts';
import { lockEffectsOf, stepsOf } from '../summaries/lock-effects.ts';
import { locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import { ASSUMED_MAIN_FLOW, type ExecutionContext, isThread } from './execution-context.ts';
import { createJoins } from './joins.ts';
import { placementOf } from './placement.ts';

/** Who is waited for, and how it comes to need the lock. */
export interface Needed {
  readonly context: ExecutionContext;
  readonly code: Code;
  /** What takes the lock, with the calls that lead to it. */
  readonly steps: readonly Node[];
}

export function needOf(wait: HeldWait): Needed | undefined {
  return endNeeding(wait) ?? signalNeeding(wait);
}

/** A thread or job that ends only after it has had the lock. */
function endNeeding({ code, lock, blocking, chain }: HeldWait): Needed | undefined {
  if (!ENDS.has(blocking.model.kind)) return undefined;
  const waiting = chain?.last ?? code;
  for (const context of threadsOf(waiting.module)) {
    const { entry, origin } = context;
    if (entry === undefined || origin === undefined) continue;
    if (!createJoins(context)(waiting).some((end) => isAt(end, blocking))) continue;
    const effect = lockEffectsOf(entry).find((other) => isSame(lock, other.lock, origin));
    if (effect !== undefined) return { context, code: entry, steps: stepsOf(effect).map(({ node }) => node) };
  }
  return undefined;
}

const ENDS: ReadonlySet<string> = new Set(['thread', 'future']);

const threads = new WeakMap<Program, Map<Module, ExecutionContext[]>>();

/** By the module that starts them. */
function threadsOf(module: Module): readonly ExecutionContext[] {
  let byModule = threads.get(module.program!);
  if (byModule === undefined) {
    byModule = new Map();
    for (const context of placementOf(module).contexts) {
      if (!isThread(context) || context.origin === undefined) continue;
      const list = byModule.get(context.origin.module);
      if (list === undefined) byModule.set(context.origin.module, [context]);
      else list.push(context);
    }
    threads.set(module.program!, byModule);
  }
  return byModule.get(module) ?? [];
}

/** Whether the end of a thread is what this wait waits for: the wait itself, a loop of joins, or the end of a `with`. */
function isAt(end: Node, { node, how }: BlockingCall): boolean {
  if (end.form === Form.Await) return false;
  return end.form === Form.With ? how === 'exit' && node.parent?.parent?.is(end) === true : end.contains(node);
}

/** Whether it is one lock: there is only one, or both are of the object whose methods hold it and run in the thread. */
function isSame(held: Lock, wanted: Lock, origin: Node): boolean {
  if (held.key !== wanted.key) return false;
  if (held.extent === 'one') return true;
  const starting = origin.code === undefined ? undefined : classOf(origin.code);
  return isOfSelf(held) && isOfSelf(wanted) && starting !== undefined && hasBase(starting, held.owner);
}

function isOfSelf({ of }: Lock): boolean {
  const method = of?.param?.parent;
  return of?.attributes.length === 0 && method !== undefined && method.child(Role.Parameter)?.is(of.param) === true;
}

function hasBase(cls: Node, owner: Node | undefined): boolean {
  return linearBases(cls).some((base) => base.kind === 'class' && base.node.is(owner));
}

/** Everybody who could set the event or fill the queue needs the lock for that. */
function signalNeeding({ code, lock, blocking }: HeldWait): Needed | undefined {
  const { node, name } = blocking;
  const callee = node.form === Form.Call ? node.child(Role.Callee) : undefined;
  const value = callee === undefined ? undefined : provenanceOf(callee);
  const receiver = value?.kind === 'symbol' ? value.receiver : undefined;
  if (receiver?.kind !== 'instance' || receiver.made.form !== Form.Call) return undefined;
  const { made } = receiver;
  const methods = releasing(receiver.of, lastName(name));
  const calls = methods.length === 0 || isPassedOn(made) ? [] : methods.flatMap((method) => callsOn(made, method));
  // What this very code has put into the queue before is there.
  if (calls.length === 0 || calls.some((call) => runningCode(call).id === code.id)) return undefined;
  if (!calls.every((call) => holds(call, lock))) return undefined;
  const [first] = calls as [Node, ...Node[]];
  const releaser = runningCode(first);
  const { contextsOf } = placementOf(first.module);
  const context = contextsOf(releaser).find(isThread) ?? contextsOf(releaser)[0] ?? ASSUMED_MAIN_FLOW;
  const taken = locksHeldAt(first).locks.find(({ key }) => key === lock.key)?.acquired;
  return taken === undefined ? undefined : { context, code: releaser, steps: [taken] };
}

/** The methods that end a wait in this one. */
function releasing(cls: string, method: string): readonly string[] {
  for (const [name, { release, acquire }] of Object.entries(SIGNALS)) {
    if (!isSubclass(cls, name) || name === 'threading.Barrier') continue;
    if (method === 'put') return acquire.filter((other) => other.startsWith('get'));
    if (method === 'join') return [];
    if (acquire.includes(method)) return release.filter((other) => other !== 'task_done');
  }
  return [];
}

function callsOn(made: Node, method: string): Node[] {
  // Only what imports its module, however indirectly, can have it.
  return [made.module, ...importersOf(made.module)].flatMap((module) =>
    callGraphOf(module)
      .methodCalls(method)
      .filter((call) => {
        const value = provenanceOf(call.child(Role.Callee)!.child(Role.Object)!);
        return value.kind === 'instance' && value.made.is(made);
      }),
  );
}

/** Whether the queue or event may be known under another name too. */
function isPassedOn(made: Node): boolean {
  const target = made.parent?.form === Form.Assign ? made.parent.child(Role.Target) : undefined;
  if (target?.form !== Form.Name && target?.form !== Form.Attribute) return true;
  const isUsed = (use: Node): boolean => use.role !== Role.Object && use.role !== Role.Target;
  return [...made.module.named(new Set([target.name]), target.form)].some(isUsed);
}

function holds(call: Node, lock: Lock): boolean {
  const fn = functionIn(runningCode(call));
  const before = fn === undefined ? [] : locksHeldOnEntry(fn, placementOf(call.module).isEntry).locks;
  return [...locksHeldAt(call).locks, ...before].some((other) => {
    if (other.key !== lock.key) return false;
    return lock.extent === 'one' || (isOfSelf(lock) && isOfSelf(other));
  });
}
