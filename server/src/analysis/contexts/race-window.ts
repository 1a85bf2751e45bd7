/** Where others get their turn in the middle of an update: between reading the old value and writing the new one. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import type { Access } from '../summaries/accesses.ts';

/**
 * While it waits for an `await`, or at a `call` in it, on every build; otherwise only between two `bytecodes`, as Python
 * up to 3.9 and free-threaded builds let it (measured on CPython 3.9 to 3.13).
 */
export type Window = 'await' | 'call' | 'bytecodes';

export interface RaceWindow {
  readonly window: Window;
  /** The await or the call; undefined between bytecodes. */
  readonly turn?: Node;
}

/** Only what is evaluated after the old value has been read opens it: `x + f()` does, `f() + x` does not. */
export function windowOf({ node, place }: Pick<Access, 'node' | 'place'>): RaceWindow {
  const isAugmented = node.form === Form.AugAssign;
  const value = isAugmented ? node.child(Role.Value) : node.assignedValue;
  if (value === undefined) return { window: 'bytecodes' };
  const read = isAugmented ? undefined : readsIn(value, place)[0];
  // Operands are evaluated from left to right, each call when its arguments are.
  const firstOf = (form: Form): Node | undefined =>
    [value, ...value.descendants(form)]
      .filter((found) => found.form === form && (read === undefined || found.end >= read.end))
      .sort((a, b) => a.end - b.end)[0];
  const awaited = firstOf(Form.Await);
  if (awaited !== undefined) return { window: 'await', turn: awaited };
  const call = firstOf(Form.Call);
  return call === undefined ? { window: 'bytecodes' } : { window: 'call', turn: call };
}

/** What in a value reads the place, in source order: `x`, `state.x`, `d[k]`, `d.get(k, 0)`. */
export function readsIn(value: Node, place: Node): Node[] {
  const all = [value, ...value.descendants(place.form)];
  const plain = all.filter(({ form, text }) => form === place.form && text === place.text);
  if (place.form !== Form.Subscript) return plain.sort((a, b) => a.start - b.start);
  const container = place.child(Role.Object)!.text;
  const key = place.child(Role.Index)?.text;
  const gets = [value, ...value.descendants(Form.Call)].filter((call) => {
    const callee = call.form === Form.Call ? call.child(Role.Callee) : undefined;
    const isGet = callee?.form === Form.Attribute && (callee.name === 'get' || callee.name === 'setdefault');
    return isGet && callee.child(Role.Object)?.text === container && call.args[0]?.text === key;
  });
  return [...plain, ...gets].sort((a, b) => a.start - b.start);
}
