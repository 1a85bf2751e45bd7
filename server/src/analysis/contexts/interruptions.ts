/** What signal handlers and finalizers take that the code which they interrupt may hold: that code cannot go on to release it. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { lookUp } from '../library/results.ts';
import { INTERRUPTIBLE, type Interruptible } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { assignedToSelf, classOf, linearBases } from '../program/classes.ts';
import { type Code, moduleOf, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { provenanceOf } from '../program/value.ts';
import type { Lock } from '../summaries/lock.ts';
import { lockEffectsOf, stepsOf } from '../summaries/lock-effects.ts';
import { lockHopsIn } from '../summaries/lock-steps.ts';
import { type LockTaker, takersOf } from '../summaries/lock-takers.ts';
import { entryPointsInto } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';
import type { ExecutionContext } from './execution-context.ts';
import { placementOf } from './placement.ts';

/** Code that holds what a handler wants when it is interrupted. */
export interface Holder {
  /** What takes it. */
  readonly node: Node;
  readonly code: Code;
  readonly context: ExecutionContext;
}

export interface Interruption {
  readonly kind: 'signal-handler' | 'finalizer';
  /** The function that interrupts, and what has it run. */
  readonly entry: Node;
  readonly origin: Node;
  /** A lock of the program, or a thing of the libraries that has one inside. */
  readonly what: 'lock' | Interruptible['what'];
  /** The lock, queue or event, as the user writes it. */
  readonly name: string;
  /** From the code of `entry` to what takes it. */
  readonly steps: readonly Node[];
  /** undefined for what everybody uses. */
  readonly holder?: Holder;
  /** Whether it belongs to an object that perhaps nobody but the dying one has, or is taken nowhere else than here. */
  readonly isRemote: boolean;
}

/** By the handlers and finalizers that a module defines, each thing once. */
export function interruptionsIn(module: Module): readonly Interruption[] {
  const found = new Map<string, Interruption>();
  for (const point of entryPointsInto(module)) {
    const { kind, isAtExit } = point;
    if (isAtExit || (kind !== 'signal-handler' && kind !== 'finalizer')) continue;
    for (const taken of [...locksTaken(point), ...thingsTaken(point)]) {
      const key = `${point.entry.id} ${taken.what} ${taken.what === 'log' ? '' : taken.name}`;
      if (!found.has(key)) found.set(key, { kind, entry: point.entry, origin: point.origin, ...taken });
    }
  }
  return [...found.values()];
}

type Taken = Omit<Interruption, 'kind' | 'entry' | 'origin'>;

function* locksTaken(point: EntryPoint): Generator<Taken> {
  for (const effect of lockEffectsOf(point.entry)) {
    const { lock } = effect;
    // The same thread takes a re-entrant lock again, and locks of tasks stop no thread.
    if (lock.model.isReentrant || lock.model.excludes === 'tasks' || isOwnLock(lock, point.entry)) continue;
    const steps = stepsOf(effect);
    const last = steps.at(-1)!;
    const holder = interruptedAmong(takersOf(lock, point.entry.module.program!), point, last.node);
    if (holder === undefined) continue;
    const isRemote = holder.node.is(last.node) || isPartOf(lock, point.entry);
    yield { what: 'lock', name: last.lock.name, steps: steps.map(({ node }) => node), holder, isRemote };
  }
}

/** Nobody holds the lock of an object that nobody has any more. */
function isOwnLock({ extent, of, owner }: Lock, entry: Node): boolean {
  if (extent !== 'per-instance' || entry.name !== '__del__') return false;
  if (of !== undefined) return of.attributes.length === 0 && of.param?.is(entry.child(Role.Parameter)) === true;
  const cls = classOf(entry);
  return cls !== undefined && linearBases(cls).some((base) => base.kind === 'class' && base.node.is(owner));
}

/** `self.pool.lock` in `__del__`, where the class makes the pool itself: who else has it, if anybody? */
function isPartOf({ extent, of }: Lock, entry: Node): boolean {
  if (extent !== 'per-instance' || entry.name !== '__del__') return false;
  const cls = classOf(entry);
  const [first] = of?.attributes ?? [];
  if (of === undefined || first === undefined || cls === undefined) return !(of?.isGlobal ?? false);
  return assignedToSelf(cls, first).some(({ parent }) => parent?.assignedValue?.form === Form.Call);
}

/**
 * The first place that the handler may interrupt: for signals those that the main thread runs, and for finalizers all but
 * finalizers. Those that are known to run there come before those that are assumed to.
 */
function interruptedAmong(places: readonly LockTaker[], { kind, entry }: EntryPoint, taking: Node): Holder | undefined {
  let perhaps: Holder | undefined;
  // The handler's own code comes last: it can only interrupt itself.
  const [others, own] = [places.filter(({ node }) => !node.is(taking)), places.filter(({ node }) => node.is(taking))];
  for (const { node, code } of [...others, ...own]) {
    for (const context of placementOf(moduleOf(code)).contextsOf(code)) {
      const { kind: around, isAtExit, isAssumed } = context;
      const isInterrupted = kind === 'signal-handler' ? ON_MAIN_THREAD.has(around) : !HANDLERS.has(around);
      if (!isInterrupted || isAtExit || (code.id === entry.id && isAssumed)) continue;
      if (!isAssumed) return { node, code, context };
      perhaps ??= { node, code, context };
    }
  }
  return perhaps;
}

const ON_MAIN_THREAD: ReadonlySet<ExecutionContext['kind']> = new Set(['main', 'import', 'event-loop']);
const HANDLERS: ReadonlySet<ExecutionContext['kind']> = new Set(['finalizer', 'signal-handler']);

/** So many calls away a handler is followed. */
const FARTHEST = 4;

/** What the code of a handler does to queues, events and logs, itself or through what it calls. */
function* thingsTaken(point: EntryPoint): Generator<Taken> {
  const seen = new Set<number>([point.entry.id]);
  let codes: readonly { readonly code: Node; readonly steps: readonly Node[] }[] = [{ code: point.entry, steps: [] }];
  for (let depth = 0; depth <= FARTHEST && codes.length > 0; depth++) {
    const next: { readonly code: Node; readonly steps: readonly Node[] }[] = [];
    for (const { code, steps } of codes) {
      for (const node of callGraphOf(code.module).callsRunBy(code)) {
        const taken = thingTaken(node, point);
        if (taken !== undefined) yield { ...taken, steps: [...steps, node] };
      }
      for (const { node, target } of lockHopsIn(code)) {
        if (seen.has(target.id) || target.isAsync) continue;
        seen.add(target.id);
        next.push({ code: target, steps: [...steps, node] });
      }
    }
    codes = next;
  }
}

function thingTaken(call: Node, point: EntryPoint): Omit<Taken, 'steps'> | undefined {
  const thing = thingAt(call);
  if (thing === undefined || (point.kind === 'finalizer' && thing.model.isForSignals)) return undefined;
  const { model, made } = thing;
  const name = call.child(Role.Callee)!.child(Role.Object)?.text ?? '';
  if (made === undefined) return { what: model.what, name, isRemote: false };
  // A queue of an object that nobody has any more is used by nobody else.
  if (point.entry.name === '__del__' && made.code !== undefined && classOf(made.code)?.is(classOf(point.entry))) {
    return undefined;
  }
  const holder = interruptedAmong(usesOf(made, point.entry.module.program!), point, call);
  if (holder === undefined) return undefined;
  const isPart = point.entry.name === '__del__' && made.code !== undefined;
  return { what: model.what, name, holder, isRemote: isPart || holder.node.is(call) };
}

interface Thing {
  readonly model: Interruptible;
  /** Where it is made; undefined for what there is one of. */
  readonly made?: Node;
}

function thingAt(call: Node): Thing | undefined {
  const callee = call.child(Role.Callee);
  if (callee?.form !== Form.Attribute || !METHODS.has(callee.name)) return undefined;
  const value = provenanceOf(callee);
  const model = value.kind === 'symbol' ? lookUp(INTERRUPTIBLE, value.name) : undefined;
  if (value.kind !== 'symbol' || model === undefined) return undefined;
  if (model.what === 'log') return { model };
  const { receiver } = value;
  return receiver?.kind === 'instance' && receiver.made.form === Form.Call ? { model, made: receiver.made } : undefined;
}

const METHODS: ReadonlySet<string> = lastNames(Object.keys(INTERRUPTIBLE));

const uses = new WeakMap<Program, Map<number, LockTaker[]>>();

/** Where the program uses queues and events in a way that takes their lock, by the id of what makes them. */
function usesOf(made: Node, program: Program): readonly LockTaker[] {
  let byMade = uses.get(program);
  if (byMade === undefined) {
    byMade = new Map();
    for (const module of program.modules) {
      const graph = callGraphOf(module);
      for (const node of [...METHODS].flatMap((name) => graph.methodCalls(name))) {
        const thing = thingAt(node);
        if (thing?.made === undefined) continue;
        const places = byMade.get(thing.made.id);
        if (places === undefined) byMade.set(thing.made.id, [{ node, code: runningCode(node) }]);
        else places.push({ node, code: runningCode(node) });
      }
    }
    uses.set(program, byMade);
  }
  return byMade.get(made.id) ?? [];
}
