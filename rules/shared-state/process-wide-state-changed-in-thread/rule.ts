import { type ProcessRace, processRacesIn, processWitness, type Rule, starts } from '#analysis';
import explanation from './rule.md';
import { STATES } from './states.ts';

/**
 * What a process has once is changed for all threads, whichever of them changes it.
 *
 * Two threads that change it without a lock are a warning; one alone, and threads that all set the same constant, an info.
 */
export const processWideStateChangedInThread: Rule = {
  id: 'process-wide-state-changed-in-thread',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const race of processRacesIn(module)) {
      const { change, context, other, otherContext } = race;
      const { name, effect, outcome, instead } = STATES[change.state];
      const witness = processWitness(race, name, outcome);
      yield {
        range: change.node.range,
        message: messageOf(race, name),
        ...(race.isMild ? { severity: 'info' as const } : {}),
        detail: effect,
        instead,
        related: [
          ...(other === undefined || other === change
            ? []
            : [{ path: other.node.module.path, range: other.node.range, message: 'Changed here too.' }]),
          ...starts({
            update: change,
            updateContext: context,
            other: other ?? change,
            otherContext: otherContext ?? context,
          }),
        ],
        ...(witness === undefined || race.isMild ? {} : { witness }),
      };
    }
  },
};

function messageOf({ change, other }: ProcessRace, name: string): string {
  if (other === undefined) return `A thread changes the ${name} here, which all threads share.`;
  if (other === change) return `Several threads change the ${name} here, which they share.`;
  return `Another thread changes the ${name} too, which all threads share.`;
}
