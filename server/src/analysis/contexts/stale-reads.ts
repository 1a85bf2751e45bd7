/** What a coroutine reads of shared state and relies on after an `await`, where another task may have changed it. */

import { BindingKind, Form, Role } from '../facts/forms.ts';
import { functionIn } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import { keptByModule } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { type Decision, decisionsIn } from '../summaries/decisions.ts';
import { type HeldLocks, locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import { pauseBetween, pausesIn } from '../summaries/pauses.ts';
import { updatesIn } from '../summaries/updates.ts';
import { type Harm, harmOf, spoils } from './check-then-act.ts';
import { hasLoopToItself } from './event-loop.ts';
import { isSameHold, isUnderConstruction } from './guarded-access.ts';
import { readsIn } from './race-window.ts';
import { type TaskConflict, taskConflict } from './task-conflicts.ts';
import { taskPlacementOf } from './tasks.ts';

export interface StaleRead extends TaskConflict, Candidate {
  readonly update: Access;
}

/** What is read before a pause and written after it. */
interface Candidate {
  readonly update: Access;
  /** `update` where the new value is computed from the old one; else what the decision is about. */
  readonly kind: 'update' | 'unset' | 'absent' | 'present' | 'filled';
  /** Where the state is looked at. */
  readonly look: Node;
  /** Where the task is suspended after that. */
  readonly pause: Node;
  /** The test that the write relies on. */
  readonly decision?: Decision;
  readonly harm: Harm;
}

const candidates = new WeakMap<object, readonly Candidate[]>();
/** Those in the module's code, one for each function and state: the first. */
export const staleReadsIn: (module: Module) => readonly StaleRead[] = keptByModule(findIn);

function findIn(module: Module): readonly StaleRead[] {
  const found = new Map<string, StaleRead>();
  for (const candidate of candidatesIn(module)) {
    const { update, decision } = candidate;
    const key = `${update.state.key} ${update.code.id}`;
    if (found.has(key) || isUnderConstruction(update) || isLocked(candidate)) continue;
    if (hasLoopToItself(functionIn(update.code)!)) continue;
    const conflict = taskConflict(update, [update], module) ?? taskConflict(update, rivalsOf(update, decision), module);
    if (conflict === undefined) continue;
    const isAssumed = conflict.isAssumed || mayBeOfOtherKeys(candidate, conflict);
    found.set(key, { ...candidate, ...conflict, isAssumed });
  }
  return [...found.values()];
}

/** `create_task(forget(key))` in a loop over the keys: each task may well have one of its own. */
function mayBeOfOtherKeys({ decision, update }: Candidate, { updateContext, otherContext }: TaskConflict): boolean {
  if (updateContext !== otherContext || updateContext.role !== 'started') return false;
  const { act } = decision ?? { act: update.node };
  const places = act.childrenIn(Role.Target).flatMap((target) => [target, ...target.descendants(Form.Subscript)]);
  const keys = act.form === Form.Call ? act.args.slice(0, 1) : places.flatMap((place) => place.childrenIn(Role.Index));
  return keys.some((key) => [key, ...key.descendants(Form.Name)].some(isParameter));
}

function isParameter({ form, scope, name }: Node): boolean {
  const bindings = form === Form.Name ? (scope.scopeOf(name)?.own(name) ?? []) : [];
  return bindings.some(({ kind }) => kind === BindingKind.Param);
}

function* rivalsOf({ node, state }: Access, decision: Decision | undefined): Generator<Access> {
  for (const access of accessesTo(state, 'changes')) {
    if (access.node.is(node) || isUnderConstruction(access)) continue;
    if (decision === undefined || spoils(access, decision.kind)) yield access;
  }
}

function candidatesIn(module: Module): readonly Candidate[] {
  let found = candidates.get(module.behaviour);
  if (found === undefined) {
    const coroutines = module.functions.filter((fn) => fn.isAsync && pausesIn(fn).length > 0);
    found = coroutines.length === 0 ? [] : [...staleUpdates(module), ...coroutines.flatMap(staleDecisions)];
    candidates.set(module.behaviour, found);
  }
  return found;
}

/** `self.n += await f()`; `v = self.n`, then an `await`, then `self.n = v + 1`. */
function* staleUpdates(module: Module): Generator<Candidate> {
  for (const update of updatesIn(module)) {
    const fn = functionIn(update.code);
    if (!fn?.isAsync) continue;
    const { node, place, read } = update;
    const value = node.form === Form.AugAssign ? undefined : (read ?? node).assignedValue;
    const look = value === undefined ? place : (readsIn(value, place)[0] ?? read);
    const pause = look === undefined ? undefined : pauseBetween(look, node, fn);
    if (look !== undefined && pause !== undefined) yield { update, kind: 'update', look, pause, harm: 'lost' };
  }
}

/** `if key not in cache: cache[key] = await load(key)`. */
function staleDecisions(fn: Node): Candidate[] {
  const found: Candidate[] = [];
  const [first] = pausesIn(fn);
  for (const decision of first === undefined ? [] : decisionsIn(fn, first.node.start)) {
    const { kind, state, root, look, act, value } = decision;
    if (kind === 'queued' || kind === 'file' || kind === 'cached' || isConstant(value)) continue;
    // `assert self.task is None` says that nobody else comes here.
    if (decision.test.statement.form === Form.Assert) continue;
    const pause = pauseBetween(look, act, fn);
    const done = pause === undefined ? undefined : harmOf(decision);
    const harm = done === 'none' && isAwaitedFor(decision, fn) ? 'twice' : done;
    if (pause === undefined || harm === undefined || harm === 'none' || isClaimed(decision, pause, fn)) continue;
    const receiver = root.form === Form.Attribute ? root.child(Role.Object) : undefined;
    const place = act.child(Role.Target) ?? root;
    const base = { state, kind: 'write', place, node: act, code: fn } as const;
    const update = { ...base, ...(receiver === undefined ? {} : { receiver }) };
    found.push({ update, kind, look, pause, decision, harm });
  }
  return found;
}

/** `page.text`, where `page = await load()` stands behind the test: each task loads it. */
function isAwaitedFor({ value, look, act }: Decision, fn: Node): boolean {
  const names = new Set([value!, ...value!.descendants(Form.Name)].map(({ name }) => name));
  return [...fn.descendants(Form.Assign)].some(
    (assign) =>
      assign.start > look.end &&
      assign.end <= act.start &&
      assign.assignedValue?.form === Form.Await &&
      assign.childrenIn(Role.Target).some((target) => target.form === Form.Name && names.has(target.name)),
  );
}

/** Setting the same flag twice does no harm. */
function isConstant(value: Node | undefined): boolean {
  return value !== undefined && value.form >= Form.String && value.form <= Form.Ellipsis;
}

/**
 * Whether the task has marked that it is at it before it is suspended: `if loading: return`, `loading = True`, and then
 * `await`. Whoever comes in between sees the mark.
 */
function isClaimed({ act, look }: Decision, pause: Node, fn: Node): boolean {
  const marked = new Set<string>();
  for (const form of [Form.Assign, Form.Call, Form.AugAssign] as const) {
    for (const node of fn.descendants(form)) {
      if (node.start < look.start || node.end > pause.start) continue;
      for (const target of node.childrenIn(Role.Target)) marked.add(rootText(target));
      const callee = node.child(Role.Callee);
      if (callee?.form === Form.Attribute && /^(add|append|setdefault|set)$/.test(callee.name)) {
        marked.add(rootText(callee.child(Role.Object)!));
      }
    }
  }
  if (marked.size === 0) return false;
  return conditionsAt(act).some(({ test }) =>
    [test, ...test.descendants(Form.Name), ...test.descendants(Form.Attribute)].some(({ text }) => marked.has(text)),
  );
}

function rootText(place: Node): string {
  let node = place;
  while (node.form === Form.Subscript) node = node.child(Role.Object) ?? node;
  return node.text;
}

/** Whether one lock is held from the look to the write, also by whoever calls the function. */
function isLocked({ update, look }: Candidate): boolean {
  const fn = functionIn(update.code)!;
  const atLook = locksHeldAt(look);
  const atWrite = locksHeldAt(update.place);
  if (atLook.isUncertain && atWrite.isUncertain) return true;
  const before: HeldLocks = locksHeldOnEntry(fn, taskPlacementOf(fn.module).isEntry);
  if (before.isUncertain) return true;
  const throughout = atWrite.locks.filter((lock) => atLook.locks.some((other) => isSameHold(lock, other)));
  return [...throughout, ...before.locks].some(({ extent }) => extent !== 'per-call');
}
