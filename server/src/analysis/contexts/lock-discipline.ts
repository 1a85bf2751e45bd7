/** States that the author guards with a lock in most places, and the accesses that go without it. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, functionIn, runningCode } from '../program/code.ts';
import { isLoop } from '../program/control-flow.ts';
import type { Module } from '../program/module.ts';
import { mutableOf } from '../program/mutable.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { type Access, accessesTo, changesAttribute, containerIn, isChanged } from '../summaries/accesses.ts';
import { type Lock, lockOf } from '../summaries/lock.ts';
import { locksHeldAt } from '../summaries/locks.ts';
import { isSelf, type SharedState, stateAt } from '../summaries/shared-state.ts';
import { isGuardDeclared } from './declared-guards.ts';
import type { ExecutionContext } from './execution-context.ts';
import { type GuardedAccess, guarded, isUnderConstruction } from './guarded-access.ts';
import { type Placement, placementOf } from './placement.ts';

export interface UnguardedAccess {
  readonly state: SharedState;
  readonly access: GuardedAccess;
  /** The lock that the other accesses hold, and one of them that changes the state. */
  readonly lock: Lock;
  readonly example: GuardedAccess;
  /** How many of how many accesses hold it. */
  readonly guarded: number;
  readonly total: number;
  /** Whether it only reads, or belongs to a shutdown: then little is lost. */
  readonly isMinor: boolean;
}

const known = new WeakMap<Program, Map<string, readonly UnguardedAccess[]>>();

/** The unguarded accesses in the module's code, one for each function and state: a write if there is one. */
export function unguardedAccessesIn(module: Module): readonly UnguardedAccess[] {
  const found: UnguardedAccess[] = [];
  for (const state of statesWithHabits(module)) {
    found.push(...unguardedAccessesTo(state).filter(({ access }) => access.node.module === module));
  }
  return found;
}

/** What code of this module changes under locks; and what it changes at all of what others do. */
function* statesWithHabits(module: Module): Generator<SharedState> {
  yield* statesChangedUnderLocks(module).values();
  for (const other of modulesWithHabits(module.program!)) {
    if (other === module) continue;
    for (const state of statesChangedUnderLocks(other).values()) {
      if (changesAttribute(module, state.name) && !statesChangedUnderLocks(module).has(state.key)) yield state;
    }
  }
}

const habitual = new WeakMap<Program, readonly Module[]>();

/** The modules that change anything under locks. */
function modulesWithHabits(program: Program): readonly Module[] {
  let modules = habitual.get(program);
  if (modules === undefined) {
    modules = program.modules.filter((module) => statesChangedUnderLocks(module).size > 0);
    habitual.set(program, modules);
  }
  return modules;
}

function unguardedAccessesTo(state: SharedState): readonly UnguardedAccess[] {
  const program = state.module.program!;
  let byState = known.get(program);
  if (byState === undefined) {
    byState = new Map();
    known.set(program, byState);
  }
  let found = byState.get(state.key);
  if (found === undefined) {
    found = isGuardDeclared(state) ? [] : [...unguarded(state, placementOf(state.module))];
    byState.set(state.key, found);
  }
  return found;
}

/** Says of a function and a state whether the missing lock has been reported there: then nothing milder is. */
export function isReportedUnguarded(module: Module): (code: Code, state: SharedState) => boolean {
  const found = unguardedAccessesIn(module).filter(({ access }) => access.kind !== 'read');
  const keys = new Set(found.map(({ access, state }) => `${state.key} ${access.code.id}`));
  return (code, state) => keys.has(`${state.key} ${code.id}`);
}

const guardedStates = new WeakMap<object, ReadonlyMap<string, SharedState>>();

/** What code of this module changes in `with lock:`. */
function statesChangedUnderLocks(module: Module): ReadonlyMap<string, SharedState> {
  const before = guardedStates.get(module.surface);
  if (before !== undefined) return before;
  const found = new Map<string, SharedState>();
  for (const statement of module.all(Form.With)) {
    const contexts = statement.children.map((item) => item.child(Role.Context));
    if (!contexts.some((context) => context !== undefined && lockOf(context) !== undefined)) continue;
    for (const form of [Form.Attribute, Form.Name]) {
      for (const root of statement.descendants(form)) {
        const state = isChanged(root) ? stateAt(root) : undefined;
        if (state !== undefined && state.kind !== 'cell') found.set(state.key, state);
      }
    }
  }
  guardedStates.set(module.surface, found);
  return found;
}

/** Fewer guarded accesses than this are no habit. */
const FEWEST = 2;
/** The part of all accesses that must be guarded. */
const MOST = 2 / 3;

function* unguarded(state: SharedState, placement: Placement): Generator<UnguardedAccess> {
  const accesses = accessesTo(state, state.kind === 'attribute' ? 'own' : 'all')
    .filter((access) => counts(access))
    // Whether the lock is held at the write is the question here, not whether it was held ever since the read.
    .map(({ read: _, ...access }) => guarded(access, placement))
    .filter((access) => access !== undefined);
  const lock = commonestLock(accesses);
  if (lock === undefined) return;
  const holds = (access: GuardedAccess): boolean =>
    access.locks.some(({ key }) => key === lock.key) || isHeldByCallers(access.code, lock, new Set());
  // What is right without the lock says nothing of a habit.
  let isReplaced: boolean | undefined;
  const isSnapshot = (access: GuardedAccess): boolean => {
    if (isWrite(access) || accesses.some(({ code, node }) => code.id === access.code.id && !node.is(access.node))) {
      return false;
    }
    isReplaced ??= accessesTo(state, 'changes').every(
      (change) => isUnderConstruction(change) || putsNewContainer(change),
    );
    return isReplaced;
  };
  const telling = accesses.filter((access) => holds(access) || !(isHarmless(access, lock) || isSnapshot(access)));
  const holding = telling.filter(holds);
  const example = holding.find(isWrite);
  if (example === undefined || holding.length < FEWEST || holding.length < MOST * telling.length) return;
  if (!isHabit(holding, state, lock)) return;
  // Who looks ahead and takes the lock then may use what it has seen.
  const careful = new Set(holding.map(({ code }) => code.id));
  const missing = telling.filter(
    (access) => isBare(access) && !holds(access) && (isWrite(access) || !careful.has(access.code.id)),
  );
  const reported = new Set<number>();
  const isGrave = (access: Access): boolean => isWrite(access) && !isPlainStore(access);
  const byGravity = missing.toSorted(
    (a, b) => Number(isGrave(b)) - Number(isGrave(a)) || Number(isWrite(b)) - Number(isWrite(a)),
  );
  for (const access of byGravity) {
    if (reported.has(access.code.id)) continue;
    reported.add(access.code.id);
    const isMinor =
      !isWrite(access) || isPlainStore(access) || isAtomicByDesign(access) || endsThings(access.code, placement);
    yield { state, access, lock, example, guarded: holding.length, total: telling.length, isMinor };
  }
}

/** One function alone may touch the state under a lock that is there for something else. */
function isHabit(holding: readonly GuardedAccess[], state: SharedState, lock: Lock): boolean {
  if (new Set(holding.map(({ code }) => code.id)).size > 1) return true;
  const regions = state.module.all(Form.With).filter((statement) => takes(statement, lock));
  return regions.every((region) => holding.some(({ node }) => region.contains(node)));
}

function takes(statement: Node, { key }: Lock): boolean {
  const contexts = statement.children.map((item) => item.child(Role.Context));
  return contexts.some((context) => context !== undefined && lockOf(context)?.key === key);
}

function isBare({ locks }: GuardedAccess): boolean {
  return locks.length === 0;
}

/** `self.jobs = []` replaces the value as a whole: nothing is lost in between, though it may come at a bad time. */
function isPlainStore({ kind, node, place }: Access): boolean {
  return kind === 'write' && node.form === Form.Assign && place.form !== Form.Subscript;
}

/** `self.jobs = [*self.jobs, job]`: who has read the old list has one that nobody changes any more. */
function putsNewContainer({ node, place }: Access): boolean {
  const value = node.form === Form.Assign && place.form !== Form.Subscript ? node.assignedValue : undefined;
  if (value === undefined || value.form === Form.Name) return false;
  // What an object of the program does to itself is not among the accesses.
  const made = mutableOf(value);
  return value.form === Form.Tuple || (made !== undefined && made.mutators === undefined);
}

function isWrite({ kind }: Access): boolean {
  return kind !== 'read';
}

/** Accesses of methods to their own object, and of functions to globals; nobody knows when nested functions run. */
function counts(access: Access): boolean {
  const fn = functionIn(access.code);
  if (fn === undefined || fn.form !== Form.Function || fn.scope.node?.isFunction) return false;
  if (isUnderConstruction(access)) return false;
  return access.state.kind !== 'attribute' || (access.receiver !== undefined && isSelf(access.receiver, fn));
}

function commonestLock(accesses: readonly GuardedAccess[]): Lock | undefined {
  const counted = new Map<string, { readonly lock: Lock; number: number }>();
  for (const lock of accesses.flatMap(({ locks }) => locks)) {
    const entry = counted.get(lock.key);
    if (entry === undefined) counted.set(lock.key, { lock, number: 1 });
    else entry.number++;
  }
  return [...counted.values()].sort((a, b) => b.number - a.number)[0]?.lock;
}

/** Whether every call of a helper holds the lock, or comes from a constructor; or its name says that it must. */
function isHeldByCallers(code: Code, lock: Lock, seen: Set<number>): boolean {
  const fn = functionIn(code);
  if (fn === undefined || seen.has(fn.id)) return false;
  if (/_(un)?locked$/.test(fn.name)) return true;
  seen.add(fn.id);
  const sites = callGraphOf(fn.module).callSites(fn);
  return (
    sites.length > 0 &&
    sites.every((site) => {
      const caller = runningCode(site);
      if (locksHeldAt(site).locks.some(({ key }) => key === lock.key)) return true;
      return functionIn(caller)?.name === '__init__' || isHeldByCallers(caller, lock, seen);
    })
  );
}

/** What is right without the lock: a look ahead that is repeated under it, a loop's flag, and whoever makes the lock. */
function isHarmless(access: GuardedAccess, lock: Lock): boolean {
  const fn = functionIn(access.code)!;
  if (QUIET.test(fn.name) || makesLock(fn, lock)) return true;
  if (isWrite(access)) return false;
  for (const around of access.node.ancestors()) {
    if (around.isFunction) break;
    const isTest = around.child(Role.Test)?.contains(access.node) === true;
    if (isTest && isLoop(around)) return true;
    // `if self.x is None: with lock: if self.x is None: …`
    if (isTest && takesLock(around, lock)) return true;
  }
  return false;
}

const QUIET = /^__(repr|str|del|a?enter|getstate|reduce|reduce_ex|copy|deepcopy|sizeof)__$|fork|reset|reinit/;

/** Whether code within a statement, or behind it in its block, takes the lock. */
function takesLock(statement: Node, lock: Lock): boolean {
  const within = [statement, ...(statement.parent?.children ?? []).filter(({ start }) => start > statement.end)];
  return within.some((node) =>
    [node, ...node.descendants(Form.With)].some((inner) => inner.form === Form.With && takes(inner, lock)),
  );
}

/** The function that makes the lock runs before anybody can hold it. */
function makesLock(fn: Node, { made }: Lock): boolean {
  return fn.contains(made);
}

/** `append` and `pop` of a deque are documented to need no lock: https://docs.python.org/3/library/collections.html */
export function isAtomicByDesign({ state, node }: Access): boolean {
  const method = node.form === Form.Call ? node.child(Role.Callee)?.name : undefined;
  return method !== undefined && /^(append|pop)(left)?$/.test(method) && containerIn(state) === 'deque';
}

/** Shutting down: the others are gone, or soon will be. */
export function endsThings(code: Code, placement: Placement): boolean {
  const fn = functionIn(code);
  return fn !== undefined && (ENDS.test(fn.name) || placement.contextsOf(fn).some(isEnd));
}

function isEnd({ kind, isAtExit }: ExecutionContext): boolean {
  return isAtExit === true || kind === 'finalizer';
}

const ENDS = /(^|_)(close|stop|shutdown|terminate|cleanup|clear|teardown|exit|dispose|destroy)(_|$)/i;
