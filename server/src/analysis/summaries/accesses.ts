/** Accesses to shared state in the program: who reads, writes or changes it, from whatever module. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { MUTABLE_CONSTRUCTORS, MUTATORS } from '../library/containers.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { assignedToSelf, linearBases } from '../program/classes.ts';
import { type Code, runningCode } from '../program/code.ts';
import { importedPaths, importersOf } from '../program/imports.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { symbolOf } from '../program/value.ts';
import { receiverOf, rootOf, type SharedState, stateAt } from './shared-state.ts';
import { updatesByState, updatesIn } from './updates.ts';

export interface Access {
  readonly state: SharedState;
  /**
   * `update`: read, then written back; the whole is not atomic. `write`: one store or one atomic operation that
   * changes a container.
   */
  readonly kind: 'read' | 'write' | 'update';
  /** What is written, as the user writes it: `count`, `CACHE[key]`, `self.count`. */
  readonly place: Node;
  /** The object of an attribute: `self`. */
  readonly receiver?: Node;
  /** The statement or expression that does it. */
  readonly node: Node;
  /** Where an `update` has read the old value, when that was in a statement before. */
  readonly read?: Node;
  /** The function or module whose code does it. */
  readonly code: Code;
}

/** As the user writes it where it is accessed: `count`, `state.count`, `self.count`. */
export function nameOfState({ place, state }: Access): string {
  const root = rootOf(place);
  return root?.form === Form.Attribute ? root.text : state.name;
}

/** The states that code of this module updates, its own or those of other modules. */
export function statesUpdatedIn(module: Module): readonly SharedState[] {
  const found = new Map<string, SharedState>();
  for (const { state } of updatesIn(module)) found.set(state.key, state);
  return [...found.values()];
}

/** Which accesses are asked for: changes, and those of methods to their own object (`self.x`), are quicker to find. */
type Extent = 'all' | 'changes' | 'own';

const known = new WeakMap<Program, Map<string, readonly Access[]>>();

/** All accesses to a state: those of the module that defines it first, each module's in source order. */
export function accessesTo(state: SharedState, extent: Extent = 'all'): readonly Access[] {
  const { key, kind, module } = state;
  const program = module.program!;
  const found = memoFor(known, program);
  let accesses = found.get(`${extent} ${key}`);
  if (accesses === undefined) {
    const others = kind === 'cell' ? [] : importersOf(module).filter((other) => mayAccess(other, state, extent));
    accesses = [module, ...others].flatMap((from) => accessesIn(from, state, extent));
    found.set(`${extent} ${key}`, accesses);
  }
  return accesses;
}

/**
 * Whether a module may access a state that another one defines: the cheap questions. Reads of attributes are looked for
 * where the module is imported directly, or functions or classes of it are called.
 */
function mayAccess(other: Module, { kind, key, name, module, owner }: SharedState, extent: Extent): boolean {
  if (extent === 'all' && usersOf(module).has(other)) return true;
  if (updatesByState(other).has(key) || (kind === 'global' && importsByName(other).has(name))) return true;
  if (extent === 'changes') return changesAttribute(other, name);
  if (extent === 'own' && owner !== undefined) return classesFrom(owner, other).length > 0;
  return false;
}

const users = new WeakMap<Program, Map<Module, ReadonlySet<Module>>>();

/** The modules that import this one directly, or call functions or classes of it. */
function usersOf(module: Module): ReadonlySet<Module> {
  let byModule = users.get(module.program!);
  if (byModule === undefined) {
    byModule = new Map();
    users.set(module.program!, byModule);
  }
  let found = byModule.get(module);
  if (found === undefined) {
    const uses = (other: Module): boolean =>
      importedPaths(other).has(module.path) || callGraphOf(other).calledModules.has(module);
    found = new Set(importersOf(module).filter(uses));
    byModule.set(module, found);
  }
  return found;
}

/** A module and those that import it: nobody else can access what it defines. */
export function modulesThatSee(module: Module): readonly Module[] {
  return [module, ...importersOf(module)];
}

const accessesByModule = new WeakMap<object, Map<string, readonly Access[]>>();

function accessesIn(module: Module, state: SharedState, extent: Extent): readonly Access[] {
  const found = memoFor(accessesByModule, module.surface);
  let accesses = found.get(`${extent} ${state.key}`);
  if (accesses === undefined) {
    accesses = findAccesses(module, state, extent);
    found.set(`${extent} ${state.key}`, accesses);
  }
  return accesses;
}

function memoFor<K extends object>(
  memo: WeakMap<K, Map<string, readonly Access[]>>,
  key: K,
): Map<string, readonly Access[]> {
  let found = memo.get(key);
  if (found === undefined) {
    found = new Map();
    memo.set(key, found);
  }
  return found;
}

function findAccesses(module: Module, state: SharedState, extent: Extent): Access[] {
  const found = [...(updatesByState(module).get(state.key) ?? [])];
  const updated = new Set(found.map(({ place }) => rootOf(place)!.id));
  for (const root of rootsOf(module, state, extent)) {
    if (updated.has(root.id) || stateAt(root)?.key !== state.key) continue;
    const access = accessAt(root, state);
    if (access !== undefined && (extent !== 'changes' || access.kind !== 'read')) found.push(access);
  }
  return found.sort((a, b) => a.node.start - b.node.start);
}

/** Every expression of the module that may name the state: `count`, `alias` for an import of it, `state.count`. */
function* rootsOf(module: Module, state: SharedState, extent: Extent): Generator<Node> {
  const { kind, name, module: home, owner } = state;
  if (kind === 'cell') {
    for (const node of owner!.descendants(Form.Name)) if (node.name === name) yield node;
    return;
  }
  if (kind === 'global') {
    const names = module === home ? [name] : importsByName(module).get(name);
    if (names !== undefined) yield* module.named(new Set(names));
    if (module === home) return;
  }
  if (extent === 'own' && owner !== undefined) {
    for (const cls of classesFrom(owner, module)) {
      for (const node of cls.descendants(Form.Attribute)) if (node.name === name) yield node;
    }
  } else if (extent === 'changes') yield* changedAttributes(module).get(name) ?? [];
  else yield* module.named(new Set([name]), Form.Attribute);
}

const classesByBase = new WeakMap<object, Map<number, readonly Node[]>>();

/** The classes of a module that are this one or derive from it; of those in each other only the outermost. */
function classesFrom(owner: Node, module: Module): readonly Node[] {
  let memo = classesByBase.get(module.surface);
  if (memo === undefined) {
    memo = new Map();
    for (const cls of module.all(Form.Class)) {
      for (const base of linearBases(cls)) {
        if (base.kind !== 'class') continue;
        const before = memo.get(base.node.id) ?? [];
        if (!before.some((other) => other.contains(cls))) memo.set(base.node.id, [...before, cls]);
      }
    }
    classesByBase.set(module.surface, memo);
  }
  return memo.get(owner.id) ?? [];
}

const changed = new WeakMap<object, ReadonlyMap<string, readonly Node[]>>();

/** By name: the attributes that an assignment, `del` or a method of a container changes, or something in them. */
function changedAttributes(module: Module): ReadonlyMap<string, readonly Node[]> {
  let found = changed.get(module.surface);
  if (found === undefined) {
    const byName = new Map<string, Node[]>();
    for (const node of module.rowsOf(Form.Attribute)) {
      if (!isChanged(node)) continue;
      const list = byName.get(node.name);
      if (list === undefined) byName.set(node.name, [node]);
      else list.push(node);
    }
    found = byName;
    changed.set(module.surface, found);
  }
  return found;
}

/** Whether code of a module changes an attribute with this name, of whatever object. */
export function changesAttribute(module: Module, name: string): boolean {
  return changedAttributes(module).has(name);
}

/** Whether an assignment, `del` or a method of a container changes what a row names, or something in it. */
export function isChanged(root: Node): boolean {
  if (root.role === Role.Target) return true;
  if (root.role !== Role.Object) return false;
  const parent = root.parent!;
  if (parent.form === Form.Subscript) return isChanged(parent);
  return parent.role === Role.Callee && ANY_MUTATOR.has(parent.name);
}

const imports = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** By imported name: the names that `from m import name as alias` gives it. */
function importsByName(module: Module): ReadonlyMap<string, readonly string[]> {
  let found = imports.get(module.surface);
  if (found === undefined) {
    const byName = new Map<string, string[]>();
    for (const node of module.all(Form.ImportFrom)) {
      const name = node.child(Role.None)?.name ?? '';
      byName.set(name, [...(byName.get(name) ?? []), aliasOf(node)]);
    }
    found = byName;
    imports.set(module.surface, found);
  }
  return found;
}

/** The name that `from m import name as alias` binds. */
function aliasOf(node: Node): string {
  const words = node.text.split(/\s+/);
  return words.at(-1)!;
}

/** What a use that is no update does; undefined where the state is only declared. */
function accessAt(root: Node, state: SharedState): Access | undefined {
  const base = { state, ...receiverOf(root), code: runningCode(root) };
  const mutation = mutationOf(root, state);
  if (mutation !== undefined) return { ...base, kind: 'write', place: root, node: mutation };
  let place = root;
  while (place.parent?.form === Form.Subscript && place.role === Role.Object) place = place.parent;
  const isWrite = place.role === Role.Target;
  const node = isWrite ? place.statement : root;
  if (!isWrite) return { ...base, kind: 'read', place, node };
  if (node.form === Form.Assign && node.assignedValue === undefined) return undefined;
  if (place === root && root.form === Form.Name && state.module !== root.module) return undefined;
  return { ...base, kind: 'write', place, node };
}

/** `d.pop(k)`, `xs.append(x)`: the call that changes the container in place. */
function mutationOf(root: Node, state: SharedState): Node | undefined {
  const method = root.role === Role.Object ? root.parent : undefined;
  if (method?.form !== Form.Attribute || method.role !== Role.Callee || !ANY_MUTATOR.has(method.name)) return undefined;
  const word = containerIn(state);
  return word !== undefined && MUTATORS[word]?.has(method.name) ? method.parent : undefined;
}

const ANY_MUTATOR: ReadonlySet<string> = new Set(Object.values(MUTATORS).flatMap((names) => [...names]));

/** What container the state holds, by what is assigned to it where it is defined; undefined for anything else. */
export function containerIn(state: SharedState): string | undefined {
  for (const value of valuesOf(state)) {
    const word = containerMadeBy(value);
    if (word !== undefined) return word;
  }
  return undefined;
}

/** The expressions that give the state its values where it is defined. */
export function valuesOf({ kind, module, name, owner }: SharedState): Node[] {
  const bindings = kind === 'global' ? module.globals(name) : (owner!.ownScope?.own(name) ?? []);
  const values = bindings
    .filter((binding) => binding.kind === BindingKind.Assign)
    .map(({ node }) => (node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined))
    .filter((value) => value !== undefined);
  return kind === 'attribute' ? [...values, ...assignedToSelf(owner!, name)] : values;
}

function containerMadeBy(value: Node): string | undefined {
  switch (value.form) {
    case Form.List:
      return 'list';
    case Form.Dict:
      return 'dict';
    case Form.Set:
      return 'set';
    case Form.Comprehension:
      if (value.has(Flag.MakesList)) return 'list';
      return value.has(Flag.MakesDict) ? 'dict' : value.has(Flag.MakesSet) ? 'set' : undefined;
    case Form.Call: {
      const callee = value.child(Role.Callee);
      return callee === undefined ? undefined : MUTABLE_CONSTRUCTORS[symbolOf(callee) ?? ''];
    }
    default:
      return undefined;
  }
}
