/** Places every function of the program in the execution contexts it may run in, top-down from where each begins. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, runningCode } from '../program/code.ts';
import { areExclusive, isInLoop } from '../program/control-flow.ts';
import { importedPaths } from '../program/imports.ts';
import { isBelowMainGuard } from '../program/main-guard.ts';
import { isSameList, type Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { callsOf } from './call-edges.ts';
import { entryPointsOf } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';
import {
  ASSUMED_MAIN_FLOW,
  ASSUMED_THREADS,
  EVENT_LOOP,
  type ExecutionContext,
  IMPORT,
  isDefinition,
  isThread,
  MAIN_FLOW,
  TEST_EVENT_LOOP,
  TEST_FLOW,
} from './execution-context.ts';
import { isJoinedInTurn, startOf } from './joins.ts';
import { openFunctionsOf } from './open-functions.ts';
import { isStartedAnew } from './restarts.ts';
import { placedFrom, type Start } from './spread.ts';

export interface Placement {
  /** The contexts in which a piece of code may run. */
  contextsOf(code: Code): readonly ExecutionContext[];
  /** All contexts that something in the program starts: neither the main flow nor the event loop as such. */
  readonly contexts: readonly ExecutionContext[];
  /** Whether something other than a call in the program begins with this function. */
  isEntry(fn: Node): boolean;
}

const placements = new WeakMap<Program, Placement>();

/** The placement in the module's program; computed once for each program. */
export function placementOf({ program }: Module): Placement {
  let placement = placements.get(program!);
  if (placement === undefined) {
    placement = place(program!);
    placements.set(program!, placement);
  }
  return placement;
}

function place(program: Program): Placement {
  const calls = callsOf(program);
  const { numberOf, coroutines } = calls;
  const contexts: ExecutionContext[] = [];
  const all = [MAIN_FLOW, IMPORT, EVENT_LOOP, ASSUMED_MAIN_FLOW, TEST_FLOW, TEST_EVENT_LOOP, ASSUMED_THREADS];
  const starts: Start[] = [];
  const points = program.modules.flatMap(entryPointsOf);
  const byEntry = groupedByEntry(points);
  const runsOften = createRunsOften(byEntry);
  const runsBeside = createRunsBeside(byEntry);
  for (const point of points) {
    // Coroutines have the loop as their context, whoever hands them to it.
    if (point.entry.isAsync) continue;
    const context = point.kind === 'main' ? MAIN_FLOW : contextOf(point, { runsOften, runsBeside });
    if (context !== MAIN_FLOW) contexts.push(context);
    starts.push({ context: context === MAIN_FLOW ? Flow.Main : all.push(context) - 1, code: numberOf(point.entry) });
  }
  for (const { code, isTest } of coroutines) starts.push({ context: isTest ? Flow.TestLoop : Flow.Loop, code });
  const open = program.modules.flatMap(openFunctionsOf);
  if (open.length > 0) contexts.push(ASSUMED_THREADS);
  for (const fn of open) starts.push({ context: Flow.AssumedThreads, code: numberOf(fn) });
  const flows = flowsOf(program);
  for (const [index, module] of program.modules.entries()) {
    starts.push({ context: flows[index]!, code: numberOf(module) });
  }
  const placed = placedFrom({ calls, starts, contexts: all, assumed: Flow.Assumed, lineage: program.lineage });
  const shown: (readonly ExecutionContext[] | undefined)[] = [];
  return {
    contextsOf: (code) => {
      const number = numberOf(code);
      shown[number] ??= placed[number]?.map((context) => all[context]!) ?? [];
      return shown[number];
    },
    contexts,
    isEntry: (fn) => byEntry.has(fn.id),
  };
}

/** The contexts that every program has, by their numbers. */
const Flow = { Main: 0, Import: 1, Loop: 2, Assumed: 3, Tests: 4, TestLoop: 5, AssumedThreads: 6 } as const;

/** A context is "many" when it starts in a loop, in a function called from several places, or in another "many". */
function contextOf(point: EntryPoint, { runsOften, runsBeside }: Repetition): ExecutionContext {
  const { kind, entry, origin, serial, isAtExit } = point;
  const start = startingAt(point);
  // What the configuration names is started by somebody who is not in sight.
  if (origin.is(entry)) return { kind, entry, origin, isMany: true, runsMany: true, isAssumed: origin.module.isTest };
  const hasStart = isThread({ kind }) || kind === 'process';
  const context = {
    ...{ kind, entry, origin, isAssumed: origin.module.isTest },
    ...(hasStart ? { start } : {}),
    ...(isAtExit ? { isAtExit } : {}),
    ...(point.runsMany ? { runsMany: true } : {}),
  };
  // One loop, and one main thread for the handlers of signals, runs them one after the other.
  if (!hasStart) return { ...context, isMany: false };
  // It has ended before the code that starts it gets there again.
  const made = serial ?? origin;
  if (typeof made !== 'string' && !point.runsMany && isJoinedInTurn(made, start) && !runsBeside(start)) {
    return { ...context, ...(serial === undefined ? {} : { serial }), isMany: false };
  }
  // One after the other, unless there are several such objects.
  if (serial !== undefined) return { ...context, serial, isMany: typeof serial !== 'string' && runsOften(serial) };
  return { ...context, isMany: point.runsMany || isInLoop(start) || (runsOften(origin) && !isStartedAnew(origin)) };
}

function startingAt({ origin, starts, startedBy }: EntryPoint): Node {
  if (startedBy !== undefined) {
    const start = startOf(startedBy.made, startedBy.method);
    if (!start.is(startedBy.made)) return start;
  }
  if (origin.form === Form.Class) return origin.child(Role.Base) ?? origin;
  return starts === 'on-start' ? startOf(origin) : origin;
}

const earlierFlows = new WeakMap<object, { readonly modules: readonly Module[]; readonly flows: readonly number[] }>();

/** By module: what runs its own code. An edit within functions changes nothing of it. */
function flowsOf({ modules, lineage }: Program): readonly number[] {
  const before = earlierFlows.get(lineage);
  if (before !== undefined && isSameList(before.modules, modules)) return before.flows;
  const imported = new Set<string>();
  for (const module of modules) for (const path of importedPaths(module)) imported.add(path);
  const flows = modules.map((module) => flowOf(module, imported));
  earlierFlows.set(lineage, { modules, flows });
  return flows;
}

/** What runs the code of a module itself. */
function flowOf(module: Module, imported: ReadonlySet<string>): number {
  if (module.isTest) return Flow.Tests;
  // IPython runs a notebook's cells on its event loop, so that they may `await`.
  if (module.isNotebook) return Flow.Loop;
  return imported.has(module.path) && !isScript(module) ? Flow.Import : Flow.Main;
}

/** A module that is run itself too: it asks `if __name__ == '__main__':`. */
function isScript(module: Module): boolean {
  let known = scripts.get(module.surface);
  if (known === undefined) {
    known = [...module.named(MODULE_NAME)].some(
      ({ parent, code }) => parent?.form === Form.Compare && code === undefined,
    );
    scripts.set(module.surface, known);
  }
  return known;
}

const scripts = new WeakMap<object, boolean>();
const MODULE_NAME: ReadonlySet<string> = new Set(['__name__']);

/** By the id of the function that is run. */
function groupedByEntry(points: readonly EntryPoint[]): ReadonlyMap<number, readonly EntryPoint[]> {
  const found = new Map<number, EntryPoint[]>();
  for (const point of points) {
    const list = found.get(point.entry.id);
    if (list === undefined) found.set(point.entry.id, [point]);
    else list.push(point);
  }
  return found;
}

interface Repetition {
  /** Whether a place may be reached several times in one run. */
  readonly runsOften: (node: Node) => boolean;
  /** Whether it may be reached while it is being run. */
  readonly runsBeside: (node: Node) => boolean;
}

/** Whether something else than the main flow may come to a place. Errs towards yes: one thread alone is as good as many. */
function createRunsBeside(points: ReadonlyMap<number, readonly EntryPoint[]>): (node: Node) => boolean {
  const memo = new Map<number, boolean>();
  const runsBeside = (node: Node): boolean => {
    const code = runningCode(node);
    if (!('form' in code)) return false;
    const known = memo.get(code.id);
    if (known !== undefined) return known;
    memo.set(code.id, code.isAsync);
    const isEntry = (points.get(code.id) ?? []).some(({ kind }) => kind !== 'main');
    const result = code.isAsync || isEntry || callGraphOf(code.module).callSites(code).some(runsBeside);
    memo.set(code.id, result);
    return result;
  };
  return runsBeside;
}

/** Whether a place may be reached several times in one run of the program: by calls, or by what runs functions often. */
function createRunsOften(points: ReadonlyMap<number, readonly EntryPoint[]>): (node: Node) => boolean {
  const memo = new Map<number, boolean>();
  const runsSeveral = ({ runsMany, serial, origin }: EntryPoint): boolean =>
    serial === undefined && (runsMany || runsOften(origin));
  const runsOften = (node: Node): boolean => {
    if (isDefinition(node)) return false;
    if (isInLoop(node)) return true;
    const code = runningCode(node);
    if (!('form' in code)) return false;
    const known = memo.get(code.id);
    if (known !== undefined) return known;
    // A cycle of calls alone is no evidence.
    memo.set(code.id, false);
    const sites = callGraphOf(code.module).callSites(code);
    const result = isAnyTwo(sites) || sites.some(runsOften) || (points.get(code.id) ?? []).some(runsSeveral);
    memo.set(code.id, result);
    return result;
  };
  return runsOften;
}

/** Whether two of these calls may happen in one run, which has but one main module; of many calls some will. */
function isAnyTwo(sites: readonly Node[]): boolean {
  if (sites.length > MOST_BRANCHES) return true;
  const areBoth = (a: Node, b: Node): boolean =>
    !areExclusive(a, b) && (a.module === b.module || !(isBelowMainGuard(a) || isBelowMainGuard(b)));
  return sites.some((site, index) => sites.slice(index + 1).some((other) => areBoth(site, other)));
}

const MOST_BRANCHES = 6;
