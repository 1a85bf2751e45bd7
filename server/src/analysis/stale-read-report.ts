/** The places that explain a read that is stale after an `await`: the look, what comes in between, where tasks start. */
import type { StaleRead } from './contexts/stale-reads.ts';
import type { TaskContext } from './contexts/tasks.ts';
import { Form } from './facts/forms.ts';
import type { RelatedPlace } from './finding.ts';

export function relatedToStaleRead({
  update,
  look,
  pause,
  other,
  updateContext,
  otherContext,
}: StaleRead): RelatedPlace[] {
  const found: RelatedPlace[] = [];
  if (look.start < update.place.start) found.push({ range: look.range, message: 'It is looked at here.' });
  found.push({ range: pause.range, message: 'Other tasks run while this one waits here.' });
  if (other !== update) {
    const { range, module } = other.place;
    found.push({ path: module.path, range, message: 'Another task changes it here.' });
  }
  return [...found, ...[...new Set([updateContext, otherContext])].flatMap(startOfTask)];
}

/** Where a task begins, if that is in sight. */
export function startOfTask({ origin, entry, role, isMany }: TaskContext): RelatedPlace[] {
  if (origin === undefined) return [];
  const range = origin.form === Form.Class || origin.form === Form.Function ? origin.ownScope!.nameRange : origin.range;
  const name = entry?.name ? ` running '${entry.name}'` : '';
  const message =
    role === 'called' && isMany
      ? `A task${name} runs for each request or connection.`
      : isMany
        ? `Several tasks${name} start here.`
        : `The task${name} starts here.`;
  return [{ path: origin.module.path, range, message }];
}
