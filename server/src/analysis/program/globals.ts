/** The names that a module gives to others, and what imports of them stand for: in the program, else in the libraries. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { BUILTINS } from '../library/builtins.ts';
import { isModelled } from '../library/modelled.ts';
import { canonicalName } from '../library/results.ts';
import { findModule } from './imports.ts';
import type { Module } from './module.ts';
import { UNKNOWN, type Value, valueOfNameIn, within } from './value.ts';

type ModuleValue = Value & { readonly kind: 'module' };

/** `import name`: the whole dotted name, with leading dots for relative ones. */
export function valueOfImported(module: Module, name: string): Value {
  return find(module, name) ?? symbol(name);
}

/** `import a.b.c`, which binds `a`: the package around all of it, be it one without code. */
export function topOfImported(module: Module, name: string): Value {
  const [top = ''] = name.split('.', 1);
  if (top === name) return valueOfImported(module, name);
  module.hasLookedAround = true;
  const place = module.program?.finder.top(name, module.path);
  return place === undefined ? symbol(top) : { kind: 'module', place, from: module };
}

/** `from name import member`. */
export function memberOfImported(module: Module, name: string, member: string): Value {
  const found = find(module, name);
  const value = found === undefined ? UNKNOWN : memberOfModule(found, member);
  return value.kind === 'unknown' ? symbol(name.endsWith('.') ? name + member : `${name}.${member}`) : value;
}

/** `module.name` for a module of the program: a name that it binds or re-exports, else a submodule. */
export function memberOfModule(owner: ModuleValue, name: string): Value {
  const { place, from } = owner;
  const qualified = canonicalName(`${place.name}.${name}`);
  if (isModelled(qualified)) return { kind: 'symbol', name: qualified };
  const module = moduleAt(owner);
  const exported = module === undefined ? undefined : exportOf(module, name, new Set());
  if (exported !== undefined) return exported;
  from.hasLookedAround = true;
  const submodule = from.program?.finder.submodule(place, name);
  return submodule === undefined ? UNKNOWN : { kind: 'module', place: submodule, from };
}

/** A variable at the top level of a module. */
export interface GlobalVariable {
  readonly module: Module;
  readonly name: string;
}

/** The variable that a name at the top level of a module is, wherever it was imported from; undefined for no variable. */
export function variableOf(module: Module, name: string, depth = 0): GlobalVariable | undefined {
  const bindings = module.globals(name);
  const isVariable = bindings.some(({ kind }) => kind === BindingKind.Assign || kind === BindingKind.Declaration);
  if (isVariable) return { module, name };
  const [only, ...others] = bindings;
  if (only?.kind !== BindingKind.Import || others.length > 0 || depth > LONGEST) return undefined;
  const { node } = only;
  const found = node.form === Form.ImportFrom ? find(module, node.name) : undefined;
  const from = found === undefined ? undefined : moduleAt(found);
  return from === undefined ? undefined : variableOf(from, node.child(Role.None)?.name ?? '', depth + 1);
}

/** Longest chain of re-exports followed. */
const LONGEST = 20;

/** The module that a value stands for; undefined for a package without code. */
export function moduleAt({ place, from }: ModuleValue): Module | undefined {
  const module = place.path === undefined ? undefined : from.program?.module(place.path);
  if (module !== undefined) from.consult(module);
  return module;
}

/** What a name stands for that nothing in the module binds: what a star import brings, or a builtin. */
export function globalFromElsewhere(module: Module, name: string): Value {
  const { starImports } = module;
  if (starImports.length === 0) return BUILTINS.has(name) ? { kind: 'symbol', name: `builtins.${name}` } : UNKNOWN;
  const values = memoFor(fromStars, module);
  let value = values.get(name);
  if (value === undefined) {
    values.set(name, UNKNOWN);
    value = starExportOf(module, name, new Set()) ?? outsideStar(module, name);
    values.set(name, value);
  }
  return value;
}

const fromStars = new WeakMap<object, Map<string, Value>>();

function memoFor<V>(memo: WeakMap<object, Map<string, V>>, module: Module): Map<string, V> {
  let found = memo.get(module.meanings);
  if (found === undefined) {
    found = new Map();
    memo.set(module.meanings, found);
  }
  return found;
}

/** A name that only a star import of a library can have bound, if there is but one. */
function outsideStar(module: Module, name: string): Value {
  if (BUILTINS.has(name)) {
    return module.starImports.every((star) => find(module, star) !== undefined)
      ? { kind: 'symbol', name: `builtins.${name}` }
      : UNKNOWN;
  }
  const [only, ...others] = module.starImports.filter((star) => find(module, star) === undefined);
  return only === undefined || others.length > 0 ? UNKNOWN : symbol(`${only}.${name}`);
}

/** What a name of this module stands for when another one asks; undefined when it has no such name. */
function exportOf(module: Module, name: string, seen: Set<Module>): Value | undefined {
  if (module.globals(name).length > 0) return valueOfNameIn(module.moduleScope, name);
  return starExportOf(module, name, seen);
}

/** The last star import of the program that brings the name wins. */
function starExportOf(module: Module, name: string, seen: Set<Module>): Value | undefined {
  seen.add(module);
  for (const star of module.starImports.toReversed()) {
    const owner = find(module, star);
    const other = owner === undefined ? undefined : moduleAt(owner);
    if (other === undefined || seen.has(other) || !isPublic(other, name)) continue;
    const value = within(() => exportOf(other, name, seen), undefined);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether `from module import *` brings a name: those in `__all__`, else those without a leading underscore. */
function isPublic(module: Module, name: string): boolean {
  let names = publicNames.get(module.meanings);
  if (names === undefined) {
    names = listedNames(module) ?? 'all';
    publicNames.set(module.meanings, names);
  }
  return names === 'all' ? !name.startsWith('_') : names.has(name);
}

const publicNames = new WeakMap<object, ReadonlySet<string> | 'all'>();

/** The strings of `__all__ = […]` and `__all__ += […]`; undefined when it is missing or made in another way. */
function listedNames(module: Module): Set<string> | undefined {
  const bindings = module.globals('__all__');
  if (bindings.length === 0) return undefined;
  const names = new Set<string>();
  for (const { node } of bindings) {
    const { parent } = node;
    const isAssigned = parent?.form === Form.Assign || parent?.form === Form.AugAssign;
    const list = isAssigned ? parent.child(Role.Value) : undefined;
    if (list?.form !== Form.List && list?.form !== Form.Tuple) return undefined;
    for (const element of list.children) {
      if (element.form !== Form.String) return undefined;
      names.add(element.name.replace(/^['"]|['"]$/g, ''));
    }
  }
  return names;
}

function find(module: Module, name: string): ModuleValue | undefined {
  const place = findModule(module, name);
  return place === undefined ? undefined : { kind: 'module', place, from: module };
}

function symbol(name: string): Value {
  return { kind: 'symbol', name: canonicalName(name) };
}
