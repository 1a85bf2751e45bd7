/** Which packages and modules a module imports. */
import { Form, Role } from '../facts/forms.ts';
import { isSameList, type Module } from './module.ts';
import type { Place } from './module-finder.ts';
import type { Program } from './program.ts';

const memo = new WeakMap<object, ReadonlySet<string>>();

/** The first parts of the names of all imported modules, wherever the import stands; '' for relative imports. */
function importedRoots(module: Module): ReadonlySet<string> {
  let roots = memo.get(module.meanings);
  if (roots === undefined) {
    const imports = [...module.all(Form.Import), ...module.all(Form.ImportFrom), ...module.all(Form.ImportStar)];
    roots = new Set(imports.map(({ name }) => name.split('.', 1)[0]!));
    memo.set(module.meanings, roots);
  }
  return roots;
}

/** Whether a module imports one of these packages. */
export function importsAny(module: Module, packages: ReadonlySet<string>): boolean {
  const roots = importedRoots(module);
  for (const name of packages) if (roots.has(name)) return true;
  return false;
}

const imported = new WeakMap<object, ReadonlySet<string>>();

/** The paths of the modules of the program that running a module imports, the packages around them included. */
export function importedPaths(module: Module): ReadonlySet<string> {
  let paths = imported.get(module.meanings);
  if (paths === undefined) {
    const names = [...module.imports, ...module.all(Form.ImportStar)].flatMap((node) => {
      const member = node.form === Form.ImportFrom ? node.child(Role.None)?.name : undefined;
      const inside = node.name.endsWith('.') ? `${node.name}${member}` : `${node.name}.${member}`;
      return member === undefined ? [node.name] : [node.name, inside];
    });
    paths = new Set(names.flatMap((name) => findModule(module, name)?.path ?? []));
    imported.set(module.meanings, paths);
  }
  return paths;
}

/** Who imports what, in programs with these modules: no edit within functions changes it. */
interface Importers {
  readonly modules: readonly Module[];
  /** By path: who imports it directly. */
  readonly direct: ReadonlyMap<string, readonly Module[]>;
  /** The same, directly or through others. */
  readonly all: Map<string, readonly Module[]>;
}

const byLineage = new WeakMap<object, Importers>();

/** The other modules that import this one, directly or through others: whatever else uses a name of it goes by these. */
export function importersOf(module: Module): readonly Module[] {
  const program = module.program!;
  const { direct, all } = importersIn(program);
  let found = all.get(module.path);
  if (found === undefined) {
    const seen = new Set([module]);
    for (const each of seen) for (const importer of direct.get(each.path) ?? []) seen.add(importer);
    seen.delete(module);
    found = program.modules.filter((other) => seen.has(other));
    all.set(module.path, found);
  }
  return found;
}

/**
 * Whether one run of the program may have both modules: one imports the other, or a third one both; what tests import
 * does not count. Errs towards no: imports by a name that is computed are not seen.
 */
export function mayShareRun(a: Module, b: Module): boolean {
  if (a === b) return true;
  const withA = new Set([a, ...importersOf(a)]);
  return [b, ...importersOf(b)].some((module) => withA.has(module) && (!module.isTest || module === a || module === b));
}

function importersIn({ modules, lineage }: Program): Importers {
  let known = byLineage.get(lineage);
  if (known === undefined || !isSameList(known.modules, modules)) {
    const direct = new Map<string, Module[]>();
    for (const module of modules) {
      for (const path of importedPaths(module)) {
        const list = direct.get(path);
        if (list === undefined) direct.set(path, [module]);
        else list.push(module);
      }
    }
    known = { modules, direct, all: new Map() };
    byLineage.set(lineage, known);
  }
  return known;
}

/** The place in the program that a dotted name means in a module, with leading dots for relative ones. */
export function findModule(module: Module, name: string): Place | undefined {
  const { program } = module;
  if (program === undefined) return undefined;
  module.hasLookedAround = true;
  const dots = name.length - name.replace(/^\.+/, '').length;
  return dots === 0
    ? program.finder.absolute(name, module.path)
    : program.finder.relative(name.slice(dots), dots, module.path);
}
