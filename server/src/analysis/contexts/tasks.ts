/** Tells the tasks of event loops apart: which of them run a piece of code, and whether several of one may run at once. */
import { Form, Role } from '../facts/forms.ts';
import { LIFECYCLE_METHODS, TASK_STARTERS_BY_FUNCTION } from '../library/event-loops.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, functionIn, moduleOf, runningCode } from '../program/code.ts';
import { loopsAround } from '../program/control-flow.ts';
import { useOfCoroutine, waiterOf } from '../program/coroutine-use.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { isWaitedFor } from '../program/waiting.ts';
import { entryPointsInto } from './entries.ts';
import type { ExecutionContext } from './execution-context.ts';
import { type Placement, placementOf } from './placement.ts';
import { isStartedAnew } from './restarts.ts';

/**
 * One task, or one of many that are alike. A coroutine that nothing in sight calls or starts is assumed to be run by
 * some task; it is many then, as nothing says that it is one.
 */
export interface TaskContext extends ExecutionContext {
  readonly kind: 'event-loop';
  /**
   * - `started`: a task that code of the program starts
   * - `main`: what the loop is started for
   * - `called`: handlers and callbacks, which a library calls
   * - `lifecycle`: what runs before or after everything else
   * - `assumed`: nothing in sight starts it
   */
  readonly role: 'started' | 'main' | 'called' | 'lifecycle' | 'assumed';
  /** What makes the code that starts it wait for it at once. */
  readonly waits?: Node;
}

export interface TaskPlacement extends Placement {
  contextsOf(code: Code): readonly (TaskContext | ExecutionContext)[];
}

const placements = new WeakMap<Program, TaskPlacement>();

/** By task; code that no task runs has the contexts that it has elsewhere. */
export function taskPlacementOf({ program }: Module): TaskPlacement {
  let placement = placements.get(program!);
  if (placement === undefined) {
    placement = createPlacement();
    placements.set(program!, placement);
  }
  return placement;
}

export function isTask(context: ExecutionContext): context is TaskContext {
  return 'role' in context;
}

/** What a call, or a function that is handed over, starts. */
interface Started {
  readonly entry: Node;
  readonly origin: Node;
  readonly waits?: Node;
}

function createPlacement(): TaskPlacement {
  const byCode = new Map<number, readonly ExecutionContext[]>();
  const byOrigin = new Map<number, TaskContext>();
  const manyStarts = new Map<number, boolean>();

  const contextFrom = (origin: Node, make: () => TaskContext): TaskContext => {
    let context = byOrigin.get(origin.id);
    if (context === undefined) {
      context = make();
      byOrigin.set(origin.id, context);
    }
    return context;
  };

  const started = ({ entry, origin, waits }: Started): TaskContext =>
    contextFrom(origin, () => ({
      ...{ kind: 'event-loop', role: 'started', entry, origin, start: origin, isAssumed: origin.module.isTest },
      ...(waits === undefined ? {} : { waits }),
      isMany: startsMany(origin, waits),
    }));

  /** Whether one place starts several tasks that are there at the same time. */
  const startsMany = (origin: Node, waits: Node | undefined): boolean => {
    if (isStartedAnew(origin)) return false;
    for (const loop of loopsAround(origin)) {
      if (waits !== undefined && loop.contains(waits)) break;
      if (!isWaitedFor(origin, loop)) return true;
    }
    const starter = functionIn(runningCode(origin));
    if (starter === undefined) return false;
    const known = manyStarts.get(starter.id);
    if (known !== undefined) return known;
    // A cycle of starts alone is no evidence.
    manyStarts.set(starter.id, false);
    const isMany = contextsOf(starter).some((context) => isTask(context) && context.isMany && !context.isAssumed);
    manyStarts.set(starter.id, isMany);
    return isMany;
  };

  /** What begins with a function, whoever calls it besides. */
  const beginningsOf = (fn: Node): TaskContext[] => {
    const found: TaskContext[] = [];
    for (const { kind, entry, origin, runsMany, serial } of entryPointsInto(fn.module)) {
      if (kind !== 'event-loop' || !entry.is(fn)) continue;
      const role = runsMany || !LIFECYCLE.test(origin.text) ? 'called' : 'lifecycle';
      const isMany = runsMany && serial === undefined;
      const isAssumed = origin.module.isTest && !fn.module.isTest;
      const start = { ...(runsMany ? { runsMany } : {}) };
      found.push(
        contextFrom(origin.form === Form.Class ? fn : origin, () => ({
          ...{ kind: 'event-loop', role, entry, origin, isMany, isAssumed, ...start },
        })),
      );
    }
    for (const start of startedByFunction(fn)) found.push(started(start));
    return found;
  };

  const contextsOf = (code: Code): readonly ExecutionContext[] => {
    const known = byCode.get(code.id);
    if (known !== undefined) return known;
    byCode.set(code.id, NOTHING);
    const found = find(code);
    byCode.set(code.id, found);
    return found;
  };

  /** Goes back along the calls to where tasks begin. */
  const find = (code: Code): readonly ExecutionContext[] => {
    const found = new Set<ExecutionContext>();
    const seen = new Set<Code>();
    const ids = new Set<number>([code.id]);
    const pending: Code[] = [code];
    const visit = (caller: Code): void => {
      if (ids.has(caller.id)) return;
      ids.add(caller.id);
      pending.push(caller);
    };
    for (let next = pending.pop(); next !== undefined && found.size < MOST_CONTEXTS; next = pending.pop()) {
      seen.add(next);
      const fn = functionIn(next);
      const sites = fn === undefined ? [] : callGraphOf(fn.module).callSites(fn);
      const beginnings = fn === undefined ? [] : beginningsOf(fn);
      for (const context of beginnings) found.add(context);
      for (const site of sites) {
        const context = fn!.isAsync ? startedAt(site, fn!) : undefined;
        if (context === undefined) visit(runningCode(site));
        else found.add(context);
      }
      if (sites.length > 0 || beginnings.length > 0) continue;
      if (fn?.isAsync) found.add(assumed(fn));
      else for (const context of placementOf(moduleOf(next)).contextsOf(next)) found.add(context);
    }
    return [...found];
  };

  /** The task that runs what a call of a coroutine function makes; undefined where the calling one does. */
  const startedAt = (site: Node, entry: Node): TaskContext | undefined => {
    const { kind, waits } = useOfCoroutine(site);
    if (kind === 'awaited') return undefined;
    if (kind === 'task') return started({ entry, origin: site, ...(waits === undefined ? {} : { waits }) });
    const role = kind === 'main' ? 'main' : 'assumed';
    const isAssumed = kind === 'unknown' || site.module.isTest;
    const context = { kind: 'event-loop', role, entry, origin: site, start: site, isMany: false, isAssumed } as const;
    return contextFrom(site, () => context);
  };

  const assumed = (fn: Node): TaskContext =>
    contextFrom(fn, () => {
      const role = LIFECYCLE_METHODS.test(fn.name) || isGivenAsLifecycle(fn) ? 'lifecycle' : 'assumed';
      return { kind: 'event-loop', role, isMany: role === 'assumed', isAssumed: true };
    });

  return {
    contextsOf,
    contexts: [],
    isEntry: (fn) => beginningsOf(fn).length > 0,
  };
}

const NOTHING: readonly ExecutionContext[] = [];
/** A function that more tasks than this run is run by everything: more of them say nothing new. */
const MOST_CONTEXTS = 16;
/** `@app.on_event('startup')`, `app.add_event_handler('shutdown', f)`. */
const LIFECYCLE = /\b(on_event|add_event_handler)\b/;

/** `FastAPI(lifespan=prepare)`, `Starlette(on_startup=[prepare])`. */
function isGivenAsLifecycle(fn: Node): boolean {
  for (const reference of fn.module.named(new Set([fn.name]))) {
    const { parent } = reference;
    const keyword = parent?.form === Form.List ? parent.parent : parent;
    if (keyword?.form === Form.Keyword && /^(lifespan|on_startup|on_shutdown)$/.test(keyword.name)) return true;
  }
  return false;
}

const given = new WeakMap<Program, ReadonlyMap<number, readonly Started[]>>();
const givenIn = new WeakMap<object, readonly Started[]>();

/** The calls that are given a coroutine function to run as a task: `group.start_soon(f)`. */
function startedByFunction({ id, module }: Node): readonly Started[] {
  const program = module.program!;
  let byEntry = given.get(program);
  if (byEntry === undefined) {
    const lists = new Map<number, Started[]>();
    for (const start of program.modules.flatMap(startsIn)) {
      const list = lists.get(start.entry.id);
      if (list === undefined) lists.set(start.entry.id, [start]);
      else list.push(start);
    }
    byEntry = lists;
    given.set(program, byEntry);
  }
  return byEntry.get(id) ?? [];
}

function startsIn(module: Module): readonly Started[] {
  let found = givenIn.get(module.surface);
  if (found === undefined) {
    const calls = callGraphOf(module).methodCalls('start_soon');
    found = calls.flatMap((origin) => {
      const [first] = origin.args;
      const entry = first === undefined ? undefined : functionOf(provenanceOf(first));
      if (entry === undefined || !TASK_STARTERS_BY_FUNCTION.has(symbolOf(origin.child(Role.Callee)!) ?? '')) return [];
      const waits = waiterOf(origin, 0);
      return [{ entry, origin, ...(waits === undefined ? {} : { waits }) }];
    });
    givenIn.set(module.surface, found);
  }
  return found;
}
