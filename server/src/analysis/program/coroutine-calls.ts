/** Calls that make a coroutine: of an `async def`, of the program or of the libraries. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { isLibraryCoroutine } from '../library/coroutines.ts';
import { assignedToSelf, linearBases, methodOf } from './classes.ts';
import { keepsCoroutine } from './decorators.ts';
import type { Node } from './node.ts';
import { overridesOf } from './subclasses.ts';
import { provenanceOf, type Value } from './value.ts';

/** A function whose calls make a coroutine; `definition` is its `async def`, where that is in the program. */
export interface CoroutineFunction {
  readonly definition?: Node;
}

/** What a call of this value makes a coroutine of. Asynchronous generators make none, and unknown decorators may not. */
export function coroutineFunctionOf(value: Value): CoroutineFunction | undefined {
  switch (value.kind) {
    case 'symbol':
      return isLibraryCoroutine(value.name) ? {} : undefined;
    case 'function':
    case 'method':
      return isCoroutineFunction(value.node) ? { definition: value.node } : undefined;
    case 'partial':
      return coroutineFunctionOf(value.of);
    case 'object': {
      const call = methodOf(value.of, '__call__');
      return call !== undefined && isCoroutineFunction(call) ? { definition: call } : undefined;
    }
    default:
      return undefined;
  }
}

function isCoroutineFunction(fn: Node): boolean {
  return fn.form === Form.Function && fn.isAsync && !fn.has(Flag.Generator) && keepsCoroutine(fn);
}

/** Whether an expression is a call that makes a coroutine. */
export function makesCoroutine(expression: Node): boolean {
  return (
    expression.form === Form.Call && coroutineFunctionOf(provenanceOf(expression.child(Role.Callee)!)) !== undefined
  );
}

/**
 * Whether `object.method` may be something else than the method found: the object may be of a subclass that has another
 * kind of method there, no `async def` unless said otherwise, or some method assigns one to it. Looks at the whole program: for the few that are left.
 */
export function mayBeReplaced(callee: Node, isSame: (method: Node) => boolean = isCoroutineFunction): boolean {
  const value = provenanceOf(callee);
  if (value.kind !== 'method' || value.node.form !== Form.Function) return false;
  const { receiver, node, owner } = value;
  const cls = receiver.kind === 'object' ? receiver.of : receiver.kind === 'class' ? receiver.node : owner;
  const isAssigned = linearBases(cls).some(
    (base) => base.kind === 'class' && assignedToSelf(base.node, node.name).length > 0,
  );
  if (isAssigned) return true;
  if (isOfVeryClass(callee)) return false;
  return overridesOf(cls, node.name).some((method) => !isSame(method));
}

/** Whether a constructor made the object; `super()` may have classes beside it in subclasses. */
function isOfVeryClass(callee: Node): boolean {
  // A method is known by its class: whose object this is, only the expression says.
  const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const value = object === undefined ? undefined : provenanceOf(object);
  return value?.kind === 'object' && value.made.form === Form.Call && !isSuper(value.made);
}

function isSuper(made: Node): boolean {
  const callee = made.child(Role.Callee);
  return callee?.form === Form.Name && callee.name === 'super';
}
