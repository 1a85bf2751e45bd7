/** Classes of the program: their bases in the order in which Python looks, their methods and attributes. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { canonicalName } from '../library/results.ts';
import { instanceOfAnnotation, valueOfReturn } from './library-values.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { agreed, innerMap, provenanceOf, symbolOf, UNKNOWN, type Value, valueOfBinding, within } from './value.ts';

/** By class, then by the attribute's name and how it is reached. */
const attributes = new WeakMap<object, Map<number, Map<string, Value>>>();

/** What `name` of an instance (or of the class itself, as the receiver says) stands for. */
export function memberOf(owner: Node, receiver: Value, name: string): Value {
  let byClass = attributes.get(owner.module.meanings);
  if (byClass === undefined) {
    byClass = new Map();
    attributes.set(owner.module.meanings, byClass);
  }
  const values = innerMap(byClass, owner.id);
  const key = receiver.kind === 'object' ? name : `${name}.${receiver.kind}`;
  const known = values.get(key);
  if (known !== undefined) return known;
  values.set(key, UNKNOWN);
  const value = findMember(owner, receiver, name);
  values.set(key, value);
  return value;
}

function findMember(owner: Node, receiver: Value, name: string): Value {
  for (const cls of linearBases(owner)) {
    if (cls.kind === 'symbol') {
      // The rest of the bases is outside: the member may be theirs, under their name.
      return (
        selfAttribute(owner, name) ?? {
          kind: 'symbol',
          name: canonicalName(`${cls.name}.${name}`),
          receiver,
        }
      );
    }
    if (cls.kind !== 'class') return selfAttribute(owner, name) ?? UNKNOWN;
    const bindings = cls.node.ownScope?.lookup(name) ?? [];
    const own = bindings.filter((binding) => binding.owner.node?.is(cls.node));
    if (own.length > 1) return UNKNOWN;
    const binding = own[0];
    if (binding === undefined) {
      const declared = declaredAttribute(cls.node, name);
      if (declared === undefined) continue;
      return selfAttribute(owner, name) ?? declared;
    }
    if (binding.kind === BindingKind.Function) {
      const value = provenanceOf(binding.node);
      if (value.kind === 'function') return { kind: 'method', node: value.node, owner: cls.node, receiver };
      return receiver.kind === 'object' && isProperty(binding.node) ? valueOfReturn(binding.node) : UNKNOWN;
    }
    if (selfAssignments(cls.node.module).has(`${cls.node.id}.${name}`)) return selfAttribute(owner, name) ?? UNKNOWN;
    return valueOfBinding(binding);
  }
  return selfAttribute(owner, name) ?? UNKNOWN;
}

/** The value of `self.name`, if all assignments in the class and its bases in the program agree (None aside). */
function selfAttribute(owner: Node, name: string): Value | undefined {
  const assigned = linearBases(owner).flatMap((cls) =>
    cls.kind === 'class' ? (selfAssignments(cls.node.module).get(`${cls.node.id}.${name}`) ?? []) : [],
  );
  const values = assigned.filter((value) => value.form !== Form.None);
  const value = values.length === 0 ? undefined : agreed(values);
  if (value !== undefined && value.kind !== 'unknown') return value;
  // `self.client: Optional[Client] = None`
  const annotation = assigned.map((given) => annotationOf(given)).find((found) => found !== undefined);
  return annotation === undefined ? value : instanceOfAnnotation(annotation);
}

/** What the statement that assigns this value says of its type. */
function annotationOf(value: Node): Node | undefined {
  return value.parent?.form === Form.Assign ? value.parent.child(Role.Annotation) : undefined;
}

/** Every `self.x = value` of the module, by class and attribute; what is not a plain value counts as unknown. */
const assignments = new WeakMap<object, Map<string, Node[]>>();

function selfAssignments(module: Module): Map<string, Node[]> {
  const known = assignments.get(module.meanings);
  if (known !== undefined) return known;
  const found = new Map<string, Node[]>();
  assignments.set(module.meanings, found);
  for (const cls of module.all(Form.Class)) {
    for (const target of cls.descendants(Form.Attribute)) {
      if (target.role !== Role.Target) continue;
      const object = target.child(Role.Object);
      if (object?.form !== Form.Name) continue;
      const fn = target.code;
      if (fn === undefined || fn.child(Role.Parameter)?.name !== object.name || !classOf(fn)?.is(cls)) continue;
      const { parent } = target;
      if (parent === undefined || parent.form === Form.Delete) continue;
      const value = parent.form === Form.Assign ? (parent.assignedValue ?? target) : target;
      const key = `${cls.id}.${target.name}`;
      const values = found.get(key);
      if (values === undefined) found.set(key, [value]);
      else values.push(value);
    }
  }
  return found;
}

/** What methods of this very class assign to `self.name`; the target where it is no plain value. */
export function assignedToSelf(cls: Node, name: string): readonly Node[] {
  return selfAssignments(cls.module).get(`${cls.id}.${name}`) ?? [];
}

/** `client: Client` in a class body: what a dataclass field, or an attribute set elsewhere, is said to be. */
function declaredAttribute(cls: Node, name: string): Value | undefined {
  const declaration = cls.ownScope?.own(name).find(({ kind }) => kind === BindingKind.Declaration);
  const annotation = declaration?.node.parent?.child(Role.Annotation);
  return annotation === undefined ? undefined : instanceOfAnnotation(annotation);
}

const orders = new WeakMap<object, Map<number, readonly Value[]>>();

/**
 * The class and its bases in the program, in the order in which Python looks for a member (C3); a base outside ends the
 * list with its symbol or `unknown`.
 */
export function linearBases(owner: Node): readonly Value[] {
  let known = orders.get(owner.module.meanings);
  if (known === undefined) {
    known = new Map();
    orders.set(owner.module.meanings, known);
  }
  let order = known.get(owner.id);
  if (order === undefined) {
    // A class that derives from itself has nothing to inherit.
    known.set(owner.id, [{ kind: 'class', node: owner }]);
    order = within(() => linearise(owner), known.get(owner.id)!);
    known.set(owner.id, order);
  }
  return order;
}

/** No class that somebody wrote has more; of a generated one the rest counts as unknown. */
const MOST_BASES = 60;

function linearise(owner: Node): Value[] {
  const lists: Value[][] = [];
  const outside: Value[] = [];
  const direct: Value[] = [];
  for (const base of owner.childrenIn(Role.Base)) {
    if (base.form === Form.Keyword) continue;
    const value = provenanceOf(base.form === Form.Subscript ? (base.child(Role.Object) ?? base) : base);
    if (value.kind === 'class') {
      const bases = linearBases(value.node);
      lists.push(bases.filter(({ kind }) => kind === 'class'));
      outside.push(...bases.filter(({ kind }) => kind !== 'class'));
      direct.push(value);
    } else if (value.kind !== 'symbol' || !PLAIN_BASES.has(value.name)) outside.push(value);
  }
  const order: Value[] = [{ kind: 'class', node: owner }, ...merged([...lists, direct])];
  if (order.length > MOST_BASES) return [...order.slice(0, MOST_BASES), UNKNOWN];
  const [only, ...others] = outside;
  if (only !== undefined) {
    const isOne =
      only.kind === 'symbol' && others.every((other) => other.kind === 'symbol' && other.name === only.name);
    order.push(isOne ? only : UNKNOWN);
  }
  return order;
}

/** The merge of C3: the first class that is in no other list's tail comes next. Where Python would refuse, any order. */
function merged(lists: readonly Value[][]): Value[] {
  const rest = lists.map((list) => [...list]).filter((list) => list.length > 0);
  const order: Value[] = [];
  const idOf = (value: Value): number => (value.kind === 'class' ? value.node.id : -1);
  while (rest.length > 0) {
    const isInTail = (value: Value): boolean =>
      rest.some((list) => list.slice(1).some((other) => idOf(other) === idOf(value)));
    const next = (rest.find((list) => !isInTail(list[0]!)) ?? rest[0]!)[0]!;
    order.push(next);
    for (let index = rest.length - 1; index >= 0; index--) {
      const list = rest[index]!.filter((value) => idOf(value) !== idOf(next));
      if (list.length === 0) rest.splice(index, 1);
      else rest[index] = list;
    }
  }
  return order;
}

/** Bases that add no members a call could mean. */
const PLAIN_BASES: ReadonlySet<string> = new Set([
  'builtins.object',
  'abc.ABC',
  'typing.Generic',
  'typing.Protocol',
  'typing.NamedTuple',
]);

/** The class in whose body a function is defined directly. */
export function classOf(fn: Node): Node | undefined {
  const outer = fn.scope.node;
  return fn.form === Form.Function && outer?.form === Form.Class ? outer : undefined;
}

/** A method of a class of the program or of its bases here, by name. */
export function methodOf(owner: Node, name: string): Node | undefined {
  for (const cls of linearBases(owner)) {
    if (cls.kind !== 'class') return undefined;
    const binding = cls.node.ownScope?.lookup(name).find(({ kind }) => kind === BindingKind.Function);
    if (binding !== undefined) return binding.node;
  }
  return undefined;
}

/** The qualified names of a function's or class's decorators; undefined entries are not known. */
export function decoratorsOf(node: Node): (string | undefined)[] {
  return node.childrenIn(Role.Decorator).map((decorator) => {
    const callee = decorator.form === Form.Call ? decorator.child(Role.Callee) : decorator;
    return callee === undefined ? undefined : symbolOf(callee);
  });
}

/** Whether the body of a class itself gives something this name. */
export function hasOwn(cls: Node, name: string): boolean {
  return (cls.ownScope?.own(name).length ?? 0) > 0;
}

/** The constructor of a class, in its very body. */
export function constructorOf(cls: Node): Node | undefined {
  const init = cls.ownScope?.own('__init__').at(-1)?.node;
  return init?.form === Form.Function && classOf(init)?.is(cls) ? init : undefined;
}

export function isStatic(fn: Node): boolean {
  return fn.name === '__new__' ? false : decoratorsOf(fn).includes('builtins.staticmethod');
}

export function isClassMethod(fn: Node): boolean {
  return fn.name === '__new__' || fn.name === '__init_subclass__' || decoratorsOf(fn).includes('builtins.classmethod');
}

export function isProperty(fn: Node): boolean {
  const decorators = decoratorsOf(fn);
  return decorators.length === 1 && PROPERTIES.has(decorators[0] ?? '');
}

const PROPERTIES: ReadonlySet<string> = new Set(['builtins.property', 'functools.cached_property']);

/** `super()`: an instance of what comes after the class in its own order, as far as one can tell without subclasses. */
export function valueOfSuper(call: Node): Value {
  const fn = call.code;
  const owner = fn === undefined ? undefined : classOf(fn);
  const bases = owner?.childrenIn(Role.Base).filter((base) => base.form !== Form.Keyword) ?? [];
  if (bases.length !== 1) return UNKNOWN;
  const base = provenanceOf(bases[0]!);
  if (base.kind === 'class') return { kind: 'object', of: base.node, made: call };
  return base.kind === 'symbol' ? { kind: 'instance', of: base.name, made: call } : UNKNOWN;
}
