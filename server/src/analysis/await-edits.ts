/** Edits that move an `await` before the read of what is written after it. */
import type { StaleRead } from './contexts/stale-reads.ts';
import { Form, Role } from './facts/forms.ts';
import type { Fix } from './finding.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { indentOf, isAlone, newlineOf } from './statement-lines.ts';

/**
 * `self.n += await f()` becomes `added = await f()`, then `self.n += added`. No fix where the read stands in a statement
 * before, where what is moved reads the state itself, or where the statement shares its line with other code.
 */
export function awaitFirst(module: Module, { update, decision, pause }: StaleRead): Fix[] {
  const { node, place, read } = update;
  const value = node.form === Form.AugAssign ? node.child(Role.Value) : node.assignedValue;
  if (decision !== undefined || read !== undefined || value === undefined || !value.contains(pause)) return [];
  // In `n + await f()` only what is awaited moves; the old value is then read after it.
  const moved = node.form === Form.AugAssign ? value : pause;
  const awaits = [value, ...value.descendants(Form.Await)].filter(({ form }) => form === Form.Await);
  if (node.form !== Form.AugAssign && awaits.length !== 1) return [];
  if (moved.text.includes(place.text) || isConditional(moved, value) || !isAlone(node)) return [];
  const name = freeName(module);
  const { text } = module;
  const indent = indentOf(node);
  const newline = newlineOf(text);
  const start = { start: node.start, end: node.start };
  return [
    {
      title: `Await first, then change '${place.text}' in one step`,
      safety: 'unsafe',
      edits: [
        { range: start, text: `${name} = ${unwrapped(moved)}${newline}${indent}` },
        { range: rangeOf(moved, text), text: name },
      ],
    },
  ];
}

/** With the parentheses around it that keep a value on several lines together. */
function rangeOf({ start, end }: Node, text: string): { readonly start: number; readonly end: number } {
  const before = /\([ \t]*$/.exec(text.slice(0, start));
  const after = /^[ \t]*\)/.exec(text.slice(end));
  return before === null || after === null
    ? { start, end }
    : { start: start - before[0].length, end: end + after[0].length };
}

function unwrapped({ text }: Node): string {
  return /[\r\n]/.test(text) ? `(${text})` : text;
}

/** Whether it is not evaluated in every case: `n + (await f() if x else 0)`. */
function isConditional(moved: Node, value: Node): boolean {
  if (moved.is(value)) return false;
  for (const around of moved.ancestors()) {
    const { form } = around;
    if (form === Form.Conditional || form === Form.BoolOp || form === Form.Comprehension || form === Form.Lambda)
      return true;
    if (around.is(value)) return false;
  }
  return true;
}

function freeName({ text }: Module): string {
  const isTaken = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  return ['added', 'awaited', 'awaited_value'].find((name) => !isTaken(name)) ?? '_awaited_value';
}
