/** What a function's signature says: whether it is only declared, what its annotations promise, who makes its arguments. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { ANNOTATED_MARKERS, COPIES_DEFAULTS, IMMUTABLE_ANNOTATIONS } from '../library/containers.ts';
import { callGraphOf } from './call-graph.ts';
import { classOf, decoratorsOf } from './classes.ts';
import type { Node } from './node.ts';
import { referencesTo } from './usage.ts';
import { provenanceOf, symbolOf, valueOfBinding } from './value.ts';

/** Whether a function only declares a signature: a stub, an overload, a member of a protocol, an abstract method. */
export function isDeclaration(fn: Node): boolean {
  if (fn.form !== Form.Function) return false;
  if (fn.module.path.endsWith('.pyi')) return true;
  if (decoratorsOf(fn).some((name) => name !== undefined && DECLARING_DECORATORS.has(name))) return true;
  const bases = classOf(fn)?.childrenIn(Role.Base) ?? [];
  const isProtocol = bases.some((base) => {
    const object = base.form === Form.Subscript ? base.child(Role.Object) : base;
    return object !== undefined && symbolOf(object) === 'typing.Protocol';
  });
  return isProtocol || (fn.child(Role.Body)?.children ?? []).every(doesNothing);
}

const DECLARING_DECORATORS: ReadonlySet<string> = new Set([
  'typing.overload',
  'abc.abstractmethod',
  'abc.abstractproperty',
  'zope.interface.interfacemethod',
]);

/** A docstring, `...`, `pass`, `raise NotImplementedError`, `return NotImplemented`. */
function doesNothing(statement: Node): boolean {
  const value = statement.child(Role.Value);
  switch (statement.form) {
    case Form.String:
    case Form.Ellipsis:
    case Form.Pass:
      return true;
    case Form.Raise: {
      const raised = value?.form === Form.Call ? value.child(Role.Callee) : value;
      return raised !== undefined && symbolOf(raised) === 'builtins.NotImplementedError';
    }
    case Form.Return:
      return value !== undefined && symbolOf(value) === 'builtins.NotImplemented';
    default:
      return false;
  }
}

/** Whether a parameter's annotation promises that the function does not change the value: `Sequence[int]`, `tuple | None`. */
export function promisesNotToChange(param: Node): boolean {
  const annotation = param.child(Role.Annotation);
  return annotation !== undefined && isImmutable(annotation);
}

function isImmutable(annotation: Node): boolean {
  switch (annotation.form) {
    case Form.None:
      return true;
    case Form.Name:
    case Form.Attribute:
      return isImmutableName(symbolOf(annotation));
    case Form.Binary:
      return annotation.name === '|' && annotation.childrenIn(Role.Operand).every(isImmutable);
    case Form.Subscript: {
      const object = annotation.child(Role.Object);
      const name = object === undefined ? undefined : symbolOf(object);
      const [index] = annotation.childrenIn(Role.Index);
      const arms = index?.form === Form.Tuple ? index.children : annotation.childrenIn(Role.Index);
      if (name === 'typing.Optional' || name === 'typing.Union') return arms.every(isImmutable);
      if (name === 'typing.Annotated') return arms[0] !== undefined && isImmutable(arms[0]);
      return isImmutableName(name);
    }
    case Form.String:
      return isImmutableText(annotation);
    default:
      return false;
  }
}

function isImmutableName(name: string | undefined): boolean {
  return name !== undefined && IMMUTABLE_ANNOTATIONS.has(name);
}

/** `'Sequence[int]'`: a quoted annotation has no rows, so its first name is looked up. */
function isImmutableText(annotation: Node): boolean {
  const arms = annotation.name.replace(/\[.*\]/, '').split('|');
  return arms.every((arm) => {
    const [first = '', ...rest] = arm.trim().split('.');
    if (first === 'None') return true;
    const [binding] = annotation.scope.lookup(first);
    if (binding === undefined) return isImmutableName(`builtins.${first}`) && rest.length === 0;
    const value = valueOfBinding(binding);
    return value.kind === 'symbol' && isImmutableName([value.name, ...rest].join('.'));
  });
}

/**
 * Whether a framework calls the function and copies a parameter's default for each call: FastAPI deep-copies defaults of
 * query parameters, and Typer parses them anew.
 */
export function isDefaultCopied(param: Node): boolean {
  const fn = param.parent!;
  if (decoratorsOf(fn).some((name) => name !== undefined && COPIES_DEFAULTS.test(name))) return true;
  const annotation = param.child(Role.Annotation);
  return (
    annotation !== undefined &&
    [...annotation.descendants(Form.Call)].some((call) => {
      const value = provenanceOf(call.child(Role.Callee) ?? call);
      return value.kind === 'symbol' && ANNOTATED_MARKERS.test(value.name);
    })
  );
}

/** The parameters of a function that a caller may leave out. */
export function defaultsOf(fn: Node): { readonly param: Node; readonly value: Node }[] {
  return fn.childrenIn(Role.Parameter).flatMap((param) => {
    const value = param.has(Flag.VarArgs | Flag.KwArgs) ? undefined : param.child(Role.Default);
    return value === undefined ? [] : [{ param, value }];
  });
}

/**
 * Whether a parameter's default is a cell that the function keeps for itself on purpose: `def step(n=[0]): n[0] += 1`, or a
 * parameter with a leading underscore, or of a nested function or lambda, that no call in sight passes.
 */
export function servesAsCell(param: Node, value: Node): boolean {
  const fn = param.parent!;
  const references = referencesTo(param.name, fn.ownScope!);
  const isOneItem = value.form === Form.List && value.children.length === 1;
  if (
    isOneItem &&
    references.every(({ role, parent }) => role === Role.Object && parent?.child(Role.Index)?.text === '0')
  ) {
    return true;
  }
  const isPrivate = fn.code?.isFunction === true || param.name.startsWith('_');
  return (
    isPrivate &&
    !callGraphOf(fn.module)
      .callSites(fn)
      .some((call) => mayPass(call, param))
  );
}

function mayPass(call: Node, param: Node): boolean {
  if (call.childrenIn(Role.Argument).some(({ form }) => form === Form.Star || form === Form.DoubleStar)) return true;
  if (call.keyword(param.name) !== undefined) return true;
  const position = param.parent!.childrenIn(Role.Parameter).findIndex((other) => other.is(param));
  return !param.has(Flag.KeywordOnly) && call.args.length > position;
}
