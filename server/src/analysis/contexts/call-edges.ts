/** The calls of the whole program as flat arrays: every piece of code has a number, with those that it calls beside it. */

import { callGraphOf } from '../program/call-graph.ts';
import { type Code, codesOf, moduleOf } from '../program/code.ts';
import { keptBySurface } from '../program/kept.ts';
import { isSameList, type Module } from '../program/module.ts';
import type { Program } from '../program/program.ts';
import { guardsAt } from './thread-guards.ts';

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
  /** The ordinals of the coroutine functions. */
  readonly coroutines: readonly number[];
}

const edgesOf: (module: Module) => Edges = keptBySurface(collectEdges);

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
    coroutines: module.functions.filter(({ isAsync }) => isAsync).map(ordinal),
  };
}

/** The whole program's calls: the codes have numbers, those called by code `n` stand at `starts[n]` to `starts[n + 1]`. */
export interface Calls {
  readonly numberOf: (code: Code) => number;
  readonly starts: Int32Array;
  readonly called: Int32Array;
  readonly guards: Uint8Array;
  /** By code: whether anything calls it. */
  readonly isCalled: Uint8Array;
  /** The coroutine functions, by their numbers. */
  readonly coroutines: readonly { readonly code: number; readonly isTest: boolean }[];
}

/** The arrays are those of the program before where all edges are equal to what they were. */
export function callsOf(program: Program): Calls {
  const { modules, lineage } = program;
  const before = earlier.get(lineage);
  const hasSameModules = before !== undefined && isSameList(before.modules, modules);
  const placeOf = hasSameModules ? before.placeOf : new Map(modules.map((module, place) => [module, place]));
  const parts = modules.map((module, place): Part => {
    const part = before?.parts[place];
    if (hasSameModules && part!.surface === module.surface) return part!;
    const edges = edgesOf(module);
    const leadTo = edges.modules.map((other) => placeOf.get(other)!);
    const { surface, isTest } = module;
    return { surface, edges, length: codesOf(module).codes.length, leadTo, isTest };
  });
  const isSame =
    before?.parts.length === parts.length && parts.every((part, at) => isSamePart(part, before.parts[at]!));
  const arrays = isSame ? before.arrays : arraysOf(parts);
  earlier.set(lineage, { modules, placeOf, parts, arrays });
  return { ...arrays, numberOf: numbersIn(arrays, placeOf) };
}

/** A function by itself: a closure keeps all variables alive that any closure around it uses, here the program before. */
function numbersIn({ bases }: Arrays, placeOf: ReadonlyMap<Module, number>): Calls['numberOf'] {
  return (code) => {
    const module = moduleOf(code);
    return bases[placeOf.get(module)!]! + codesOf(module).ordinal(code);
  };
}

/** A module's share of the calls. */
interface Part {
  readonly surface: object;
  readonly edges: Edges;
  /** How many pieces of code the module has. */
  readonly length: number;
  /** The places in the program of the modules that its edges lead to. */
  readonly leadTo: readonly number[];
  readonly isTest: boolean;
}

type Arrays = Omit<Calls, 'numberOf'> & {
  /** By module: the number of its first code. */
  readonly bases: readonly number[];
};

interface Made {
  readonly modules: readonly Module[];
  readonly placeOf: ReadonlyMap<Module, number>;
  readonly parts: readonly Part[];
  readonly arrays: Arrays;
}

const earlier = new WeakMap<object, Made>();

function isSamePart(a: Part, b: Part): boolean {
  if (a === b) return true;
  if (a.length !== b.length || a.isTest !== b.isTest || !isEqual(a.leadTo, b.leadTo)) return false;
  if (a.edges === b.edges) return true;
  return (
    isEqual(a.edges.callers, b.edges.callers) &&
    isEqual(a.edges.calledModules, b.edges.calledModules) &&
    isEqual(a.edges.called, b.edges.called) &&
    isEqual(a.edges.runs, b.edges.runs) &&
    isEqual(a.edges.guards, b.edges.guards) &&
    isEqual(a.edges.coroutines, b.edges.coroutines)
  );
}

export function isEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function arraysOf(parts: readonly Part[]): Arrays {
  const bases: number[] = [];
  let count = 0;
  let edgeCount = 0;
  for (const { edges, length } of parts) {
    bases.push(count);
    count += length;
    edgeCount += edges.callers.length;
  }
  const starts = new Int32Array(count + 1);
  const isCalled = new Uint8Array(count);
  const called = new Int32Array(edgeCount);
  const guards = new Uint8Array(edgeCount);
  const coroutines: { readonly code: number; readonly isTest: boolean }[] = [];
  let end = 0;
  for (const [place, { edges, length, leadTo, isTest }] of parts.entries()) {
    const base = bases[place]!;
    for (const ordinal of edges.coroutines) coroutines.push({ code: base + ordinal, isTest });
    let caller = 0;
    for (let edge = 0; edge < edges.callers.length; edge++) {
      // Edges stand in the order of their callers.
      while (caller < edges.callers[edge]!) starts[base + ++caller] = end;
      const target = bases[leadTo[edges.calledModules[edge]!]!]! + edges.called[edge]!;
      isCalled[target] = 1;
      if (edges.runs[edge] === 0) continue;
      guards[end] = edges.guards[edge]!;
      called[end++] = target;
    }
    while (caller < length) starts[base + ++caller] = end;
  }
  return { bases, starts, called, guards, isCalled, coroutines };
}
