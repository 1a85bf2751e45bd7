/** Accesses to a module's global variables: who reads, writes or changes them, and under which locks. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/call-graph.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Binding } from '../program/scope.ts';
import { methodOf, provenanceOf } from '../program/value.ts';

export interface Access {
  /** The global variable. */
  readonly variable: string;
  /** `update`: read, then written back; the whole is not atomic. `write`: one store or one atomic operation. */
  readonly kind: 'read' | 'write' | 'update';
  /** What is written, as the user writes it: `count`, `CACHE[key]`. */
  readonly place: Node;
  /** The statement or expression that does it. */
  readonly node: Node;
  /** The function whose code does it; undefined for the module's own code. */
  readonly code: Node | undefined;
}

/** The accesses to the module's globals that some code updates; globals that nobody updates are left out. */
export function accessesToUpdatedGlobals(module: Module): Map<string, Access[]> {
  const updates = [...updatesIn(module)];
  const accesses = new Map<string, Access[]>();
  for (const update of updates) accesses.set(update.variable, []);
  if (updates.length === 0) return accesses;
  const updated = new Set(updates.map(({ place }) => rootOf(place)!.id));
  for (const name of module.named(new Set(accesses.keys()))) {
    if (!isGlobal(name) || updated.has(name.id)) continue;
    const access = accessAt(name);
    if (access !== undefined) accesses.get(name.name)!.push(access);
  }
  for (const update of updates) accesses.get(update.variable)!.push(update);
  for (const list of accesses.values()) list.sort((a, b) => a.node.start - b.node.start);
  return accesses;
}

/** Every `x += 1`, `x = f(x)`, `d[k] += 1`, `d[k] = d.get(k, 0) + 1` on a global of the module. */
function* updatesIn(module: Module): Generator<Access> {
  for (const node of module.all(Form.AugAssign)) {
    const place = node.child(Role.Target);
    if (place !== undefined && isPlaceOfGlobal(place) && !changesItself(place)) yield access('update', place, node);
  }
  for (const node of module.all(Form.Assign)) {
    if (node.parent?.form === Form.Assign) continue;
    const value = node.assignedValue;
    if (value === undefined) continue;
    for (const place of targetsOf(node)) {
      if (isPlaceOfGlobal(place) && reads(value, place)) yield access('update', place, node);
    }
  }
}

/** `total += n` on an object whose class defines `__iadd__`: one call of that method, which may lock by itself. */
function changesItself(place: Node): boolean {
  const value = place.form === Form.Name ? provenanceOf(place) : undefined;
  return value?.kind === 'object' && methodOf(value.of, '__iadd__') !== undefined;
}

function access(kind: Access['kind'], place: Node, node: Node): Access {
  return { variable: rootOf(place)!.name, kind, place, node, code: runningCode(node) };
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

/** A global's name, or a subscript of one: `count`, `d[k]`, `d[a][b]`. Attributes are another rule's matter. */
function isPlaceOfGlobal(place: Node): boolean {
  const root = rootOf(place);
  return root !== undefined && isGlobal(root);
}

function rootOf(place: Node): Node | undefined {
  let node: Node | undefined = place;
  while (node?.form === Form.Subscript) node = node.child(Role.Object);
  return node?.form === Form.Name ? node : undefined;
}

function isGlobal({ name, scope, module }: Node): boolean {
  // An imported name belongs to another module; functions and classes are not counters.
  const isVariable = ({ kind }: Binding): boolean => kind === BindingKind.Assign || kind === BindingKind.Declaration;
  return module.globals(name).some(isVariable) && scope.scopeOf(name)?.isModule === true;
}

/** Whether evaluating `value` reads the place: the same name, or for `d[k]` an element of `d` under the same key. */
function reads(value: Node, place: Node): boolean {
  if (place.form === Form.Name) {
    return [value, ...value.descendants(Form.Name)].some(
      (node) => node.form === Form.Name && node.name === place.name && node.scope.scopeOf(node.name)?.isModule,
    );
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
function accessAt(name: Node): Access | undefined {
  let place = name;
  while (place.parent?.form === Form.Subscript && place.role === Role.Object) place = place.parent;
  const isWrite = place.role === Role.Target;
  const node = isWrite ? place.statement : name;
  if (isWrite && node.form === Form.Assign && node.assignedValue === undefined) return undefined;
  return { variable: name.name, kind: isWrite ? 'write' : 'read', place, node, code: runningCode(name) };
}
