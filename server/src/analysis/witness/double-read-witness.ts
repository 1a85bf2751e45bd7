/** The schedule in which a value that was there at the test has gone when it is read again. */
import type { SpoiledRead } from '../contexts/spoiled-reads.ts';
import { onOneLine } from './display-text.ts';
import { calledName, contextNames, laneOf, stepAt } from './lane.ts';
import type { RaceWitness } from './witness.ts';

export function doubleReadWitness({ read, other, updateContext, otherContext }: SpoiledRead): RaceWitness {
  const { test, use, fn, turn, outcome, kind } = read;
  const names = contextNames(updateContext, otherContext);
  const gone = kind === 'value' ? 'None' : 'gone';
  const used = kind === 'value' ? (use.parent ?? use) : use;
  return {
    kind: 'race',
    subject: onOneLine(use.text),
    lanes: [
      laneOf({ node: test, code: fn, context: names[0] }),
      laneOf({ node: other.node, code: other.code, context: names[1] }),
    ],
    steps: [
      stepAt(test, { lane: 0, action: 'read', text: `check ${test.text}`, state: 'there' }),
      stepAt(other.node, { lane: 1, action: 'write', state: gone }),
      stepAt(use, { lane: 0, action: 'read', text: used.text, state: gone }),
    ],
    window: turn === undefined ? { kind: 'bytecodes' } : { kind: 'call', at: calledName(turn) },
    outcome,
  };
}
