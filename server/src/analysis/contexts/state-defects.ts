/** What rules find wrong with a state: races, stale decisions, missing locks. */
import type { Module } from '../program/module.ts';
import type { Program } from '../program/program.ts';
import { checkThenActsIn } from './check-then-act.ts';
import type { Conflict } from './conflicts.ts';
import { type GuardViolation, guardViolationsIn } from './declared-guards.ts';
import { type UnguardedAccess, unguardedAccessesIn } from './lock-discipline.ts';
import { racesIn } from './races.ts';

export type StateDefect =
  | { readonly kind: 'race' | 'decision'; readonly conflict: Conflict; readonly isGrave: boolean }
  | { readonly kind: 'unguarded'; readonly missing: UnguardedAccess; readonly isGrave: boolean }
  | { readonly kind: 'violation'; readonly violation: GuardViolation; readonly isGrave: true };

const known = new WeakMap<Program, Map<Module, ReadonlyMap<string, readonly StateDefect[]>>>();

/** The defects of a state in the code of these modules. `isGrave`: what the rule does not itself take for a trifle. */
export function defectsOf(key: string, modules: Iterable<Module>): StateDefect[] {
  return [...modules].flatMap((module) => defectsIn(module).get(key) ?? []);
}

/** By the key of the state. */
function defectsIn(module: Module): ReadonlyMap<string, readonly StateDefect[]> {
  let byModule = known.get(module.program!);
  if (byModule === undefined) {
    byModule = new Map();
    known.set(module.program!, byModule);
  }
  let found = byModule.get(module);
  if (found === undefined) {
    found = findDefects(module);
    byModule.set(module, found);
  }
  return found;
}

function findDefects(module: Module): Map<string, StateDefect[]> {
  const found = new Map<string, StateDefect[]>();
  const add = (key: string, defect: StateDefect): void => {
    const list = found.get(key);
    if (list === undefined) found.set(key, [defect]);
    else list.push(defect);
  };
  for (const race of racesIn(module)) add(race.state.key, { kind: 'race', conflict: race, isGrave: !race.isAssumed });
  for (const decision of checkThenActsIn(module)) {
    if (decision.harm === 'none' || decision.decision.kind === 'file') continue;
    const isGrave = decision.harm === 'lost' && !decision.isAssumed;
    add(decision.state.key, { kind: 'decision', conflict: decision, isGrave });
  }
  for (const missing of unguardedAccessesIn(module)) {
    add(missing.state.key, { kind: 'unguarded', missing, isGrave: !missing.isMinor });
  }
  for (const violation of guardViolationsIn(module)) {
    if (violation.state !== undefined) add(violation.state.key, { kind: 'violation', violation, isGrave: true });
  }
  return found;
}
