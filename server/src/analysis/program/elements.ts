/** What the elements of a collection are, when all that anyone sees put into it is of one kind. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { instanceOfAnnotation } from './library-values.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import type { Binding } from './scope.ts';
import { provenanceOf, sameValue, symbolOf, UNKNOWN, type Value } from './value.ts';

/** Longest chain of copies followed. */
const DEEPEST = 8;

/** `sorted(ts)` and the like have the elements of their argument. */
const COPIES: ReadonlySet<string> = new Set(
  ['list', 'tuple', 'set', 'frozenset', 'sorted', 'reversed', 'iter'].map((name) => `builtins.${name}`),
);

/** Annotations whose only parameter is the type of the elements. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  ...['list', 'set', 'frozenset'].map((name) => `builtins.${name}`),
  ...['List', 'Set', 'FrozenSet', 'Sequence', 'Iterable', 'Iterator', 'Collection'].map((name) => `typing.${name}`),
  ...['Sequence', 'Iterable', 'Iterator', 'Collection', 'MutableSequence', 'Set'].map(
    (name) => `collections.abc.${name}`,
  ),
]);

/**
 * What `for x in collection` gives `x`: the one value that the display or comprehension is made of, and that every
 * `append` and `add` puts into the variable.
 */
export function elementOf(collection: Node, depth = 0): Value {
  if (depth > DEEPEST) return UNKNOWN;
  switch (collection.form) {
    case Form.List:
    case Form.Tuple:
    case Form.Set:
      return agreement(collection.children.map((child) => provenanceOf(child)));
    case Form.Comprehension: {
      if (!collection.has(Flag.MakesList | Flag.MakesSet)) return UNKNOWN;
      const element = collection.child(Role.Element);
      return element === undefined ? UNKNOWN : provenanceOf(element);
    }
    case Form.Subscript: {
      const object = collection.child(Role.Object);
      const isSlice = collection.child(Role.Index)?.form === Form.Slice;
      return object === undefined || !isSlice ? UNKNOWN : elementOf(object, depth + 1);
    }
    case Form.Call: {
      const inner = COPIES.has(symbolOf(collection.child(Role.Callee)!) ?? '') ? collection.args[0] : undefined;
      return inner === undefined ? UNKNOWN : elementOf(inner, depth + 1);
    }
    case Form.Name:
      return elementOfVariable(collection, depth);
    default:
      return UNKNOWN;
  }
}

function elementOfVariable(name: Node, depth: number): Value {
  const scope = name.scope.scopeOf(name.name);
  if (scope === undefined) return UNKNOWN;
  const bindings = scope.own(name.name);
  const values: Value[] = [];
  for (const binding of bindings) {
    const value = elementOfBinding(binding, depth);
    if (value === 'empty') continue;
    if (value.kind === 'unknown') return UNKNOWN;
    values.push(value);
  }
  for (const call of additions(name.module).get(name.name) ?? []) {
    const added = call.args[0];
    if (added === undefined || !call.scope.scopeOf(name.name)?.is(scope)) continue;
    values.push(call.child(Role.Callee)!.name === 'extend' ? elementOf(added, depth + 1) : provenanceOf(added));
  }
  return agreement(values);
}

/** What one binding of a variable says of its elements; an empty list says nothing. */
function elementOfBinding({ kind, node }: Binding, depth: number): Value | 'empty' {
  if (kind === BindingKind.Declaration || kind >= BindingKind.GlobalDeclaration) return 'empty';
  if (kind === BindingKind.Param) {
    const annotation = node.child(Role.Annotation);
    const object = annotation?.form === Form.Subscript ? annotation.child(Role.Object) : undefined;
    const element = annotation?.child(Role.Index);
    const isCollection = object !== undefined && COLLECTIONS.has(symbolOf(object) ?? '');
    return isCollection && element !== undefined ? instanceOfAnnotation(element) : UNKNOWN;
  }
  const value =
    kind === BindingKind.Assign && node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
  if (value === undefined) return UNKNOWN;
  const isCall = value.form === Form.Call && value.args.length === 0;
  if (isCall && /^builtins\.(list|set)$/.test(symbolOf(value.child(Role.Callee)!) ?? '')) return 'empty';
  if ((value.form === Form.List && value.children.length === 0) || value.form === Form.None) return 'empty';
  return elementOf(value, depth + 1);
}

const memo = new WeakMap<object, ReadonlyMap<string, readonly Node[]>>();

/** Every `xs.append(…)`, `xs.add(…)`, `xs.insert(…)` and `xs.extend(…)` of the module, by the name of the variable. */
function additions(module: Module): ReadonlyMap<string, readonly Node[]> {
  let found = memo.get(module.surface);
  if (found !== undefined) return found;
  const byName = new Map<string, Node[]>();
  for (const call of module.calls) {
    const callee = call.child(Role.Callee);
    if (callee?.form !== Form.Attribute || !/^(append|add|extend)$/.test(callee.name)) continue;
    const object = callee.child(Role.Object);
    if (object?.form !== Form.Name) continue;
    const calls = byName.get(object.name);
    if (calls === undefined) byName.set(object.name, [call]);
    else calls.push(call);
  }
  found = byName;
  memo.set(module.surface, found);
  return found;
}

function agreement(values: readonly Value[]): Value {
  const [first, ...others] = values;
  if (first === undefined || first.kind === 'unknown') return UNKNOWN;
  return others.every((other) => sameValue(first, other)) ? first : UNKNOWN;
}
