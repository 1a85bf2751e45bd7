/** Whether a coroutine waits for a task of its own that somebody has cancelled: what arrives is that one's cancellation. */
import { Form, Role } from '../facts/forms.ts';
import { TASK_WAITERS } from '../library/event-loops.ts';
import type { Node } from './node.ts';
import { symbolOf } from './value.ts';

/**
 * - `child`: a task or future that the code around cancels
 * - `held`: something that a variable holds, perhaps a task
 * - `other`: anything else, such as a call
 */
export type Awaited = 'child' | 'held' | 'other';

/** What this pause waits for. Errs towards children. */
export function awaitsChild(pause: Node, fn: Node): Awaited {
  const operand = pause.form === Form.Await ? pause.children[0] : undefined;
  if (operand === undefined) return 'other';
  const cancels = cancelsIn(fn).filter(({ start }) => start < pause.end);
  const cancelled = new Set(cancels.map(objectText));
  if (mentions(operand, cancelled)) return 'child';
  const leaves = leavesOf(operand);
  if (!leaves.every(isHeld)) return 'other';
  if (cancels.length > 0 || leaves.some((leaf) => isCancelledElsewhere(leaf, fn))) return 'child';
  return 'held';
}

/** What `await gather(*tasks)`, `await wait_for(task, 3)` wait for. */
function leavesOf(operand: Node): Node[] {
  const callee = operand.form === Form.Call ? operand.child(Role.Callee)! : undefined;
  // A project's own `wait_for` is taken for one like asyncio's.
  if (callee === undefined || !(TASK_WAITERS.has(symbolOf(callee) ?? '') || WAITERS.test(callee.name)))
    return [operand];
  return (callee.name === 'gather' ? operand.args : operand.args.slice(0, 1)).flatMap(leavesOf);
}

const WAITERS = /^_*(wait_for|shield|gather|wait)\d?$/;

function isHeld({ form }: Node): boolean {
  return HELD.has(form);
}

const HELD: ReadonlySet<number> = new Set([
  ...[Form.Name, Form.Attribute, Form.Subscript, Form.Star, Form.List, Form.Set, Form.Tuple, Form.Comprehension],
]);

function cancelsIn(part: Node): Node[] {
  return [...part.descendants(Form.Call)].filter((call) =>
    /^_*cancel(?!l?ed)/i.test(call.child(Role.Callee)?.name ?? ''),
  );
}

function objectText(call: Node): string {
  const callee = call.child(Role.Callee)!;
  return (callee.form === Form.Attribute ? callee.child(Role.Object) : call.args[0])?.text ?? '';
}

function mentions(operand: Node, texts: ReadonlySet<string>): boolean {
  if (texts.size === 0) return false;
  const isOne = (node: Node): boolean => texts.has(node.text);
  return isOne(operand) || [...operand.descendants(Form.Name), ...operand.descendants(Form.Attribute)].some(isOne);
}

/** `self._task.cancel()` in another method of the class. */
function isCancelledElsewhere(leaf: Node, fn: Node): boolean {
  const named = leaf.form === Form.Star ? (leaf.children[0] ?? leaf) : leaf;
  if (named.form !== Form.Attribute && named.form !== Form.Name) return false;
  const cls = [...fn.ancestors()].find(({ form }) => form === Form.Class || form === Form.Function);
  const whole = cls ?? fn;
  return cancelsIn(whole).some((call) => {
    const callee = call.child(Role.Callee)!;
    return callee.form === Form.Attribute && callee.child(Role.Object)?.name === named.name;
  });
}
