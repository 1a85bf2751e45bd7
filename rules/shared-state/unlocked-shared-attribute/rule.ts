import { type Rule, raceReport, racesIn } from '#analysis';
import explanation from './rule.md';

/**
 * A compound operation on an attribute or a captured variable needs a lock when another thread may write it too.
 *
 * Besides the two contexts there must be something that shows that they touch the same object or the same call's
 * variable: each thread with an object of its own is fine.
 */
export const unlockedSharedAttribute: Rule = {
  id: 'unlocked-shared-attribute',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const race of racesIn(module)) if (race.state.kind !== 'global') yield raceReport(module, race);
  },
};
