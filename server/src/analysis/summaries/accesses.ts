/** Accesses to global variables of the program: who reads, writes or changes them, from whatever module. */
import { Form, Role } from '../facts/forms.ts';
import { classOf, methodOf } from '../program/classes.ts';
import { type Code, runningCode } from '../program/code.ts';
import { type GlobalVariable, moduleAt, variableOf } from '../program/globals.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';

export interface Access {
  readonly variable: GlobalVariable;
  /** `update`: read, then written back; the whole is not atomic. `write`: one store or one atomic operation. */
  readonly kind: 'read' | 'write' | 'update';
  /** What is written, as the user writes it: `count`, `CACHE[key]`, `state.count`. */
  readonly place: Node;
  /** The statement or expression that does it. */
  readonly node: Node;
  /** The function or module whose code does it. */
  readonly code: Code;
}

/** The variables that code of this module updates, its own or those of other modules, each with where that is. */
export function variablesUpdatedIn(module: Module): readonly GlobalVariable[] {
  const found = new Map<string, GlobalVariable>();
  for (const { variable } of updatesIn(module)) found.set(keyOf(variable), variable);
  return [...found.values()];
}

/** All accesses to a variable: those of its own module first, each module's in source order. */
export function accessesTo(variable: GlobalVariable): Access[] {
  const { module, name } = variable;
  const others = module.program!.modules.filter((other) => other !== module && other.consulted.has(module));
  return [module, ...others].flatMap((from) => accessesIn(from, { module, name }));
}

function keyOf({ module, name }: GlobalVariable): string {
  return `${module.id}:${name}`;
}

function isSame(a: GlobalVariable | undefined, b: GlobalVariable): boolean {
  return a !== undefined && a.name === b.name && a.module === b.module;
}

function accessesIn(module: Module, variable: GlobalVariable): Access[] {
  const updates = updatesIn(module).filter((update) => isSame(update.variable, variable));
  const updated = new Set(updates.map(({ place }) => rootOf(place)!.id));
  const found = [...updates];
  for (const root of rootsOf(module, variable)) {
    if (updated.has(root.id) || !isSame(variableAt(root), variable)) continue;
    const access = accessAt(root, variable);
    if (access !== undefined) found.push(access);
  }
  return found.sort((a, b) => a.node.start - b.node.start);
}

/** Every expression of the module that may name the variable: `count`, `alias` for an import of it, `state.count`. */
function* rootsOf(module: Module, variable: GlobalVariable): Generator<Node> {
  const { name } = variable;
  if (module === variable.module) {
    yield* module.named(new Set([name]));
    return;
  }
  const imported = [...module.all(Form.ImportFrom)].filter((node) => node.child(Role.None)?.name === name);
  const aliases = new Set(imported.map(aliasOf));
  if (aliases.size > 0) yield* module.named(aliases);
  yield* module.named(new Set([name]), Form.Attribute);
}

/** The name that `from m import name as alias` binds. */
function aliasOf(node: Node): string {
  const words = node.text.split(/\s+/);
  return words.at(-1)!;
}

const updates = new WeakMap<Module, readonly Access[]>();

/** Every `x += 1`, `x = f(x)`, `d[k] += 1`, `d[k] = d.get(k, 0) + 1` on a global variable of the program. */
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
    const variable = place === undefined ? undefined : variableOfPlace(place);
    if (place !== undefined && variable !== undefined && !changesItself(place)) {
      yield { variable, kind: 'update', place, node, code: runningCode(node) };
    }
  }
  for (const node of module.all(Form.Assign)) {
    if (node.parent?.form === Form.Assign) continue;
    const value = node.assignedValue;
    if (value === undefined) continue;
    for (const place of targetsOf(node)) {
      const variable = variableOfPlace(place);
      if (variable !== undefined && reads(value, place)) {
        yield { variable, kind: 'update', place, node, code: runningCode(node) };
      }
    }
  }
}

/** `total += n` on an object whose class defines `__iadd__`: one call of that method, which may lock by itself. */
function changesItself(place: Node): boolean {
  const value = place.form === Form.Name ? provenanceOf(place) : undefined;
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

/** The variable that assigning to this place changes: `count`, `d[k]`, `d[a][b]`, `state.count`, `state.d[k]`. */
function variableOfPlace(place: Node): GlobalVariable | undefined {
  const root = rootOf(place);
  if (root === undefined) return undefined;
  const variable = variableAt(root);
  // A name that is imported and then assigned to is a variable of the importing module; only its parts are shared.
  const isRebound = root === place && root.form === Form.Name && variable?.module !== root.module;
  return isRebound ? undefined : variable;
}

function rootOf(place: Node): Node | undefined {
  let node: Node | undefined = place;
  while (node?.form === Form.Subscript) node = node.child(Role.Object);
  return node?.form === Form.Name || node?.form === Form.Attribute ? node : undefined;
}

/** The global variable that a name, or an attribute of a module, is. */
function variableAt(root: Node): GlobalVariable | undefined {
  if (root.form === Form.Name) {
    return root.scope.scopeOf(root.name)?.isModule ? variableOf(root.module, root.name) : undefined;
  }
  const object = root.child(Role.Object);
  if (object === undefined || !mayBeModule(object)) return undefined;
  const value = provenanceOf(object);
  const owner = value.kind === 'module' ? moduleAt(value) : undefined;
  return owner === undefined ? undefined : variableOf(owner, root.name);
}

/** `self.x` is the commonest of all attributes, and no module's. */
function mayBeModule(object: Node): boolean {
  if (object.form !== Form.Name) return object.form === Form.Attribute;
  const method = object.code;
  return method === undefined || classOf(method) === undefined || object.name !== 'self';
}

/** Whether evaluating `value` reads the place: the same name, or for `d[k]` an element of `d` under the same key. */
function reads(value: Node, place: Node): boolean {
  if (place.form === Form.Name) {
    return [value, ...value.descendants(Form.Name)].some(
      (node) => node.form === Form.Name && node.name === place.name && node.scope.scopeOf(node.name)?.isModule,
    );
  }
  if (place.form === Form.Attribute) {
    return [value, ...value.descendants(Form.Attribute)].some((node) => node.text === place.text);
  }
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

/** What a use of a global that is no update does; undefined where it is only declared or deleted at import. */
function accessAt(root: Node, variable: GlobalVariable): Access | undefined {
  let place = root;
  while (place.parent?.form === Form.Subscript && place.role === Role.Object) place = place.parent;
  const isWrite = place.role === Role.Target;
  const node = isWrite ? place.statement : root;
  if (isWrite && node.form === Form.Assign && node.assignedValue === undefined) return undefined;
  if (isWrite && place === root && root.form === Form.Name && variable.module !== root.module) return undefined;
  return { variable, kind: isWrite ? 'write' : 'read', place, node, code: runningCode(root) };
}
