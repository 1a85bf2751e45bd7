/** Where others get their turn in the middle of an update: between reading the old value and writing the new one. */
import { Form, Role } from '../facts/forms.ts';
import { isTargetAtLeast } from '../program/environment.ts';
import type { Node } from '../program/node.ts';
import type { Access } from '../summaries/accesses.ts';

/**
 * While it waits for an `await`, or at a `call` in it, on every build; otherwise only between two `bytecodes`, as Python
 * up to 3.9 and free-threaded builds let it (measured on CPython 3.9 to 3.13), or, where the code needs a later one, the
 * latter alone: `no-gil`.
 */
export type Window = 'await' | 'call' | 'bytecodes' | 'no-gil';

/** The window between two bytecodes, as far as the Pythons have it that the code runs on. */
export function betweenBytecodes({ module: { environment } }: Node): Window {
  return environment.freeThreaded || isTargetAtLeast(environment, 3, 10) ? 'no-gil' : 'bytecodes';
}

export interface RaceWindow {
  readonly window: Window;
  /** The await or the call; undefined between bytecodes. */
  readonly turn?: Node;
}

/** Only what is evaluated after the old value has been read opens it: `x + f()` does, `f() + x` does not. */
export function windowOf({ node, place, read: before }: Pick<Access, 'node' | 'place' | 'read'>): RaceWindow {
  if (before !== undefined) return windowBetween(before, node, place);
  const isAugmented = node.form === Form.AugAssign;
  const value = isAugmented ? node.child(Role.Value) : node.assignedValue;
  if (value === undefined) return { window: betweenBytecodes(node) };
  const read = isAugmented ? undefined : readsIn(value, place)[0];
  // Operands are evaluated from left to right, each call when its arguments are.
  const firstOf = (form: Form): Node | undefined =>
    [value, ...value.descendants(form)]
      .filter((found) => found.form === form && (read === undefined || found.end >= read.end))
      .sort((a, b) => a.end - b.end)[0];
  const awaited = firstOf(Form.Await);
  if (awaited !== undefined) return { window: 'await', turn: awaited };
  const call = firstOf(Form.Call);
  return call === undefined ? { window: betweenBytecodes(node) } : { window: 'call', turn: call };
}

/** From an assignment that reads the place to the one that writes it: the first call, or the lock that is taken anew. */
function windowBetween(before: Node, node: Node, place: Node): RaceWindow {
  const read = before.assignedValue === undefined ? undefined : readsIn(before.assignedValue, place)[0];
  const from = read?.end ?? before.end;
  const firstOf = (form: Form): Node | undefined => {
    const within = [...(node.code?.descendants(form) ?? [])].filter(
      (found) => found.end > from && found.end <= node.end && found.code?.is(node.code),
    );
    return within.sort((a, b) => a.end - b.end)[0];
  };
  const awaited = firstOf(Form.Await);
  if (awaited !== undefined) return { window: 'await', turn: awaited };
  const call = firstOf(Form.Call) ?? contextBehind(before, node) ?? (read?.form === Form.Call ? read : undefined);
  return call === undefined ? { window: betweenBytecodes(node) } : { window: 'call', turn: call };
}

/** What a `with` around the second statement, but not around the first, enters: it may wait for who has the lock. */
function contextBehind(before: Node, node: Node): Node | undefined {
  for (const around of node.ancestors()) {
    if (around.contains(before)) return undefined;
    if (around.form === Form.With) return around.child(Role.Clause)?.child(Role.Context);
  }
  return undefined;
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
