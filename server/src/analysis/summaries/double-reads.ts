/** Values that a function looks at twice: a test says that the value is there, and then it is read again to be used. */
import { Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import { type Condition, conditionsAt } from '../program/conditions.ts';
import { isCaughtAt } from '../program/handlers.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { containerIn, modulesThatSee } from './accesses.ts';
import { isOwnKey, saysPresent } from './decisions.ts';
import { rootOf, type SharedState, stateAt, stateOfPlace } from './shared-state.ts';

export interface DoubleRead {
  /** `value`: it is tested not to be None; `element`: the container is tested to have it. */
  readonly kind: 'value' | 'element';
  readonly state: SharedState;
  /** What the test says: the whole expression without `not` and `and`. */
  readonly test: Node;
  /** The second read: `self.sock`, `sessions[user]`. */
  readonly use: Node;
  readonly fn: Node;
  /** What others get their turn at in between on every Python build: a call. */
  readonly turn?: Node;
  /** What happens when the value has gone. */
  readonly outcome: 'AttributeError' | 'TypeError' | 'KeyError';
}

/** All of a module, in source order of their uses. What other modules set to None counts, so it holds for one program. */
export function doubleReadsIn(module: Module): DoubleRead[] {
  return [...valuesReadTwice(module), ...elementsReadTwice(module)].sort((a, b) => a.use.start - b.use.start);
}

function* valuesReadTwice(module: Module): Generator<DoubleRead> {
  const names = namesSetToNothing(module.program!);
  for (const form of [Form.Attribute, Form.Name]) {
    const named = [...module.named(names, form)];
    // The cheap question: most of what is used is tested nowhere in the same function.
    const tested = new Map<string, Set<number>>();
    for (const node of named) {
      if (!isTested(node)) continue;
      const codes = tested.get(node.name) ?? new Set();
      tested.set(node.name, codes.add(runningCode(node).id));
    }
    for (const use of named) {
      const codes = tested.get(use.name);
      const outcome = codes === undefined ? undefined : outcomeOf(use);
      if (codes === undefined || outcome === undefined) continue;
      const fn = runningCode(use);
      if (!('form' in fn) || !codes.has(fn.id) || !mayBeShared(use)) continue;
      const state = stateOfPlace(use);
      if (state === undefined || !isSetToNothing(state)) continue;
      const test = conditionsAt(use).find((condition) => saysSet(condition, use))?.test;
      if (test === undefined || isClaim(test) || test.contains(use)) continue;
      if (!isSetBetween(test, use, fn) && !isReadyFor(use, outcome))
        yield { kind: 'value', state, test, use, fn, ...turnBetween(test, use, fn), outcome };
    }
  }
}

/** Whether a row may be what a test asks for: `if x`, `x is None`, `not x`, `a and x`. */
function isTested({ role, parent }: Node): boolean {
  if (role === Role.Test) return true;
  const form = parent?.form;
  return form === Form.Compare || form === Form.Not || form === Form.BoolOp;
}

function* elementsReadTwice(module: Module): Generator<DoubleRead> {
  for (const test of module.rowsOf(Form.Compare)) {
    if (test.name !== 'in' && test.name !== 'not in') continue;
    const [key, container] = test.childrenIn(Role.Operand);
    const fn = runningCode(test);
    if (key === undefined || container === undefined || !('form' in fn) || !mayBeShared(container)) continue;
    if (isOwnKey(key) || isClaim(test)) continue;
    const root = rootOf(container);
    const state = root?.is(container) === true ? stateAt(root) : undefined;
    if (state === undefined || containerIn(state) === undefined) continue;
    const wanted = `${container.text}[${key.text}]`;
    for (const use of fn.descendants(Form.Subscript)) {
      if (use.start < test.end || use.role === Role.Target || use.text !== wanted) continue;
      if (runningCode(use).id !== fn.id || use.statement.form === Form.Delete) continue;
      const isSaid = conditionsAt(use).some((each) => each.test.is(test) && saysPresent(each, container, key, true));
      if (!isSaid || isReadyFor(use, 'KeyError') || isSetBetween(test, use, fn)) continue;
      yield { kind: 'element', state, test, use, fn, ...turnBetween(test, use, fn), outcome: 'KeyError' };
      break;
    }
  }
}

/** `assert self.sock is not None` claims what is so, for readers and type checkers; it is no decision. */
function isClaim(test: Node): boolean {
  return test.statement.form === Form.Assert;
}

const allNothings = new WeakMap<Program, ReadonlySet<string>>();
const nothings = new WeakMap<object, ReadonlySet<string>>();

/** The names that anybody in the program sets to None or deletes: the cheap question. */
function namesSetToNothing(program: Program): ReadonlySet<string> {
  let names = allNothings.get(program);
  if (names === undefined) {
    const all = new Set<string>();
    for (const module of program.modules) for (const name of ownNamesSetToNothing(module)) all.add(name);
    names = all;
    allNothings.set(program, names);
  }
  return names;
}

/** Whether anybody who can see a state sets something of that name to None. */
function isSetToNothing({ module, name }: SharedState): boolean {
  return modulesThatSee(module).some((other) => ownNamesSetToNothing(other).has(name));
}

function ownNamesSetToNothing(module: Module): ReadonlySet<string> {
  let found = nothings.get(module.surface);
  if (found === undefined) {
    const names = new Set<string>();
    for (const assign of module.all(Form.Assign)) {
      // What a constructor or the module itself sets to None comes before anybody tests it.
      if (assign.assignedValue?.form !== Form.None || assign.code === undefined || assign.code.name === '__init__')
        continue;
      for (const target of assign.childrenIn(Role.Target)) if (target.form !== Form.Subscript) names.add(target.name);
    }
    for (const statement of module.rowsOf(Form.Delete)) {
      for (const target of statement.childrenIn(Role.Target))
        if (target.form !== Form.Subscript) names.add(target.name);
    }
    found = names;
    nothings.set(module.surface, found);
  }
  return found;
}

/** What using None this way raises; undefined where nothing does. */
function outcomeOf(use: Node): DoubleRead['outcome'] | undefined {
  if (use.role === Role.Object) return use.parent?.form === Form.Attribute ? 'AttributeError' : 'TypeError';
  return use.role === Role.Callee || use.role === Role.Iterable ? 'TypeError' : undefined;
}

/** The cheap question: variables of the function itself are its own. */
function mayBeShared(place: Node): boolean {
  if (place.form === Form.Attribute) return true;
  if (place.form !== Form.Name) return false;
  const scope = place.scope.scopeOf(place.name);
  return scope !== undefined && (scope.isModule || !scope.node?.is(place.code));
}

/** `if self.sock:`, `if self.sock is not None:` */
function saysSet({ test, holds }: Condition, place: Node): boolean {
  if (isSame(test, place)) return holds;
  if (test.form !== Form.Compare) return false;
  const [left, right] = test.childrenIn(Role.Operand);
  if (left === undefined || right?.form !== Form.None || !isSame(left, place)) return false;
  return test.name === 'is not' || test.name === '!=' ? holds : (test.name === 'is' || test.name === '==') && !holds;
}

function isSame(a: Node, b: Node): boolean {
  return a.form === b.form && a.name === b.name && a.text === b.text;
}

/** Whether the function itself gives the place, or what it is in, another value after the test. */
function isSetBetween(test: Node, use: Node, fn: Node): boolean {
  const places = [use];
  for (let at = use.child(Role.Object); at !== undefined; at = at.child(Role.Object)) places.push(at);
  for (const form of [Form.Assign, Form.AugAssign] as const) {
    for (const assign of fn.descendants(form)) {
      if (assign.start < test.end || assign.end > use.start) continue;
      const targets = assign
        .childrenIn(Role.Target)
        .flatMap((each) => (each.form === Form.Tuple ? each.children : [each]));
      if (targets.some((target) => places.some((place) => isSame(place, target)))) return true;
    }
  }
  return false;
}

function isReadyFor(use: Node, outcome: string): boolean {
  return isCaughtAt(use, [outcome, 'LookupError', 'Exception', 'BaseException']);
}

/** The first call between the test and the use. */
function turnBetween(test: Node, use: Node, fn: Node): { readonly turn?: Node } {
  let first: Node | undefined;
  for (const call of fn.descendants(Form.Call)) {
    if (call.start < test.end || call.end > use.start || runningCode(call).id !== fn.id) continue;
    if (first === undefined || call.end < first.end) first = call;
  }
  return first === undefined ? {} : { turn: first };
}
