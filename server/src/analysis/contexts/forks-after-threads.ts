/** Forks at a moment when the process has other threads: the child has none of them, and all that they held. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { STARTS_THREADS } from '../library/processes.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { callsNamed } from '../program/called-names.ts';
import { classOf, methodOf } from '../program/classes.ts';
import { type Code, functionIn, runningCode } from '../program/code.ts';
import { areExclusive } from '../program/control-flow.ts';
import { keptByChunk, keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { type Fork, forksIn } from '../summaries/forks.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { createJoins, isSkippedOnTheWayTo } from './joins.ts';
import { placementOf } from './placement.ts';
import { mayReach } from './thread-guards.ts';

export interface ForkAfterThread {
  readonly fork: Fork;
  /** Where a thread is started before, on the way to the fork; or the thread that forks. */
  readonly thread: { readonly start: Node } | { readonly context: ExecutionContext };
  /** Whether the thread rests on tests or assumptions. */
  readonly isAssumed: boolean;
}

/** One for each function that forks. */
export function* forksAfterThreadsIn(module: Module): Generator<ForkAfterThread> {
  const reported = new Set<number>();
  for (const fork of forksIn(module)) {
    const code = runningCode(fork.call);
    if (reported.has(code.id)) continue;
    const contexts = placementOf(module).contextsOf(code);
    // A process of its own has none of the threads that its parent has started.
    if (contexts.length > 0 && contexts.every(({ kind }) => kind === 'process')) continue;
    const found = inThread({ fork, contexts }) ?? behindThread({ fork, contexts });
    if (found === undefined) continue;
    reported.add(code.id);
    yield found;
  }
}

/**
 * What runs in a thread has the main thread beside it. Who calls `os.fork` itself in the main flow too is about to become
 * a daemon, and may well know where it is.
 */
function inThread({ fork, contexts }: ForkInContexts): ForkAfterThread | undefined {
  const threads = contexts.filter((context) => isThread(context) && mayReach(fork.call, context));
  if (fork.by === 'fork' && threads.length < contexts.length) return undefined;
  const context = threads.find(({ isAssumed }) => !isAssumed) ?? threads[0];
  return context === undefined ? undefined : { fork, thread: { context }, isAssumed: context.isAssumed };
}

interface ForkInContexts {
  readonly fork: Fork;
  readonly contexts: readonly ExecutionContext[];
}

/** In a function that nothing calls, what its class or module has started before is an assumption. */
function behindThread({ fork, contexts }: ForkInContexts): ForkAfterThread | undefined {
  const start = startBefore(fork.call, new Set(), 0);
  if (start === undefined) return undefined;
  const isSeen = runningCode(start).id === runningCode(fork.call).id;
  return { fork, thread: { start }, isAssumed: !isSeen && contexts.every(({ isAssumed }) => isAssumed) };
}

/** How far callers and the functions that are called before are followed. */
const DEEPEST = 4;

/** A start of a thread that comes before a place on a way to it, and whose thread is not joined in between. */
function startBefore(place: Node, seen: Set<number>, depth: number): Node | undefined {
  const code = runningCode(place);
  if (seen.has(code.id) || depth > DEEPEST) return undefined;
  seen.add(code.id);
  for (const call of callGraphOf(place.module).callsRunBy(code)) {
    // What only some ways to it do is no evidence.
    if (call.end > place.start || areExclusive(call, place) || isSkippedOnTheWayTo(place, call)) continue;
    const start = startedBy(call, 0);
    if (start !== undefined && !hasEnded(start, place, code)) return start;
  }
  const fn = functionIn(code);
  if (fn === undefined) return undefined;
  const sites = callGraphOf(fn.module).callSites(fn);
  // Whoever calls it from another module has imported this one before.
  const isImported = sites.length === 0 || sites.some((site) => site.module !== fn.module);
  const earlier = startInConstructor(fn) ?? (isImported ? sureStartIn(fn.module) : undefined);
  if (earlier !== undefined && !hasEnded(earlier, place, code)) return earlier;
  for (const site of sites) {
    const found = startBefore(site, seen, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The start of a thread that a call makes, itself or through functions, and that these do not join. */
function startedBy(call: Node, depth: number): Node | undefined {
  if (isThreadStart(call)) return call;
  const fn = depth < DEEPEST ? callGraphOf(call.module).target(call) : undefined;
  if (fn === undefined || fn.isAsync || fn.has(Flag.Generator) || fn.module.isTest) return undefined;
  for (const inner of callGraphOf(fn.module).callsRunBy(fn)) {
    // What only some calls of it do is no evidence.
    const isSure = [...inner.ancestors()].every((outer) => !fn.contains(outer) || !isBranch(outer));
    const start = isSure && !inner.is(call) ? startedBy(inner, depth + 1) : undefined;
    if (start !== undefined && !createJoins({ origin: originOf(start) })(fn).some(({ end }) => end >= start.end)) {
      return start;
    }
  }
  return undefined;
}

function isBranch({ form }: Node): boolean {
  return form === Form.If || form === Form.Except || form === Form.Match;
}

/** In `__init__` of the same object, which has been made before. */
function startInConstructor(fn: Node): Node | undefined {
  const cls = classOf(fn);
  const init = cls === undefined || fn.name === '__init__' ? undefined : methodOf(cls, '__init__');
  return init === undefined ? undefined : sureStartIn(init);
}

/** A start in this very code, on every way through it. */
function sureStartIn(code: Code): Node | undefined {
  const module = 'form' in code ? code.module : code;
  return threadStartsIn(module).find(
    (call) =>
      runningCode(call).id === code.id && [...call.ancestors()].every((outer) => outer.isFunction || !isBranch(outer)),
  );
}

function hasEnded(start: Node, place: Node, code: Code): boolean {
  return createJoins({ origin: originOf(start) })(code).some(
    (end) => end.end <= place.start && !isSkippedOnTheWayTo(place, end),
  );
}

/** Where the thread is made; for a pool or executor, the call that gives it its job. */
function originOf(start: Node): Node {
  const object = start.child(Role.Callee)?.child(Role.Object);
  const value = object === undefined ? undefined : provenanceOf(object);
  const isThreadObject = start.child(Role.Callee)?.name === 'start';
  return isThreadObject && (value?.kind === 'instance' || value?.kind === 'object') ? value.made : start;
}

function isThreadStart({ id, module }: Node): boolean {
  return threadStartIds(module).has(id);
}

const threadStartIds = keptBySurface((module) => new Set(threadStartsIn(module).map(({ id }) => id)));

const threadStartsIn = keptByChunk((module, chunk): readonly Node[] => {
  return callsNamed(module, chunk, LAST_NAMES).filter((call) => {
    const value = provenanceOf(call.child(Role.Callee)!);
    return value.kind === 'symbol' && STARTS_THREADS.has(value.name);
  });
});

const LAST_NAMES: ReadonlySet<string> = lastNames(STARTS_THREADS);
