/** Edits of the arguments of a call. */
import { Form, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import { importedFor } from './import-edits.ts';
import type { Node } from './program/node.ts';

/** Takes an argument out of its call, with one comma. */
export function withoutArgument(call: Node, argument: Node): Edit[] {
  const all = call.childrenIn(Role.Argument);
  const index = all.findIndex((other) => other.is(argument));
  const [before, next] = [all[index - 1], all[index + 1]];
  if (before !== undefined) return [{ range: { start: before.end, end: argument.end }, text: '' }];
  return [{ range: { start: argument.start, end: next?.start ?? argument.end }, text: '' }];
}

/** `asyncio.wait([f()])` becomes `asyncio.wait([asyncio.create_task(f())])`; no edit outside of coroutines. */
export function wrappedInTasks(call: Node, coroutines: readonly Node[]): Edit[] {
  if (!coroutines.every(({ code, form }) => form === Form.Call && code?.isAsync === true)) return [];
  const imported = importedFor(call, 'asyncio');
  if (imported === undefined) return [];
  return [
    ...imported.edits,
    ...coroutines.flatMap(({ start, end }) => [
      { range: { start, end: start }, text: `${imported.name}.create_task(` },
      { range: { start: end, end }, text: ')' },
    ]),
  ];
}
