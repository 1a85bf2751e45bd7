/** Values that a function tests and then reads again, although another thread may have taken them away in between. */

import { Form } from '../facts/forms.ts';
import { keptByModule } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { type DoubleRead, doubleReadsIn } from '../summaries/double-reads.ts';
import { receiverOf } from '../summaries/shared-state.ts';
import { checkThenActsIn } from './check-then-act.ts';
import { type Conflict, plainestConflict } from './conflicts.ts';
import { isGuardDeclared } from './declared-guards.ts';
import { isThread } from './execution-context.ts';
import { type GuardedAccess, guarded, isSameHold, isUnderConstruction } from './guarded-access.ts';
import { endsThings } from './lock-discipline.ts';
import { type Placement, placementOf } from './placement.ts';
import { isSeenByThreads } from './seen-by-threads.ts';

/** A second read, and what may have set the value to None, or removed the element, by then. */
export interface SpoiledRead extends Conflict {
  readonly read: DoubleRead;
  /** Whether the other one shuts things down: it comes once, and late. */
  readonly isAtEnd: boolean;
}

/** Those in the module's code, one for each function and state: the gravest. */
export const spoiledReadsIn: (module: Module) => readonly SpoiledRead[] = keptByModule(findIn);

function findIn(module: Module): SpoiledRead[] {
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return [];
  const found = new Map<string, SpoiledRead>();
  let decided: Set<string> | undefined;
  for (const read of doubleReadsIn(module)) {
    const { state, fn } = read;
    const key = `${state.key} ${fn.id}`;
    const before = found.get(key);
    if ((before !== undefined && isGrave(before)) || isGuardDeclared(state)) continue;
    if (!isSeenByThreads(state, placement)) continue;
    const changes = accessesTo(state, 'changes').filter((access) => takesAway(access, read));
    const isInThread = ({ code }: Pick<Access, 'code'>): boolean => placement.contextsOf(code).some(isThread);
    if (changes.length === 0 || !(isInThread({ code: fn }) || changes.some(isInThread))) continue;
    decided ??= new Set(checkThenActsIn(module).map((each) => `${each.state.key} ${each.code.id}`));
    const spoiled = decided.has(key) ? undefined : spoiledBy(read, changes, placement);
    if (spoiled !== undefined && (before === undefined || isGrave(spoiled))) found.set(key, spoiled);
  }
  return [...found.values()];
}

/** Whether it happens on every build, in a program that runs so for long. */
export function isGrave({ read, isAssumed, isAtEnd }: SpoiledRead): boolean {
  return read.turn !== undefined && !isAssumed && !isAtEnd;
}

function spoiledBy(read: DoubleRead, changes: readonly Access[], placement: Placement): SpoiledRead | undefined {
  const { fn } = read;
  const access = guardedRead(read, placement);
  if (access === undefined) return undefined;
  const others = changes
    .filter((change) => !isUnderConstruction(change))
    .map((change) => guarded(change, placement))
    .filter((change) => change !== undefined);
  const isEnd = ({ code }: Access): boolean => endsThings(code, placement);
  const plain = plainestConflict(
    access,
    others.filter((other) => !isEnd(other)),
    fn.module,
  );
  const conflict = plain !== undefined && !plain.isAssumed ? plain : plainestConflict(access, others, fn.module);
  return conflict === undefined ? undefined : { read, isAtEnd: isEnd(conflict.other), ...conflict };
}

/** The second read with the locks that are held from the test on. */
function guardedRead({ state, test, use, fn }: DoubleRead, placement: Placement): GuardedAccess | undefined {
  const base = { state, kind: 'read' as const, ...receiverOf(use), node: use, code: fn };
  if (isUnderConstruction({ ...base, place: use })) return undefined;
  const atUse = guarded({ ...base, place: use }, placement);
  const atTest = guarded({ ...base, place: test }, placement);
  if (atUse === undefined || atTest === undefined) return undefined;
  return { ...atUse, locks: atUse.locks.filter((lock) => atTest.locks.some((other) => isSameHold(lock, other))) };
}

/** `self.sock = None`, `del self.sock`; for an element what removes it, or all of them. */
function takesAway({ node, place, kind }: Access, read: DoubleRead): boolean {
  if (kind !== 'write') return false;
  if (read.kind === 'value') {
    if (place.form === Form.Subscript) return false;
    return node.form === Form.Delete || (node.form === Form.Assign && isNothing(node.assignedValue));
  }
  if (node.form === Form.Delete) return true;
  return node.form === Form.Call && REMOVALS.test(node.children[0]?.name ?? '');
}

function isNothing(value: Node | undefined): boolean {
  return value?.form === Form.None;
}

const REMOVALS = /^(pop|popitem|clear|remove|discard)$/;
