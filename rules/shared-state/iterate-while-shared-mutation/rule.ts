import {
  copyBeforeLoop,
  Form,
  iterationWitness,
  otherPlace,
  type RelatedPlace,
  type Rule,
  type SharedIteration,
  sharedIterationsIn,
  starts,
} from '#analysis';
import explanation from './rule.md';

/**
 * A container that other threads add to or remove from is not to be gone through as it is.
 *
 * Copies that are one step are silent; which calls loop inside, and on which builds, is a table of the library.
 */
export const iterateWhileSharedMutation: Rule = {
  id: 'iterate-while-shared-mutation',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of sharedIterationsIn(module)) {
      const name = found.iteration.root.text;
      yield {
        range: found.iteration.iterable.range,
        message: messageOf(found, name),
        ...(found.isAssumed ? { severity: 'info' as const } : {}),
        detail: detailOf(found),
        instead: insteadOf(found, name),
        related: [...changePlace(found), ...starts(found)],
        witness: iterationWitness(found),
        fixes: copyBeforeLoop(found),
      };
    }
  },
};

const VERBS = { adds: 'add to', removes: 'remove from', changes: 'change' } as const;

function messageOf({ change, iteration: { loop } }: SharedIteration, name: string): string {
  const what = loop.form === Form.Call ? 'call' : 'loop';
  return `Another thread can ${VERBS[change]} '${name}' in the middle of this ${what}.`;
}

const DONE = { adds: 'Added to', removes: 'Removed from', changes: 'Changed' } as const;

function changePlace(found: SharedIteration): RelatedPlace[] {
  return otherPlace(found).map((place) => ({
    ...place,
    message: place.message.replace('Written here too', `${DONE[found.change]} here`),
  }));
}

function detailOf({ iteration: { container } }: SharedIteration): string {
  return container === 'list'
    ? 'What stands behind the place of the change moves up or down, so that one is left out or seen twice.'
    : 'The next turn then raises RuntimeError, and what comes behind it is left out.';
}

function insteadOf({ other, iteration }: SharedIteration, name: string): string {
  const [lock] = other.locks;
  if (lock !== undefined) return `Hold '${lock.name}' here too, at least while a copy is made.`;
  return COPIES_ARE_LOOPS.has(iteration.container)
    ? 'Hold one lock here and there; a copy of it is such a loop itself.'
    : `Go through a copy, such as 'list(${name})', or hold one lock here and there.`;
}

const COPIES_ARE_LOOPS: ReadonlySet<string> = new Set(['WeakSet', 'WeakKeyDictionary', 'WeakValueDictionary']);
