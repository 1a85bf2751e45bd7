import { functionIn, type OwnLock, ownLocksIn, type Rule, runningCode, waiterOf } from '#analysis';
import explanation from './rule.md';

/**
 * A lock excludes only those who share it, and nobody shares one that each run makes for itself.
 *
 * Where a lock is in a variable, everything that is done with the variable is in sight: one that is passed on, kept or
 * used by a nested function raises no alarm.
 */
export const lockCreatedAtUse: Rule = {
  id: 'lock-created-at-use',
  severity: 'error',
  fix: 'none',
  peers: ['pylint W2101', 'ruff PLW2101'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const own of ownLocksIn(module)) {
      const { made, variable } = own;
      yield {
        range: made.range,
        message: messageOf(own),
        detail: detailOf(own),
        instead: "Make it once, beside what it guards: at the top of the module or in '__init__'.",
        related:
          variable === undefined
            ? []
            : [{ range: variable.taken.range, message: `'${variable.name}' is taken here, where nobody else has it.` }],
      };
    }
  },
};

function messageOf({ made, of, variable }: OwnLock): string {
  const word = isCounter(of) ? 'semaphore' : 'lock';
  if (variable === undefined) return `This ${word} is new each time, so nobody else waits for it.`;
  const fn = functionIn(runningCode(made));
  const who = fn === undefined || fn.name === '' ? 'Each run' : `Each call of '${fn.name}'`;
  return `${who} makes '${variable.name}' anew, so nobody else waits for it.`;
}

function detailOf({ of }: OwnLock): string {
  const who = WHO[waiterOf(of)];
  return isCounter(of)
    ? `Two ${who} that come here at once each count with a semaphore of their own, so it limits nothing.`
    : `Two ${who} that come here at once each take a lock of their own, so both are inside at the same time.`;
}

const WHO = { thread: 'threads', task: 'tasks', process: 'processes' } as const;

function isCounter(of: string): boolean {
  return of.endsWith('Semaphore');
}
