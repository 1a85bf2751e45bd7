/** Places every function of the program in the execution contexts it may run in, top-down from where each begins. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, codesOf, moduleOf, runningCode } from '../program/code.ts';
import { importedPaths } from '../program/imports.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { isInLoop } from '../summaries/locks.ts';
import { entryPointsOf } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';
import {
  ASSUMED_MAIN_FLOW,
  type ExecutionContext,
  IMPORT,
  isDefinition,
  isThread,
  MAIN_FLOW,
} from './execution-context.ts';
import { startOf } from './joins.ts';
import { guardsAt, letsThrough } from './thread-guards.ts';

export interface Placement {
  /** The contexts in which a piece of code may run. */
  contextsOf(code: Code): readonly ExecutionContext[];
  /** All contexts that something in the program starts: neither the main flow nor the event loop as such. */
  readonly contexts: readonly ExecutionContext[];
  /** Whether something other than a call in the program begins with this function. */
  isEntry(fn: Node): boolean;
}

/** A function with more contexts than this is called from everywhere: more of them say nothing new. */
const MOST_CONTEXTS = 32;

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

/** The calls of a module, from function to function, by their numbers. */
interface Edges {
  /** By edge: the caller's ordinal in this module. */
  readonly callers: Int32Array;
  /** By edge: the index of the called function's module in `modules`, and its ordinal there. */
  readonly calledModules: Int32Array;
  readonly called: Int32Array;
  readonly modules: readonly Module[];
  /** By edge: whether the call runs the function itself. Calling an `async def` only makes a coroutine. */
  readonly runs: Uint8Array;
  /** By edge: what the tests around the call let through. */
  readonly guards: Uint8Array;
}

const edgesByModule = new WeakMap<Module, Edges>();

function edgesOf(module: Module): Edges {
  let edges = edgesByModule.get(module);
  if (edges === undefined) {
    edges = collectEdges(module);
    edgesByModule.set(module, edges);
  }
  return edges;
}

function collectEdges(module: Module): Edges {
  const graph = callGraphOf(module);
  const modules: Module[] = [];
  const callers: number[] = [];
  const calledModules: number[] = [];
  const called: number[] = [];
  const runs: number[] = [];
  const guards: number[] = [];
  const { codes, ordinal } = codesOf(module);
  codes.forEach((code, caller) => {
    for (const call of graph.callsRunBy(code)) {
      for (const target of graph.targets(call)) {
        let index = modules.indexOf(target.module);
        if (index < 0) index = modules.push(target.module) - 1;
        callers.push(caller);
        calledModules.push(index);
        called.push(target.module === module ? ordinal(target) : codesOf(target.module).ordinal(target));
        runs.push(target.isAsync ? 0 : 1);
        guards.push(guardsAt(call));
      }
    }
  });
  return {
    modules,
    callers: Int32Array.from(callers),
    calledModules: Int32Array.from(calledModules),
    called: Int32Array.from(called),
    runs: Uint8Array.from(runs),
    guards: Uint8Array.from(guards),
  };
}

/** The whole program's calls: the codes have numbers, those called by code `n` stand at `starts[n]` to `starts[n + 1]`. */
interface Calls {
  readonly numberOf: (code: Code) => number;
  readonly starts: Int32Array;
  readonly called: Int32Array;
  readonly guards: Uint8Array;
  /** By code: whether anything calls it. */
  readonly isCalled: Uint8Array;
}

function callsOf({ modules }: Program): Calls {
  const bases = new Map<Module, number>();
  let count = 0;
  let edgeCount = 0;
  for (const module of modules) {
    bases.set(module, count);
    count += codesOf(module).codes.length;
    edgeCount += edgesOf(module).callers.length;
  }
  const starts = new Int32Array(count + 1);
  const isCalled = new Uint8Array(count);
  const called = new Int32Array(edgeCount);
  const guards = new Uint8Array(edgeCount);
  let end = 0;
  for (const module of modules) {
    const edges = edgesOf(module);
    const base = bases.get(module)!;
    const calledBases = edges.modules.map((other) => bases.get(other)!);
    let caller = 0;
    const { length } = codesOf(module).codes;
    for (let edge = 0; edge < edges.callers.length; edge++) {
      // Edges stand in the order of their callers.
      while (caller < edges.callers[edge]!) starts[base + ++caller] = end;
      const target = calledBases[edges.calledModules[edge]!]! + edges.called[edge]!;
      isCalled[target] = 1;
      if (edges.runs[edge] === 0) continue;
      guards[end] = edges.guards[edge]!;
      called[end++] = target;
    }
    while (caller < length) starts[base + ++caller] = end;
  }
  return {
    numberOf: (code) => {
      const module = moduleOf(code);
      return bases.get(module)! + codesOf(module).ordinal(code);
    },
    starts,
    called,
    guards,
    isCalled,
  };
}

function place(program: Program): Placement {
  const { numberOf, starts, called, guards, isCalled } = callsOf(program);
  const placed: (ExecutionContext[] | undefined)[] = new Array(starts.length - 1);

  const spread = (context: ExecutionContext, from: Code): void => {
    const pending = [numberOf(from)];
    for (let code = pending.pop(); code !== undefined; code = pending.pop()) {
      const contexts = placed[code];
      if (contexts === undefined) placed[code] = [context];
      else if (contexts.length < MOST_CONTEXTS && !contexts.includes(context)) contexts.push(context);
      else continue;
      for (let edge = starts[code]!; edge < starts[code + 1]!; edge++) {
        if (letsThrough(guards[edge]!, context)) pending.push(called[edge]!);
      }
    }
  };

  const contexts: ExecutionContext[] = [];
  const entries = new Set<number>();
  const runsOften = createRunsOften();
  for (const module of program.modules) {
    for (const point of entryPointsOf(module)) {
      entries.add(point.entry.id);
      const context = point.kind === 'main' ? MAIN_FLOW : contextOf(point, runsOften);
      if (context !== MAIN_FLOW) contexts.push(context);
      spread(context, point.entry);
    }
  }
  const loop: ExecutionContext = { kind: 'event-loop', isMany: false, isAssumed: false };
  const imported = new Set(program.modules.flatMap((module) => [...importedPaths(module)]));
  for (const module of program.modules) {
    for (const fn of module.functions) if (fn.isAsync) spread(loop, fn);
    // IPython runs a notebook's cells on its event loop, so that they may `await`.
    spread(module.isNotebook ? loop : imported.has(module.path) && !isScript(module) ? IMPORT : MAIN_FLOW, module);
  }
  for (const module of program.modules) {
    for (const code of codesOf(module).codes) {
      const number = numberOf(code);
      if (placed[number] === undefined && isCalled[number] === 0) spread(ASSUMED_MAIN_FLOW, code);
    }
  }

  return {
    contextsOf: (code) => placed[numberOf(code)] ?? [],
    contexts,
    isEntry: (fn) => entries.has(fn.id),
  };
}

/** A context is "many" when it starts in a loop, in a function called from several places, or in another "many". */
function contextOf(point: EntryPoint, runsOften: (node: Node) => boolean): ExecutionContext {
  const { kind, entry, origin, serial, isAtExit } = point;
  const start = startingAt(point);
  const hasStart = isThread({ kind }) || kind === 'process';
  const context = {
    ...{ kind, entry, origin, isAssumed: false },
    ...(hasStart ? { start } : {}),
    ...(isAtExit ? { isAtExit } : {}),
  };
  // One after the other, unless there are several such objects.
  if (serial !== undefined) return { ...context, serial, isMany: typeof serial !== 'string' && runsOften(serial) };
  return { ...context, isMany: point.runsMany || isInLoop(start) || runsOften(origin) };
}

function startingAt({ origin, starts, startedBy }: EntryPoint): Node {
  if (startedBy !== undefined) {
    const start = startOf(startedBy.made, startedBy.method);
    if (!start.is(startedBy.made)) return start;
  }
  if (origin.form === Form.Class) return origin.child(Role.Base) ?? origin;
  return starts === 'on-start' ? startOf(origin) : origin;
}

/** A module that is run itself too: it asks `if __name__ == '__main__':`. */
function isScript(module: Module): boolean {
  let known = scripts.get(module);
  if (known === undefined) {
    known = [...module.named(MODULE_NAME)].some(({ parent }) => parent?.form === Form.Compare);
    scripts.set(module, known);
  }
  return known;
}

const scripts = new WeakMap<Module, boolean>();
const MODULE_NAME: ReadonlySet<string> = new Set(['__name__']);

/** Whether a place may be reached several times in one run of the program. */
function createRunsOften(): (node: Node) => boolean {
  const memo = new Map<number, boolean>();
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
    const result = sites.length > 1 || sites.some(runsOften);
    memo.set(code.id, result);
    return result;
  };
  return runsOften;
}
