/** Decisions on shared state: a test, and the act behind it that is only right as long as the test still holds. */

import { BindingKind, Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { classOf } from '../program/classes.ts';
import { runningCode } from '../program/code.ts';
import { type Condition, conditionsAt } from '../program/conditions.ts';
import { exceptionsCaughtAt } from '../program/handlers.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { containerIn } from './accesses.ts';
import { isSelf, rootOf, type SharedState, stateAt, stateOfPlace } from './shared-state.ts';

/**
 * - `unset`: it has no value yet, and gets one
 * - `absent`: the container has no such element, and gets it
 * - `present`: the container has the element, which is taken out
 * - `filled`: the container has elements, and one is taken out
 * - `queued`: the queue has entries, and one is taken out
 * - `file`: a file is there, and is removed; or is not, and is made
 * - `cached`: a cache has no result yet, and gets it
 */
export type DecisionKind = 'unset' | 'absent' | 'present' | 'filled' | 'queued' | 'file' | 'cached';

export interface Decision {
  readonly kind: DecisionKind;
  readonly state: SharedState;
  /** The expression that names the state in the act: `self.cache`, `_client`, `jobs`. */
  readonly root: Node;
  /** The innermost test that decides. */
  readonly test: Node;
  /** What looks at the state: the test, or the value of a variable that is tested. */
  readonly look: Node;
  /** The statement or call that acts. */
  readonly act: Node;
  /** What an `unset`, `absent` or `cached` act stores; the path of a `file`. */
  readonly value?: Node;
}

/** The decisions that a function's own code makes and acts on, in source order; only those whose act ends behind an offset. */
export function decisionsIn(fn: Node, from = 0): Decision[] {
  const found: Decision[] = [];
  const add = (decision: Decision | undefined): void => {
    if (decision !== undefined) found.push(decision);
  };
  const isOwn = (node: Node): boolean => runningCode(node).id === fn.id;
  for (const assign of fn.descendants(Form.Assign)) {
    if (assign.end < from || assign.parent?.form === Form.Assign) continue;
    if (assign.assignedValue === undefined || !isOwn(assign)) continue;
    for (const place of assign.childrenIn(Role.Target)) add(decisionToStore(place, assign));
  }
  for (const statement of fn.descendants(Form.Delete)) {
    if (statement.end < from || !isOwn(statement)) continue;
    for (const place of statement.childrenIn(Role.Target)) {
      const container = place.form === Form.Subscript ? place.child(Role.Object) : undefined;
      const key = place.child(Role.Index);
      if (container !== undefined && key !== undefined) add(decisionToTake(container, key, statement));
    }
  }
  for (const call of callGraphOf(fn.module).callsRunBy(fn)) if (call.end >= from) add(decisionOfCall(call));
  return found.sort((a, b) => a.act.start - b.act.start);
}

/** Whether a test is, or is a part of, what a `while` asks before each turn. */
function isOfLoop(test: Node): boolean {
  for (const node of [test, ...test.ancestors()]) {
    if (node.role === Role.Test) return node.parent?.form === Form.While;
    if (node.role === Role.Statement) return false;
  }
  return false;
}

/** `if x is None: x = …`, `if k not in d: d[k] = …`. */
function decisionToStore(place: Node, assign: Node): Decision | undefined {
  if (!mayBeShared(place)) return undefined;
  const value = assign.assignedValue!;
  if (value.form === Form.None) return undefined;
  // What a loop goes on for is a flag: whoever sets it, and however often, ends the loop.
  const conditions = conditionsAt(assign).filter(({ test }) => !isOfLoop(test));
  if (conditions.length === 0) return undefined;
  const container = place.form === Form.Subscript ? place.child(Role.Object) : undefined;
  const key = place.child(Role.Index);
  if (key !== undefined && isOwnKey(key)) return undefined;
  const isAbsence = (condition: Condition): boolean | undefined =>
    container === undefined || key === undefined
      ? saysUnset(condition, place)
      : saysPresent(condition, container, key, false);
  return decided(conditions, isAbsence, {
    kind: container === undefined ? 'unset' : 'absent',
    root: rootOf(place)!,
    act: assign,
    value,
  });
}

/** `if k in d: del d[k]`. */
function decisionToTake(container: Node, key: Node, act: Node): Decision | undefined {
  if (!mayBeShared(container) || isCaught(act) || isOwnKey(key)) return undefined;
  return decided(conditionsAt(act), (condition) => saysPresent(condition, container, key, true), {
    kind: 'present',
    root: rootOf(container)!,
    act,
  });
}

/** `if k in d: d.pop(k)`, `while items: items.pop()`, `if x not in xs: xs.append(x)`, `if not q.empty(): q.get()`. */
function decisionOfCall(call: Node): Decision | undefined {
  const method = call.child(Role.Callee);
  const container = method?.form === Form.Attribute ? method.child(Role.Object) : undefined;
  if (container === undefined || !ACTS.has(method!.name) || !mayBeShared(container)) return undefined;
  const root = rootOf(container);
  if (root === undefined) return undefined;
  const { name } = method!;
  const [first, second] = call.args;
  if (name === 'get' || name === 'get_nowait') {
    if (!isQueue(container) || isCaught(call) || call.keyword('timeout') !== undefined || second !== undefined) {
      return undefined;
    }
    return decided(conditionsAt(call), (condition) => saysQueued(condition, container), {
      kind: 'queued',
      root,
      act: call,
    });
  }
  const state = stateAt(root);
  if (state === undefined || containerIn(state) === undefined) return undefined;
  if (KEEPING.has(name)) {
    if (first === undefined || isOwnKey(first)) return undefined;
    const isAbsent = (condition: Condition): boolean | undefined => saysPresent(condition, container, first, false);
    return decided(conditionsAt(call), isAbsent, { kind: 'absent', root, act: call, value: first });
  }
  if (isCaught(call)) return undefined;
  const kind = containerIn(state)!;
  const takesKey = name === 'remove' || (name === 'pop' && !SEQUENCES.has(kind) && first !== undefined);
  // `d.pop(k, None)` asks for nothing.
  if (takesKey) return second === undefined ? decisionToTake(container, first!, call) : undefined;
  return decided(conditionsAt(call), (condition) => saysFilled(condition, container), {
    kind: 'filled',
    root,
    act: call,
  });
}

const KEEPING: ReadonlySet<string> = new Set(['append', 'appendleft', 'insert']);
const ACTS: ReadonlySet<string> = new Set([...KEEPING, 'pop', 'popleft', 'popitem', 'remove', 'get', 'get_nowait']);
const SEQUENCES: ReadonlySet<string> = new Set(['list', 'deque', 'bytearray', 'array', 'UserList']);
const QUEUES: ReadonlySet<string> = new Set(
  ['Queue', 'LifoQueue', 'PriorityQueue', 'SimpleQueue'].map((name) => `queue.${name}`),
);

function isQueue(container: Node): boolean {
  const value = provenanceOf(container);
  return value.kind === 'instance' && QUEUES.has(value.of);
}

type Ask = (condition: Condition) => boolean | undefined;

/** The decision by the innermost test that speaks of the state at all, if it says what the act relies on. */
function decided(
  conditions: readonly Condition[],
  ask: Ask,
  decision: Omit<Decision, 'state' | 'test' | 'look'>,
): Decision | undefined {
  for (const condition of conditions) {
    const answer = ask(condition);
    if (answer === undefined) continue;
    const state = !answer
      ? undefined
      : decision.kind === 'unset'
        ? stateOfPlace(decision.root)
        : stateAt(decision.root);
    const { test } = condition;
    return state === undefined ? undefined : { ...decision, state, test, look: lookBehind(test, decision.root) };
  }
  return undefined;
}

/** `d.get(k)` in `v = d.get(k)`, then `if v is None:`; else the test itself. */
function lookBehind(test: Node, root: Node): Node {
  const [subject = test] = test.form === Form.Compare ? test.childrenIn(Role.Operand) : [test];
  const value = valueBehind(subject, root);
  // In `if key in d` the variable is the key, and what gave it its value has not looked at `d`.
  return test.contains(value) || !value.text.includes(root.text) ? test : value;
}

/** The cheap question: variables of the function itself are its own. */
function mayBeShared(place: Node): boolean {
  const root = rootOf(place);
  if (root === undefined) return false;
  if (root.form === Form.Attribute) return true;
  const scope = root.scope.scopeOf(root.name);
  return scope !== undefined && (scope.isModule || !scope.is(root.scope) || scope.own(root.name).length > 1);
}

/** Whether a condition says that a variable has no value yet; undefined where it speaks of something else. */
function saysUnset({ test, holds }: Condition, place: Node): boolean | undefined {
  const subject = valueBehind(test, place);
  if (isSame(subject, place)) return !holds;
  if (test.form === Form.Compare) {
    const [left, right] = test.childrenIn(Role.Operand);
    if (left === undefined || right?.form !== Form.None || !isSame(valueBehind(left, place), place)) return undefined;
    if (test.name === 'is' || test.name === '==') return holds;
    return test.name === 'is not' || test.name === '!=' ? !holds : undefined;
  }
  if (test.form !== Form.Call || place.form !== Form.Attribute) return undefined;
  const [object, name] = test.args;
  const callee = test.child(Role.Callee)!;
  const isAsked = callee.name === 'hasattr' && name?.form === Form.String && name.name === place.name;
  return isAsked && isSame(object, place.child(Role.Object)) ? !holds : undefined;
}

/** Whether a condition says that a container has (or, for `wanted` false, has not) an element. */
export function saysPresent(
  { test, holds }: Condition,
  container: Node,
  key: Node,
  wanted: boolean,
): boolean | undefined {
  const isLookup = (node: Node | undefined): boolean => isLookupOf(node, container, key);
  if (isLookup(valueBehind(test, container))) return holds === wanted;
  if (test.form !== Form.Compare) return undefined;
  const [left, right] = test.childrenIn(Role.Operand);
  if (left === undefined || right === undefined) return undefined;
  if (test.name === 'in' || test.name === 'not in') {
    if (!isSame(left, key) || !isSame(keysOf(right), container)) return undefined;
    return ((test.name === 'in') === holds) === wanted;
  }
  if (right.form !== Form.None || !isLookup(valueBehind(left, container))) return undefined;
  const isNone = test.name === 'is' || test.name === '==';
  return (isNone === holds) !== wanted;
}

/** An element that is this thread's or this object's own: nobody else adds it or takes it out. */
export function isOwnKey(key: Node): boolean {
  const method = key.code;
  if (key.form === Form.Name && method !== undefined && classOf(method) !== undefined && isSelf(key, method))
    return true;
  const callee = key.form === Form.Call ? key.child(Role.Callee) : undefined;
  if (callee === undefined) return false;
  const name = symbolOf(callee) ?? '';
  return OWN_KEYS.has(name) || (name === 'builtins.id' && key.args[0] !== undefined && isOwnKey(key.args[0]));
}

const OWN_KEYS: ReadonlySet<string> = new Set([
  'threading.get_ident',
  'threading.current_thread',
  'threading.currentThread',
  'os.getpid',
  'asyncio.current_task',
]);

/** `d.keys()` is as good as `d`. */
function keysOf(node: Node): Node {
  const callee = node.form === Form.Call ? node.child(Role.Callee) : undefined;
  return callee?.form === Form.Attribute && callee.name === 'keys' ? (callee.child(Role.Object) ?? node) : node;
}

/** `d.get(k)`. */
function isLookupOf(node: Node | undefined, container: Node, key: Node): boolean {
  const callee = node?.form === Form.Call ? node.child(Role.Callee) : undefined;
  if (callee?.form !== Form.Attribute || callee.name !== 'get') return false;
  return isSame(callee.child(Role.Object), container) && isSame(node!.args[0], key);
}

/** `if items`, `while len(items) > 0`. */
function saysFilled({ test, holds }: Condition, container: Node): boolean | undefined {
  if (isSame(test, container)) return holds;
  if (isLength(test, container)) return holds;
  if (test.form !== Form.Compare) return undefined;
  const [left, right] = test.childrenIn(Role.Operand);
  if (left === undefined || !isLength(left, container) || right?.form !== Form.Number) return undefined;
  const isMore = test.name === '>' || test.name === '>=' || test.name === '!=';
  return isMore === holds;
}

function isLength(node: Node, container: Node): boolean {
  const callee = node.form === Form.Call ? node.child(Role.Callee) : undefined;
  return callee !== undefined && isSame(node.args[0], container) && symbolOf(callee) === 'builtins.len';
}

/** `if not q.empty()`, `while q.qsize() > 0`. */
function saysQueued({ test, holds }: Condition, queue: Node): boolean | undefined {
  const asked = (node: Node | undefined): string | undefined => {
    const callee = node?.form === Form.Call ? node.child(Role.Callee) : undefined;
    return callee?.form === Form.Attribute && isSame(callee.child(Role.Object), queue) ? callee.name : undefined;
  };
  if (asked(test) === 'empty') return !holds;
  if (asked(test) === 'qsize') return holds;
  if (test.form !== Form.Compare) return undefined;
  const [left, right] = test.childrenIn(Role.Operand);
  if (asked(left) !== 'qsize' || right?.form !== Form.Number) return undefined;
  return (test.name === '>' || test.name === '!=') === holds;
}

function isSame(a: Node | undefined, b: Node | undefined): boolean {
  return a !== undefined && b !== undefined && a.form === b.form && a.name === b.name && a.text === b.text;
}

/** `v` in `v = d.get(k)`, then `if v is None:`; the expression itself where it is no variable of the function. */
function valueBehind(node: Node, place: Node): Node {
  const inner = node.form === Form.NamedExpr ? node.child(Role.Value) : node;
  if (inner?.form !== Form.Name || isSame(inner, place)) return inner ?? node;
  const bindings = inner.scope.scopeOf(inner.name)?.own(inner.name) ?? [];
  const before = bindings.filter(({ kind, node: target }) => kind === BindingKind.Assign && target.start < node.start);
  const { parent } = before.at(-1)?.node ?? {};
  const isOwn = inner.code !== undefined && before.at(-1)?.owner.node?.is(inner.code);
  return (isOwn && parent?.form === Form.Assign ? parent.assignedValue : undefined) ?? inner;
}

/** Whether somebody is ready for the element not being there: `try: … except KeyError`, `suppress(Empty)`. */
export function isCaught(act: Node): boolean {
  return exceptionsCaughtAt(act).size > 0;
}
