/** Thread locks that stay held while a coroutine is suspended. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { isEndless } from './lock-steps.ts';
import { type HeldLock, locksHeldAt } from './locks.ts';

export interface HeldSuspension {
  readonly lock: HeldLock & { readonly acquired: Node };
  /** What suspends first while the lock is held: an `await`, a `yield`, or what `async for` or `async with` is about. */
  readonly suspension: Node;
  readonly keyword: 'await' | 'async for' | 'async with' | 'yield';
  /** How many more such places the lock is held at. */
  readonly others: number;
}

/**
 * One for each place that takes such a lock. Only what the coroutine itself surely holds counts (`mustHold`): by `with`,
 * or by `acquire()` that waits. A lock that is only tried, or taken in another thread, stops no loop.
 */
export function heldSuspensionsIn(module: Module): HeldSuspension[] {
  const found = new Map<number, HeldSuspension>();
  for (const { node, keyword } of suspensionsIn(module)) {
    for (const lock of locksHeldAt(node).locks) {
      const { acquired } = lock;
      if (acquired === undefined || !stopsLoop(lock, acquired, node)) continue;
      const first = found.get(acquired.id);
      if (first === undefined)
        found.set(acquired.id, { lock: { ...lock, acquired }, suspension: node, keyword, others: 0 });
      else found.set(acquired.id, { ...first, others: first.others + 1 });
    }
  }
  return [...found.values()];
}

function stopsLoop({ model, extent }: HeldLock, acquired: Node, node: Node): boolean {
  if (model.excludes === 'tasks' || extent === 'per-call') return false;
  if (runningCode(acquired).id !== runningCode(node).id) return false;
  return acquired.form !== Form.Call || acquired.role === Role.Context || isEndless(acquired);
}

type Suspension = Pick<HeldSuspension, 'keyword'> & { readonly node: Node };

/** In source order. */
function suspensionsIn(module: Module): Suspension[] {
  const found: Suspension[] = [];
  const add = (node: Node | undefined, keyword: Suspension['keyword']): void => {
    if (node !== undefined && functionIn(runningCode(node))?.isAsync) found.push({ node, keyword });
  };
  if (!module.functions.some(({ isAsync }) => isAsync) || !mayHold(module)) return found;
  for (const node of module.all(Form.Await)) add(node, 'await');
  for (const node of module.all(Form.For)) if (node.isAsync) add(node.child(Role.Iterable), 'async for');
  for (const node of module.all(Form.Comprehension)) {
    if (node.isGeneratorExpression) continue;
    for (const clause of node.children) if (clause.isAsync) add(clause.child(Role.Iterable), 'async for');
  }
  for (const node of module.all(Form.With)) {
    if (node.isAsync) for (const item of node.childrenIn(Role.Clause)) add(item.child(Role.Context), 'async with');
  }
  for (const fn of module.functions) {
    if (fn.isAsync && fn.has(Flag.Generator)) for (const node of fn.descendants(Form.Yield)) add(node, 'yield');
  }
  return found.sort((a, b) => a.node.start - b.node.start);
}

/** Whether any coroutine has a plain `with`, or a call of `acquire`: few have. */
function mayHold(module: Module): boolean {
  const isInCoroutine = (node: Node): boolean => functionIn(runningCode(node))?.isAsync === true;
  return (
    module.all(Form.With).some((node) => !node.isAsync && isInCoroutine(node)) ||
    module.calls.some((call) => call.child(Role.Callee)?.name === 'acquire' && isInCoroutine(call))
  );
}
