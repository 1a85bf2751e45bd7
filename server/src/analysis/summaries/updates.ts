/** Compound operations on shared state: read, then written back, and not atomic as a whole. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { methodOf } from '../program/classes.ts';
import { runningCode } from '../program/code.ts';
import { isLoop } from '../program/control-flow.ts';
import { keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import type { Access } from './accesses.ts';
import { receiverOf, stateOfPlace } from './shared-state.ts';

/** Every `x += 1`, `x = f(x)`, `d[k] += 1`, `d[k] = d.get(k, 0) + 1` on shared state of the program. */
export const updatesIn: (module: Module) => readonly Access[] = keptBySurface((module) => [...findUpdates(module)]);

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
      const isDirect = reads(value, place);
      const read = isDirect ? undefined : readThroughLocal(value, place, node);
      const state = isDirect || read !== undefined ? stateOfPlace(place) : undefined;
      if (state === undefined) continue;
      const before = read === undefined ? {} : { read };
      yield { state, kind: 'update', place, ...before, ...receiverOf(place), node, code: runningCode(node) };
    }
  }
}

/**
 * The assignment that has read the place into a variable of the function, from which the value is then computed: `v = c`,
 * then `c = v + 1`; or that has computed the value already: `v = c + 1`, then `c = v`. One that only keeps the old value to
 * put it back is none. It must be the variable's only one, surely come first, and nobody may look again in between.
 */
function readThroughLocal(value: Node, place: Node, assign: Node): Node | undefined {
  const fn = assign.code;
  if (fn === undefined || !fn.isFunction || !mayBeShared(place, fn)) return undefined;
  for (const name of value.form === Form.Name ? [value] : value.descendants(Form.Name)) {
    const source = onlyAssignment(name, fn);
    const given = source?.assignedValue;
    if (source === undefined || given === undefined || !isStraight(source, assign)) continue;
    const isPlace = (given.form === place.form && given.text === place.text) || isLookup(given, place);
    const isComputed = isPlace ? computesFrom(value, name) : reads(given, place);
    if (isComputed && !isLookedAtBetween(source, assign, place)) return source;
  }
  return undefined;
}

/** `d.get(k)` of `d[k]`, as it is. */
function isLookup(given: Node, place: Node): boolean {
  const callee = given.form === Form.Call ? given.child(Role.Callee) : undefined;
  return callee?.form === Form.Attribute && callee.name === 'get' && reads(given, place);
}

/** The cheap question: what a function calls its own by a plain name is not shared. */
function mayBeShared(place: Node, fn: Node): boolean {
  if (place.form !== Form.Name) return true;
  return place.scope.scopeOf(place.name)?.node?.is(fn) !== true;
}

/** `v = …`, where that is all that ever gives the function's variable a value. */
function onlyAssignment(name: Node, fn: Node): Node | undefined {
  const scope = name.scope.scopeOf(name.name);
  if (scope?.node?.is(fn) !== true) return undefined;
  const [binding, ...others] = scope.own(name.name);
  if (binding?.kind !== BindingKind.Assign || others.length > 0) return undefined;
  const { parent } = binding.node;
  return parent?.form === Form.Assign && parent.parent?.form !== Form.Assign ? parent : undefined;
}

/** Whether the first statement is surely run before the other, and as often: in the same block, or in one around it. */
function isStraight(first: Node, then: Node): boolean {
  const block = blockOf(first);
  if (first.start >= then.start || block?.contains(then) !== true) return false;
  for (const around of then.ancestors()) {
    if (around.is(block)) return true;
    if (isLoop(around)) return false;
  }
  return false;
}

/** The block that a statement is run with: what stands in a `with` is run with what is around that. */
function blockOf(statement: Node): Node | undefined {
  let block = statement.parent;
  while (block?.parent?.form === Form.With) block = block.parent.parent;
  return block;
}

/** Not `c = v`, `c = v or d`, `c = d if v is None else v`: they put the old value back, or something else in its place. */
function computesFrom(value: Node, name: Node): boolean {
  if (value.is(name) || isFallback(name)) return false;
  for (const around of name.ancestors()) {
    if (around.form === Form.BoolOp || around.form === Form.Conditional || around.form === Form.Compare) return false;
    if (around.form === Form.Lambda || around.form === Form.Comprehension) return false;
    if (around.is(value)) return true;
  }
  return false;
}

/** `if c == v: c = v + 1`: whoever looks again takes care by himself. */
function isLookedAtBetween(first: Node, then: Node, place: Node): boolean {
  const block = blockOf(first);
  for (const around of then.ancestors()) {
    if (around.is(block)) return false;
    const test = around.child(Role.Test);
    if (test !== undefined && reads(test, place)) return true;
  }
  return false;
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
