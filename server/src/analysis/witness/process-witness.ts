/** The schedule in which a thread relies on what it has set, and another one has set it since. */
import { type ProcessRace, reliantOn } from '../contexts/process-races.ts';
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import { fitted, onOneLine } from './display-text.ts';
import { calledName, contextNames, laneOf, placeOf, SHORT } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

/** `subject`: what is changed, `outcome`: what happens to the first one. */
export function processWitness(race: ProcessRace, subject: string, outcome: string): RaceWitness | undefined {
  const { change, context, other, otherContext } = race;
  const reliant = reliantOn(change);
  if (other === undefined || otherContext === undefined || reliant === undefined) return undefined;
  const names = contextNames(context, otherContext);
  const [mine, theirs] = names.map((name) => `${name}'s`) as [string, string];
  const step = (lane: 0 | 1, action: RaceStep['action'], node: Node, state: string): RaceStep => {
    const text = fitted(onOneLine(node.text.split('\n')[0]!), SHORT);
    return { lane, action, text, short: shortly(node) ?? text, state, place: placeOf(node) };
  };
  const call = [change.node, reliant, ...reliant.descendants(Form.Call)].find(({ form }) => form === Form.Call);
  return {
    kind: 'race',
    subject,
    lanes: [
      laneOf({ node: change.node, code: change.code, context: names[0] }),
      laneOf({ node: other.node, code: other.code, context: names[1] }),
    ],
    steps: [
      step(0, 'write', change.node, mine),
      step(1, 'write', other.node, theirs),
      step(0, 'read', reliant, theirs),
    ],
    window: call === undefined ? { kind: 'bytecodes' } : { kind: 'call', at: calledName(call) },
    outcome,
  };
}

/** `redirect_stdout(…)` */
function shortly(node: Node): string | undefined {
  const callee = node.form === Form.Call ? node.child(Role.Callee) : undefined;
  return callee === undefined || callee.name === '' ? undefined : `${fitted(callee.name, SHORT - 3)}(…)`;
}
