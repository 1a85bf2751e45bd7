import { closeAndJoin, lineOf, type Rule, type TerminatedJob, terminatedJobsIn } from '#analysis';
import explanation from './rule.md';

/**
 * The end of `with Pool()` terminates the pool, so what it was asked for has to be had before.
 *
 * Whatever may wait for the result inside the `with` counts as the answer: a look at it, a call that is given it, a join.
 */
export const poolExitsBeforeResults: Rule = {
  id: 'pool-exits-before-results',
  severity: 'error',
  fix: 'unsafe',
  peers: [],
  explanation,
  *check(module) {
    for (const found of terminatedJobsIn(module)) {
      const { job, pool, by, how } = found;
      yield {
        range: job.range,
        message: MESSAGES[how](pool.name),
        ...(found.mayBeInTime ? { severity: 'warning' } : {}),
        detail: detailOf(found),
        instead: `Get the results inside the 'with', or end it with '${pool.name}.close()' and '${pool.name}.join()'.`,
        related: [
          { range: pool.range, message: `Leaving this 'with' terminates '${pool.name}'.` },
          ...(by === undefined
            ? []
            : [{ range: by.range, message: how === 'late' ? 'It is asked for here.' : 'It is returned here.' }]),
        ],
        fixes: closeAndJoin(module, found),
      };
    }
  },
};

const MESSAGES: Readonly<Record<TerminatedJob['how'], (pool: string) => string>> = {
  lost: (pool) => `'${pool}' is terminated before it has done this job.`,
  late: (pool) => `'${pool}' is terminated before the result of this job is asked for.`,
  returned: (pool) => `'${pool}' is terminated before the caller has the result of this job.`,
};

function detailOf({ how, by }: TerminatedJob): string {
  const end = "The end of the 'with' calls 'terminate()', which drops the jobs that wait and stops those that run";
  if (how === 'lost') return `${end}; nobody notices.`;
  return how === 'late' && by !== undefined
    ? `${end}; what is asked for in line ${lineOf(by)} never comes.`
    : `${end}; whoever asks for the result waits for ever.`;
}
