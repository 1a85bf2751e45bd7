/** Edits that enter or loop over an object in the way that it has. */
import { Flag, Form, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import type { WrongKind } from './program/wrong-kinds.ts';

/**
 * `async with` for `with`, where one thing is entered and the function is an `async def`; the same for `for`, and there the
 * other way round too. A plain object that is entered by `async with` is often meant to be another one.
 */
export function asynchronousInstead({ by, node, kind }: WrongKind): Edit[] {
  const isStatement = node.form === Form.With || node.form === Form.For;
  if (!isStatement || (by !== 'with' && by !== 'for')) return [];
  const { code, start } = node;
  if (kind === 'plain') {
    const text = by === 'for' ? /^async\s+/.exec(node.text)?.[0] : undefined;
    return text === undefined ? [] : [{ range: { start, end: start + text.length }, text: '' }];
  }
  const mayAwait = code?.isAsync === true && !code.has(Flag.Broken);
  if (!mayAwait || node.childrenIn(Role.Clause).filter(({ form }) => form === Form.WithItem).length > 1) return [];
  return [{ range: { start, end: start }, text: 'async ' }];
}
