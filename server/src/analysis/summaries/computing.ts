/** Functions that only compute, as far as all of their calls tell: they wait for nobody. */
import { Form, Role } from '../facts/forms.ts';
import { COMPUTING_CALLS } from '../library/computing.ts';
import { callGraphOf } from '../program/call-graph.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';

/** Whether the function loops over something and calls nothing that may wait. Errs towards no: an unknown call may wait. */
export function isComputation(fn: Node): boolean {
  const seen = new Map<number, boolean>();
  return onlyComputes(fn, seen) && [...seen.values()].some((hasLoop) => hasLoop);
}

/** Fills `seen` with the functions that it comes to, and whether each has a loop. */
function onlyComputes(fn: Node, seen: Map<number, boolean>): boolean {
  if (seen.has(fn.id)) return true;
  seen.set(fn.id, hasLoop(fn));
  if (fn.isAsync || hasRegion(fn)) return false;
  const graph = callGraphOf(fn.module);
  return graph.callsRunBy(fn).every((call) => {
    const target = graph.target(call);
    return target === undefined ? isOfLibrary(call) : onlyComputes(target, seen);
  });
}

function hasLoop(fn: Node): boolean {
  return [Form.For, Form.While, Form.Comprehension].some((form) => !fn.descendants(form).next().done);
}

/** `with` takes locks and opens files. */
function hasRegion(fn: Node): boolean {
  return !fn.descendants(Form.With).next().done;
}

function isOfLibrary(call: Node): boolean {
  const callee = call.child(Role.Callee)!;
  const value = provenanceOf(callee);
  if (value.kind === 'symbol') return COMPUTING_CALLS.test(value.name);
  // A method of a container that the function makes: `primes.append(n)`.
  const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  return object !== undefined && provenanceOf(object).kind === 'display';
}
