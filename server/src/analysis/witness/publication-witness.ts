/** The schedule in which another thread reads what is visible already and not yet complete. */
import type { EarlyPublication } from '../contexts/early-publications.ts';
import { Form } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import { onOneLine } from './display-text.ts';
import { calledName, contextNames, laneOf, stepAt } from './lane.ts';
import type { RaceWitness } from './witness.ts';

export function publicationWitness({ publication, other, updateContext, otherContext }: EarlyPublication): RaceWitness {
  const { kind, place, assign, fn, fills } = publication;
  const names = contextNames(updateContext, otherContext);
  const fill = fills[0]!;
  const half = STATES[kind];
  return {
    kind: 'race',
    subject: onOneLine(kind === 'flag' ? (fill.children[0] ?? fill).text : place.text),
    lanes: [
      laneOf({ node: assign, code: fn, context: names[0] }),
      laneOf({ node: other.node, code: other.code, context: names[1] }),
    ],
    steps: [
      stepAt(assign, { lane: 0, action: 'write', state: half }),
      stepAt(shownRead(other.place), { lane: 1, action: 'read', state: half }),
      stepAt(fill, { lane: 0, action: 'write', state: 'complete' }),
    ],
    window: windowOf(publication),
    outcome: 'half of it was seen',
  };
}

const STATES = { container: 'empty', object: 'incomplete', flag: 'not yet set' } as const;

/** `config.path`, where the place is `config`. */
function shownRead(place: Node): Node {
  const { parent } = place;
  return parent?.form === Form.Attribute ? parent : place;
}

/** A call, or a loop whose turns others may come between. */
function windowOf({ assign, fills, fn }: EarlyPublication['publication']): RaceWitness['window'] {
  const last = fills.at(-1)!;
  const between = (node: Node): boolean =>
    node.start > assign.end && node.end <= last.end && node.code?.is(fn) === true;
  const [call] = [...fn.descendants(Form.Call)].filter(between).sort((a, b) => a.end - b.end);
  if (call !== undefined) return { kind: 'call', at: calledName(call) };
  const isLoop = [...fn.descendants(Form.For)].some((loop) => loop.start > assign.end && loop.start < last.start);
  return isLoop ? { kind: 'call', at: 'the loop' } : { kind: 'bytecodes' };
}
