/** Decisions on shared state that another thread may make stale before the act, as no lock is held over both. */

import { Form, Role } from '../facts/forms.ts';
import { MUTABLE_CONSTRUCTORS } from '../library/containers.ts';
import { MAKERS, REPEATABLE_CALLS } from '../library/repeatable.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, codesOf, functionIn, runningCode } from '../program/code.ts';
import { keptByModule } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { cachedResultOf } from '../summaries/cached-results.ts';
import { type Decision, decisionsIn } from '../summaries/decisions.ts';
import { fileDecisionsIn } from '../summaries/file-decisions.ts';
import type { SharedState } from '../summaries/shared-state.ts';
import { type Conflict, conflictsBetween, plainestConflict } from './conflicts.ts';
import { isGuardDeclared } from './declared-guards.ts';
import { isThread } from './execution-context.ts';
import { type GuardedAccess, guarded, isSameHold, isUnderConstruction } from './guarded-access.ts';
import { isReportedUnguarded } from './lock-discipline.ts';
import { ownershipOf } from './ownership.ts';
import { type Placement, placementOf } from './placement.ts';

/**
 * What happens when two threads act: something is `lost` or fails, work is done `twice`, or `none` to speak of, since both
 * do the same.
 */
export type Harm = 'lost' | 'twice' | 'none';

export interface CheckThenAct extends Conflict {
  readonly state: SharedState;
  readonly decision: Decision;
  readonly code: Code;
  readonly harm: Harm;
}

/** Those in the module's code, one for each function and state: the first. */
export function checkThenActsIn(module: Module): readonly CheckThenAct[] {
  const firsts = new Map<string, CheckThenAct>();
  for (const found of allCheckThenActsIn(module)) {
    const key = `${found.state.key} ${found.code.id}`;
    if (!firsts.has(key)) firsts.set(key, found);
  }
  return [...firsts.values()];
}

/** All of them in the module's code. */
export const allCheckThenActsIn: (module: Module) => readonly CheckThenAct[] = keptByModule(findIn);

/** What may come in the middle of a decision elsewhere. */
export function rivalsOf({ decision, update }: CheckThenAct): GuardedAccess[] {
  const { module } = update.node;
  const others = [...spoilers(decision, placementOf(module), update)];
  return others.filter((other) => !conflictsBetween(update, other, module).next().done);
}

function findIn(module: Module): CheckThenAct[] {
  const found: CheckThenAct[] = [];
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return found;
  const isReported = isReportedUnguarded(module);
  for (const code of codesOf(module).codes) {
    const fn = functionIn(code);
    // Only what a thread runs is worth a closer look.
    if (fn === undefined || !placement.contextsOf(fn).some(isThread)) continue;
    for (const decision of decisionsOf(fn)) {
      if (isGuardDeclared(decision.state) || isReported(fn, decision.state)) continue;
      const harm = harmOf(decision);
      const conflict = harm === undefined ? undefined : conflictOf(decision, fn, placement);
      if (harm === undefined || conflict === undefined) continue;
      found.push({ state: decision.state, decision, code, harm, ...conflict });
    }
  }
  return found;
}

const decisions = new WeakMap<object, Map<number, readonly Decision[]>>();

/** What a function decides depends on what it looks at alone. */
function decisionsOf(fn: Node): readonly Decision[] {
  let byFunction = decisions.get(fn.module.behaviour);
  if (byFunction === undefined) {
    byFunction = new Map();
    decisions.set(fn.module.behaviour, byFunction);
  }
  let found = byFunction.get(fn.id);
  if (found === undefined) {
    const cached = cachedResultOf(fn);
    const onFiles = fileDecisionsIn(callGraphOf(fn.module).callsRunBy(fn));
    found = [...(cached === undefined ? [] : [cached]), ...decisionsIn(fn), ...onFiles];
    byFunction.set(fn.id, found);
  }
  return found;
}

function conflictOf(decision: Decision, fn: Node, placement: Placement): Conflict | undefined {
  const act = guardedDecision(decision, fn, placement);
  if (act === undefined || !ownershipOf(fn.module).isShared(act, placement.contextsOf(fn))) return undefined;
  const own = plainestConflict(act, [act], fn.module);
  if (own !== undefined && !own.isAssumed) return own;
  return plainestConflict(act, spoilers(decision, placement, act), fn.module) ?? own;
}

/** The act with the locks that are held from the test to the act. */
function guardedDecision(
  { kind, state, root, look, act }: Decision,
  fn: Node,
  placement: Placement,
): GuardedAccess | undefined {
  const receiver = root.form === Form.Attribute ? root.child(Role.Object) : undefined;
  const base = { state, kind: 'write' as const, node: act, code: fn, ...(receiver === undefined ? {} : { receiver }) };
  // A path may be put together somewhere else.
  const place = kind === 'file' ? act : root;
  if (isUnderConstruction({ ...base, place })) return undefined;
  const atAct = guarded({ ...base, place }, placement);
  const atTest = guarded({ ...base, place: look }, placement);
  if (atAct === undefined || atTest === undefined) return undefined;
  return { ...atAct, locks: atAct.locks.filter((lock) => atTest.locks.some((other) => isSameHold(lock, other))) };
}

/** What makes the decision stale when it comes between the test and the act. */
function* spoilers({ kind, state }: Decision, placement: Placement, act: GuardedAccess): Generator<GuardedAccess> {
  if (kind === 'file' || kind === 'cached') return;
  for (const access of accessesTo(state, kind === 'queued' ? 'all' : 'changes')) {
    if (access.node.is(act.node) || isUnderConstruction(access) || !spoils(access, kind)) continue;
    const other = guarded(access, placement);
    if (other !== undefined) yield other;
  }
}

/** Whether an access makes a decision of this kind stale. */
export function spoils({ kind: access, node, place }: Access, kind: Decision['kind']): boolean {
  if (kind === 'queued') return node.parent?.form === Form.Attribute && /^get(_nowait)?$/.test(node.parent.name);
  if (access === 'read') return false;
  const method = node.form === Form.Call ? node.child(Role.Callee)?.name : undefined;
  const isRemoval = node.form === Form.Delete || (method !== undefined && REMOVALS.has(method));
  const isRebound = place.form !== Form.Subscript && node.form === Form.Assign;
  switch (kind) {
    // Setting it back to nothing is not what the decision is about.
    case 'unset':
      return isRebound && node.assignedValue?.form !== Form.None;
    case 'absent':
      return !isRemoval && !isRebound;
    default:
      return isRemoval || isRebound;
  }
}

const REMOVALS: ReadonlySet<string> = new Set(['pop', 'popitem', 'popleft', 'remove', 'clear', 'discard']);

/** What is lost when two threads act: judged by what is stored. undefined where it is as good as the other's. */
export function harmOf({ kind, value, act, test }: Decision): Harm | undefined {
  if (kind === 'cached') return value !== undefined && isObject(madeBy(value)) ? 'none' : undefined;
  if (kind === 'file') return 'twice';
  if ((kind !== 'unset' && kind !== 'absent') || act.form === Form.Call || value === undefined) return 'lost';
  const made = madeBy(value);
  if (CONSTANTS.has(made.form)) {
    if (!guardsMore(act, test)) return 'none';
    // A flag keeps the others out; a remembered answer does not.
    return made.form === Form.True && test.form !== Form.Compare
      ? 'lost'
      : made.form === Form.String
        ? 'lost'
        : 'twice';
  }
  if (isPure(made, 0)) return 'none';
  if (kind === 'absent' && EMPTY.has(made.form) && !isUsedBehind(act)) return 'twice';
  // What is filled before it is stored is as good as the other's.
  if (EMPTY.has(made.form) && value.form === Form.Name && isFilledBefore(value, act)) return 'twice';
  return isObject(made) ? 'lost' : 'twice';
}

/** Whether a local container gets its entries before the act that stores it, and none behind it. */
function isFilledBefore(name: Node, act: Node): boolean {
  const fn = act.code;
  if (fn === undefined) return false;
  const uses = [...fn.descendants(Form.Name)].filter((use) => use.name === name.name && use.role === Role.Object);
  return uses.length > 0 && uses.every(({ start }) => start < act.start);
}

/** Whether the function goes on with the element that it has stored: what others put there is lost if it is replaced. */
function isUsedBehind(act: Node): boolean {
  const places = act.childrenIn(Role.Target).map(({ text }) => text);
  const fn = act.code;
  const names = act.childrenIn(Role.Target).filter(({ form }) => form === Form.Name);
  if (fn === undefined || names.length > 0 || act.child(Role.Value)?.form === Form.Assign) return true;
  return [...fn.descendants(Form.Subscript)].some((node) => node.start > act.end && places.includes(node.text));
}

/** The value itself, also through a variable of the function. */
function madeBy(value: Node): Node {
  return (value.form === Form.Name ? assignedTo(value) : undefined) ?? value;
}

/** Whether it matters which one is kept: an empty container to be filled, a connection, an object with a life of its own. */
function isObject(made: Node, depth = 0): boolean {
  if (made.form === Form.Await) return isObject(made.child(Role.Operand) ?? made, depth);
  // An empty container that a function gives back is a result as good as another.
  if (EMPTY.has(made.form)) return depth === 0 && made.children.length === 0;
  const callee = made.form === Form.Call ? made.child(Role.Callee) : undefined;
  if (callee === undefined) return false;
  const { kind } = provenanceOf(made);
  if (kind === 'object' || kind === 'instance') return true;
  const name = symbolOf(callee);
  if (name !== undefined) {
    return MUTABLE_CONSTRUCTORS[name] === undefined ? MAKERS.test(name) : depth === 0 && made.args.length === 0;
  }
  const fn = functionOf(provenanceOf(callee));
  if (fn?.form !== Form.Function || depth > DEEPEST) return false;
  return [...fn.descendants(Form.Return)].some((end) => {
    const value = runningCode(end).id === fn.id ? end.child(Role.Value) : undefined;
    return value !== undefined && isObject(madeBy(value), depth + 1);
  });
}

/** How far the functions that make a value are followed. */
const DEEPEST = 3;

const EMPTY: ReadonlySet<number> = new Set([Form.List, Form.Dict, Form.Set]);

const CONSTANTS: ReadonlySet<number> = new Set([Form.True, Form.False, Form.Number, Form.String]);

/** Whether the branch does more than set the value: `if not ready: ready = True; start()`. */
function guardsMore(act: Node, test: Node): boolean {
  const block = act.parent;
  if (block?.form !== Form.Block || !block.parent?.contains(test)) return true;
  return (
    block.children.some((statement) => !statement.is(act) && !statement.descendants(Form.Call).next().done) ||
    block.children.some((statement) => statement.form === Form.Call)
  );
}

function isPure(value: Node, depth: number): boolean {
  if (depth > 6) return false;
  switch (value.form) {
    case Form.Call: {
      const callee = value.child(Role.Callee);
      const name = callee === undefined ? undefined : symbolOf(callee);
      return name !== undefined && REPEATABLE_CALLS.test(name) && value.args.every((arg) => isPure(arg, depth + 1));
    }
    case Form.List:
    case Form.Dict:
    case Form.Set:
    case Form.Comprehension:
      // Each thread would fill a container of its own.
      return false;
    case Form.Name:
    case Form.Attribute: {
      const assigned = value.form === Form.Name ? assignedTo(value) : undefined;
      if (assigned !== undefined) return isPure(assigned, depth + 1);
      const { kind } = provenanceOf(value);
      return kind !== 'object' && kind !== 'instance';
    }
    default:
      return [...value.descendants(Form.Call)].every((call) => isPure(call, depth + 1));
  }
}

/** What the function itself last gave a variable of its own. */
function assignedTo(name: Node): Node | undefined {
  const scope = name.scope.scopeOf(name.name);
  if (scope === undefined || scope.isModule || !scope.is(name.scope)) return undefined;
  const bindings = scope.own(name.name).filter(({ node }) => node.start < name.start);
  const { parent } = bindings.at(-1)?.node ?? {};
  return parent?.form === Form.Assign ? parent.assignedValue : undefined;
}
