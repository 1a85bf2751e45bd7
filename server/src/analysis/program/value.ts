/** Where a value comes from: what an expression stands for, as far as its provenance tells. There is no type checker. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { attributeClassOf, canonicalName, resultOf } from '../library/results.ts';
import { classOf, isClassMethod, isStatic, memberOf, methodOf, valueOfSuper } from './classes.ts';
import { declaredClass } from './declared-names.ts';
import { isTransparentlyDecorated } from './decorators.ts';
import { elementOf } from './elements.ts';
import { globalFromElsewhere, memberOfImported, memberOfModule, topOfImported, valueOfImported } from './globals.ts';
import {
  instanceOfAnnotation,
  valueOfAwait,
  valueOfDecorated,
  valueOfPathJoin,
  valueOfReturn,
  valueOfSubscript,
  valueOfUnpacked,
} from './library-values.ts';
import type { Module } from './module.ts';
import type { Place } from './module-finder.ts';
import type { Node } from './node.ts';
import type { Binding, Scope } from './scope.ts';

/**
 * - `symbol`: something outside the program, by its qualified name: `time.sleep`, `builtins.open`, or the bound method
 *   `sqlite3.Connection.execute` (then `receiver` is the instance)
 * - `instance`: an instance of a class outside the program; `made` is the call or annotation that says so
 * - `module`: a module or package of the program
 * - `function`, `class`: defined in a module of the program, not necessarily in the one that is looked at
 * - `method`: a function of a class of the program, bound to an instance of it (or to the class)
 * - `object`: an instance of a class of the program
 * - `display`: a fresh built-in container or constant written in place; `made` is its expression
 * - `partial`: `functools.partial(of, …)`
 */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'symbol'; readonly name: string; readonly receiver?: Value }
  | { readonly kind: 'instance'; readonly of: string; readonly made: Node }
  | { readonly kind: 'module'; readonly place: Place; readonly from: Module }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'class'; readonly node: Node }
  | { readonly kind: 'method'; readonly node: Node; readonly owner: Node; readonly receiver: Value }
  | { readonly kind: 'object'; readonly of: Node; readonly made: Node }
  | { readonly kind: 'display'; readonly made: Node }
  | { readonly kind: 'partial'; readonly of: Value; readonly made: Node };

export const UNKNOWN: Value = { kind: 'unknown' };

/** Longest chain of names followed; cycles end there too. */
const DEEPEST = 100;

/** What this expression stands for. Total: whatever is not known is `unknown`, and unknown values have no effect. */
export function provenanceOf(node: Node): Value {
  const values = node.module.meanings.byRow;
  const { id } = node;
  const known = values.get(id);
  if (known !== undefined) return known;
  // A name that is defined through itself is unknown while it is looked at.
  values.set(id, UNKNOWN);
  const value = within(() => evaluate(node), UNKNOWN);
  values.set(id, value);
  return value;
}

/** How many looks into names, bases and star imports are under way. */
let looks = 0;

/** What a look gives that is one of many, each under way while the next is made; `otherwise` where there are too many. */
export function within<T>(look: () => T, otherwise: T): T {
  if (looks > DEEPEST) return otherwise;
  looks++;
  try {
    return look();
  } finally {
    looks--;
  }
}

/** The qualified name of what is called or named here, if it lies outside the program. */
export function symbolOf(node: Node): string | undefined {
  const value = provenanceOf(node);
  return value.kind === 'symbol' ? value.name : undefined;
}

/** The function of the program that a call of `value` runs, looked at through bound methods and `partial`. */
export function functionOf(value: Value): Node | undefined {
  if (value.kind === 'function' || value.kind === 'method') return value.node;
  if (value.kind === 'partial') return functionOf(value.of);
  return undefined;
}

function evaluate(node: Node): Value {
  switch (node.form) {
    case Form.Name:
      return valueOfName(node);
    case Form.Attribute: {
      const object = node.child(Role.Object);
      return object === undefined ? UNKNOWN : attributeOf(provenanceOf(object), node.name);
    }
    case Form.Call:
      return valueOfCall(node);
    case Form.Lambda:
      return { kind: 'function', node };
    case Form.Function:
      return isTransparentlyDecorated(node) ? { kind: 'function', node } : valueOfDecorated(node);
    case Form.Class:
      return { kind: 'class', node };
    case Form.Subscript:
      return valueOfSubscript(node);
    case Form.Await:
      return valueOfAwait(node);
    case Form.Binary:
      return valueOfPathJoin(node);
    case Form.NamedExpr: {
      const value = node.child(Role.Value);
      return value === undefined ? UNKNOWN : provenanceOf(value);
    }
    case Form.Conditional:
    case Form.BoolOp:
      return agreed(node.childrenIn(Role.Operand).filter((child) => child.form !== Form.None));
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
      return node.isGeneratorExpression ? UNKNOWN : { kind: 'display', made: node };
    default:
      return UNKNOWN;
  }
}

/** The value that all of these have; unknown if they differ. */
export function agreed(nodes: readonly Node[]): Value {
  let result: Value | undefined;
  for (const node of nodes) {
    const value = provenanceOf(node);
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
  if (a.kind === 'module')
    return b.kind === 'module' && a.place.path === b.place.path && a.place.folder === b.place.folder;
  if (a.kind === 'object') return b.kind === 'object' && a.of.is(b.of);
  if (a.kind === 'function' || a.kind === 'class' || a.kind === 'method') {
    return b.kind === a.kind && a.node.is(b.node);
  }
  return false;
}

function valueOfName(node: Node): Value {
  const { name } = node;
  const scope = node.scope.scopeOf(name);
  return scope === undefined ? globalFromElsewhere(node.module, name) : valueOfNameIn(scope, name);
}

/** What a name that a scope binds stands for there. */
export function valueOfNameIn(scope: Scope, name: string): Value {
  const values = innerMap(scope.module.meanings.byName, scope.id);
  let value = values.get(name);
  if (value === undefined) {
    values.set(name, UNKNOWN);
    value = within(() => valueOfVariable(name, scope), UNKNOWN);
    values.set(name, value);
  }
  return value;
}

function valueOfVariable(name: string, scope: Scope): Value {
  const bindings = scope.own(name).filter(isValueBinding);
  let result: Value | undefined;
  for (const binding of bindings) {
    const value = valueOfBinding(binding);
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
  if (parent?.form !== Form.Assign || parent.assignedValue?.form !== Form.None) return true;
  return parent.child(Role.Annotation) !== undefined;
}

/** What one binding gives the name. */
export function valueOfBinding({ kind, node }: Binding): Value {
  switch (kind) {
    case BindingKind.Import: {
      if (node.form === Form.ImportFrom) {
        return memberOfImported(node.module, node.name, node.child(Role.None)?.name ?? '');
      }
      // `import a.b` binds `a`; `import a.b as c` binds the module itself.
      const isAliased = node.text !== node.name;
      return isAliased ? valueOfImported(node.module, node.name) : topOfImported(node.module, node.name);
    }
    case BindingKind.Function:
    case BindingKind.Class:
      return provenanceOf(node);
    case BindingKind.Assign: {
      const { parent } = node;
      if (parent?.form === Form.Tuple) return valueOfUnpacked(node, parent);
      if (parent?.form !== Form.Assign) return UNKNOWN;
      const given = parent.assignedValue;
      const value = given === undefined || given.form === Form.None ? UNKNOWN : provenanceOf(given);
      const annotation = parent.child(Role.Annotation);
      return value.kind === 'unknown' && annotation !== undefined ? instanceOfAnnotation(annotation) : value;
    }
    case BindingKind.For: {
      const iterable = node.parent?.child(Role.Iterable);
      return iterable === undefined ? UNKNOWN : elementOf(iterable);
    }
    case BindingKind.Walrus: {
      const value = node.parent?.child(Role.Value);
      return value === undefined ? UNKNOWN : provenanceOf(value);
    }
    case BindingKind.With: {
      const context = node.parent?.form === Form.WithItem ? node.parent.child(Role.Context) : undefined;
      if (context === undefined) return UNKNOWN;
      const value = provenanceOf(context);
      // A class of the program may return anything from `__enter__`; those outside return themselves but for a few.
      return value.kind === 'instance' ? entered(value) : value.kind === 'object' ? enteredObject(value) : UNKNOWN;
    }
    case BindingKind.Param:
      return valueOfParameter(node);
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

function valueOfParameter(param: Node): Value {
  const fn = param.parent;
  if (fn === undefined || param.has(Flag.VarArgs | Flag.KwArgs)) return UNKNOWN;
  const owner = classOf(fn);
  if (owner !== undefined && fn.child(Role.Parameter)?.is(param) && !isStatic(fn)) {
    return isClassMethod(fn) ? { kind: 'class', node: owner } : { kind: 'object', of: owner, made: owner };
  }
  const annotation = param.child(Role.Annotation);
  return annotation === undefined ? UNKNOWN : instanceOfAnnotation(annotation);
}

function valueOfCall(call: Node): Value {
  const callee = call.child(Role.Callee);
  if (callee === undefined) return UNKNOWN;
  if (callee.form === Form.Name && callee.name === 'super' && call.args.length === 0) return valueOfSuper(call);
  const value = provenanceOf(callee);
  switch (value.kind) {
    case 'class':
      return { kind: 'object', of: value.node, made: call };
    case 'function':
    case 'method':
      return valueOfReturn(value.node);
    case 'symbol': {
      if (value.name === 'functools.partial' || value.name === 'functools.partialmethod') {
        const inner = call.args[0];
        return inner === undefined ? UNKNOWN : { kind: 'partial', of: provenanceOf(inner), made: call };
      }
      const [only, ...others] = call.args;
      if (value.name === 'builtins.type' && only !== undefined && others.length === 0) {
        const object = provenanceOf(only);
        return object.kind === 'object' ? { kind: 'class', node: object.of } : UNKNOWN;
      }
      const result = resultOf(value.name) ?? declaredClass(value.name, call.module.environment);
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

/** What `object.name` stands for. */
export function attributeOf(object: Value, name: string): Value {
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
    case 'module':
      return memberOfModule(object, name);
    case 'object':
    case 'class':
      if (name === '__class__' && object.kind === 'object') return { kind: 'class', node: object.of };
      return memberOf(object.kind === 'object' ? object.of : object.node, object, name);
    default:
      return UNKNOWN;
  }
}

/** The entry of a map of maps, made when there is none. */
export function innerMap<K, V>(map: Map<number, Map<K, V>>, key: number): Map<K, V> {
  let found = map.get(key);
  if (found === undefined) {
    found = new Map();
    map.set(key, found);
  }
  return found;
}
