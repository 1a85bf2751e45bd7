import { type Rule, type UnclosedPool, unclosedPoolsIn } from '#analysis';
import explanation from './rule.md';

/**
 * Who makes a pool for one piece of work ends it afterwards.
 *
 * Only pools count that nobody but the function has, and with which it does nothing but give jobs to them.
 */
export const poolNotClosed: Rule = {
  id: 'pool-not-closed',
  severity: 'info',
  fix: 'none',
  peers: ['pylint consider-using-with'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of unclosedPoolsIn(module)) {
      const { made, name, isPool } = found;
      yield {
        range: made.range,
        message: `${name === undefined ? 'This pool' : `'${name}'`} is never closed.`,
        ...(isPool ? {} : { severity: 'hint' }),
        detail: isPool
          ? 'Its workers run until the garbage collector finds the pool, and the program may hang at its end.'
          : 'Its workers run until the garbage collector finds it, and each call makes new ones.',
        instead: insteadOf(found),
      };
    }
  },
};

function insteadOf({ name = 'pool', isPool }: UnclosedPool): string {
  return isPool
    ? `Use 'with' and take all results inside, or call '${name}.close()' and '${name}.join()' in a 'finally'.`
    : "Use 'with', which waits for all jobs, or one pool for the whole program.";
}
