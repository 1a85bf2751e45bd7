import { type EarlyStart, earlyStartsIn, type RelatedPlace, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A constructor must not start a thread on an object that is not finished.
 *
 * Only what the thread reads before it waits for anything counts, and only attributes that have no default. A thread that
 * sleeps first mostly comes late enough, so that is an info.
 */
export const threadStartedBeforeInit: Rule = {
  id: 'thread-started-before-init',
  severity: 'warning',
  fix: 'none',
  peers: ['spotbugs SC_START_IN_CTOR'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of earlyStartsIn(module)) {
      const { start, late, isDelayed } = found;
      const [first, ...others] = late.map(({ name }) => name);
      const all = others.length === 0 ? `'${first}'` : `'${first}' and ${others.length} more`;
      yield {
        range: start.range,
        message: `The thread that starts here reads ${all}, assigned only later.`,
        ...(isDelayed ? { severity: 'info' as const } : {}),
        detail: `If the thread is faster than the constructor, 'self.${first}' is an AttributeError there.`,
        instead: 'Assign everything first and start the thread last, or in a method that the caller calls.',
        related: related(found),
      };
    }
  },
};

function related({ start, origin, late }: EarlyStart): RelatedPlace[] {
  const where = origin.is(start)
    ? []
    : [{ path: origin.module.path, range: origin.range, message: 'The thread starts here.' }];
  const places = late.slice(0, MOST_RELATED).flatMap(({ name, assigned, read }) => [
    { range: assigned.range, message: `'${name}' is assigned here.` },
    { path: read.module.path, range: read.range, message: 'The thread reads it here.' },
  ]);
  return [...where, ...places];
}

const MOST_RELATED = 2;
