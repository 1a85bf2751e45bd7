/** Whether it is certain that nobody holds a lock where a piece of code runs, whoever calls it. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { classOf, linearBases, methodOf } from '../program/classes.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { guardCommentsOf } from './guard-comments.ts';
import { type Lock, lockOf } from './lock.ts';
import { locksHeldAt } from './locks.ts';

interface Search {
  readonly lock: Lock;
  /** The name of the variable or attribute that holds it. */
  readonly name: string;
  /** Whether something other than a call in the program begins with this function: a thread, a handler. */
  readonly isEntry: (fn: Node) => boolean;
  /** The functions whose callers have been asked. */
  readonly asked: Set<number>;
}

/**
 * Whether no path to `place` holds the lock that `expression` stands for. Errs towards no: whatever may be a lock counts
 * as this one, and so does every caller who is not known but might hold it.
 */
export function isSurelyUnheld(place: Node, expression: Node, isEntry: Search['isEntry']): boolean {
  const lock = lockOf(expression);
  if (lock === undefined || !isWhole(lock)) return false;
  const name = expression.form === Form.Attribute || expression.form === Form.Name ? expression.name : '';
  const search = { lock, name, isEntry, asked: new Set<number>() };
  return isUnheld(place, search) && !locksLeftHeldIn(place.module).has(lock.key) && !isTakenElsewhere(search, place);
}

/** `Condition(lock)` where it is not known which lock that is may be held by another name. */
function isWhole({ made, model }: Lock): boolean {
  if (made.form !== Form.Call) return false;
  const given = model.wraps === undefined ? undefined : made.argument(model.wraps, 'lock');
  return given === undefined || given.form === Form.None || lockOf(given) !== undefined;
}

function isUnheld(place: Node, search: Search): boolean {
  const { locks, isUncertain } = locksHeldAt(place);
  if (isUncertain || locks.some(({ key }) => key === search.lock.key)) return false;
  const code = runningCode(place);
  if (
    callGraphOf(place.module)
      .callsRunBy(code)
      .some((call) => mayTake(call, search.lock))
  )
    return false;
  const fn = functionIn(code);
  return fn === undefined || isCalledWithout(fn, search);
}

const TAKING: ReadonlySet<string> = new Set(['acquire', 'release', '__enter__', '__aenter__', '__exit__']);
const ENTERING: ReadonlySet<string> = new Set(['enter_context', 'enter_async_context', 'push', 'callback']);

/** A call that takes this lock, or one that is not known, by hand, or releases it: then somebody else has taken it. */
function mayTake(call: Node, lock: Lock): boolean {
  const callee = call.child(Role.Callee);
  if (callee?.form !== Form.Attribute) return false;
  const taken = TAKING.has(callee.name)
    ? callee.child(Role.Object)
    : ENTERING.has(callee.name)
      ? call.args[0]
      : undefined;
  return taken !== undefined && mayBe(taken, lock);
}

function mayBe(expression: Node, { key }: Lock): boolean {
  const other = lockOf(expression);
  return other === undefined ? provenanceOf(expression).kind === 'unknown' : other.key === key;
}

function isCalledWithout(fn: Node, search: Search): boolean {
  if (search.asked.has(fn.id)) return true;
  search.asked.add(fn.id);
  if (fn.form === Form.Lambda || guardCommentsOf(fn.module).required.has(fn.id)) return false;
  const sites = [...callGraphOf(fn.module).callSites(fn), ...unresolvedCalls(fn)];
  if (!sites.every((site) => isUnheld(site, search))) return false;
  return (sites.length > 0 || search.isEntry(fn) || isOpenToAll(fn)) && !isHandedOverUnder(fn, search);
}

/** Calls of a method with this name on what is not known: it may be this one. */
function unresolvedCalls(fn: Node): readonly Node[] {
  if (classOf(fn) === undefined) return [];
  const graph = callGraphOf(fn.module);
  return graph.methodCalls(fn.name).filter((call) => provenanceOf(call.child(Role.Callee)!).kind === 'unknown');
}

/** Whether the function is named, but not called, where the lock may be held: it may be called there after all. */
function isHandedOverUnder(fn: Node, search: Search): boolean {
  const form = classOf(fn) === undefined ? Form.Name : Form.Attribute;
  for (const reference of fn.module.named(new Set([fn.name]), form)) {
    if (reference.role === Role.Callee || fn.contains(reference)) continue;
    const { locks, isUncertain } = locksHeldAt(reference);
    if (isUncertain || locks.some(({ key }) => key === search.lock.key)) return true;
  }
  return false;
}

const EXPECTS_LOCK = /locked$|unsafe|no_?lock|with_lock|under_lock|holding/i;
const KNOWN_BASES =
  /^(builtins\.object|threading\.Thread|multiprocessing\.Process|abc\.ABC|typing\.(Generic|Protocol))$/;

/** Whether a function that nothing in sight calls is one for others to call, and not one that a base class calls, or runs by name. */
function isOpenToAll(fn: Node): boolean {
  if (fn.name.startsWith('_') || EXPECTS_LOCK.test(fn.name)) return false;
  const cls = classOf(fn);
  if (cls === undefined) return true;
  const bases = linearBases(cls).filter((base) => base.kind !== 'class' || !base.node.is(cls));
  const isOverride = bases.some((base) => base.kind === 'class' && methodOf(base.node, fn.name) !== undefined);
  const isWhollyKnown = bases.every(({ kind }) => kind !== 'unknown');
  return !isOverride && isWhollyKnown && outsideBases(cls).every((base) => KNOWN_BASES.test(base));
}

const leftHeld = new WeakMap<object, ReadonlySet<string>>();

/** The keys of the locks that some function takes by hand and leaves held: whoever has called that one holds it. */
function locksLeftHeldIn(module: Module): ReadonlySet<string> {
  let keys = leftHeld.get(module.behaviour);
  if (keys === undefined) {
    const graph = callGraphOf(module);
    const uses = (method: string): (readonly [string, string])[] =>
      graph.methodCalls(method).flatMap((call) => {
        const lock = lockOf(call.child(Role.Callee)!.child(Role.Object)!);
        return lock === undefined ? [] : [[`${runningCode(call).id} ${lock.key}`, lock.key] as const];
      });
    const released = new Set(uses('release').map(([use]) => use));
    keys = new Set(uses('acquire').flatMap(([use, key]) => (released.has(use) ? [] : key)));
    leftHeld.set(module.behaviour, keys);
  }
  return keys;
}

/** Whether other modules take something of this name that is not known: `with box.changed: box.put(1)`. */
function isTakenElsewhere({ name }: Search, { module }: Node): boolean {
  if (name === '' || name.startsWith('_')) return false;
  return module.program!.modules.some((other) => other !== module && namesTakenIn(other).has(name));
}

const takenNames = new WeakMap<object, ReadonlySet<string>>();

/** The names of the attributes that a module takes, by `with` or `acquire`. */
function namesTakenIn(module: Module): ReadonlySet<string> {
  let names = takenNames.get(module.surface);
  if (names === undefined) {
    const contexts = module
      .all(Form.With)
      .flatMap((statement) => statement.childrenIn(Role.Clause).flatMap((item) => item.child(Role.Context) ?? []));
    const acquired = callGraphOf(module)
      .methodCalls('acquire')
      .map((call) => call.child(Role.Callee)!.child(Role.Object)!);
    const attributes = [...contexts, ...acquired].filter(({ form }) => form === Form.Attribute);
    names = new Set(attributes.map((attribute) => attribute.name));
    takenNames.set(module.surface, names);
  }
  return names;
}
