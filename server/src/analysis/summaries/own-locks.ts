/** Locks that a run of a function makes for itself alone: they keep nobody out. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { ACQUIRABLE, LOCKS } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { referencesTo } from '../program/usage.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';

export interface OwnLock {
  /** The call that makes it. */
  readonly made: Node;
  /** Its class: `threading.Lock`. */
  readonly of: string;
  /** The variable that holds it, and the first place that takes it; absent for one that is made where it is taken. */
  readonly variable?: { readonly name: string; readonly taken: Node };
}

/**
 * In source order. A lock in a variable counts only where all that is done with it is taking and releasing it in the
 * function that makes it: whatever is passed on, kept, or used by a nested function may be shared. Errs towards none.
 */
export function ownLocksIn(module: Module): OwnLock[] {
  const found = new Map<number, OwnLock>();
  for (const statement of module.all(Form.With)) {
    for (const item of statement.childrenIn(Role.Clause)) {
      const context = item.child(Role.Context);
      const own = context === undefined ? undefined : ownLockAt(context);
      if (own !== undefined && !found.has(own.made.id)) found.set(own.made.id, own);
    }
  }
  for (const call of callGraphOf(module).methodCalls('acquire')) {
    const own = inVariable(call.child(Role.Callee)!.child(Role.Object)!);
    if (own !== undefined && !found.has(own.made.id)) found.set(own.made.id, own);
  }
  return [...found.values()].sort((a, b) => a.made.start - b.made.start);
}

function ownLockAt(context: Node): OwnLock | undefined {
  if (context.form !== Form.Call) return inVariable(context);
  const of = classMadeBy(context);
  return of === undefined ? undefined : { made: context, of };
}

/** The class of the lock that this very call makes: a call of a function that gives one back makes none itself. */
function classMadeBy(call: Node): string | undefined {
  const value = provenanceOf(call);
  if (value.kind !== 'instance' || !value.made.is(call) || !ACQUIRABLE.has(value.of)) return undefined;
  // `Condition(lock)` is that lock.
  const { wraps } = LOCKS[value.of] ?? {};
  const wrapped = wraps === undefined ? undefined : call.argument(wraps, 'lock');
  return wrapped === undefined || wrapped.form === Form.None ? value.of : undefined;
}

function inVariable(taken: Node): OwnLock | undefined {
  if (taken.form !== Form.Name) return undefined;
  const { name } = taken;
  const scope = taken.scope.scopeOf(name);
  const fn = scope?.node;
  if (scope === undefined || !fn?.isFunction) return undefined;
  const [binding, ...others] = scope.own(name);
  const made = binding?.kind === BindingKind.Assign ? binding.node.parent?.child(Role.Value) : undefined;
  const of = others.length === 0 && made?.form === Form.Call ? classMadeBy(made) : undefined;
  if (of === undefined) return undefined;
  const references = referencesTo(name, scope);
  const isPrivate = references.every((reference) => reference.code?.is(fn) && isTakenOrReleased(reference));
  // One that is only ever acquired, again and again, is waited for and not held.
  const isHeld = references.some(({ role, parent }) => role === Role.Context || parent?.name === 'release');
  return isPrivate && isHeld && !sharesAll(fn) ? { made: made!, of, variable: { name, taken } } : undefined;
}

/** `with lock:`, `lock.acquire()`, `lock.release()`; `create_task(lock.acquire())` hands it to a task. */
function isTakenOrReleased(reference: Node): boolean {
  if (reference.role === Role.Context) return reference.parent?.form === Form.WithItem;
  const attribute = reference.role === Role.Object ? reference.parent : undefined;
  return (
    attribute?.form === Form.Attribute &&
    attribute.role === Role.Callee &&
    attribute.parent?.role !== Role.Argument &&
    (attribute.name === 'acquire' || attribute.name === 'release')
  );
}

/** What gives away all variables of the function, or runs it twice from here on. */
const SHARERS: ReadonlySet<string> = new Set([
  ...['builtins.locals', 'builtins.vars', 'builtins.eval', 'builtins.exec', 'os.fork', 'os.forkpty'],
]);

function sharesAll(fn: Node): boolean {
  return callGraphOf(fn.module)
    .callsIn(fn)
    .some((call) => SHARERS.has(symbolOf(call.child(Role.Callee)!) ?? ''));
}
