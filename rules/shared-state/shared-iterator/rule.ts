import { iteratorWitness, type Rule, sharedIteratorsIn, startedAt } from '#analysis';
import explanation from './rule.md';

/**
 * A generator runs code of its own when it is asked for a value, and refuses everybody else meanwhile.
 *
 * Other iterators keep their place under the GIL; without it, two threads may get the same value.
 */
export const sharedIterator: Rule = {
  id: 'shared-iterator',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const shared of sharedIteratorsIn(module)) {
      const { use, other, context, otherContext, held, isAssumed } = shared;
      const isGenerator = held.kind === 'generator';
      const what = `${isGenerator ? 'the generator' : 'the iterator'} '${use.place.text}'`;
      yield {
        range: use.node.range,
        message:
          use === other
            ? `Several threads take values from ${what} here.`
            : `Another thread takes values from ${what} too.`,
        ...(isAssumed || !isGenerator ? { severity: 'info' as const } : {}),
        detail: isGenerator
          ? "Whoever asks while another thread is inside the generator gets 'ValueError: generator already executing'."
          : 'Without the GIL two threads may get the same value, and others are left out.',
        instead: "Take values under one lock, or let one thread put them on a 'queue.Queue'.",
        related: [
          { path: held.made.module.path, range: held.made.range, message: 'It is made here.' },
          ...(use === other
            ? []
            : [{ path: other.node.module.path, range: other.node.range, message: 'Values are taken here too.' }]),
          ...startedAt([context, otherContext]),
        ],
        witness: iteratorWitness(shared),
      };
    }
  },
};
