import { iterationReport, type Rule, sharedIterationsIn, taskIterationsIn } from '#analysis';
import explanation from './rule.md';

/**
 * A container that other threads or tasks add to or remove from is not to be gone through as it is.
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
    const byThreads = sharedIterationsIn(module);
    yield* byThreads.map(iterationReport);
    const reported = new Set(byThreads.map(({ iteration }) => iteration));
    for (const found of taskIterationsIn(module)) {
      if (!reported.has(found.iteration)) yield iterationReport(found);
    }
  },
};
