import { oversizedPoolsIn, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * Threads that compute need a core each, so a pool for them needs no more threads than there are cores.
 *
 * Only pools whose work is all seen, and calls nothing that may wait, are spoken of.
 */
export const oversizedThreadPool: Rule = {
  id: 'oversized-thread-pool',
  severity: 'hint',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const { size, count, given, work } of oversizedPoolsIn(module)) {
      const name = work.name === '' ? 'its work' : `'${work.name}'`;
      yield {
        range: size.range,
        message: `${count} threads share the cores for ${name}, which only computes.`,
        detail: module.environment.freeThreaded
          ? 'At most as many of them run at once as there are cores; the others wait for their turn, and cost memory.'
          : 'With the GIL one of them computes at a time, without it as many as there are cores; the others wait.',
        instead: 'Leave the number out, or ask `os.cpu_count()`; with the GIL use `ProcessPoolExecutor`.',
        related: [{ path: given.module.path, range: given.range, message: 'The pool is given its work here.' }],
      };
    }
  },
};
