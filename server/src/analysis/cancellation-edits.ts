/** Edits that let a cancellation pass: `raise` at the end of a handler, a clause of its own, `Exception` for what catches all. */
import type { LostCancellation } from './contexts/lost-cancellations.ts';
import { Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import { exitsOf } from './program/exits.ts';
import type { Node } from './program/node.ts';
import { indentOf, isAlone, newlineOf } from './statement-lines.ts';
import { lineAt } from './suppression.ts';

/** No fix for `finally` and for `suppress(CancelledError)`: what should run afterwards is not known. */
export function letCancellationPass(lost: LostCancellation): Fix[] {
  const { node, how, isWide, isOld, isPartial } = lost;
  if (how === 'finally' || isOld || isPartial) return [];
  if (isWide) return catchExceptionOnly(lost);
  if (how === 'suppress') return [];
  const edits = node.child(Role.ExceptionType)?.form === Form.Tuple ? clauseBefore(lost) : raiseAtEnd(node);
  return edits.length === 0 ? [] : [{ title: 'Raise the cancellation again', safety: 'unsafe', edits }];
}

function catchExceptionOnly({ node, type }: LostCancellation): Fix[] {
  const isTaken = node.scope.scopeOf('Exception') !== undefined;
  const clauses = node.form === Form.Except ? node.parent!.childrenIn(Role.Clause) : [];
  const isCaughtBefore = clauses.some(
    (clause) => clause.start < node.start && /\bException\b/.test(clause.child(Role.ExceptionType)?.text ?? ''),
  );
  if (isTaken || isCaughtBefore) return [];
  const at = node.start + 'except'.length;
  const edit: Edit =
    type === undefined
      ? { range: { start: at, end: at }, text: ' Exception' }
      : { range: type.range, text: 'Exception' };
  return [{ title: "Catch 'Exception', which lets cancellation pass", safety: 'unsafe', edits: [edit] }];
}

/** `except (CancelledError, OSError):` gets `except CancelledError: raise` before it. */
function clauseBefore({ node, type }: LostCancellation): Edit[] {
  const { text } = node.module;
  const indent = indentOf(node);
  const first = node.child(Role.Body)?.children[0];
  if (indent.trim() !== '' || first === undefined) return [];
  const inner = indentOf(first);
  const step = inner.trim() === '' ? inner : `${indent}    `;
  const newline = newlineOf(text);
  const start = { start: node.start, end: node.start };
  return [{ range: start, text: `except ${type!.text}:${newline}${step}raise${newline}${indent}` }];
}

function raiseAtEnd(node: Node): Edit[] {
  const body = node.child(Role.Body);
  const last = body?.children.at(-1);
  const exits = exitsOf(body);
  if (last === undefined || exits.length !== 1) return [];
  const isJump = [Form.Pass, Form.Ellipsis, Form.Return, Form.Break, Form.Continue].some((form) => form === last.form);
  if (isJump) return last.child(Role.Value) === undefined ? [{ range: last.range, text: 'raise' }] : [];
  const { text } = node.module;
  const { end } = lineAt(text, last.end);
  if (exits[0]!.kind !== 'end' || !isAlone(last)) return [];
  return [{ range: { start: end, end }, text: `${newlineOf(text)}${indentOf(body!.children[0]!)}raise` }];
}
