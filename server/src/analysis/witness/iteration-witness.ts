/** The schedule in which a container changes between two turns of a loop over it. */
import type { SharedIteration } from '../contexts/shared-iterations.ts';
import type { TaskIteration } from '../contexts/task-iterations.ts';
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import { onOneLine } from './display-text.ts';
import { contextNames, laneOf, stepAt } from './lane.ts';
import type { RaceWitness } from './witness.ts';

export function iterationWitness(found: SharedIteration | TaskIteration): RaceWitness {
  const { iteration, change, other, updateContext, otherContext } = found;
  const { loop, iterable, code, container } = iteration;
  const names = contextNames(updateContext, otherContext);
  const isSequence = LISTS.has(container);
  const [before, after] = change === 'removes' ? ['3 entries', '2 entries'] : ['2 entries', '3 entries'];
  const states = change === 'changes' ? ['2 entries', 'other entries'] : [before, after];
  const outcome = isSequence ? 'one is left out' : 'RuntimeError';
  return {
    kind: 'race',
    subject: onOneLine(iteration.root.text),
    lanes: [
      laneOf({ node: iterable, code, context: names[0] }),
      laneOf({ node: other.node, code: other.code, context: names[1] }),
    ],
    steps: [
      stepAt(loop, { lane: 0, action: 'read', text: headOf(loop, iterable), state: states[0]! }),
      stepAt(other.node, { lane: 1, action: 'write', text: changeOf(other.node).text, state: states[1]! }),
      stepAt(loop, { lane: 0, action: 'read', text: 'next turn', state: states[1]! }),
    ],
    window: windowOf(found),
    outcome,
  };
}

function windowOf(found: SharedIteration | TaskIteration): RaceWitness['window'] {
  if ('pause' in found) return { kind: 'await' };
  return found.openness === 'no-gil' ? { kind: 'no-gil' } : { kind: 'call', at: 'the loop' };
}

const LISTS: ReadonlySet<string> = new Set(['list', 'UserList', 'array', 'bytearray']);

/** `for job in jobs`, without the block; the whole call. */
function headOf(loop: Node, iterable: Node): string {
  if (loop.form === Form.Call) return loop.text;
  const target = loop.form === Form.For ? loop.child(Role.Target) : undefined;
  if (target !== undefined) return `for ${target.text} in ${iterable.text}`;
  return loop.form === Form.Yield ? loop.text : `… for … in ${iterable.text}`;
}

/** The statement's first line is enough of it. */
function changeOf(node: Node): Node {
  return node.form === Form.Name || node.form === Form.Attribute ? (node.parent ?? node) : node;
}
