/** Edits that let a coroutine run: an `await` before the call that makes it, or a loop of its own around it. */
import { Flag, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import { importedFor } from './import-edits.ts';
import type { Node } from './program/node.ts';

/** `await` before a call, where one may stand: in an `async def` itself, or in the cells of a notebook. */
export function awaited(call: Node): Edit[] {
  const fn = call.code;
  const isAllowed =
    fn === undefined
      ? call.module.isNotebook && call.scope.isModule
      : fn.isAsync && !fn.has(Flag.Broken) && fn.ownScope !== undefined && call.scope.is(fn.ownScope);
  if (!isAllowed) return [];
  const isFollowed = call.role === Role.Object || call.role === Role.Callee;
  return isFollowed ? around(call, '(await ', ')') : [{ range: startOf(call), text: 'await ' }];
}

/** `asyncio.run(f())` for a statement of the module's own code, where nothing can await it. */
export function runByLoop(call: Node): Edit[] {
  if (call.role !== Role.Statement || !call.scope.isModule || call.module.isNotebook) return [];
  const imported = importedFor(call, 'asyncio');
  return imported === undefined ? [] : [...imported.edits, ...around(call, `${imported.name}.run(`, ')')];
}

function around(call: Node, before: string, after: string): Edit[] {
  return [
    { range: startOf(call), text: before },
    { range: { start: call.end, end: call.end }, text: after },
  ];
}

function startOf({ start }: Node): Edit['range'] {
  return { start, end: start };
}
