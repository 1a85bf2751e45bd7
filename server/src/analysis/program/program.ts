/** The program: all modules that are analysed together. */
import type { ParsedModule } from '../facts/parse-module.ts';
import { type EditedFunction, quietlyEdited } from '../facts/quiet-edit.ts';
import { DEFAULT_ENVIRONMENT } from './environment.ts';
import { Module, type ModuleIdentity } from './module.ts';
import { createModuleFinder, isImportable, type ModuleFinder } from './module-finder.ts';

/** What one module of a program is made from. The same `parsed` object means the same text. */
export interface ModuleSource extends ModuleIdentity {
  readonly parsed: ParsedModule;
}

export interface Program {
  readonly modules: readonly Module[];
  /** The module with this path. */
  module(path: string): Module | undefined;
  readonly finder: ModuleFinder;
  /** The same object in all programs that were made one from the other; what a later one may reuse is kept by it. */
  readonly lineage: object;
}

/**
 * The program of these sources; of two with one path the last counts. A module of `previous` is taken over if its text
 * is the same, or was edited quietly, and if the same holds, however indirectly, of all that it has looked at; all others
 * are made anew. So what is known of a module's surface holds as long as the module has that surface, and what is known
 * of its behaviour as long as it has that behaviour. `previous` must not be asked any more.
 */
export function createProgram(sources: Iterable<ModuleSource>, previous?: Program): Program {
  const byPath = new Map<string, ModuleSource>();
  for (const source of sources) byPath.set(source.path, source);
  const isSamePaths = previous !== undefined && hasSameImportable(previous.modules, byPath);
  const kept = previous === undefined ? new Set<Module>() : takenOver(previous.modules, byPath, isSamePaths);

  const modules = new Map<string, Module>();
  for (const [path, source] of byPath) {
    const before = previous?.module(path);
    modules.set(path, before !== undefined && kept.has(before) ? before : new Module(source));
  }
  let finder = isSamePaths ? previous.finder : undefined;
  const program: Program = {
    modules: [...modules.values()],
    module: (path) => modules.get(path),
    get finder() {
      finder ??= createModuleFinder(modules.keys());
      return finder;
    },
    lineage: previous?.lineage ?? {},
  };
  for (const module of program.modules) module.program = program;
  return program;
}

/** Whether imports find the same. No import finds a notebook, so those may come and go. */
function hasSameImportable(modules: readonly Module[], sources: ReadonlyMap<string, ModuleSource>): boolean {
  const before = modules.filter(({ path }) => isImportable(path));
  const now = [...sources.keys()].filter(isImportable);
  return before.length === now.length && before.every(({ path }) => sources.has(path));
}

/** The modules for which nothing changed that others see; those with other bodies of functions are brought up to date. */
function takenOver(
  modules: readonly Module[],
  sources: ReadonlyMap<string, ModuleSource>,
  isSamePaths: boolean,
): Set<Module> {
  const quiet = new Map<Module, readonly EditedFunction[]>();
  const affected: Module[] = [];
  for (const module of modules) {
    const source = sources.get(module.path);
    const edited = source === undefined ? undefined : editedQuietly(module, source);
    if (edited === undefined || (!isSamePaths && module.hasLookedAround)) affected.push(module);
    else if (module.parsed !== source!.parsed) quiet.set(module, edited);
  }
  const kept = new Set(modules);
  for (let module = affected.pop(); module !== undefined; module = affected.pop()) {
    if (!kept.delete(module)) continue;
    affected.push(...module.consultedBy);
    module.retire();
  }
  // What stands elsewhere in its file does what it did.
  const otherwise = new Set(
    [...quiet].flatMap(([module, edited]) => (kept.has(module) && edited.length > 0 ? module : [])),
  );
  for (const module of otherwise) {
    module.behaviour = {};
    for (const consulter of module.consultedBy) otherwise.add(consulter);
  }
  for (const [module, edited] of quiet) {
    if (kept.has(module)) module.takeQuietEdit(sources.get(module.path)!.parsed, edited);
  }
  return kept;
}

/** What was edited in the module, if others see the same in it as before. */
function editedQuietly(
  module: Module,
  { parsed, isTest = false, isNotebook = false, environment = DEFAULT_ENVIRONMENT }: ModuleSource,
): readonly EditedFunction[] | undefined {
  if (module.isTest !== isTest || module.isNotebook !== isNotebook || module.environment !== environment)
    return undefined;
  return module.parsed === parsed ? [] : quietlyEdited(module.parsed, parsed);
}
