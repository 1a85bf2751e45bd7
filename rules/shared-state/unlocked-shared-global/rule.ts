import { type Rule, raceReport, racesIn } from '#analysis';
import explanation from './rule.md';

/**
 * A compound operation on a global needs a lock when another thread may write the global in the middle of it.
 *
 * No evidence of two contexts, no finding; a pair that rests on an assumed caller is at most `info`.
 */
export const unlockedSharedGlobal: Rule = {
  id: 'unlocked-shared-global',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const race of racesIn(module)) if (race.state.kind === 'global') yield raceReport(module, race);
  },
};
