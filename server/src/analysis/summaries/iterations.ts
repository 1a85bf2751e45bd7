/** Where code goes through a container that others can reach: loops, and calls that loop within. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import {
  COPYING_CALLS,
  ITERATING_CALLS,
  ITERATING_NAMES,
  ITERATOR_MAKERS,
  LOOPS_IN_PYTHON,
  type Openness,
} from '../library/iterating.ts';
import { type Code, runningCode } from '../program/code.ts';
import { leaves } from '../program/control-flow.ts';
import { keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { containerIn } from './accesses.ts';
import { type SharedState, stateAt } from './shared-state.ts';

export interface Iteration {
  readonly state: SharedState;
  /** What kind of container it is: 'dict'. */
  readonly container: string;
  /** The loop's own expression for what it goes through: `jobs.items()`. */
  readonly iterable: Node;
  /** The name or attribute that stands for the state: `jobs`; further up where a variable of the function keeps it. */
  readonly root: Node;
  /** The `for`, comprehension, `yield from` or call that goes through it. */
  readonly loop: Node;
  readonly code: Code;
  readonly openness: Openness;
}

/** All of a module, in source order. */
export const iterationsIn: (module: Module) => readonly Iteration[] = keptBySurface((module) =>
  [...findIterations(module)].sort((a, b) => a.loop.start - b.loop.start),
);

function* findIterations(module: Module): Generator<Iteration> {
  for (const loop of module.all(Form.For)) {
    if (!loop.isAsync && !endsInFirstTurn(loop)) yield* iterationsOver(loop.child(Role.Iterable), loop);
  }
  for (const loop of module.all(Form.Comprehension)) {
    if (!isRunHere(loop)) continue;
    for (const clause of loop.children) {
      if (clause.form === Form.ComprehensionFor && !clause.isAsync)
        yield* iterationsOver(clause.child(Role.Iterable), loop);
    }
  }
  for (const loop of module.rowsOf(Form.Yield)) {
    if (loop.has(Flag.Delegates)) yield* iterationsOver(loop.child(Role.Value), loop);
  }
  const names = namesOfCalls(module);
  for (const call of module.calls) {
    const callee = call.child(Role.Callee)!;
    if (names.has(callee.name)) yield* iterationsByCall(call, symbolOf(callee) ?? '');
    if (callee.name === 'join' || callee.name === 'copy') yield* iterationsByMethod(call, callee);
  }
}

const callNames = new WeakMap<object, ReadonlySet<string>>();

/** The last parts of the names by which the module calls what may loop: other calls need no closer look. */
function namesOfCalls(module: Module): ReadonlySet<string> {
  let names = callNames.get(module.meanings);
  if (names === undefined) {
    const imported = module
      .all(Form.ImportFrom)
      .filter((node) => ITERATING_NAMES.has(node.child(Role.None)?.name ?? ''));
    // `from copy import deepcopy as clone`
    names = new Set([...ITERATING_NAMES, ...imported.map(({ text }) => text.split(/\s+/).at(-1)!)]);
    callNames.set(module.meanings, names);
  }
  return names;
}

/** `max(jobs, key=f)`, `copy.deepcopy(jobs)`, `list(map(f, jobs))`, `list(weak_set)`. */
function* iterationsByCall(call: Node, name: string): Generator<Iteration> {
  if (COPYING_CALLS.has(name)) {
    for (const argument of call.args) {
      if (isIterator(argument)) yield* iterationsOver(argument, call);
      else yield* iterationsOver(argument, call, ({ container }) => LOOPS_IN_PYTHON.has(container));
    }
  }
  const forms = ITERATING_CALLS[name]?.filter(({ keyword, unless }) => isGiven(call, keyword) && !isSet(call, unless));
  const form = forms?.[0];
  const argument = call.args[form?.position ?? 0];
  if (form === undefined || argument === undefined) return;
  const openness = isIterator(argument) ? 'turns' : form.openness;
  for (const found of iterationsOver(argument, call, ({ container }) => form.of?.has(container) ?? true)) {
    yield { ...found, openness };
  }
}

/** `', '.join(map(str, jobs))`, `weak_set.copy()`. */
function* iterationsByMethod(call: Node, callee: Node): Generator<Iteration> {
  const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  if (object === undefined) return;
  const [argument, ...others] = call.args;
  if (callee.name === 'copy') {
    if (argument === undefined) yield* iterationsOver(object, call, ({ container }) => LOOPS_IN_PYTHON.has(container));
  } else if (object.form === Form.String && argument !== undefined && others.length === 0 && isIterator(argument)) {
    yield* iterationsOver(argument, call);
  }
}

/** Whether a call is given an argument that makes it a loop in Python: a key that is a function of the program. */
function isGiven(call: Node, keyword: string | undefined): boolean {
  if (keyword === undefined) return true;
  const value = call.keyword(keyword);
  if (value === undefined || value.form === Form.None) return false;
  return keyword !== 'key' || functionOf(provenanceOf(value)) !== undefined;
}

function isSet(call: Node, keyword: string | undefined): boolean {
  return keyword !== undefined && call.keyword(keyword)?.form === Form.True;
}

/** A loop whose first turn ends it looks at one element only. */
function endsInFirstTurn(loop: Node): boolean {
  return (
    loop.child(Role.Body)?.children.some((statement) => leaves(statement) && statement.form !== Form.Continue) === true
  );
}

/** Whether a comprehension runs where it stands: not a generator expression that is kept or returned. */
function isRunHere(comprehension: Node): boolean {
  if (!comprehension.isGeneratorExpression) return true;
  return comprehension.role === Role.Argument || comprehension.role === Role.Iterable;
}

function isIterator(expression: Node): boolean {
  const callee = expression.form === Form.Call ? expression.child(Role.Callee) : undefined;
  return (
    callee !== undefined && namesOfCalls(callee.module).has(callee.name) && ITERATOR_MAKERS.has(symbolOf(callee) ?? '')
  );
}

type Accept = (iteration: Iteration) => boolean;

/** What a loop goes through, seen through `enumerate`, `map` and the like. */
function* iterationsOver(iterable: Node | undefined, loop: Node, accept: Accept = () => true): Generator<Iteration> {
  if (iterable === undefined) return;
  if (isIterator(iterable)) {
    for (const argument of iterable.args) yield* iterationsOver(argument, loop, accept);
    return;
  }
  const container = containerBehind(iterable);
  const root = container === undefined ? undefined : (sharedRoot(container) ?? keptShared(container));
  const state = root === undefined ? undefined : stateAt(root);
  const word = state === undefined ? undefined : containerIn(state);
  if (root === undefined || state === undefined || word === undefined) return;
  const found: Iteration = {
    ...{ state, container: word, iterable, root, loop },
    ...{ code: runningCode(loop), openness: 'turns' },
  };
  if (accept(found)) yield found;
}

/** `jobs` in `jobs.items()`. */
export function containerBehind(iterable: Node): Node | undefined {
  const callee = iterable.form === Form.Call ? iterable.child(Role.Callee) : undefined;
  const isView = callee?.form === Form.Attribute && VIEWS.has(callee.name) && iterable.args.length === 0;
  return isView ? callee.child(Role.Object) : iterable;
}

const VIEWS: ReadonlySet<string> = new Set(['keys', 'values', 'items']);

/** The cheap question first: what a function calls its own is not shared. */
function sharedRoot(container: Node | undefined): Node | undefined {
  if (container?.form === Form.Attribute) return container;
  return container?.form === Form.Name && stateAt(container) !== undefined ? container : undefined;
}

function keptShared(name: Node): Node | undefined {
  const root = sharedRoot(keptIn(name));
  return root === undefined || name.code === undefined || isReplacedIn(name.code, root) ? undefined : root;
}

/** `jobs, self._jobs = self._jobs, []`: what the variable keeps is nobody else's any more. */
export function isReplacedIn(fn: Node, root: Node): boolean {
  return [...fn.descendants(root.form)].some((other) => {
    if (other.name !== root.name) return false;
    const target = other.parent?.form === Form.Tuple ? other.parent : other;
    return target.role === Role.Target && other.text === root.text;
  });
}

/** `self.jobs`, of a variable that the function gives no other value than that: `jobs = self.jobs`. */
export function keptIn(name: Node): Node | undefined {
  const scope = name.form === Form.Name ? name.scope.scopeOf(name.name) : undefined;
  if (scope === undefined || scope.node?.isFunction !== true) return undefined;
  const [binding, ...others] = scope.own(name.name);
  const assign = binding?.kind === BindingKind.Assign ? binding.node.parent : undefined;
  if (others.length > 0 || assign?.form !== Form.Assign || assign.assignedValue === undefined) return undefined;
  return containerBehind(assign.assignedValue);
}
