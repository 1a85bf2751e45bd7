/** The schedule in which a task reads of a `threading.local` what another task of the same thread has set. */
import type { LocalOnLoop } from '../contexts/locals-on-loop.ts';
import { runningCode } from '../program/code.ts';
import { onOneLine } from './display-text.ts';
import { laneOf, placeOf } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

export function localWitness({ write, read }: LocalOnLoop): RaceWitness {
  const subject = `${write.local.name}.${write.attribute}`;
  const code = runningCode(write.node);
  const set = (lane: 0 | 1): RaceStep => {
    const state = `task ${lane + 1}'s`;
    const text = onOneLine(write.node.parent?.text ?? write.node.text);
    return { lane, action: 'write', text, short: `set ${state}`, state, place: placeOf(write.node) };
  };
  const text = `read ${subject} → task 2's`;
  const last: RaceStep = {
    lane: 0,
    action: 'read',
    text,
    short: "read → task 2's",
    state: "task 2's",
    place: placeOf(read.node),
  };
  return {
    kind: 'race',
    subject,
    lanes: [
      laneOf({ node: write.node, code, context: 'task 1' }),
      laneOf({ node: write.node, code, context: 'task 2' }),
    ],
    steps: [set(0), set(1), last],
    window: { kind: 'await' },
    outcome: 'not its own',
  };
}
