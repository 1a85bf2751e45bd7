/** Which packages and modules a module imports. */
import { Form, Role } from '../facts/forms.ts';
import type { Module } from './module.ts';
import type { Place } from './module-finder.ts';

const memo = new WeakMap<Module, ReadonlySet<string>>();

/** The first parts of the names of all imported modules, wherever the import stands; '' for relative imports. */
export function importedRoots(module: Module): ReadonlySet<string> {
  let roots = memo.get(module);
  if (roots === undefined) {
    const imports = [...module.all(Form.Import), ...module.all(Form.ImportFrom), ...module.all(Form.ImportStar)];
    roots = new Set(imports.map(({ name }) => name.split('.', 1)[0]!));
    memo.set(module, roots);
  }
  return roots;
}

/** Whether a module imports one of these packages. */
export function importsAny(module: Module, packages: ReadonlySet<string>): boolean {
  const roots = importedRoots(module);
  for (const name of packages) if (roots.has(name)) return true;
  return false;
}

const imported = new WeakMap<Module, ReadonlySet<string>>();

/** The paths of the modules of the program that running a module imports, the packages around them included. */
export function importedPaths(module: Module): ReadonlySet<string> {
  let paths = imported.get(module);
  if (paths === undefined) {
    const names = [...module.imports, ...module.all(Form.ImportStar)].flatMap((node) => {
      const member = node.form === Form.ImportFrom ? node.child(Role.None)?.name : undefined;
      const inside = node.name.endsWith('.') ? `${node.name}${member}` : `${node.name}.${member}`;
      return member === undefined ? [node.name] : [node.name, inside];
    });
    paths = new Set(names.flatMap((name) => findModule(module, name)?.path ?? []));
    imported.set(module, paths);
  }
  return paths;
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
