/** Which packages a module imports. */
import { Form } from '../facts/forms.ts';
import type { Module } from './module.ts';

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
