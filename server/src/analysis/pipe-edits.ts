/** Edits that connect an output nobody reads to nothing. */
import { Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import { importedMemberFor } from './import-edits.ts';
import type { Node } from './program/node.ts';
import type { UnreadPipe } from './summaries/unread-pipes.ts';

/**
 * `stdout=subprocess.PIPE` becomes `stdout=subprocess.DEVNULL`: the same for who never reads it, but that the process does not
 * wait. No fix where something reads it, be it too late, or where other modules may,
 * and where it is a pipe only at times.
 */
export function discardOutput({ made, pipes, isNeverRead, how }: UnreadPipe): Fix[] {
  if (!isNeverRead || (how !== 'call' && made.scope.isModule)) return [];
  const edits = pipes.map(({ given, isSure }) => (given === undefined || !isSure ? undefined : discarded(given)));
  if (edits.some((edit) => edit === undefined)) return [];
  const names = pipes.map(({ output }) => output).join(' and ');
  return [{ title: `Discard ${names}`, safety: 'safe', edits: uniqueOf(edits.flatMap((edit) => edit ?? [])) }];
}

function discarded(given: Node): readonly Edit[] | undefined {
  const object = given.form === Form.Attribute ? given.child(Role.Object) : undefined;
  if (object !== undefined) return [{ range: given.range, text: `${object.text}.DEVNULL` }];
  const imported = importedMemberFor(given, 'subprocess', 'DEVNULL');
  return imported === undefined ? undefined : [...imported.edits, { range: given.range, text: imported.name }];
}

/** Both outputs may need the same import. */
function uniqueOf(edits: readonly Edit[]): Edit[] {
  return edits.filter(
    ({ range, text }, index) =>
      edits.findIndex((other) => other.range.start === range.start && other.text === text) === index,
  );
}
