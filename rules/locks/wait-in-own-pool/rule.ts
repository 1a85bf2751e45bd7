import { deadlockWitness, nameOfCode, type OwnPoolWait, ownPoolWaitsIn, type Rule, type Severity } from '#analysis';
import explanation from './rule.md';

/**
 * A job must not wait for another job of its own pool.
 *
 * It occupies a worker while it waits. With one worker, or when each job waits for the next one, nobody is left to run
 * what is waited for; with more, once so many jobs run at a time.
 */
export const waitInOwnPool: Rule = {
  id: 'wait-in-own-pool',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const found of ownPoolWaitsIn(module)) {
      const { code, context, pool, submit, wait, job } = found;
      const name = code.name === '' ? 'The job' : `'${nameOfCode(code)}'`;
      const places = [
        ...(submit.is(wait) ? [] : [{ node: submit, message: `The other job is given to '${pool.name}' here.` }]),
        {
          node: context.origin,
          message: `${code.is(context.entry) ? name : 'What calls it'} is given to the pool here.`,
        },
        { node: pool.made, message: 'The pool is made here.' },
      ];
      const worker = found.isSingle ? 'the worker' : 'a worker';
      const next = job === undefined || job.name === '' ? 'the job' : `${nameOfCode(job)}()`;
      yield {
        range: wait.range,
        message: `${name} runs in '${pool.name}' and waits for another job of it.`,
        ...severityOf(found),
        detail: detailOf(found),
        instead: 'Return the future and wait for it outside the pool, or call the function itself.',
        related: places.map(({ node, message }) => ({ path: node.module.path, range: node.range, message })),
        witness: deadlockWitness(
          { context, code, held: worker, wanted: next, path: [{ node: context.origin }, { node: wait }] },
          { context, called: 'next job', code: job ?? code, wanted: worker, path: [{ node: submit }] },
        ),
      };
    }
  },
};

function severityOf({ isSingle, isRecursive, context }: OwnPoolWait): { readonly severity?: Severity } {
  if (isSingle || isRecursive) return { severity: 'error' };
  return context.isMany ? {} : { severity: 'info' };
}

function detailOf({ isSingle, isRecursive }: OwnPoolWait): string {
  if (isSingle) return 'The only worker waits here, and nobody is left to run what it waits for.';
  return isRecursive
    ? 'Each job keeps a worker while it waits for the next one, until no worker is left.'
    : 'Once every worker waits like this, nobody is left to run what they wait for.';
}
