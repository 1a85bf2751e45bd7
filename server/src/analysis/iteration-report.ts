/** What is said of a loop over a container that somebody else changes in the middle of it: another thread or task. */
import type { SharedIteration } from './contexts/shared-iterations.ts';
import type { TaskIteration } from './contexts/task-iterations.ts';
import { Form } from './facts/forms.ts';
import type { RelatedPlace, Report } from './finding.ts';
import { copyBeforeLoop } from './iteration-edits.ts';
import { LOOPS_IN_PYTHON } from './library/iterating.ts';
import { otherPlace, starts } from './race-report.ts';
import { startOfTask } from './stale-read-report.ts';
import { iterationWitness } from './witness/iteration-witness.ts';

export function iterationReport(found: SharedIteration | TaskIteration): Report {
  const { iteration, isAssumed } = found;
  return {
    range: iteration.iterable.range,
    message: messageOf(found),
    ...(isAssumed ? { severity: 'info' as const } : {}),
    detail: detailOf(found),
    instead: insteadOf(found),
    related:
      'pause' in found ? relatedTasks(found) : [...otherPlace(found, `${DONE[found.change]} here`), ...starts(found)],
    witness: iterationWitness(found),
    fixes: copyBeforeLoop(found),
  };
}

const VERBS = { adds: 'add to', removes: 'remove from', changes: 'change' } as const;
const DOES = { adds: 'adds to', removes: 'removes from', changes: 'changes' } as const;
const DONE = { adds: 'Added to', removes: 'Removed from', changes: 'Changed' } as const;

function messageOf(found: SharedIteration | TaskIteration): string {
  const { change, iteration } = found;
  const name = iteration.root.text;
  if ('pause' in found) return `Another task can ${VERBS[change]} '${name}' while this loop awaits.`;
  const what = iteration.loop.form === Form.Call ? 'call' : 'loop';
  return `Another thread can ${VERBS[change]} '${name}' in the middle of this ${what}.`;
}

function detailOf({ iteration: { container } }: SharedIteration | TaskIteration): string {
  return container === 'list'
    ? 'What stands behind the place of the change moves up or down, so that one is left out or seen twice.'
    : 'The next turn then raises RuntimeError, and what comes behind it is left out.';
}

function insteadOf({ iteration, other }: SharedIteration | TaskIteration): string {
  const lock = 'locks' in other ? (other as SharedIteration['other']).locks[0] : undefined;
  if (lock !== undefined) return `Hold '${lock.name}' here too, at least while a copy is made.`;
  return LOOPS_IN_PYTHON.has(iteration.container)
    ? 'Hold one lock over both; a copy of it is such a loop itself.'
    : `Go through a copy, such as 'list(${iteration.root.text})', or hold one lock over both.`;
}

function relatedTasks({ pause, change, other, updateContext, otherContext }: TaskIteration): RelatedPlace[] {
  const { range, module } = other.place;
  return [
    { range: pause.range, message: 'Other tasks run while this one waits here.' },
    { path: module.path, range, message: `Another task ${DOES[change]} it here.` },
    ...[...new Set([updateContext, otherContext])].flatMap(startOfTask),
  ];
}
