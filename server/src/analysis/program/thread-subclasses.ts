/** Classes derived from `threading.Thread` that break it: a constructor that leaves out its own, names that it uses itself. */
import { Form, Role } from '../facts/forms.ts';
import { THREAD_INTERNALS, type ThreadInternal } from '../library/thread-classes.ts';
import { callGraphOf } from './call-graph.ts';
import { constructorOf, hasOwn } from './classes.ts';
import { isTargetAtLeast } from './environment.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { startedBaseOf } from './started-classes.ts';
import { provenanceOf } from './value.ts';

/** `def __init__(self): self.jobs = []` without `super().__init__()`. */
export interface MissingInit {
  readonly kind: 'no-init';
  readonly cls: Node;
  readonly init: Node;
  /** The library's class. */
  readonly base: string;
}

/** `self._stop = Event()` */
export interface TakenInternal {
  readonly kind: 'internal';
  readonly cls: Node;
  /** The target of the assignment, or the method. */
  readonly node: Node;
  readonly internal: ThreadInternal;
}

export function brokenThreadClassesIn(module: Module): (MissingInit | TakenInternal)[] {
  return brokenIn(module).filter((found) => found.kind !== 'no-init' || mayBeStarted(found.cls));
}

/** Not where each instance is made as a statement, so that nobody has it, and it does not start itself. */
function mayBeStarted(cls: Node): boolean {
  const made = callGraphOf(cls.module).instantiations(cls);
  if (made.length === 0 || made.some(({ role }) => role !== Role.Statement)) return true;
  return [...cls.descendants(Form.Attribute)].some((called) => {
    const self = called.code?.child(Role.Parameter)?.name;
    return called.name === 'start' && called.role === Role.Callee && called.child(Role.Object)?.text === self;
  });
}

const brokenIn = keptByChunk((module, chunk) =>
  module.rowsIn(chunk, Form.Class).flatMap((cls): (MissingInit | TakenInternal)[] => {
    if (cls.child(Role.Base) === undefined) return [];
    const base = startedBaseOf(cls);
    return base === undefined ? [] : [...missingInit(cls, base), ...(base.startsWith('threading.') ? taken(cls) : [])];
  }),
);

/** Whoever calls any `__init__`, or starts in a way of its own, knows what it does. */
function missingInit(cls: Node, base: string): MissingInit[] {
  const init = constructorOf(cls);
  if (init === undefined || hasOwn(cls, 'start')) return [];
  const callsAny = [...init.descendants(Form.Attribute)].some(({ name }) => name === '__init__');
  // What only raises, or makes nothing of itself, is not meant to be used.
  const isAbstract = [...init.descendants(Form.Raise)].length > 0 && init.child(Role.Body)?.children.length === 1;
  return callsAny || isAbstract ? [] : [{ kind: 'no-init', cls, init, base }];
}

function taken(cls: Node): TakenInternal[] {
  const found: TakenInternal[] = [];
  const seen = new Set<string>();
  for (const method of cls.child(Role.Body)?.children ?? []) {
    if (method.form !== Form.Function) continue;
    const internal = internalAt(method);
    const extends_ = [...method.descendants(Form.Attribute)].some(
      ({ name, text }) => name === method.name && /^super\b/.test(text),
    );
    if (internal !== undefined && !extends_) found.push({ kind: 'internal', cls, node: method, internal });
    seen.add(method.name);
    const self = method.child(Role.Parameter)?.name;
    for (const target of method.descendants(Form.Attribute)) {
      const isOwn = target.role === Role.Target && target.child(Role.Object)?.text === self && !seen.has(target.name);
      const known = isOwn ? internalAt(target) : undefined;
      if (known === undefined || isOfItsKind(target)) continue;
      seen.add(target.name);
      found.push({ kind: 'internal', cls, node: target, internal: known });
    }
  }
  return found;
}

/** What `Thread` uses the name for on a Python that the code may run on. */
function internalAt({ name, module: { environment } }: Node): ThreadInternal | undefined {
  const internal = Object.hasOwn(THREAD_INTERNALS, name) ? THREAD_INTERNALS[name] : undefined;
  const isGone = internal?.until !== undefined && isTargetAtLeast(environment, 3, internal.until + 1);
  return isGone ? undefined : internal;
}

/** `self._started = threading.Event()` is what stands there anyway. */
function isOfItsKind(target: Node): boolean {
  const value = target.parent?.form === Form.Assign ? target.parent.assignedValue : undefined;
  const made = value === undefined ? undefined : provenanceOf(value);
  return target.name === '_started' && made?.kind === 'instance' && made.of === 'threading.Event';
}
