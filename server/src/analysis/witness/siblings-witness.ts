/** The schedule in which a task goes on after what it uses was closed for the error of another one. */
import { Form } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import type { AbandonedSiblings } from '../summaries/abandoned-siblings.ts';
import { fitted, onOneLine } from './display-text.ts';
import { laneOf, placeOf, SHORT } from './lane.ts';
import type { RaceWitness } from './witness.ts';

export function siblingsWitness({ gather, user, resource, end }: AbandonedSiblings): RaceWitness {
  const use = onOneLine(user.call.text);
  const closes = end.form === Form.With ? "end of 'with'" : onOneLine(end.text);
  return {
    kind: 'race',
    subject: resource.name,
    lanes: [
      laneOf({ node: user.call, code: runningCode(gather), context: 'task 2' }),
      laneOf({ node: gather, code: runningCode(gather), context: 'task 1' }),
    ],
    steps: [
      { lane: 0, action: 'read', text: use, short: fitted(use, SHORT), state: 'open', place: placeOf(user.call) },
      { lane: 1, action: 'read', text: 'gather raises', short: 'gather raises', state: 'open', place: placeOf(gather) },
      { lane: 1, action: 'write', text: closes, short: fitted(closes, SHORT), state: 'closed', place: placeOf(end) },
      { lane: 0, action: 'read', text: 'goes on', short: 'goes on', state: 'closed', place: placeOf(user.call) },
    ],
    window: { kind: 'await' },
    outcome: 'used when closed',
  };
}
