/** Closures that read a loop's variable after the loop has bound it anew. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { type LateRead, loopClosuresOf } from './captures.ts';
import { statementsBefore, surelyPasses } from './control-flow.ts';
import { type Escape, escapeOf } from './escape.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';

export interface LateBinding {
  /** A lambda, function or generator expression. */
  readonly closure: Node;
  /** The innermost loop whose turn it outlives. */
  readonly loop: Node;
  readonly escape: Escape;
  /** Its reads of variables of the loops whose turn it outlives, in source order: the first of each name. */
  readonly reads: readonly LateRead[];
  /** Whether all these variables surely have the values that it should see by the time it is made. */
  readonly isSettled: boolean;
}

/** The closures of a module that outlive the turn of a loop whose variables they read; in no particular order. */
export function lateBindingsOf(module: Module): LateBinding[] {
  const found = new Map<number, LateBinding>();
  for (const { closure, loop, reads } of loopClosuresOf(module)) {
    const way = escapeOf(closure, loop);
    if (way === undefined) continue;
    const earlier = found.get(closure.id);
    const isSettled = reads.every((read) => isSettledBefore(read, closure, loop)) && earlier?.isSettled !== false;
    const all = [...(earlier?.reads ?? []), ...reads].sort((a, b) => a.name.start - b.name.start);
    const firsts = all.filter(({ name }, index) => all.findIndex((other) => other.name.name === name.name) === index);
    found.set(closure.id, { ...(earlier ?? { closure, loop, escape: way }), reads: firsts, isSettled });
  }
  return [...found.values()];
}

/** Whether the turn surely binds a name before it makes the closure, and then no more. */
function isSettledBefore({ bindings }: LateRead, closure: Node, loop: Node): boolean {
  if (bindings.every(isCounter)) return true;
  const others = bindings.filter((binding) => !isCounter(binding));
  if (others.some(({ node }) => node.start > closure.start && loop.form !== Form.Comprehension)) return false;
  const binders = new Set(others.map(({ node }) => node.statement.id));
  const isHeader = others.some(
    ({ kind, node }) => kind === BindingKind.For && [...node.ancestors()].some((around) => headsTurn(around, closure)),
  );
  if (isHeader) return true;
  for (const before of statementsBefore(closure, loop)) {
    if (surelyPasses(before, (statement) => binders.has(statement.id))) return true;
  }
  return false;
}

/** `i += 1` at the end of a turn leaves `i` as the closure should see it. */
function isCounter({ kind, node }: LateRead['bindings'][number]): boolean {
  return kind === BindingKind.AugAssign && node.parent?.child(Role.Value)?.form === Form.Number;
}

/** Whether this is the `for` of a turn that makes the closure. */
function headsTurn(around: Node, closure: Node): boolean {
  if (around.form === Form.Comprehension) return around.contains(closure);
  return around.form === Form.For && around.child(Role.Body)?.contains(closure) === true;
}
