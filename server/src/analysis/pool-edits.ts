/** Edits that let a pool finish its jobs before it ends. */
import { Form, Role } from './facts/forms.ts';
import type { Fix } from './finding.ts';
import type { Module } from './program/module.ts';
import { indentOf, newlineOf } from './statement-lines.ts';
import type { TerminatedJob } from './summaries/terminated-jobs.ts';
import { lineAt } from './suppression.ts';

/**
 * `pool.close()` and `pool.join()` at the end of the `with`: then all results are there behind it. No fix where the job itself is
 * returned, where the end of the block is left in another way, where it stands on the line of the `with`, and in coroutines, since
 * `join` blocks the event loop.
 */
export function closeAndJoin(module: Module, { job, pool, statement }: TerminatedJob): Fix[] {
  const last = statement.child(Role.Body)?.children.at(-1);
  if (last === undefined || pool.code?.isAsync === true) return [];
  const { text } = module;
  const isReturn = last.form === Form.Return && !last.contains(job);
  const isLeft = ([Form.Return, Form.Raise, Form.Break, Form.Continue] as const).some((form) => form === last.form);
  const indent = indentOf(last);
  if ((isLeft && !isReturn) || indent.trim() !== '') return [];
  const newline = newlineOf(text);
  const lines = [`${pool.name}.close()`, `${pool.name}.join()`];
  const end = lineAt(text, last.end).end;
  const edit = isReturn
    ? {
        range: { start: last.start, end: last.start },
        text: lines.map((each) => `${each}${newline}${indent}`).join(''),
      }
    : { range: { start: end, end }, text: lines.map((each) => `${newline}${indent}${each}`).join('') };
  return [{ title: `Wait for the jobs of '${pool.name}' at the end of the 'with'`, safety: 'unsafe', edits: [edit] }];
}
