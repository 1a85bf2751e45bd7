/** The schedule in which a task goes on with what it read before an `await`, and another has come in between. */
import type { StaleRead } from '../contexts/stale-reads.ts';
import { decisionWitness } from './decision-witness.ts';
import { raceWitness } from './race-witness.ts';
import type { RaceWitness } from './witness.ts';

export function staleReadWitness(found: StaleRead): RaceWitness {
  const { update, other, decision, pause } = found;
  const { state, code } = update;
  const mine = { ...update, locks: [] };
  const pair = { ...found, state, code, update: mine, other: other === update ? mine : { ...other, locks: [] } };
  const witness =
    decision === undefined
      ? raceWitness({ ...pair, window: 'await', turn: pause, writes: [], unprotected: [] })
      : decisionWitness({ ...pair, decision });
  const steps = witness.steps.map((step) => ({ ...step, text: awaited(step.text), short: awaited(step.short) }));
  return { ...witness, steps, window: { kind: 'await' } };
}

/** `41 + (await price(item))` is `41 + price(item)` once it is written. */
function awaited(text: string): string {
  return text.replace(/\(await (.*)\)/, '$1').replace(/\bawait /, '');
}
