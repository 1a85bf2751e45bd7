/** Edits that make a decision on shared state and its act one step: under one lock, or in one operation of a queue. */
import { allCheckThenActsIn, type CheckThenAct, rivalsOf } from './contexts/check-then-act.ts';
import { writesOf } from './contexts/guarded-access.ts';
import { placementOf } from './contexts/placement.ts';
import { Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import { newLock, putUnder, statementsFrom } from './lock-edits.ts';
import { type LockedRegion, mayLockUp } from './lock-risk.ts';
import { functionIn } from './program/code.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { takeWithoutAsking } from './queue-edits.ts';
import { nameOfState } from './summaries/accesses.ts';
import type { Lock } from './summaries/lock.ts';

/** No fix where work done twice is all that happens and does no harm, or where it is not sure what the fix would do. */
export function decisionFixes(module: Module, found: CheckThenAct): Fix[] {
  const { kind } = found.decision;
  if (found.harm === 'none' || kind === 'file') return [];
  return kind === 'queued' ? takeWithoutAsking(found.decision) : lockWhole(module, found);
}

/** What goes under the lock, and the object through which the lock is named there. */
interface Region extends LockedRegion {
  readonly receiver: string | undefined;
}

/** All decisions on the state of the module, and all else that comes in their way, go under one lock. */
function lockWhole(module: Module, found: CheckThenAct): Fix[] {
  const { state, update } = found;
  const existing = lockOfOthers(found);
  if (existing === null || state.module !== module) return [];
  const regions = regionsOf(module, found, existing);
  const definition = existing === undefined ? newLock(module, state) : { name: existing.name, edits: [] };
  if (regions === undefined || definition === undefined) return [];
  const edits: Edit[] = [...definition.edits];
  const names = new Set<string>();
  for (const region of regions) {
    if (mayLockUp(region, existing)) return [];
    const isNewOfObject = existing === undefined && region.receiver !== undefined;
    const name = isNewOfObject ? `${region.receiver}.${definition.name}` : definition.name;
    names.add(name);
    const edit = putUnder(module, region.statements, name);
    if (edit === undefined) return [];
    edits.push(edit);
  }
  // Through different receivers it might be different locks.
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return [];
  return [{ title: `Decide on '${nameOfState(update)}' under '${name}'`, safety: 'unsafe', edits }];
}

/** The one lock under which others change the state; null when it is not sure that it is the same one here. */
function lockOfOthers({ state, update }: CheckThenAct): Lock | null | undefined {
  const writes = writesOf(state, placementOf(state.module));
  const locks = new Map(writes.flatMap((write) => write.locks).map((lock) => [lock.key, lock]));
  if (locks.size > 1) return null;
  const [lock] = locks.values();
  if (lock === undefined) return undefined;
  if (lock.made.module !== update.node.module) return null;
  if (lock.extent === 'one' && /^\w+$/.test(lock.name)) return lock;
  const { receiver } = update;
  return lock.extent === 'per-instance' && receiver && lock.name.startsWith(`${receiver.text}.`) ? lock : null;
}

/** undefined where something is in another module, or not in one block. */
function regionsOf(module: Module, { state }: CheckThenAct, existing: Lock | undefined): Region[] | undefined {
  const regions: Region[] = [];
  const add = (
    statements: readonly Node[] | undefined,
    code: Node | undefined,
    receiver: Node | undefined,
  ): boolean => {
    if (statements === undefined || code === undefined) return false;
    const within = regions.findIndex((region) => region.statements.some((outer) => outer.contains(statements[0]!)));
    if (within < 0) regions.push({ statements, code, receiver: receiver?.text });
    return within < 0 || regions[within]!.statements.some((outer) => outer.contains(statements.at(-1)!));
  };
  const decisions = allCheckThenActsIn(module).filter((other) => other.state.key === state.key);
  for (const { decision, update, code } of decisions) {
    if (!add(wholeDecision(decision), functionIn(code), update.receiver)) return undefined;
  }
  for (const { node, read = node, code, receiver, locks } of decisions.flatMap(rivalsOf)) {
    if (locks.some(({ key }) => key === existing?.key)) continue;
    if (node.module !== module || !add(statementsFrom(read, node), functionIn(code), receiver)) return undefined;
  }
  const spans = regions.map(({ statements }) => ({ start: statements[0]!.start, end: statements.at(-1)!.end }));
  const isApart = spans.every((a) => spans.every((b) => a === b || a.end <= b.start || b.end <= a.start));
  return isApart ? regions : undefined;
}

/** Not a loop as long as its test holds: all its turns would be under the lock. Nor an `elif`, with all its branches. */
function wholeDecision({ look, test, act }: CheckThenAct['decision']): Node[] | undefined {
  for (const around of test.ancestors()) {
    if (around.role === Role.Statement && around.form !== Form.While) break;
    if (around.form === Form.While || around.form === Form.Elif || around.form === Form.Comprehension) return undefined;
  }
  return statementsFrom(look.start < test.start ? look : test, act);
}
