/** What rules find wrong with a state, in a phrase each: races, stale decisions, missing locks … */
import { keptByModule } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import { checkThenActsIn } from './check-then-act.ts';
import { both, nameOfContext, verb } from './context-words.ts';
import { guardViolationsIn } from './declared-guards.ts';
import { earlyPublicationsIn } from './early-publications.ts';
import { escapingViewsIn } from './escaping-views.ts';
import { unguardedAccessesIn } from './lock-discipline.ts';
import { racesIn } from './races.ts';
import { sharedIterationsIn } from './shared-iterations.ts';
import { isGrave as isGraveRead, spoiledReadsIn } from './spoiled-reads.ts';
import { staleReadsIn } from './stale-reads.ts';

export interface StateDefect {
  readonly kind: keyof typeof WEIGHTS;
  /** Whether the rule takes it for more than a trifle. */
  readonly isGrave: boolean;
  /** Whether two contexts are seen, or a lock alone that the author takes elsewhere. */
  readonly isSeen: boolean;
  readonly reason: string;
}

/** Of two that are as grave, the one that says more of what happens. */
const WEIGHTS = {
  violation: 7,
  race: 6,
  'stale read': 5,
  iteration: 4,
  decision: 3,
  publication: 2,
  'second read': 1,
  lock: 0,
} as const;

/** The defects of a state in the code of these modules, the gravest first. */
export function defectsOf(key: string, modules: Iterable<Module>): StateDefect[] {
  const weightOf = ({ isGrave, kind }: StateDefect): number => (isGrave ? 10 : 0) + WEIGHTS[kind];
  return [...modules].flatMap((module) => defectsIn(module).get(key) ?? []).sort((a, b) => weightOf(b) - weightOf(a));
}

/** By the key of the state. */
const defectsIn = keptByModule((module): ReadonlyMap<string, readonly StateDefect[]> => {
  const byKey = new Map<string, StateDefect[]>();
  for (const [key, defect] of findDefects(module)) {
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [defect]);
    else list.push(defect);
  }
  return byKey;
});

function* findDefects(module: Module): Generator<readonly [string, StateDefect]> {
  for (const race of racesIn(module)) {
    const reason = `${both(race)} change it, no common lock`;
    yield [race.state.key, { kind: 'race', isGrave: !race.isAssumed, isSeen: true, reason }];
  }
  for (const found of checkThenActsIn(module)) {
    if (found.harm === 'none' || found.decision.kind === 'file') continue;
    const isGrave = found.harm === 'lost' && !found.isAssumed;
    const reason = `${both(found)} test it, then act: no lock over both`;
    yield [found.state.key, { kind: 'decision', isGrave, isSeen: true, reason }];
  }
  for (const found of sharedIterationsIn(module)) {
    const [looping, changing] = [found.updateContext, found.otherContext];
    const isSame = nameOfContext(looping) === nameOfContext(changing);
    const who = isSame ? 'others change' : `${nameOfContext(changing)} ${verb('change', changing)}`;
    const reason = `${who} it while ${nameOfContext(looping)} ${verb('go', looping)} through it`;
    yield [found.update.state.key, { kind: 'iteration', isGrave: !found.isAssumed, isSeen: true, reason }];
  }
  for (const found of earlyPublicationsIn(module)) {
    const reason = `${nameOfContext(found.otherContext)} may see it before it is complete`;
    yield [found.publication.state.key, { kind: 'publication', isGrave: !found.isAssumed, isSeen: true, reason }];
  }
  for (const found of spoiledReadsIn(module)) {
    const reason = 'it is tested, then read again: it may be gone by then';
    yield [found.read.state.key, { kind: 'second read', isGrave: isGraveRead(found), isSeen: true, reason }];
  }
  for (const found of staleReadsIn(module)) {
    const isGrave = found.harm !== 'twice' && !found.isAssumed;
    const reason = "another task may change it during an 'await' that relies on it";
    yield [found.update.state.key, { kind: 'stale read', isGrave, isSeen: true, reason }];
  }
  for (const { state, lock, guarded, total, isMinor, access } of unguardedAccessesIn(module)) {
    const what = access.kind === 'read' ? 'a read' : 'a write';
    const reason = `${guarded} of ${total} accesses hold '${lock.name}', ${what} does not`;
    yield [state.key, { kind: 'lock', isGrave: !isMinor, isSeen: false, reason }];
  }
  for (const { state, lock, isMinor } of escapingViewsIn(module)) {
    const reason = `it is given out of the region of '${lock.name}'`;
    yield [state.key, { kind: 'lock', isGrave: !isMinor, isSeen: false, reason }];
  }
  for (const { state } of guardViolationsIn(module)) {
    const reason = 'its declared guard is not held everywhere';
    if (state !== undefined) yield [state.key, { kind: 'violation', isGrave: true, isSeen: true, reason }];
  }
}
