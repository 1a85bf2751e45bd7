/** The schedule in which a task is cancelled and goes on. */
import type { LostCancellation } from '../contexts/lost-cancellations.ts';
import { fitted, onOneLine } from './display-text.ts';
import { laneOf, placeOf, SHORT } from './lane.ts';
import type { RaceWitness } from './witness.ts';

/** undefined where the task ends all the same. */
export function cancellationWitness(lost: LostCancellation): RaceWitness | undefined {
  const { node, pause, fn, who } = lost;
  if (who === 'nobody' || who === 'unknown') return undefined;
  const shown = onOneLine(pause.text.split(/:\s*$/m, 1)[0]!.split('\n', 1)[0]!);
  const caught = onOneLine(node.text.split('\n', 1)[0]!);
  return {
    kind: 'race',
    subject: 'the task',
    lanes: [
      laneOf({ node: pause, code: fn, context: 'task 1' }),
      { context: 'task 2', code: '', place: placeOf(pause) },
    ],
    steps: [
      { lane: 0, action: 'read', text: shown, short: fitted(shown, SHORT), state: 'waits', place: placeOf(pause) },
      {
        lane: 1,
        action: 'write',
        text: 'task.cancel()',
        short: 'task.cancel()',
        state: 'to end',
        place: placeOf(pause),
      },
      { lane: 0, action: 'write', text: caught, short: fitted(caught, SHORT), state: 'runs on', place: placeOf(node) },
    ],
    window: { kind: 'await' },
    outcome: 'cancel() is lost',
  };
}
