import { type CriticalPair, criticalPairsIn, functionTaking, type RelatedPlace, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * Code that holds a lock which is not re-entrant must not wait for the same lock.
 *
 * The lock is surely held (`mustHold`), and it is surely the same: a global one, or that of the same object, followed
 * through calls from `self` to `self`. Whether it is taken again may depend on a branch.
 */
export const lockReacquired: Rule = {
  id: 'lock-reacquired',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    const reported = new Set<number>();
    for (const pair of criticalPairsIn(module)) {
      const { held, taken, isSame } = pair;
      if (!isSame || reported.has(taken.node.id)) continue;
      reported.add(taken.node.id);
      const isTask = held.model.excludes === 'tasks';
      yield {
        range: taken.node.range,
        message: messageOf(pair),
        detail: `The ${isTask ? 'task' : 'thread'} waits for '${held.name}', which only itself could release: it waits for ever.`,
        instead: isTask
          ? 'Move the inner part into a function that expects the lock to be held.'
          : "Move the inner part into a function that expects the lock to be held, or use 'threading.RLock'.",
        related: relatedTo(pair),
      };
    }
  },
};

function messageOf({ held, taken }: CriticalPair): string {
  const { next } = taken;
  if (next === undefined) return `'${held.name}' is taken again here, where it is already held.`;
  const name = functionTaking(next.node)?.name ?? 'This';
  return `'${name}' takes '${held.name}', which is already held here.`;
}

function relatedTo({ held, taken }: CriticalPair): RelatedPlace[] {
  const places: RelatedPlace[] = [];
  const { acquired } = held;
  if (acquired !== undefined) {
    const message = `'${held.name}' is acquired here.`;
    places.push({ path: acquired.module.path, range: acquired.range, message });
  }
  for (let step = taken.next; step !== undefined; step = step.next) {
    const { node, next, lock } = step;
    const name = next === undefined ? undefined : functionTaking(next.node)?.name;
    const message = name === undefined ? `'${lock.name}' is acquired again here.` : `Which calls '${name}' here.`;
    places.push({ path: node.module.path, range: node.range, message });
  }
  return places;
}
