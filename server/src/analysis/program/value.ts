/** Where a value comes from: what an expression stands for, as far as its provenance tells. There is no type checker. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { BUILTINS } from '../library/builtins.ts';
import { attributeClassOf, canonicalName, resultOf } from '../library/results.ts';
import { elementOf } from './elements.ts';
import {
  instanceOfAnnotation,
  valueOfAwait,
  valueOfDecorated,
  valueOfPathJoin,
  valueOfSubscript,
  valueOfUnpacked,
} from './library-values.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import type { Binding, Scope } from './scope.ts';

/**
 * - `symbol`: something outside the module, by its qualified name: `time.sleep`, `builtins.open`, or the bound method
 *   `sqlite3.Connection.execute` (then `receiver` is the instance)
 * - `instance`: an instance of a class outside the module; `made` is the call or annotation that says so
 * - `function`, `class`: defined in this module
 * - `method`: a function of a class of this module, bound to an instance of it (or to the class)
 * - `object`: an instance of a class of this module
 * - `display`: a fresh built-in container or constant written in place; `made` is its expression
 * - `partial`: `functools.partial(of, …)`
 */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'symbol'; readonly name: string; readonly receiver?: Value }
  | { readonly kind: 'instance'; readonly of: string; readonly made: Node }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'class'; readonly node: Node }
  | { readonly kind: 'method'; readonly node: Node; readonly owner: Node; readonly receiver: Value }
  | { readonly kind: 'object'; readonly of: Node; readonly made: Node }
  | { readonly kind: 'display'; readonly made: Node }
  | { readonly kind: 'partial'; readonly of: Value; readonly made: Node };

export const UNKNOWN: Value = { kind: 'unknown' };

/** Decorators that give back a function which does what the decorated one does, in the same context. */
const TRANSPARENT_DECORATORS: ReadonlySet<string> = new Set([
  'builtins.staticmethod',
  'builtins.classmethod',
  'functools.cache',
  'functools.lru_cache',
  'functools.wraps',
  'functools.singledispatch',
  'abc.abstractmethod',
  'typing.override',
  'typing.final',
  'typing.no_type_check',
  'typing_extensions.override',
  'contextlib.contextmanager',
  'contextlib.asynccontextmanager',
  'atexit.register',
]);

/** Longest chain of names followed; cycles end there too. */
const DEEPEST = 24;

interface Memo {
  /** By row. */
  readonly values: Map<number, Value>;
  /** By class, then by the attribute's name and how it is reached. */
  readonly attributes: Map<number, Map<string, Value>>;
  /** What a name means, by scope, then by name: the same wherever it is used. */
  readonly names: Map<number, Map<string, Value>>;
  /** Attribute assignments of the module's classes: `class id.attribute` -> assigned expressions. */
  selfAssignments: Map<string, Node[]> | undefined;
}
const memos = new WeakMap<Module, Memo>();

function memoOf(module: Module): Memo {
  let memo = memos.get(module);
  if (memo === undefined) {
    memo = { values: new Map(), attributes: new Map(), names: new Map(), selfAssignments: undefined };
    memos.set(module, memo);
  }
  return memo;
}

/** What this expression stands for. Total: whatever is not known is `unknown`, and unknown values have no effect. */
export function provenanceOf(node: Node, depth = 0): Value {
  const { values } = memoOf(node.module);
  const { id } = node;
  const known = values.get(id);
  if (known !== undefined) return known;
  if (depth > DEEPEST) return UNKNOWN;
  // A name that is defined through itself is unknown while it is looked at.
  values.set(id, UNKNOWN);
  const value = evaluate(node, depth + 1);
  values.set(id, value);
  return value;
}

/** The qualified name of what is called or named here, if it lies outside the module. */
export function symbolOf(node: Node): string | undefined {
  const value = provenanceOf(node);
  return value.kind === 'symbol' ? value.name : undefined;
}

/** The class outside the module that this expression is an instance of. */
export function classNameOf(node: Node): string | undefined {
  const value = provenanceOf(node);
  return value.kind === 'instance' ? value.of : undefined;
}

/** The function of this module that a call of `value` runs, looked at through bound methods and `partial`. */
export function functionOf(value: Value): Node | undefined {
  if (value.kind === 'function' || value.kind === 'method') return value.node;
  if (value.kind === 'partial') return functionOf(value.of);
  return undefined;
}

function evaluate(node: Node, depth: number): Value {
  switch (node.form) {
    case Form.Name:
      return valueOfName(node, depth);
    case Form.Attribute: {
      const object = node.child(Role.Object);
      return object === undefined ? UNKNOWN : attributeOf(provenanceOf(object, depth), node.name, depth);
    }
    case Form.Call:
      return valueOfCall(node, depth);
    case Form.Lambda:
      return { kind: 'function', node };
    case Form.Function:
      return isTransparentlyDecorated(node) ? { kind: 'function', node } : valueOfDecorated(node);
    case Form.Class:
      return { kind: 'class', node };
    case Form.Subscript:
      return valueOfSubscript(node, depth);
    case Form.Await:
      return valueOfAwait(node, depth);
    case Form.Binary:
      return valueOfPathJoin(node, depth);
    case Form.NamedExpr: {
      const value = node.child(Role.Value);
      return value === undefined ? UNKNOWN : provenanceOf(value, depth);
    }
    case Form.Conditional:
    case Form.BoolOp:
      return agreed(
        node.childrenIn(Role.Operand).filter((child) => child.form !== Form.None),
        depth,
      );
    case Form.List:
    case Form.Dict:
    case Form.Set:
    case Form.Tuple:
    case Form.String:
    case Form.Number:
    case Form.None:
    case Form.True:
    case Form.False:
      return { kind: 'display', made: node };
    case Form.Comprehension:
      return node.has(Flag.MakesList | Flag.MakesSet | Flag.MakesDict) ? { kind: 'display', made: node } : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** The value that all of these have; unknown if they differ. */
function agreed(nodes: readonly Node[], depth: number): Value {
  let result: Value | undefined;
  for (const node of nodes) {
    const value = provenanceOf(node, depth);
    if (value.kind === 'unknown') return UNKNOWN;
    if (result !== undefined && !sameValue(result, value)) return UNKNOWN;
    result ??= value;
  }
  return result ?? UNKNOWN;
}

/** Whether two values are of the same kind and class; not whether they are one object. */
export function sameValue(a: Value, b: Value): boolean {
  if (a.kind === 'symbol') return b.kind === 'symbol' && a.name === b.name;
  if (a.kind === 'instance') return b.kind === 'instance' && a.of === b.of;
  if (a.kind === 'object') return b.kind === 'object' && a.of.is(b.of);
  if (a.kind === 'function' || a.kind === 'class' || a.kind === 'method') {
    return b.kind === a.kind && a.node.is(b.node);
  }
  return false;
}

function valueOfName(node: Node, depth: number): Value {
  const { name } = node;
  const scope = node.scope.scopeOf(name);
  if (scope === undefined) return globalFromElsewhere(node.module, name);
  const values = inner(memoOf(node.module).names, scope.id);
  let value = values.get(name);
  if (value === undefined) {
    values.set(name, UNKNOWN);
    value = valueOfVariable(name, scope, depth);
    values.set(name, value);
  }
  return value;
}

function valueOfVariable(name: string, scope: Scope, depth: number): Value {
  const bindings = scope.own(name).filter(isValueBinding);
  let result: Value | undefined;
  for (const binding of bindings) {
    const value = valueOfBinding(binding, depth);
    if (value.kind === 'unknown') return UNKNOWN;
    if (result !== undefined && !sameValue(result, value)) return UNKNOWN;
    result ??= value;
  }
  return result ?? UNKNOWN;
}

/** Whether a binding says what the name stands for: `x = None`, `del x`, `x += y` (same kind of thing) do not. */
function isValueBinding({ kind, node }: Binding): boolean {
  if (kind === BindingKind.Delete || kind === BindingKind.AugAssign) return false;
  if (kind >= BindingKind.GlobalDeclaration) return false;
  if (kind !== BindingKind.Assign) return true;
  const { parent } = node;
  return parent?.form !== Form.Assign || parent.assignedValue?.form !== Form.None;
}

function globalFromElsewhere(module: Module, name: string): Value {
  const [star, ...others] = module.starImports;
  if (star !== undefined) {
    if (others.length > 0 || BUILTINS.has(name)) return UNKNOWN;
    return { kind: 'symbol', name: canonicalName(`${star}.${name}`) };
  }
  return BUILTINS.has(name) ? { kind: 'symbol', name: `builtins.${name}` } : UNKNOWN;
}

/** What one binding gives the name. */
export function valueOfBinding({ kind, node }: Binding, depth = 0): Value {
  switch (kind) {
    case BindingKind.Import: {
      if (node.form === Form.ImportFrom) {
        const imported = node.child(Role.None)?.name ?? '';
        return { kind: 'symbol', name: canonicalName(`${node.name}.${imported}`) };
      }
      // `import a.b` binds `a`; `import a.b as c` binds the module itself.
      const isAliased = node.text !== node.name;
      return { kind: 'symbol', name: canonicalName(isAliased ? node.name : node.name.split('.', 1)[0]!) };
    }
    case BindingKind.Function:
    case BindingKind.Class:
      return provenanceOf(node, depth);
    case BindingKind.Assign: {
      const { parent } = node;
      if (parent?.form === Form.Tuple) return valueOfUnpacked(node, parent, depth);
      if (parent?.form !== Form.Assign) return UNKNOWN;
      const value = parent.assignedValue === undefined ? UNKNOWN : provenanceOf(parent.assignedValue, depth);
      const annotation = parent.child(Role.Annotation);
      return value.kind === 'unknown' && annotation !== undefined ? instanceOfAnnotation(annotation, depth) : value;
    }
    case BindingKind.For: {
      const iterable = node.parent?.child(Role.Iterable);
      return iterable === undefined ? UNKNOWN : elementOf(iterable);
    }
    case BindingKind.Walrus: {
      const value = node.parent?.child(Role.Value);
      return value === undefined ? UNKNOWN : provenanceOf(value, depth);
    }
    case BindingKind.With: {
      const context = node.parent?.form === Form.WithItem ? node.parent.child(Role.Context) : undefined;
      if (context === undefined) return UNKNOWN;
      const value = provenanceOf(context, depth);
      // A class of this module may return anything from `__enter__`; those outside return themselves but for a few.
      return value.kind === 'instance' ? entered(value) : value.kind === 'object' ? enteredObject(value) : UNKNOWN;
    }
    case BindingKind.Param:
      return valueOfParameter(node, depth);
    default:
      return UNKNOWN;
  }
}

function entered(value: Value & { kind: 'instance' }): Value {
  const result = resultOf(`${value.of}.__enter__`);
  return result === undefined ? value : { kind: 'instance', of: result, made: value.made };
}

function enteredObject(value: Value & { kind: 'object' }): Value {
  const enter = methodOf(value.of, '__enter__') ?? methodOf(value.of, '__aenter__');
  if (enter === undefined) return UNKNOWN;
  const returns = [...enter.descendants(Form.Return)].map((node) => node.child(Role.Value)?.text);
  const self = enter.child(Role.Parameter)?.name;
  return returns.length > 0 && returns.every((text) => text === self) ? value : UNKNOWN;
}

function valueOfParameter(param: Node, depth: number): Value {
  const fn = param.parent;
  if (fn === undefined || param.has(Flag.VarArgs | Flag.KwArgs)) return UNKNOWN;
  const owner = classOf(fn);
  if (owner !== undefined && fn.child(Role.Parameter)?.is(param) && !isStatic(fn)) {
    return isClassMethod(fn) ? { kind: 'class', node: owner } : { kind: 'object', of: owner, made: owner };
  }
  const annotation = param.child(Role.Annotation);
  return annotation === undefined ? UNKNOWN : instanceOfAnnotation(annotation, depth);
}

function valueOfCall(call: Node, depth: number): Value {
  const callee = call.child(Role.Callee);
  if (callee === undefined) return UNKNOWN;
  if (callee.form === Form.Name && callee.name === 'super' && call.args.length === 0) return superOf(call);
  const value = provenanceOf(callee, depth);
  switch (value.kind) {
    case 'class':
      return { kind: 'object', of: value.node, made: call };
    case 'symbol': {
      if (value.name === 'functools.partial' || value.name === 'functools.partialmethod') {
        const inner = call.args[0];
        return inner === undefined ? UNKNOWN : { kind: 'partial', of: provenanceOf(inner, depth), made: call };
      }
      const result = resultOf(value.name);
      return result === undefined ? UNKNOWN : { kind: 'instance', of: result, made: call };
    }
    case 'instance': {
      // A factory: `make = sessionmaker(engine)`, `make()`; given another class it makes that one.
      const isOther = value.made.form === Form.Call && value.made.keyword('class_') !== undefined;
      const result = isOther ? undefined : resultOf(`${value.of}.__call__`);
      return result === undefined ? UNKNOWN : { kind: 'instance', of: result, made: call };
    }
    default:
      return UNKNOWN;
  }
}

/** `super()`: an instance of the only base, if it is known. */
function superOf(call: Node): Value {
  const fn = call.code;
  const owner = fn === undefined ? undefined : classOf(fn);
  const bases = owner?.childrenIn(Role.Base).filter((base) => base.form !== Form.Keyword) ?? [];
  if (bases.length !== 1) return UNKNOWN;
  const base = provenanceOf(bases[0]!);
  if (base.kind === 'class') return { kind: 'object', of: base.node, made: call };
  return base.kind === 'symbol' ? { kind: 'instance', of: base.name, made: call } : UNKNOWN;
}

/** What `object.name` stands for. */
function attributeOf(object: Value, name: string, depth: number): Value {
  switch (object.kind) {
    case 'symbol': {
      const of = object.receiver?.kind === 'instance' ? attributeClassOf(`${object.name}.${name}`) : undefined;
      if (of !== undefined) return { kind: 'instance', of, made: (object.receiver as Value & { made: Node }).made };
      const receiver = object.receiver === undefined ? {} : { receiver: object.receiver };
      return { kind: 'symbol', name: canonicalName(`${object.name}.${name}`), ...receiver };
    }
    case 'instance': {
      const of = attributeClassOf(`${object.of}.${name}`);
      if (of !== undefined) return { kind: 'instance', of, made: object.made };
      return { kind: 'symbol', name: canonicalName(`${object.of}.${name}`), receiver: object };
    }
    case 'object':
    case 'class':
      return memberOf(object.kind === 'object' ? object.of : object.node, object, name, depth);
    default:
      return UNKNOWN;
  }
}

function memberOf(owner: Node, receiver: Value, name: string, depth: number): Value {
  const values = inner(memoOf(owner.module).attributes, owner.id);
  const key = receiver.kind === 'object' ? name : `${name}.${receiver.kind}`;
  const known = values.get(key);
  if (known !== undefined) return known;
  values.set(key, UNKNOWN);
  const value = findMember(owner, receiver, name, depth);
  values.set(key, value);
  return value;
}

function inner<V>(map: Map<number, Map<string, V>>, key: number): Map<string, V> {
  let found = map.get(key);
  if (found === undefined) {
    found = new Map();
    map.set(key, found);
  }
  return found;
}

function findMember(owner: Node, receiver: Value, name: string, depth: number): Value {
  for (const cls of linearBases(owner)) {
    if (cls.kind === 'symbol') {
      // The rest of the bases is outside: the member may be theirs, under their name.
      return (
        selfAttribute(owner, name, depth) ?? {
          kind: 'symbol',
          name: canonicalName(`${cls.name}.${name}`),
          receiver,
        }
      );
    }
    if (cls.kind !== 'class') return selfAttribute(owner, name, depth) ?? UNKNOWN;
    const bindings = cls.node.ownScope?.lookup(name) ?? [];
    const own = bindings.filter((binding) => binding.owner.node?.is(cls.node));
    if (own.length > 1) return UNKNOWN;
    const binding = own[0];
    if (binding === undefined) continue;
    if (binding.kind === BindingKind.Function) {
      const value = provenanceOf(binding.node, depth);
      return value.kind === 'function' ? { kind: 'method', node: value.node, owner: cls.node, receiver } : UNKNOWN;
    }
    if (selfAssignments(owner.module).has(`${cls.node.id}.${name}`))
      return selfAttribute(owner, name, depth) ?? UNKNOWN;
    return valueOfBinding(binding, depth);
  }
  return selfAttribute(owner, name, depth) ?? UNKNOWN;
}

/** The value of `self.name`, if all assignments in the class and its bases in this module agree (None aside). */
function selfAttribute(owner: Node, name: string, depth: number): Value | undefined {
  const assigned = linearBases(owner).flatMap((cls) =>
    cls.kind === 'class' ? (selfAssignments(owner.module).get(`${cls.node.id}.${name}`) ?? []) : [],
  );
  const values = assigned.filter((value) => value.form !== Form.None);
  return values.length === 0 ? undefined : agreed(values, depth);
}

/** Every `self.x = value` of the module, by class and attribute; what is not a plain value counts as unknown. */
function selfAssignments(module: Module): Map<string, Node[]> {
  const memo = memoOf(module);
  if (memo.selfAssignments !== undefined) return memo.selfAssignments;
  const found = new Map<string, Node[]>();
  memo.selfAssignments = found;
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

/** The class and its bases in this module, depth first; a base outside ends the list with its symbol or `unknown`. */
export function linearBases(owner: Node): Value[] {
  const order: Value[] = [];
  const seen = new Set<number>();
  const outside: Value[] = [];
  const visit = (cls: Node): void => {
    if (seen.has(cls.id)) return;
    seen.add(cls.id);
    order.push({ kind: 'class', node: cls });
    for (const base of cls.childrenIn(Role.Base)) {
      if (base.form === Form.Keyword) continue;
      const value = provenanceOf(base.form === Form.Subscript ? (base.child(Role.Object) ?? base) : base);
      if (value.kind === 'class') visit(value.node);
      else if (value.kind !== 'symbol' || !PLAIN_BASES.has(value.name)) outside.push(value);
    }
  };
  visit(owner);
  const [only, ...others] = outside;
  if (only !== undefined) order.push(others.length === 0 && only.kind === 'symbol' ? only : UNKNOWN);
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

/** A method of a class of this module or of its bases here, by name. */
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

function isStatic(fn: Node): boolean {
  return fn.name === '__new__' ? false : decoratorsOf(fn).includes('builtins.staticmethod');
}

function isClassMethod(fn: Node): boolean {
  return fn.name === '__new__' || fn.name === '__init_subclass__' || decoratorsOf(fn).includes('builtins.classmethod');
}

function isTransparentlyDecorated(fn: Node): boolean {
  return decoratorsOf(fn).every((name) => name !== undefined && TRANSPARENT_DECORATORS.has(name));
}
