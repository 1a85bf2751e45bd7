/** Edits that put the class that is raised beside the one that a handler names. */
import { Form } from './facts/forms.ts';
import type { Fix } from './finding.ts';
import { importedFor } from './import-edits.ts';
import type { WrongExceptionClass } from './program/wrong-exception-classes.ts';

/**
 * Only for timeouts, since those of sockets may be meant as well: what a handler would do that never ran so far, as one for
 * a cancellation, nobody knows.
 */
export function catchAlso({ type, right, until }: WrongExceptionClass): Fix[] {
  if (until === undefined) return [];
  const dot = right.lastIndexOf('.');
  const imported = importedFor(type, right.slice(0, dot));
  if (imported === undefined) return [];
  const both = `${type.text}, ${imported.name}${right.slice(dot)}`;
  const text = type.parent?.form === Form.Tuple ? both : `(${both})`;
  return [{ title: `Catch '${right}' too`, safety: 'unsafe', edits: [...imported.edits, { range: type.range, text }] }];
}
