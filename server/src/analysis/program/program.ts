/** The program: all modules that are analysed together. */
import type { ParsedModule } from '../facts/parse-module.ts';
import { Module, type ModuleIdentity } from './module.ts';

/** What one module of a program is made from. The same `parsed` object means the same text. */
export interface ModuleSource extends ModuleIdentity {
  readonly parsed: ParsedModule;
}

export interface Program {
  readonly modules: readonly Module[];
  /** The module with this path. */
  module(path: string): Module | undefined;
}

/**
 * The program of these sources; of two with one path the last counts. What `previous` knows of modules for which nothing
 * changed is taken over, and `previous` must not be asked any more.
 */
export function createProgram(sources: Iterable<ModuleSource>, previous?: Program): Program {
  const modules = new Map<string, Module>();
  for (const source of sources) {
    const before = previous?.module(source.path);
    modules.set(source.path, before !== undefined && isSame(before, source) ? before : new Module(source));
  }
  const program: Program = {
    modules: [...modules.values()],
    module: (path) => modules.get(path),
  };
  return program;
}

function isSame(module: Module, { parsed, isTest = false, isNotebook = false }: ModuleSource): boolean {
  return module.parsed === parsed && module.isTest === isTest && module.isNotebook === isNotebook;
}
