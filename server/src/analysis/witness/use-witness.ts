/** The schedule in which two threads are in the middle of using one object. */
import type { SharedObject } from '../contexts/shared-objects.ts';
import { Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import type { ObjectUse } from '../summaries/object-uses.ts';
import type { SharedByTasks } from '../summaries/shared-by-tasks.ts';
import { onOneLine } from './display-text.ts';
import { contextNames, laneOf, placeOf } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

/** undefined where the object refuses the thread at once: there is nothing to interleave. */
export function useWitness({ use, context, other, otherContext, how }: SharedObject): RaceWitness | undefined {
  if (how !== 'parallel' || other === undefined || context === undefined || otherContext === undefined)
    return undefined;
  const [first, second] = contextNames(context, otherContext);
  const step = (lane: 0 | 1, { node }: ObjectUse, rest: Pick<RaceStep, 'text' | 'short' | 'state'>): RaceStep => {
    return { lane, action: 'write', place: placeOf(node), ...rest };
  };
  const shown = (used: ObjectUse): string => onOneLine(used.node.text);
  return {
    kind: 'race',
    subject: onOneLine(use.place.text),
    lanes: [
      laneOf({ node: use.node, code: use.code, context: first }),
      laneOf({ node: other.node, code: other.code, context: second }),
    ],
    steps: [
      step(0, use, { text: shown(use), short: shortly(use), state: 'in use' }),
      step(1, other, { text: shown(other), short: shortly(other), state: 'twice' }),
      step(0, use, { text: 'goes on', short: 'goes on', state: 'mixed up' }),
    ],
    window: { kind: 'call', ...(isNamed(use) ? { at: `${use.by}()` } : {}) },
    outcome: 'not thread-safe',
  };
}

function shortly(use: ObjectUse): string {
  return isNamed(use) ? `.${use.by}()` : 'uses it';
}

/** Not `with connection:`, `for message in consumer:`. */
function isNamed({ by }: ObjectUse): boolean {
  return by !== '' && by !== 'with';
}

/** The same for two tasks of one loop. */
export function taskWitness({ arms, uses: [use, other] }: SharedByTasks): RaceWitness {
  const [first, second] = arms;
  const place = placeOf(first.call);
  const shown = (node: Node): string => onOneLine(node.text);
  const methodOf = (node: Node): string => `.${node.child(Role.Callee)?.name ?? '__anext__'}()`;
  return {
    kind: 'race',
    subject: onOneLine(use.object.text),
    lanes: [
      laneOf({ node: first.call, code: runningCode(use.node), context: 'task 1' }),
      laneOf({ node: second.call, code: runningCode(other.node), context: 'task 2' }),
    ],
    steps: [
      {
        lane: 0,
        action: 'write',
        text: `await ${shown(use.node)}`,
        short: methodOf(use.node),
        state: 'in use',
        place: placeOf(use.node),
      },
      {
        lane: 1,
        action: 'write',
        text: `await ${shown(other.node)}`,
        short: methodOf(other.node),
        state: 'twice',
        place: placeOf(other.node),
      },
      { lane: 0, action: 'write', text: 'goes on', short: 'goes on', state: 'mixed up', place },
    ],
    window: { kind: 'await' },
    outcome: 'one at a time',
  };
}
