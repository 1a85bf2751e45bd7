/** Which object an expression stands for, as far as one function can tell two objects apart: `self`, `self.pool`, `other`. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { isClassMethod, isStatic } from '../program/classes.ts';
import { variableOf } from '../program/globals.ts';
import type { Node } from '../program/node.ts';
import type { Binding } from '../program/scope.ts';
import { provenanceOf } from '../program/value.ts';

/** A variable that is bound once, and attributes from there. */
export interface ObjectPath {
  /** Equal for two expressions in one run of a function that stand for the same object, unless an attribute is rebound. */
  readonly key: string;
  /** The parameter that it starts from. */
  readonly param?: Node;
  /** Whether it starts from a variable of a module, so that all functions mean the same object by it. */
  readonly isGlobal: boolean;
  readonly attributes: readonly string[];
}

/** Longer paths belong to structures that one walks through. */
const MOST_ATTRIBUTES = 2;

/** Longest chain of local names followed. */
const DEEPEST = 10;

/** undefined for what is made in place, or may be several objects. */
export function objectPathOf(expression: Node, depth = 0): ObjectPath | undefined {
  if (expression.form === Form.Name) return pathOfName(expression, depth);
  if (expression.form === Form.Attribute) {
    const object = objectPathOf(expression.child(Role.Object)!, depth);
    return object === undefined ? undefined : extended(object, [expression.name]);
  }
  if (expression.form === Form.Call) {
    const callee = expression.child(Role.Callee);
    // `super()` is the object of the method.
    const first =
      callee?.form === Form.Name && callee.name === 'super' ? expression.code?.child(Role.Parameter) : undefined;
    return first === undefined ? undefined : pathOfParameter(first);
  }
  return undefined;
}

export function extended(path: ObjectPath, attributes: readonly string[]): ObjectPath | undefined {
  const all = [...path.attributes, ...attributes];
  if (all.length > MOST_ATTRIBUTES) return undefined;
  return { ...path, attributes: all, key: [path.key, ...attributes].join('.') };
}

function pathOfName(name: Node, depth: number): ObjectPath | undefined {
  const scope = name.scope.scopeOf(name.name);
  if (scope === undefined) return undefined;
  if (scope.isModule) {
    const variable = variableOf(name.module, name.name);
    if (variable === undefined) return undefined;
    return { key: `${variable.module.id}:${variable.name}`, isGlobal: true, attributes: [] };
  }
  const [binding, ...others] = scope.own(name.name).filter(({ kind }) => kind < BindingKind.GlobalDeclaration);
  if (binding === undefined || others.length > 0) return undefined;
  if (binding.kind === BindingKind.Param) return pathOfParameter(binding.node);
  return pathOfAlias(binding, depth) ?? { key: String(binding.node.id), isGlobal: false, attributes: [] };
}

/** What a parameter stands for, if nobody rebinds it. */
export function pathOfParameter(param: Node): ObjectPath {
  return { key: String(param.id), param, isGlobal: false, attributes: [] };
}

/** `lock = self._lock` is another name for it. */
function pathOfAlias({ kind, node }: Binding, depth: number): ObjectPath | undefined {
  const value =
    kind === BindingKind.Assign && node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
  const isPath = value?.form === Form.Name || value?.form === Form.Attribute;
  return isPath && depth < DEEPEST ? objectPathOf(value, depth + 1) : undefined;
}

/**
 * What a function of the program means by `path`, said in the words of the code that calls it; undefined where the
 * caller cannot name it.
 */
export function pathInCaller(path: ObjectPath, call: Node, callee: Node): ObjectPath | undefined {
  if (path.isGlobal) return path;
  const { param } = path;
  // A variable of a function around both is the same for both.
  if (param === undefined || !param.parent!.is(callee)) {
    return param !== undefined && param.parent!.contains(call) && param.parent!.contains(callee) ? path : undefined;
  }
  const argument = argumentFor(param, call, callee);
  const given = argument === undefined ? undefined : objectPathOf(argument);
  return given === undefined ? undefined : extended(given, path.attributes);
}

/** The expression that gives a parameter its value: an argument, or for `self` what the method is called on. */
function argumentFor(param: Node, call: Node, callee: Node): Node | undefined {
  const position = callee.childrenIn(Role.Parameter).findIndex((other) => other.is(param));
  // `with guard:` and `thing.size` call a method of the object that is written there.
  if (call.role === Role.Context && /^__a?(enter|exit)__$/.test(callee.name)) return position === 0 ? call : undefined;
  if (call.form !== Form.Call) return position === 0 ? call.child(Role.Object) : undefined;
  const called = call.child(Role.Callee)!;
  // A new object has no name yet.
  const isNew = callee.name === '__init__' && called.name !== '__init__';
  const value = provenanceOf(called);
  const isBound = isNew || (value.kind === 'method' && (value.receiver.kind !== 'class' || isClassMethod(callee)));
  if (!isBound || isStatic(callee)) return call.argument(position, param.name);
  if (position > 0) return call.argument(position - 1, param.name);
  return isNew ? undefined : called.child(Role.Object);
}
