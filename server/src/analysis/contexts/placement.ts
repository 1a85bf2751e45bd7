/** Places every function of the program in the execution contexts it may run in, top-down from where each begins. */
import { Form } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, codesOf, moduleOf, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { isInLoop } from '../summaries/locks.ts';
import { type EntryPoint, entryPointsOf } from './entries.ts';
import { ASSUMED_MAIN_FLOW, type ExecutionContext, MAIN_FLOW } from './execution-context.ts';
import { startOf } from './joins.ts';

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
      }
    }
  });
  return {
    modules,
    callers: Int32Array.from(callers),
    calledModules: Int32Array.from(calledModules),
    called: Int32Array.from(called),
    runs: Uint8Array.from(runs),
  };
}

/** The whole program's calls: the codes have numbers, those called by code `n` stand at `starts[n]` to `starts[n + 1]`. */
interface Calls {
  readonly numberOf: (code: Code) => number;
  readonly starts: Int32Array;
  readonly called: Int32Array;
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
      if (edges.runs[edge] === 1) called[end++] = target;
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
    isCalled,
  };
}

function place(program: Program): Placement {
  const { numberOf, starts, called, isCalled } = callsOf(program);
  const placed: (ExecutionContext[] | undefined)[] = new Array(starts.length - 1);

  const spread = (context: ExecutionContext, from: Code): void => {
    const pending = [numberOf(from)];
    for (let code = pending.pop(); code !== undefined; code = pending.pop()) {
      const contexts = placed[code];
      if (contexts === undefined) placed[code] = [context];
      else if (contexts.length < MOST_CONTEXTS && !contexts.includes(context)) contexts.push(context);
      else continue;
      for (let edge = starts[code]!; edge < starts[code + 1]!; edge++) pending.push(called[edge]!);
    }
  };

  const contexts: ExecutionContext[] = [];
  const entries = new Set<number>();
  const runsOften = createRunsOften();
  for (const module of program.modules) {
    for (const point of entryPointsOf(module)) {
      entries.add(point.entry.id);
      const context = contextOf(point, runsOften);
      contexts.push(context);
      spread(point.entry.isAsync && context.kind !== 'event-loop' ? MAIN_FLOW : context, point.entry);
    }
  }
  const loop: ExecutionContext = { kind: 'event-loop', isMany: false, isAssumed: false };
  for (const module of program.modules) {
    for (const fn of module.functions) if (fn.isAsync) spread(loop, fn);
    // IPython runs a notebook's cells on its event loop, so that they may `await`.
    spread(module.isNotebook ? loop : MAIN_FLOW, module);
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
  const { kind, entry, origin, starts, runsMany, serialPool } = point;
  const start = starts === 'on-start' ? startOf(origin) : origin;
  if (serialPool !== undefined) {
    // One worker, unless there are several such pools.
    return { kind, entry, origin, start, isMany: runsOften(serialPool), serialPool, isAssumed: false };
  }
  const isMany = runsMany || isInLoop(start) || runsOften(origin);
  return { kind, entry, origin, start, isMany, isAssumed: false };
}

/** Whether a place may be reached several times in one run of the program. */
function createRunsOften(): (node: Node) => boolean {
  const memo = new Map<number, boolean>();
  const runsOften = (node: Node): boolean => {
    if (!isRunByCalls(node)) return false;
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

/** The origin of an entry may be a definition: a class or decorated function, which is made once. */
function isRunByCalls({ form }: Node): boolean {
  return form !== Form.Class && form !== Form.Function;
}
