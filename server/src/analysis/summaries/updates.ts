/** Compound operations on shared state: read, then written back, and not atomic as a whole. */
import { Form, Role } from '../facts/forms.ts';
import { methodOf } from '../program/classes.ts';
import { runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import type { Access } from './accesses.ts';
import { receiverOf, stateOfPlace } from './shared-state.ts';

const updates = new WeakMap<object, readonly Access[]>();

/** Every `x += 1`, `x = f(x)`, `d[k] += 1`, `d[k] = d.get(k, 0) + 1` on shared state of the program. */
export function updatesIn(module: Module): readonly Access[] {
  let found = updates.get(module.surface);
  if (found === undefined) {
    found = [...findUpdates(module)];
    updates.set(module.surface, found);
  }
  return found;
}

const byState = new WeakMap<object, ReadonlyMap<string, readonly Access[]>>();

/** The same, by the key of the state. */
export function updatesByState(module: Module): ReadonlyMap<string, readonly Access[]> {
  let found = byState.get(module.surface);
  if (found === undefined) {
    const lists = new Map<string, Access[]>();
    for (const update of updatesIn(module)) {
      const list = lists.get(update.state.key);
      if (list === undefined) lists.set(update.state.key, [update]);
      else list.push(update);
    }
    found = lists;
    byState.set(module.surface, found);
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
      if (node.form !== Form.Name || node.name !== place.name || isFallback(node)) return false;
      scope ??= place.scope.scopeOf(place.name);
      return scope !== undefined && node.scope.scopeOf(node.name)?.is(scope) === true;
    });
  }
  if (place.form === Form.Attribute) {
    return [value, ...value.descendants(Form.Attribute)].some(
      (node) => node.name === place.name && node.text === place.text && !isFallback(node),
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

/**
 * `timeout = environ.get('TIMEOUT', timeout)`, `port = int(port)`: the old value stays, goes, or is what it was; doing
 * so twice does no more.
 */
function isFallback(node: Node): boolean {
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.role === Role.Statement || outer.form === Form.Assign) return false;
    if (outer.form === Form.Call && inner.role === Role.Argument) {
      const last = outer.args.length - 1;
      const name = outer.child(Role.Callee)?.name;
      const position = name === 'getattr' ? 2 : name === 'get' || name === 'getenv' || name === 'pop' ? 1 : 0;
      if (position > 0 && last === position && outer.args[last]!.is(inner)) return true;
      const isWhole = outer.role === Role.Value && inner.is(node) && last === 0;
      if (isWhole && CONVERSIONS.has(symbolOf(outer.child(Role.Callee)!) ?? '')) return true;
    }
    inner = outer;
  }
  return false;
}

/** Applied to their own result they change nothing. */
const CONVERSIONS: ReadonlySet<string> = new Set([
  ...['int', 'float', 'str', 'bool', 'bytes', 'list', 'tuple', 'set', 'frozenset', 'dict'].map(
    (name) => `builtins.${name}`,
  ),
  ...['abspath', 'normpath', 'realpath', 'expanduser', 'normcase'].map((name) => `os.path.${name}`),
]);
