/** Which modules call into which, kept from one program to the next: an edit changes little of it. */
import type { Module } from './module.ts';
import type { Program } from './program.ts';

interface Callers {
  readonly program: Program;
  /** By module of the program: what it was then, and whom it called. */
  readonly states: readonly State[];
  /** By module that is called. */
  readonly byCalled: Map<Module, CallerList>;
}

interface State {
  readonly module: Module;
  readonly surface: object;
  readonly called: Iterable<Module>;
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
  const before = known?.states.length === program.modules.length ? known : undefined;
  const byCalled: Callers['byCalled'] = before?.byCalled ?? new Map();
  const isKept = (module: Module, state: State | undefined): boolean =>
    state?.module === module && state.surface === module.surface;
  const states = program.modules.map((module, index): State => {
    const state = before?.states[index];
    return isKept(module, state) ? state! : { module, surface: module.surface, called: calledBy(module) };
  });
  for (const [index, { module, called }] of before?.states.entries() ?? []) {
    if (states[index] === before!.states[index]) continue;
    for (const other of called) {
      const list = byCalled.get(other);
      if (list !== undefined) list.modules = list.modules.filter((caller) => caller !== module);
    }
    if (states[index]!.module !== module) byCalled.delete(module);
  }
  for (const [index, { module, called }] of states.entries()) {
    if (states[index] === before?.states[index]) continue;
    for (const other of called) {
      if (module.isTest && !other.isTest) continue;
      const list = byCalled.get(other);
      if (list === undefined) byCalled.set(other, { modules: [module], isSorted: true });
      else {
        list.modules.push(module);
        list.isSorted = false;
      }
    }
  }
  byLineage.set(program.lineage, { program, states, byCalled });
  return byCalled;
}
