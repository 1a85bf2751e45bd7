/** Values that another thread may read when they are visible already and not yet complete. */

import { Form, Role } from '../facts/forms.ts';
import { conditionsAt } from '../program/conditions.ts';
import { keptByModule } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { type Publication, publicationsIn } from '../summaries/publications.ts';
import { receiverOf, type SharedState, stateAt } from '../summaries/shared-state.ts';
import { checkThenActsIn } from './check-then-act.ts';
import { type Conflict, plainestConflict } from './conflicts.ts';
import { isGuardDeclared } from './declared-guards.ts';
import { isThread } from './execution-context.ts';
import { type GuardedAccess, guarded, isSameHold, isUnderConstruction } from './guarded-access.ts';
import { type Placement, placementOf } from './placement.ts';
import { isSeenByThreads } from './seen-by-threads.ts';

/** A publication, and who may read what it published before it is complete. */
export interface EarlyPublication extends Conflict {
  readonly publication: Publication;
}

/** Those in the module's code, one for each function and state: the first. */
export const earlyPublicationsIn: (module: Module) => readonly EarlyPublication[] = keptByModule(findIn);

function findIn(module: Module): EarlyPublication[] {
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return [];
  const found = new Map<string, EarlyPublication>();
  let decided: Set<string> | undefined;
  for (const publication of publicationsIn(module)) {
    const { state, fn, announced = state } = publication;
    const key = `${state.key} ${fn.id}`;
    if (found.has(key) || isGuardDeclared(state) || !isSeenByThreads(state, placement)) continue;
    const write = guardedPublication(publication, placement);
    if (write === undefined) continue;
    const isInThread = placement.contextsOf(fn).some(isThread);
    const readers = accessesTo(announced)
      .filter(
        (access) => isInterested(access, publication) && (access.code.id !== fn.id || isCheckedTwice(publication)),
      )
      .filter(({ code }) => isInThread || placement.contextsOf(code).some(isThread));
    if (readers.length === 0) continue;
    decided ??= new Set(checkThenActsIn(module).map((each) => `${each.state.key} ${each.code.id}`));
    if (decided.has(key)) continue;
    const others = readers.map((access) => guarded(access, placement)).filter((access) => access !== undefined);
    const conflict = plainestConflict(write, others, module);
    if (conflict !== undefined) found.set(key, { publication, ...conflict });
  }
  return [...found.values()];
}

/**
 * `if x is None: with lock: if x is None: x = {} …`: the first test lets others pass the lock by. Otherwise whoever runs
 * the same function has filled the value himself, or waits for the lock.
 */
function isCheckedTwice({ assign, place }: Publication): boolean {
  let isLocked = false;
  for (const around of assign.ancestors()) {
    if (around.isFunction) return false;
    isLocked ||= around.form === Form.With;
    if (isLocked && around.form === Form.If && around.child(Role.Test)?.text.includes(place.text)) return true;
  }
  return false;
}

/** The assignment with the locks that are held until the value is complete. */
function guardedPublication(
  { state, place, assign, fn, fills }: Publication,
  placement: Placement,
): GuardedAccess | undefined {
  const base = { state, kind: 'write' as const, ...receiverOf(place), node: assign, code: fn };
  if (isUnderConstruction({ ...base, place })) return undefined;
  const first = guarded({ ...base, place }, placement);
  const last = guarded({ ...base, place: fills.at(-1)! }, placement);
  if (first === undefined || last === undefined) return undefined;
  return { ...first, locks: first.locks.filter((lock) => last.locks.some((other) => isSameHold(lock, other))) };
}

/** Whether a read would notice: it looks at what is in it, or takes it along; a mere test or length would not. */
function isInterested({ kind, place, node }: Access, publication: Publication): boolean {
  if (kind !== 'read') return false;
  switch (publication.kind) {
    case 'object':
      return node.parent?.form === Form.Attribute && isFilled(node.parent.name, publication);
    case 'flag':
      return (
        !isTested(node) && conditionsAt(place).some(({ test, holds }) => holds && isOfState(test, publication.state))
      );
    default: {
      const isElement = publication.place.form === Form.Subscript;
      if (isElement && place.form !== Form.Subscript && !isViewOrLookup(node)) return false;
      return !isTested(isElement ? place : node);
    }
  }
}

function isFilled(name: string, { fills }: Publication): boolean {
  return fills.some((fill) => fill.childrenIn(Role.Target).some((target) => target.name === name));
}

function isOfState(test: Node, state: SharedState): boolean {
  return stateAt(test)?.key === state.key;
}

/** `d.get(k)`, `d.values()`, `d.items()` */
function isViewOrLookup({ parent, role }: Node): boolean {
  return role === Role.Object && parent?.role === Role.Callee && /^(get|values|items|copy)$/.test(parent.name);
}

/** `if x:`, `if a and x:`, `x is None`, `len(x)`, `k in x` */
function isTested(node: Node): boolean {
  let at = node;
  while (at.parent?.form === Form.BoolOp || at.parent?.form === Form.Not) at = at.parent;
  if (at.role === Role.Test || at.form === Form.Not || at.parent?.form === Form.Compare) return true;
  const { parent } = node;
  if (parent?.form !== Form.Call || node.role !== Role.Argument) return false;
  return /^(len|bool|id|type|isinstance)$/.test(parent.child(Role.Callee)?.name ?? '');
}
