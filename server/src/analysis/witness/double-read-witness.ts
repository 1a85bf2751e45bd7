/** The schedule in which a value that was there at the test has gone when it is read again. */
import type { SpoiledRead } from '../contexts/spoiled-reads.ts';
import type { Node } from '../program/node.ts';
import { fitted, onOneLine } from './display-text.ts';
import { calledName, contextNames, laneOf, placeOf } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

export function doubleReadWitness({ read, other, updateContext, otherContext }: SpoiledRead): RaceWitness {
  const { test, use, fn, turn, outcome, kind } = read;
  const names = contextNames(updateContext, otherContext);
  const gone = kind === 'value' ? 'None' : 'gone';
  const step = (lane: 0 | 1, action: RaceStep['action'], node: Node, text: string, state: string): RaceStep => {
    return { lane, action, text, short: fitted(text, LONGEST), state, place: placeOf(node) };
  };
  const used = kind === 'value' ? (use.parent ?? use) : use;
  return {
    kind: 'race',
    subject: onOneLine(use.text),
    lanes: [
      laneOf({ node: test, code: fn, context: names[0] }),
      laneOf({ node: other.node, code: other.code, context: names[1] }),
    ],
    steps: [
      step(0, 'read', test, `check ${onOneLine(test.text)}`, 'there'),
      step(1, 'write', other.node, onOneLine(other.node.text), gone),
      step(0, 'read', use, onOneLine(used.text), gone),
    ],
    window: turn === undefined ? { kind: 'bytecodes' } : { kind: 'call', at: calledName(turn) },
    outcome,
  };
}

/** In columns. */
const LONGEST = 24;
