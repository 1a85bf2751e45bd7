/** Edits that hand a call over to the thread of the event loop, and wake the loop. */
import { Form, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import type { Node } from './program/node.ts';

/** `loop.call_soon(f)` becomes `loop.call_soon_threadsafe(f)`: both give back a handle. */
export function scheduleThreadsafe(call: Node): Edit[] {
  const { end, form } = call.child(Role.Callee)!;
  return form === Form.Attribute ? [{ range: { start: end, end }, text: '_threadsafe' }] : [];
}

/**
 * `future.set_result(x)` becomes `future.get_loop().call_soon_threadsafe(future.set_result, x)`. No edit where the result is
 * used, or where it has an argument that a callback cannot be given.
 */
export function wakeLoopOf(call: Node): Edit[] {
  const callee = call.child(Role.Callee)!;
  const future = callee.form === Form.Attribute ? callee.child(Role.Object)! : undefined;
  const given = call.childrenIn(Role.Argument);
  const isPlain = future !== undefined && /^[\w.]+$/.test(future.text);
  if (!isPlain || call.role !== Role.Statement || given.length !== call.args.length) return [];
  if (given.some(({ form }) => form === Form.Star)) return [];
  const { text } = call.module;
  if (text[callee.end] !== '(') return [];
  const separator = /\s/.test(text[callee.end + 1] ?? '') ? ',' : ', ';
  return [
    { range: { start: call.start, end: call.start }, text: `${future.text}.get_loop().call_soon_threadsafe(` },
    { range: { start: callee.end, end: callee.end + 1 }, text: given.length === 0 ? '' : separator },
  ];
}
