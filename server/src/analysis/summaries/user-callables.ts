/** Callables that the caller of a function or the user of an object has given: nobody here knows what they do. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { KEEPERS } from '../library/containers.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { assignedToSelf, classOf, linearBases } from '../program/classes.ts';
import { keptBySurface } from '../program/kept.ts';
import type { Node } from '../program/node.ts';
import { parameterFor } from '../program/usage.ts';
import { provenanceOf } from '../program/value.ts';

export interface UserCallable {
  /** Given to this very call, kept in an attribute, or one of those in a container. */
  readonly how: 'given' | 'kept' | 'collected';
  /** The parameter by which it came in. */
  readonly param: Node;
}

/** What is called here, if somebody else has given it. Errs towards no: all that is known is looked through elsewhere. */
export function userCallableAt(call: Node): UserCallable | undefined {
  const callee = call.child(Role.Callee);
  if (callee === undefined || !isUnknown(callee)) return undefined;
  if (callee.form === Form.Attribute) return keptCallable(callee);
  const given = callee.form === Form.Name ? ownParameter(callee) : undefined;
  if (given !== undefined) return isAlwaysKnown(given) ? undefined : { how: 'given', param: given };
  const container = callee.form === Form.Name ? sourceOf(callee, 0) : containerBehind(callee);
  const param = container === undefined ? undefined : collectedIn(container);
  return param === undefined ? undefined : { how: 'collected', param };
}

function isUnknown(callee: Node): boolean {
  const value = provenanceOf(callee);
  return value.kind === 'unknown' || (value.kind === 'instance' && /\bCallable$/.test(value.of));
}

/** A parameter of the function that the name stands in itself, which it does not bind anew. */
function ownParameter(name: Node): Node | undefined {
  const fn = name.scope.node;
  const [binding, ...others] = fn?.isFunction ? (fn.ownScope?.own(name.name) ?? []) : [];
  if (binding?.kind !== BindingKind.Param || others.length > 0) return undefined;
  return binding.node.has(Flag.VarArgs | Flag.KwArgs) ? undefined : binding.node;
}

/** Whether the program itself calls the function, and each time gives it something of which one sees what it does. */
function isAlwaysKnown(param: Node): boolean {
  const fn = param.parent!;
  const sites = callGraphOf(fn.module).callSites(fn);
  return sites.length > 0 && sites.every((site) => givenAt(site, param).some((node) => !isUnknown(node)));
}

function givenAt(site: Node, param: Node): Node[] {
  const callee = provenanceOf(site.child(Role.Callee)!);
  return site.childrenIn(Role.Argument).flatMap((argument, index) => {
    const value = argument.form === Form.Keyword ? argument.child(Role.Value) : argument;
    if (value === undefined || !parameterFor(site, callee, value, index)?.is(param)) return [];
    return [value];
  });
}

/** `self.on_change`, which gets nothing but what a method is given. */
function keptCallable(attribute: Node): UserCallable | undefined {
  const values = valuesOf(attribute).filter(({ form }) => form !== Form.None);
  const params = values.map((value) => (value.form === Form.Name ? ownParameter(value) : undefined));
  const [param] = params;
  return param === undefined || params.includes(undefined) ? undefined : { how: 'kept', param };
}

/** What is assigned to an attribute of a method's own object, in its class and the bases. */
function valuesOf(attribute: Node): Node[] {
  const object = provenanceOf(attribute.child(Role.Object)!);
  if (object.kind !== 'object') return [];
  return linearBases(object.of).flatMap((base) =>
    base.kind === 'class' ? assignedToSelf(base.node, attribute.name) : [],
  );
}

/** So many local names are followed. */
const DEEPEST = 3;

/** The container that a local name got its value from: by a loop, or by looking it up. */
function sourceOf(name: Node, depth: number): Node | undefined {
  const [binding, ...others] = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  if (binding === undefined || others.length > 0 || depth > DEEPEST) return undefined;
  const { kind, node } = binding;
  let around = node.parent;
  while (around?.form === Form.Tuple) around = around.parent;
  const source =
    kind === BindingKind.For
      ? around?.child(Role.Iterable)
      : kind === BindingKind.Assign && around?.form === Form.Assign
        ? around.assignedValue
        : undefined;
  return source === undefined ? undefined : containerBehind(source, depth + 1);
}

/** `self.callbacks` in `list(self.callbacks[name])`, `self.callbacks.values()`, `(*self.callbacks,)`. */
function containerBehind(expression: Node, depth = 0): Node | undefined {
  switch (expression.form) {
    case Form.Call: {
      const callee = expression.child(Role.Callee)!;
      if (callee.form === Form.Attribute) {
        return LOOKING.has(callee.name) ? containerBehind(callee.child(Role.Object)!, depth) : undefined;
      }
      const [only] = expression.args;
      return only === undefined || !COPYING.has(callee.name) ? undefined : containerBehind(only, depth);
    }
    case Form.Subscript:
      return containerBehind(expression.child(Role.Object)!, depth);
    case Form.Name:
      return expression.scope.scopeOf(expression.name)?.isModule ? expression : sourceOf(expression, depth);
    case Form.Attribute:
      return expression;
    default:
      return undefined;
  }
}

const LOOKING: ReadonlySet<string> = new Set(['get', 'values', 'items', 'copy', 'pop', 'popleft', 'setdefault']);
const COPYING: ReadonlySet<string> = new Set(['list', 'tuple', 'set', 'sorted', 'reversed', 'enumerate']);

/** A parameter that some function of the class or module puts into the container. */
function collectedIn(container: Node): Node | undefined {
  const { module } = container;
  for (const { holder, param } of parametersKept(module)) if (isSamePlace(holder, container)) return param;
  for (const target of module.named(new Set([container.name]), container.form)) {
    const item = target.parent;
    if (item?.form !== Form.Subscript || item.role !== Role.Target || item.parent?.form !== Form.Assign) continue;
    const added = item.parent.assignedValue;
    const param = added === undefined || !isSamePlace(target, container) ? undefined : parameterIn(added);
    if (param !== undefined) return param;
  }
  return undefined;
}

/** The parameters that functions of the module add to containers: `self.callbacks.append(callback)`. */
const parametersKept = keptBySurface((module): { readonly holder: Node; readonly param: Node }[] => {
  const graph = callGraphOf(module);
  return Object.entries(KEEPERS).flatMap(([method, position]) =>
    graph.methodCalls(method).flatMap((call) => {
      const added = call.args[position];
      const param = added === undefined ? undefined : parameterIn(added);
      const holder = param === undefined ? undefined : containerBehind(call.child(Role.Callee)!.child(Role.Object)!);
      return param === undefined || holder === undefined ? [] : [{ holder, param }];
    }),
  );
});

/** The callable alone, or in a tuple with what it will be given. */
function parameterIn(added: Node): Node | undefined {
  const parts = added.form === Form.Tuple ? added.children.slice(0, 1) : [added];
  return parts.map((part) => (part.form === Form.Name ? ownParameter(part) : undefined)).find(Boolean);
}

function isSamePlace(a: Node, b: Node): boolean {
  if (a.form !== b.form || a.name !== b.name) return false;
  if (a.form === Form.Name) return true;
  const [mine, theirs] = [a, b].map((node) => (node.code === undefined ? undefined : classOf(node.code)));
  return mine !== undefined && theirs !== undefined && (hasBase(mine, theirs) || hasBase(theirs, mine));
}

function hasBase(cls: Node, other: Node): boolean {
  return linearBases(cls).some((base) => base.kind === 'class' && base.node.is(other));
}
