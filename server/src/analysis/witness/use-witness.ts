/** The schedule in which two threads are in the middle of using one object. */
import type { ParallelUse } from '../contexts/parallel-uses.ts';
import type { SharedCallState } from '../contexts/shared-call-state.ts';
import type { SharedIterator } from '../contexts/shared-iterators.ts';
import type { SharedObject } from '../contexts/shared-objects.ts';
import { Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import type { HeldUse } from '../summaries/held-objects.ts';
import type { ObjectUse } from '../summaries/object-uses.ts';
import type { SharedByTasks } from '../summaries/shared-by-tasks.ts';
import { onOneLine } from './display-text.ts';
import { calledName, contextNames, laneOf, placeOf } from './lane.ts';
import type { RaceStep, RaceWitness } from './witness.ts';

/** undefined where the object refuses the thread at once: there is nothing to interleave. */
export function useWitness({ use, context, other, otherContext, how }: SharedObject): RaceWitness | undefined {
  if (how !== 'parallel' || other === undefined || context === undefined || otherContext === undefined)
    return undefined;
  const found = { use, context, other, otherContext, isAssumed: false };
  return overlapOf(found, { states: ['in use', 'twice', 'mixed up'], outcome: 'not thread-safe', nameOf: byMethod });
}

/** Two threads in one generator. */
export function iteratorWitness(shared: SharedIterator): RaceWitness {
  const isGenerator = shared.held.kind === 'generator';
  return overlapOf(shared, {
    states: isGenerator ? ['running', 'running', 'running'] : ['at n', 'at n', 'at n + 1'],
    outcome: isGenerator ? 'ValueError' : 'one value twice',
    nameOf: ({ node }) => onOneLine(node.text),
    ...(isGenerator ? {} : { window: 'no-gil' as const }),
  });
}

interface Overlap<U extends HeldUse> {
  /** What the object is while the first thread is in it, when the second one is too, and in the end. */
  readonly states: readonly [string, string, string];
  readonly outcome: string;
  /** The use, where there is little room. */
  readonly nameOf: (use: U) => string;
  readonly window?: 'no-gil';
}

function overlapOf<U extends HeldUse>(
  { use, context, other, otherContext }: ParallelUse<U>,
  { states: [before, between, after], outcome, nameOf, window }: Overlap<U>,
): RaceWitness {
  const [first, second] = contextNames(context, otherContext);
  const step = (lane: 0 | 1, { node }: U, rest: Pick<RaceStep, 'text' | 'short' | 'state'>): RaceStep => {
    return { lane, action: 'write', place: placeOf(node), ...rest };
  };
  const shown = (used: U): Pick<RaceStep, 'text' | 'short'> => ({
    text: onOneLine(used.node.text),
    short: nameOf(used),
  });
  const called = use.node.form === Form.Call ? calledName(use.node) : undefined;
  return {
    kind: 'race',
    subject: onOneLine(use.place.text),
    lanes: [
      laneOf({ node: use.node, code: use.code, context: first }),
      laneOf({ node: other.node, code: other.code, context: second }),
    ],
    steps: [
      step(0, use, { ...shown(use), state: before }),
      step(1, other, { ...shown(other), state: between }),
      step(0, use, { text: 'goes on', short: 'goes on', state: after }),
    ],
    window: { kind: window ?? 'call', ...(called === undefined || window !== undefined ? {} : { at: called }) },
    outcome,
  };
}

/** `.execute()`; not for `with connection:`, `for message in consumer:`. */
function byMethod({ by }: ObjectUse): string {
  return by === '' || by === 'with' ? 'uses it' : `.${by}()`;
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

/** A second call stores its own state before the first one reads what it has stored. */
export function callStateWitness({ state, contexts: [context, otherContext] }: SharedCallState): RaceWitness {
  const [first, second] = contextNames(context, otherContext);
  const { written, read } = state;
  const store = {
    action: 'write',
    place: placeOf(written),
    text: onOneLine(written.statement.text),
    short: 'stored',
  } as const;
  return {
    kind: 'race',
    subject: state.name,
    lanes: [
      laneOf({ node: written, code: runningCode(written), context: first }),
      laneOf({ node: written, code: runningCode(written), context: second }),
    ],
    steps: [
      { lane: 0, ...store, state: `${first}'s` },
      { lane: 1, ...store, state: `${second}'s` },
      {
        lane: 0,
        action: 'read',
        place: placeOf(read),
        text: `read ${state.name}`,
        short: 'read',
        state: `${second}'s`,
      },
    ],
    window: { kind: 'call' },
    outcome: 'of another call',
  };
}
