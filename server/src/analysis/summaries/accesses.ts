/** Accesses to shared state in the program: who reads, writes or changes it, from whatever module. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { MUTABLE_CONSTRUCTORS, MUTATORS } from '../library/containers.ts';
import { assignedToSelf, methodOf } from '../program/classes.ts';
import { type Code, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { rootOf, type SharedState, stateAt, stateOfPlace } from './shared-state.ts';

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

const known = new WeakMap<Program, Map<string, readonly Access[]>>();

/** All accesses to a state: those of the module that defines it first, each module's in source order. */
export function accessesTo(state: SharedState): readonly Access[] {
  const { key, kind, module } = state;
  const program = module.program!;
  let memo = known.get(program);
  if (memo === undefined) {
    memo = new Map();
    known.set(program, memo);
  }
  let accesses = memo.get(key);
  if (accesses === undefined) {
    const others =
      kind === 'cell' ? [] : program.modules.filter((other) => other !== module && other.consulted.has(module));
    accesses = [module, ...others].flatMap((from) => accessesIn(from, state));
    memo.set(key, accesses);
  }
  return accesses;
}

const accessesByModule = new WeakMap<Module, Map<string, readonly Access[]>>();

function accessesIn(module: Module, state: SharedState): readonly Access[] {
  let memo = accessesByModule.get(module);
  if (memo === undefined) {
    memo = new Map();
    accessesByModule.set(module, memo);
  }
  let found = memo.get(state.key);
  if (found === undefined) {
    found = findAccesses(module, state);
    memo.set(state.key, found);
  }
  return found;
}

function findAccesses(module: Module, state: SharedState): Access[] {
  const found = updatesIn(module).filter((update) => update.state.key === state.key);
  const updated = new Set(found.map(({ place }) => rootOf(place)!.id));
  for (const root of rootsOf(module, state)) {
    if (updated.has(root.id) || stateAt(root)?.key !== state.key) continue;
    const access = accessAt(root, state);
    if (access !== undefined) found.push(access);
  }
  return found.sort((a, b) => a.node.start - b.node.start);
}

/** Every expression of the module that may name the state: `count`, `alias` for an import of it, `state.count`. */
function* rootsOf(module: Module, { kind, name, module: home, owner }: SharedState): Generator<Node> {
  const names = new Set([name]);
  if (kind === 'cell') {
    for (const node of owner!.descendants(Form.Name)) if (node.name === name) yield node;
  } else if (kind !== 'global') yield* module.named(names, Form.Attribute);
  else if (module === home) yield* module.named(names);
  else {
    const imported = [...module.all(Form.ImportFrom)].filter((node) => node.child(Role.None)?.name === name);
    const aliases = new Set(imported.map(aliasOf));
    if (aliases.size > 0) yield* module.named(aliases);
    yield* module.named(names, Form.Attribute);
  }
}

/** The name that `from m import name as alias` binds. */
function aliasOf(node: Node): string {
  const words = node.text.split(/\s+/);
  return words.at(-1)!;
}

const updates = new WeakMap<Module, readonly Access[]>();

/** Every `x += 1`, `x = f(x)`, `d[k] += 1`, `d[k] = d.get(k, 0) + 1` on shared state of the program. */
function updatesIn(module: Module): readonly Access[] {
  let found = updates.get(module);
  if (found === undefined) {
    found = [...findUpdates(module)];
    updates.set(module, found);
  }
  return found;
}

function* findUpdates(module: Module): Generator<Access> {
  for (const node of module.all(Form.AugAssign)) {
    const place = node.child(Role.Target);
    const state = place === undefined ? undefined : stateOfPlace(place);
    if (place === undefined || state === undefined || changesItself(place)) continue;
    yield { state, kind: 'update', place, ...receiverOf(place), node, code: runningCode(node) };
  }
  for (const node of module.all(Form.Assign)) {
    if (node.parent?.form === Form.Assign) continue;
    const value = node.assignedValue;
    if (value === undefined) continue;
    for (const place of targetsOf(node)) {
      // Most assignments do not read what they write; that is the cheap question.
      const state = reads(value, place) ? stateOfPlace(place) : undefined;
      if (state === undefined) continue;
      yield { state, kind: 'update', place, ...receiverOf(place), node, code: runningCode(node) };
    }
  }
}

function receiverOf(place: Node): { readonly receiver?: Node } {
  const root = rootOf(place);
  const receiver = root?.form === Form.Attribute ? root.child(Role.Object) : undefined;
  return receiver === undefined ? {} : { receiver };
}

/** `total += n` on an object whose class defines `__iadd__`: one call of that method, which may lock by itself. */
function changesItself(place: Node): boolean {
  const value = place.form === Form.Subscript ? undefined : provenanceOf(place);
  return value?.kind === 'object' && methodOf(value.of, '__iadd__') !== undefined;
}

/** The single targets of an assignment, through chains and tuples. */
function targetsOf(assign: Node): Node[] {
  const found: Node[] = [];
  const visit = (target: Node): void => {
    if (target.form === Form.Tuple || target.form === Form.List) target.children.forEach(visit);
    else found.push(target);
  };
  for (let node: Node | undefined = assign; node?.form === Form.Assign; node = node.child(Role.Value)) {
    for (const target of node.childrenIn(Role.Target)) visit(target);
  }
  return found;
}

/** Whether evaluating `value` reads the place: the same name, or for `d[k]` an element of `d` under the same key. */
function reads(value: Node, place: Node): boolean {
  if (place.form === Form.Name) {
    let scope: ReturnType<typeof place.scope.scopeOf>;
    return [value, ...value.descendants(Form.Name)].some((node) => {
      if (node.form !== Form.Name || node.name !== place.name) return false;
      scope ??= place.scope.scopeOf(place.name);
      return scope !== undefined && node.scope.scopeOf(node.name)?.is(scope) === true;
    });
  }
  if (place.form === Form.Attribute) {
    return [value, ...value.descendants(Form.Attribute)].some(
      (node) => node.name === place.name && node.text === place.text,
    );
  }
  if (place.form !== Form.Subscript) return false;
  const container = place.child(Role.Object)!.text;
  const key = place.child(Role.Index)?.text;
  const isRead = (node: Node): boolean => {
    if (node.form === Form.Subscript) return node.text === place.text;
    if (node.form !== Form.Call) return false;
    const callee = node.child(Role.Callee);
    const isGet = callee?.form === Form.Attribute && (callee.name === 'get' || callee.name === 'setdefault');
    return isGet && callee.child(Role.Object)?.text === container && node.args[0]?.text === key;
  };
  return [value, ...value.descendants(Form.Subscript), ...value.descendants(Form.Call)].some(isRead);
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
