/** Which modules call into which, kept from one program to the next: an edit changes little of it. */
import type { Module } from './module.ts';
import type { Program } from './program.ts';

interface Callers {
  program: Program;
  /** By module that is called. */
  readonly byCalled: Map<Module, CallerList>;
}

interface CallerList {
  modules: Module[];
  isSorted: boolean;
}

const byLineage = new WeakMap<object, Callers>();

/**
 * The other modules of the program that call functions or classes of this one, by path; of a module that is no test,
 * those that are none either, since how tests call a program says nothing about how it runs.
 */
export function callersOf(module: Module, calledBy: (caller: Module) => Iterable<Module>): readonly Module[] {
  const { program } = module;
  if (program === undefined || program.modules.length < 2) return [];
  const list = callersIn(program, calledBy).get(module);
  if (list === undefined) return [];
  if (!list.isSorted) {
    list.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
    list.isSorted = true;
  }
  return list.modules;
}

function callersIn(program: Program, calledBy: (caller: Module) => Iterable<Module>): Callers['byCalled'] {
  const known = byLineage.get(program.lineage);
  if (known?.program === program) return known.byCalled;
  const before = known?.program.modules.length === program.modules.length ? known : undefined;
  const byCalled: Callers['byCalled'] = before?.byCalled ?? new Map();
  const added = program.modules.filter((module, index) => before?.program.modules[index] !== module);
  for (const [index, gone] of before?.program.modules.entries() ?? []) {
    if (program.modules[index] === gone) continue;
    for (const called of calledBy(gone)) {
      const list = byCalled.get(called);
      if (list !== undefined) list.modules = list.modules.filter((caller) => caller !== gone);
    }
    byCalled.delete(gone);
  }
  for (const caller of added) {
    for (const called of calledBy(caller)) {
      if (caller.isTest && !called.isTest) continue;
      const list = byCalled.get(called);
      if (list === undefined) byCalled.set(called, { modules: [caller], isSorted: true });
      else {
        list.modules.push(caller);
        list.isSorted = false;
      }
    }
  }
  byLineage.set(program.lineage, { program, byCalled });
  return byCalled;
}
