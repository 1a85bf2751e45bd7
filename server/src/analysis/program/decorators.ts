/** What a decorator makes of a function: often the same function, or one that only calls it. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { isTransparentDecorator } from '../library/decorated.ts';
import { outsideBases } from './call-graph.ts';
import { methodOf } from './classes.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf, symbolOf } from './value.ts';

/**
 * Whether what stands under a decorated function's name does what the function does, in the same context: each decorator
 * gives its argument back, or a function around it that calls it.
 */
export function isTransparentlyDecorated(fn: Node): boolean {
  return fn.childrenIn(Role.Decorator).every((decorator) => isTransparent(decorator, fn));
}

/**
 * Whether calling what stands under the name of an `async def` gives a coroutine: each decorator gives the function back,
 * or another `async def`, or a function that only returns what the decorated one does. One that runs it does not.
 */
export function keepsCoroutine(fn: Node): boolean {
  return fn.childrenIn(Role.Decorator).every(isDecoratorKeepingCoroutine);
}

/** The same for one decorator. */
export function isDecoratorKeepingCoroutine(decorator: Node): boolean {
  const isFactory = decorator.form === Form.Call;
  const value = provenanceOf((isFactory ? decorator.child(Role.Callee) : decorator) ?? decorator);
  if (value.kind === 'symbol') return isTransparentDecorator(value.name);
  const definition = functionOf(value);
  if (definition?.form !== Form.Function) return false;
  if (!isFactory) return givesCoroutineFunction(definition);
  return all(returnsOf(definition), (returned) => {
    const inner = localFunction(returned, definition);
    return inner !== undefined && givesCoroutineFunction(inner);
  });
}

function givesCoroutineFunction(decorator: Node): boolean {
  const first = decorator.childrenIn(Role.Parameter).find(({ name }) => name !== 'self' && name !== 'cls');
  return all(returnsOf(decorator), (returned) => {
    if (returned.form === Form.Name && returned.name === first?.name) return true;
    const inner = localFunction(returned, decorator);
    if (inner === undefined || inner.has(Flag.Generator)) return false;
    return inner.isAsync || all(returnsOf(inner), (given) => isCallOf(given, first?.name));
  });
}

/** Whether there are some, and this holds for each: a function that returns nothing gives nothing. */
function all(nodes: readonly Node[], holds: (node: Node) => boolean): boolean {
  return nodes.length > 0 && nodes.every(holds);
}

function isCallOf(node: Node, name: string | undefined): boolean {
  const callee = node.form === Form.Call ? node.child(Role.Callee) : undefined;
  return callee?.form === Form.Name && callee.name === name;
}

function isTransparent(decorator: Node, fn: Node): boolean {
  const isFactory = decorator.form === Form.Call;
  const callee = isFactory ? decorator.child(Role.Callee) : decorator;
  if (callee === undefined) return false;
  const value = provenanceOf(callee);
  if (value.kind === 'symbol') return isTransparentDecorator(value.name);
  if (value.kind === 'class') return isFactory ? isAroundCalls(value.node, fn) : callsWhatItIsGiven(value.node);
  if (value.kind === 'object' && !isFactory) return isAroundCalls(value.of, fn);
  const definition = functionOf(value);
  if (definition === undefined || definition.form !== Form.Function || definition.isAsync) return false;
  if (!isFactory) return givesBack(definition, fn);
  const inner = returnsOf(definition).map((returned) => localFunction(returned, definition));
  return inner.length > 0 && inner.every((made) => made !== undefined && givesBack(made, fn));
}

/** `@Timer()` of a `ContextDecorator`, or of a class whose `__call__` gives back a function that calls `f`. */
function isAroundCalls(cls: Node, fn: Node): boolean {
  if (outsideBases(cls).includes('contextlib.ContextDecorator')) return true;
  const call = methodOf(cls, '__call__');
  return call !== undefined && givesBack(call, fn);
}

/** `@Timed`, where `__init__(self, f)` keeps `f` and `__call__` calls it. */
function callsWhatItIsGiven(cls: Node): boolean {
  const init = methodOf(cls, '__init__');
  const call = methodOf(cls, '__call__');
  const given = init?.childrenIn(Role.Parameter)[1]?.name;
  if (init === undefined || call === undefined || given === undefined || call.isAsync) return false;
  const kept = [...init.descendants(Form.Assign)]
    .filter((assign) => assign.assignedValue?.form === Form.Name && assign.assignedValue.name === given)
    .flatMap((assign) => assign.childrenIn(Role.Target))
    .map(({ name }) => name);
  return [...call.descendants(Form.Call)].some((inner) => {
    const callee = inner.child(Role.Callee);
    return callee?.form === Form.Attribute && kept.includes(callee.name) && inner.code?.is(call);
  });
}

/** `def decorator(f): … return f`, or `return inner` where `inner` calls `f`. */
function givesBack(decorator: Node, fn: Node): boolean {
  const [first] = decorator.childrenIn(Role.Parameter).filter(({ name }) => name !== 'self' && name !== 'cls');
  if (first === undefined || decorator.has(Flag.Generator) || decorator.isAsync) return false;
  const returns = returnsOf(decorator);
  return (
    returns.length > 0 &&
    returns.every((returned) => {
      if (returned.form === Form.Name && returned.name === first.name) return true;
      const inner = localFunction(returned, decorator);
      return inner !== undefined && (!inner.isAsync || fn.isAsync) && calls(inner, first.name);
    })
  );
}

/** What a function returns, without the types that `typing.cast` puts around it. */
function returnsOf(fn: Node): Node[] {
  return [...fn.descendants(Form.Return)].flatMap((node) => {
    const value = node.code?.is(fn) ? node.child(Role.Value) : undefined;
    if (value?.form !== Form.Call || symbolOf(value.child(Role.Callee)!) !== 'typing.cast') return value ?? [];
    return value.args[1] ?? [];
  });
}

/** The function defined in `around` that an expression names. */
function localFunction(expression: Node, around: Node): Node | undefined {
  if (expression.form !== Form.Name) return undefined;
  const bindings = around.ownScope?.own(expression.name) ?? [];
  const [only] = bindings;
  return bindings.length === 1 && only!.node.form === Form.Function ? only!.node : undefined;
}

/** Whether a function's own code calls what this name stands for; one that hands it to a thread does not. */
function calls(fn: Node, name: string): boolean {
  if (fn.has(Flag.Generator)) return false;
  return [...fn.descendants(Form.Call)].some((call) => {
    const callee = call.child(Role.Callee);
    return callee?.form === Form.Name && callee.name === name && call.code?.is(fn);
  });
}
