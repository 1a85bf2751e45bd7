/** The audit for machines: one JSON document, version 1, a state to a line. */
import type { ShownState } from '../checking/audit-program.ts';
import type { Audit } from '../commands/audit.ts';
import { lines } from './json.ts';

export function* auditJson({ states, problems }: Audit): Generator<string> {
  yield '{\n"version": 1,\n"states": [';
  yield* lines(states, ({ isTest: _, ...state }: ShownState) => state);
  yield '],\n"problems": [';
  yield* lines(problems, ({ path, line, column, message }) => ({ path, line, column, message }));
  yield ']\n}\n';
}
