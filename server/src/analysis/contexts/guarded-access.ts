/** Accesses with the locks that are held at them. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { classOf } from '../program/classes.ts';
import { type Code, functionIn, runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { guardsSharedState, type Lock } from '../summaries/lock.ts';
import { type HeldLock, type HeldLocks, locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnceShared, locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import { isSelf, type SharedState } from '../summaries/shared-state.ts';
import type { Placement } from './placement.ts';

/** An access with what protects it. */
export interface GuardedAccess extends Access {
  readonly locks: readonly HeldLock[];
}

/** undefined where something unknown may be a lock: such an access is never called unprotected. */
export function guarded(access: Access, placement: Placement): GuardedAccess | undefined {
  const { locks, isUncertain } = locksOver(access, placement);
  return isUncertain ? undefined : { ...access, locks };
}

/** The locks that keep others from the state during an access, taken by its own function or by all who call that. */
export function locksOver(access: Access, placement: Placement): HeldLocks {
  const here = heldThroughout(access);
  const fn = functionIn(access.code);
  const before = fn === undefined ? undefined : heldByCallers(access, fn, placement);
  const locks = [...here.locks, ...(before?.locks ?? [])];
  return {
    locks: locks.filter((lock) => keepsOthersOut(lock, access.state)),
    isUncertain: here.isUncertain || before?.isUncertain === true,
  };
}

function heldByCallers({ state, receiver }: Access, fn: Node, { isEntry }: Placement): HeldLocks {
  const isOwn = state.kind === 'attribute' && receiver !== undefined && isSelf(receiver, fn);
  return isOwn ? locksHeldOnceShared(fn, isEntry, isConstructing) : locksHeldOnEntry(fn, isEntry);
}

/** `self._set(0)` in `__init__`: nobody else has the object. */
function isConstructing(site: Node): boolean {
  return isOnSelf(site) && isConstructorCode(runningCode(site), new Set());
}

/** The locks that are held from the read to the write: not two times the same one. */
function heldThroughout({ place, read }: Access): HeldLocks {
  const here = locksHeldAt(place);
  if (read === undefined) return here;
  const before = locksHeldAt(read);
  return {
    locks: here.locks.filter((lock) => before.locks.some((other) => isSameHold(lock, other))),
    isUncertain: here.isUncertain || before.isUncertain,
  };
}

/** Whether a lock is held at two places because the same code has taken it before both. */
export function isSameHold(a: HeldLock, b: HeldLock): boolean {
  return a.key === b.key && a.acquired?.id === b.acquired?.id;
}

/** Whether a lock keeps other threads from this state: a lock of each object protects what that object has. */
function keepsOthersOut(lock: Lock, state: SharedState): boolean {
  if (lock.model.excludes === 'tasks') return false;
  if (state.kind === 'attribute') return lock.extent !== 'per-call';
  // A lock that the function makes guards the variables of that very call.
  if (state.kind === 'cell') return lock.extent !== 'per-call' || lock.made.code?.is(state.owner) === true;
  return guardsSharedState(lock);
}

/** A state written in more places than this is generated code: the first places speak for the others. */
const MOST_WRITES = 200;

/** Everything that changes a state, but for what its constructor does before anybody else has it. */
export function writesOf(state: SharedState, placement: Placement): GuardedAccess[] {
  return accessesTo(state, 'changes')
    .filter((access) => !isUnderConstruction(access))
    .slice(0, MOST_WRITES)
    .map((access) => guarded(access, placement))
    .filter((access) => access !== undefined);
}

/** Whether an access is to the object that is being made: by `__init__` or what only `__init__` calls. */
export function isUnderConstruction({ state, receiver, code }: Access): boolean {
  if (state.kind === 'class-attribute') return isClassBody(state, code);
  if (state.kind !== 'attribute' || receiver === undefined) return false;
  const method = functionIn(code);
  return method !== undefined && isSelf(receiver, method) && isConstructor(method, new Set());
}

/** A class body runs when the class is defined. */
function isClassBody({ module }: SharedState, code: Code): boolean {
  return code === module;
}

const CONSTRUCTORS: ReadonlySet<string> = new Set([
  ...['__init__', '__new__', '__post_init__', '__attrs_post_init__', '__setstate__', '__init_subclass__'],
  // A test's object is made anew for each test.
  ...['setUp', 'setup_method', 'asyncSetUp'],
]);

function isConstructor(method: Node, seen: Set<number>): boolean {
  if (classOf(method) === undefined || seen.has(method.id)) return false;
  if (CONSTRUCTORS.has(method.name)) return true;
  seen.add(method.id);
  const sites = callGraphOf(method.module).callSites(method);
  return sites.length > 0 && sites.every((site) => isOnSelf(site) && isConstructorCode(runningCode(site), seen));
}

function isConstructorCode(code: Code, seen: Set<number>): boolean {
  const method = functionIn(code);
  return method !== undefined && isConstructor(method, seen);
}

function isOnSelf(site: Node): boolean {
  const callee = site.child(Role.Callee)!;
  const receiver = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const method = functionIn(runningCode(site));
  if (receiver === undefined || method === undefined) return false;
  const isSuper = receiver.form === Form.Call && receiver.child(Role.Callee)?.name === 'super';
  return isSuper || isSelf(receiver, method);
}
