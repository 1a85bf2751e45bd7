/** Where a coroutine may be suspended between two places of its own code, so that other tasks get their turn. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { isGenerator } from '../program/captures.ts';
import { runningCode } from '../program/code.ts';
import { areExclusive } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';

/** A place where others may get their turn: an `await`, the iterable of `async for`, the context of `async with`. */
export interface Pause {
  readonly node: Node;
  /** From here on others may have had their turn. */
  readonly at: number;
}

const pauses = new WeakMap<object, Map<number, readonly Pause[]>>();

/** Those in the own code of a coroutine, in source order. */
export function pausesIn(fn: Node): readonly Pause[] {
  let memo = pauses.get(fn.module.behaviour);
  if (memo === undefined) {
    memo = new Map();
    pauses.set(fn.module.behaviour, memo);
  }
  let found = memo.get(fn.id);
  if (found === undefined) {
    found = findPauses(fn, 0);
    memo.set(fn.id, found);
  }
  return found;
}

/**
 * The first pause that surely lies on a way from `first` (a place that looks) to `then` (what is stored last of all that
 * it does), in one run of the function; undefined where nothing shows that there is one.
 */
export function pauseBetween(first: Node, then: Node, fn: Node): Node | undefined {
  const found = pausesIn(fn).find(({ node, at }) => {
    if (at <= first.end || node.end > then.end || at > then.end) return false;
    // An `async with` around the look ends, and awaits, before what stands behind it.
    if (node.form === Form.With) return node.contains(first) && !node.contains(then);
    return node.start >= first.end && !areExclusive(node, then) && !isLeftBefore(node, then);
  });
  return found?.node;
}

/** Whether the function ends behind a pause before it comes to a place: the pause stands in a branch that returns. */
function isLeftBefore(pause: Node, then: Node): boolean {
  for (const around of pause.ancestors()) {
    if (around.contains(then) || around.isFunction) return false;
    const ends = ({ form, start }: Node): boolean =>
      (form === Form.Return || form === Form.Raise) && start >= pause.start;
    if (around.form === Form.Return || around.form === Form.Raise) return true;
    if (around.form === Form.Block && around.children.some(ends)) return true;
  }
  return false;
}

function findPauses(fn: Node, depth: number): Pause[] {
  if (!fn.isAsync || !fn.has(Flag.Awaits)) return [];
  const isOwn = (node: Node): boolean => runningCode(node).id === fn.id;
  const found: Pause[] = [];
  for (const node of fn.descendants(Form.Await)) {
    if (isOwn(node) && !isInGenerator(node, fn) && mayPause(node.children[0], depth))
      found.push({ node, at: node.end });
  }
  for (const node of fn.descendants(Form.For)) {
    const iterable = node.isAsync && isOwn(node) ? node.child(Role.Iterable) : undefined;
    if (iterable !== undefined) found.push({ node: iterable, at: iterable.end });
  }
  for (const node of fn.descendants(Form.With)) {
    if (!node.isAsync || !isOwn(node)) continue;
    for (const item of node.childrenIn(Role.Clause)) {
      const context = item.child(Role.Context);
      if (context !== undefined) found.push({ node: context, at: context.end });
    }
    found.push({ node, at: node.end });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** A generator expression runs when somebody goes through it. */
function isInGenerator(node: Node, fn: Node): boolean {
  for (const around of node.ancestors()) {
    if (around.is(fn)) return false;
    if (around.form === Form.Comprehension && isGenerator(around)) return true;
  }
  return false;
}

/** Awaiting a coroutine of the program that never awaits anything itself goes straight on. */
function mayPause(awaited: Node | undefined, depth: number): boolean {
  const callee = awaited?.form === Form.Call && depth < DEEPEST ? awaited.child(Role.Callee) : undefined;
  const value = callee === undefined ? undefined : provenanceOf(callee);
  // A method may be overridden by one that awaits.
  if (value?.kind !== 'function' || value.node.form !== Form.Function || !value.node.isAsync) return true;
  return findPauses(value.node, depth + 1).length > 0;
}

/** How far coroutines are followed. */
const DEEPEST = 4;
