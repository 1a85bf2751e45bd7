import { type Rule, sharedObjectReport, sharedObjectsIn } from '#analysis';
import explanation from './rule.md';

/**
 * What its documentation calls not thread-safe is used by one thread at a time, or by the one that made it.
 *
 * The documentation is the evidence that it matters, and two contexts that it happens. SQLite looks itself, so there the
 * failure is certain.
 */
export const threadUnsafeObjectShared: Rule = {
  id: 'thread-unsafe-object-shared',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const shared of sharedObjectsIn(module)) yield sharedObjectReport(shared);
  },
};
