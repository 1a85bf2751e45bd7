/** Values by what the libraries say: annotations, elements of results, awaited calls, decorated functions, paths. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { DECORATED, WRAPPED_CALLS } from '../library/decorated.ts';
import { canonicalName, elementOfResult, resultOf } from '../library/results.ts';
import { LOCKS } from '../library/synchronization.ts';
import { decoratorsOf } from './classes.ts';
import type { Node } from './node.ts';
import { attributeOf, provenanceOf, symbolOf, UNKNOWN, type Value, valueOfNameIn, within } from './value.ts';

/** `C`, `Optional[C]` and `C | None` say that the value is an instance of C. */
export function instanceOfAnnotation(annotation: Node): Value {
  if (annotation.form === Form.Subscript) {
    const object = annotation.child(Role.Object);
    const inner = annotation.child(Role.Index);
    const form = object === undefined ? undefined : symbolOf(object);
    // `Annotated[C, …]` has the class as the first of its parts.
    const first = form === 'typing.Annotated' && inner?.form === Form.Tuple ? inner.children[0] : inner;
    if (form === 'typing.Union')
      return onlyArm(inner?.form === Form.Tuple ? inner.children : annotation.childrenIn(Role.Index));
    if (first === undefined || (form !== 'typing.Optional' && form !== 'typing.Annotated')) return UNKNOWN;
    return instanceOfAnnotation(first);
  }
  // `SessionDep = Annotated[Session, Depends(get_session)]` names an annotation.
  const named = annotation.form === Form.Name ? assignedOnce(annotation) : undefined;
  if (named?.form === Form.Subscript) return within(() => instanceOfAnnotation(named), UNKNOWN);
  if (annotation.form === Form.Binary && annotation.name === '|') {
    return onlyArm(annotation.childrenIn(Role.Operand));
  }
  const value = annotation.form === Form.String ? valueOfQuoted(annotation) : provenanceOf(annotation);
  if (value.kind === 'class') return { kind: 'object', of: value.node, made: annotation };
  if (value.kind !== 'symbol' || value.name.startsWith('builtins.')) return UNKNOWN;
  return { kind: 'instance', of: resultOf(value.name) ?? value.name, made: annotation };
}

/** `C | None`, `Union[C, None]`. */
function onlyArm(arms: readonly Node[]): Value {
  const types = arms.filter((child) => child.form !== Form.None);
  return types.length === 1 ? instanceOfAnnotation(types[0]!) : UNKNOWN;
}

/** `'C'`, `'module.C'`, `'Optional[C]'`, `'C | None'`: a quoted annotation has no rows, so its text is looked at. */
function valueOfQuoted(annotation: Node): Value {
  const text = annotation.name.replace(/^['"]|['"]$/g, '').replace(/\s/g, '');
  const inner = /^(?:typing\.)?Optional\[(.*)\]$/.exec(text)?.[1] ?? text.replace(/\|None$|^None\|/, '');
  if (!/^[A-Za-z_][\w.]*$/.test(inner)) return UNKNOWN;
  const [first = '', ...rest] = inner.split('.');
  const scope = annotation.scope.scopeOf(first);
  const start = scope === undefined ? UNKNOWN : valueOfNameIn(scope, first);
  return rest.reduce((value, name) => attributeOf(value, name), start);
}

/** The expression that is the only thing ever assigned to a name. */
function assignedOnce(name: Node): Node | undefined {
  const bindings = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  const parent = bindings.length === 1 ? bindings[0]!.node.parent : undefined;
  return parent?.form === Form.Assign ? parent.assignedValue : undefined;
}

/** `a, b = Pipe()`: what the call's tuple has at the target's place. */
export function valueOfUnpacked(target: Node, tuple: Node): Value {
  const assign = tuple.parent;
  const given = assign?.form === Form.Assign ? assign.assignedValue : undefined;
  const call = given?.form === Form.Await ? given.child(Role.Operand) : given;
  const callee = call?.form === Form.Call ? call.child(Role.Callee) : undefined;
  if (call === undefined || callee === undefined) return UNKNOWN;
  const value = provenanceOf(callee);
  const position = tuple.children.findIndex((child) => child.is(target));
  const result = value.kind === 'symbol' ? elementOfResult(value.name, position) : undefined;
  return result === undefined ? UNKNOWN : { kind: 'instance', of: result, made: call };
}

/** `client['shop']`: what the object's class says of its elements. */
export function valueOfSubscript(node: Node): Value {
  const object = node.child(Role.Object);
  const value = object === undefined ? UNKNOWN : provenanceOf(object);
  const owner = value.kind === 'instance' ? value.of : value.kind === 'symbol' ? value.name : undefined;
  const result = owner === undefined ? undefined : resultOf(canonicalName(`${owner}.__getitem__`));
  return result === undefined ? UNKNOWN : { kind: 'instance', of: result, made: node };
}

/** `await to_thread(f, …)` gives what `f(…)` gives, `await connect(…)` what the library says. */
export function valueOfAwait(node: Node): Value {
  const call = node.child(Role.Operand);
  const awaited = call === undefined ? UNKNOWN : provenanceOf(call);
  const given = awaited.kind === 'instance' ? resultOf(`${awaited.of}.__await__`) : undefined;
  if (given !== undefined) return { kind: 'instance', of: given, made: node };
  const callee = call?.form === Form.Call ? call.child(Role.Callee) : undefined;
  const wrapper = callee === undefined ? UNKNOWN : provenanceOf(callee);
  const position = wrapper.kind === 'symbol' ? WRAPPED_CALLS[wrapper.name] : undefined;
  const fn = position === undefined ? undefined : call!.argument(position);
  const value = fn === undefined ? UNKNOWN : provenanceOf(fn);
  const result = value.kind === 'symbol' ? resultOf(value.name) : undefined;
  return result === undefined ? UNKNOWN : { kind: 'instance', of: result, made: node };
}

/** `folder / 'name'` is a path. */
export function valueOfPathJoin(node: Node): Value {
  const left = node.name === '/' ? node.children[0] : undefined;
  const value = left === undefined ? UNKNOWN : provenanceOf(left);
  return value.kind === 'instance' && value.of === 'pathlib.Path' ? { ...value, made: node } : UNKNOWN;
}

/** A function whose only decorator makes an object of a library's class of it: `@app.task`. */
export function valueOfDecorated(fn: Node): Value {
  const [name, ...others] = decoratorsOf(fn);
  const of = name === undefined || others.length > 0 ? undefined : DECORATED[name];
  return of === undefined ? UNKNOWN : { kind: 'instance', of, made: fn };
}

/** What calling a function of the program gives, as its annotation says; for a coroutine function, what awaiting it does. */
export function valueOfReturn(fn: Node): Value {
  if (fn.form !== Form.Function || fn.has(Flag.Generator)) return UNKNOWN;
  const annotation = fn.child(Role.Annotation);
  if (annotation === undefined) return UNKNOWN;
  const value = instanceOfAnnotation(annotation);
  // Which lock it is, an annotation does not say.
  return value.kind === 'instance' && LOCKS[value.of] !== undefined ? UNKNOWN : value;
}
