/** Containers that a lock guards, and that a function gives away alive, to be used when the lock is released. */
import { Form, Role } from '../facts/forms.ts';
import { ITERATOR_MAKERS } from '../library/iterating.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { type Access, accessesTo, containerIn } from '../summaries/accesses.ts';
import { containerBehind, isReplacedIn, keptIn } from '../summaries/iterations.ts';
import type { HeldLock } from '../summaries/locks.ts';
import { locksHeldAt } from '../summaries/locks.ts';
import { receiverOf, type SharedState, stateAt } from '../summaries/shared-state.ts';
import { sizeChangeOf } from '../summaries/size-changes.ts';
import { type GuardedAccess, guarded, isUnderConstruction } from './guarded-access.ts';
import { type Placement, placementOf } from './placement.ts';

export interface EscapingView {
  readonly state: SharedState;
  /** What kind of container it is: 'dict'. */
  readonly container: string;
  /** What is returned: `self._jobs`, `self._jobs.values()`. */
  readonly node: Node;
  /** The name or attribute that stands for the state, where it is read. */
  readonly root: Node;
  /** Whether it is a view or an iterator of the container, not the container itself. */
  readonly isView: boolean;
  /** The lock that is released then, and a change of the container under it. */
  readonly lock: HeldLock;
  readonly change: GuardedAccess;
  /** Whether a loop over it would not mind the changes: they append to a list, or replace elements. */
  readonly isMinor: boolean;
}

/** Those that functions of the module return, one for each function and state. */
export function escapingViewsIn(module: Module): EscapingView[] {
  const found = new Map<string, EscapingView>();
  for (const end of module.rowsOf(Form.Return)) {
    const value = end.child(Role.Value);
    const given = value === undefined ? undefined : givenBy(value);
    const fn = functionIn(runningCode(end));
    if (given === undefined || fn === undefined) continue;
    const key = `${given.state.key} ${fn.id}`;
    const view = found.has(key) ? undefined : escaping(given, value!, fn);
    if (view !== undefined) found.set(key, view);
  }
  return [...found.values()];
}

interface Given {
  readonly state: SharedState;
  readonly container: string;
  readonly root: Node;
  readonly isView: boolean;
}

/** The shared container that an expression is, is a view of, or goes through later. */
function givenBy(value: Node): Given | undefined {
  const source = sourceOf(value);
  const inner = source === undefined ? undefined : containerBehind(source);
  if (inner === undefined || (inner.form !== Form.Attribute && inner.form !== Form.Name)) return undefined;
  const kept = keptIn(inner);
  const root = kept ?? inner;
  if (root.form !== Form.Attribute && root.form !== Form.Name) return undefined;
  const state = stateAt(root);
  const container = state === undefined || state.kind === 'cell' ? undefined : containerIn(state);
  if (state === undefined || container === undefined) return undefined;
  return { state, container, root, isView: !source!.is(value) || !inner.is(value) };
}

/** Through iterators and generator expressions, which read when they are asked. */
function sourceOf(value: Node): Node | undefined {
  if (value.form === Form.Comprehension) {
    if (!value.isGeneratorExpression) return undefined;
    return value.child(Role.Clause)?.child(Role.Iterable) ?? firstClause(value)?.child(Role.Iterable);
  }
  const callee = value.form === Form.Call ? value.child(Role.Callee) : undefined;
  if (callee === undefined || !ITERATOR_MAKERS.has(symbolOf(callee) ?? '')) return value;
  return value.args.at(-1);
}

function firstClause(comprehension: Node): Node | undefined {
  return comprehension.children.find(({ form }) => form === Form.ComprehensionFor);
}

function escaping(given: Given, node: Node, fn: Node): EscapingView | undefined {
  const { state, container, root } = given;
  const held = locksHeldAt(root).locks;
  if (held.length === 0 || isReplacedIn(fn, root)) return undefined;
  const placement = placementOf(fn.module);
  const access: Access = { state, kind: 'read', place: root, ...receiverOf(root), node: root, code: fn };
  if (isUnderConstruction(access)) return undefined;
  const changes = inPlaceChanges(state, placement);
  const here = guarded(access, placement)?.locks ?? [];
  const lock = held.find(({ key }) => here.some((other) => other.key === key) && guards(key, changes));
  if (lock === undefined || isHeldByCallers(fn, lock)) return undefined;
  const under = changes.filter(({ locks }) => locks.some(({ key }) => key === lock.key));
  const grave = under.find((change) => sizeChangeOf(change, container) !== undefined);
  return { ...given, node, lock, change: grave ?? under[0]!, isMinor: grave === undefined };
}

/** The part of all changes that must be under the lock. */
const MOST = 2 / 3;

function guards(key: string, changes: readonly GuardedAccess[]): boolean {
  const under = changes.filter(({ locks }) => locks.some((lock) => lock.key === key));
  return under.length > 0 && under.length >= MOST * changes.length;
}

/** What changes the container itself, not what puts another one in its place. */
function inPlaceChanges(state: SharedState, placement: Placement): GuardedAccess[] {
  return accessesTo(state, 'changes')
    .filter((access) => !isUnderConstruction(access) && isInPlace(access))
    .map((access) => guarded(access, placement))
    .filter((access) => access !== undefined);
}

function isInPlace({ node, place }: Access): boolean {
  if (node.form === Form.Call || node.form === Form.AugAssign) return true;
  return place.form === Form.Subscript;
}

/** Whether every caller holds the lock itself: then it is not released yet. */
function isHeldByCallers(fn: Node, { key }: HeldLock): boolean {
  const sites = callGraphOf(fn.module).callSites(fn);
  return sites.length > 0 && sites.every((site) => locksHeldAt(site).locks.some((lock) => lock.key === key));
}
