/** Functions that only compute, as far as all of their calls tell: they wait for nobody. */
import { Form, Role } from '../facts/forms.ts';
import { COMPUTING_CALLS, COMPUTING_WITHOUT_GIL, FEWEST_ITEMS } from '../library/computing.ts';
import { callGraphOf } from '../program/call-graph.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';

/** Whether the function loops over something and calls nothing that may wait. Errs towards no: an unknown call may wait. */
export function isComputation(fn: Node): boolean {
  const seen = new Map<number, boolean>();
  return onlyComputes(fn, seen) && [...seen.values()].some((hasLoop) => hasLoop);
}

/**
 * Whether the function computes in Python's own bytecode for as long as something else says: it has a loop that is not
 * over a few constant items, or calls itself, and nothing in it computes without the GIL.
 */
export function isLongComputation(fn: Node): boolean {
  if (!isComputation(fn)) return false;
  const seen = new Set<number>([fn.id]);
  const pending = [fn];
  let isLong = false;
  for (let code = pending.pop(); code !== undefined; code = pending.pop()) {
    const graph = callGraphOf(code.module);
    for (const call of graph.callsRunBy(code)) {
      const target = graph.target(call);
      if (target === undefined && COMPUTING_WITHOUT_GIL.test(symbolOf(call.child(Role.Callee)!) ?? '')) return false;
      if (target?.is(code)) isLong = true;
      if (target === undefined || seen.has(target.id)) continue;
      seen.add(target.id);
      pending.push(target);
    }
    isLong ||= hasLongLoop(code);
  }
  return isLong;
}

function hasLongLoop(fn: Node): boolean {
  if (!fn.descendants(Form.While).next().done) return true;
  const iterables = [...fn.descendants(Form.For), ...fn.descendants(Form.ComprehensionFor)].map((loop) =>
    loop.child(Role.Iterable),
  );
  // What loops multiply is no small number any more.
  return (
    iterables.reduce((product, iterable) => product * (iterable === undefined ? 1 : countOf(iterable)), 1) >=
    FEWEST_ITEMS
  );
}

/** How many items a loop goes through, as far as constants tell; infinitely many where nothing does. */
function countOf(iterable: Node): number {
  if (iterable.form === Form.List || iterable.form === Form.Tuple || iterable.form === Form.Set) {
    return iterable.children.length;
  }
  const isRange = iterable.form === Form.Call && symbolOf(iterable.child(Role.Callee)!) === 'builtins.range';
  const [first, second] = isRange ? iterable.args : [];
  const last = second ?? first;
  const value = last === undefined ? undefined : provenanceOf(last);
  const number = value?.kind === 'display' && value.made.form === Form.Number ? value.made.name : '';
  return number === '' ? Number.POSITIVE_INFINITY : Number(number.replaceAll('_', ''));
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
