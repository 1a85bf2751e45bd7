/** Where a thread is known to have ended: joins, results, and the end of the pool that runs it. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, runningCode } from '../program/code.ts';
import { loopsAround } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import type { ExecutionContext } from './execution-context.ts';

/** Methods whose return means that what they are called on has ended; a timeout makes them say nothing. */
const WAITS = ['join', 'result', 'exception', 'shutdown'] as const;

/** Returns the places in a piece of code after which the thread has ended. */
export function createJoins({ origin }: Pick<ExecutionContext, 'origin'>): (code: Code) => readonly Node[] {
  if (origin === undefined) return () => [];
  const graph = callGraphOf(origin.module);
  const byCode = new Map<number, Node[]>();
  const add = (end: Node): void => {
    const { id } = runningCode(end);
    const ends = byCode.get(id);
    if (ends === undefined) byCode.set(id, [end]);
    else ends.push(end);
  };
  for (const call of WAITS.flatMap((name) => graph.methodCalls(name))) {
    if (!isJoinOf(call, origin)) continue;
    const { code } = call;
    add(wholeLoop(call));
    // A function that joins it has ended it for its callers too.
    if (code?.isFunction) for (const site of graph.callSites(code)) add(site);
  }
  // The end of `with ThreadPoolExecutor() as pool:` waits for its jobs, `await to_thread(f)` for its call.
  for (const outer of origin.ancestors()) {
    if (outer.isFunction) break;
    const isEnd = outer.form === Form.Await || (outer.form === Form.With && managesPoolOf(outer, origin));
    if (isEnd) add(outer);
  }
  return ({ id }) => byCode.get(id) ?? [];
}

/** `t.join()` without a timeout, `pool.shutdown()`, `future.result()`. */
function isJoinOf(call: Node, origin: Node): boolean {
  const callee = call.child(Role.Callee)!;
  const receiver = callee.child(Role.Object)!;
  if (callee.name === 'shutdown') {
    const wait = call.argument(0, 'wait');
    const pool = origin.child(Role.Callee)?.child(Role.Object);
    return wait?.form !== Form.False && pool !== undefined && pool.text === receiver.text;
  }
  if (call.childrenIn(Role.Argument).length > 0) return false;
  return isMadeBy(receiver, origin) || isElementOf(receiver, origin);
}

/** `for t in threads: t.join()` where `threads` holds what `origin` made, by `append` or a display. */
function isElementOf(receiver: Node, origin: Node): boolean {
  if (receiver.form !== Form.Name) return false;
  for (const outer of receiver.ancestors()) {
    const loop = outer.form === Form.Comprehension ? outer.children.find(isClause) : outer;
    if (loop?.form !== Form.For && loop?.form !== Form.ComprehensionFor) continue;
    let iterable = loop.child(Role.Iterable);
    if (loop.child(Role.Target)?.name !== receiver.name || iterable === undefined) continue;
    // `as_completed(futures)`, `list(threads)`, `reversed(threads)` go over the same elements.
    if (iterable.form === Form.Call && iterable.args.length > 0) iterable = iterable.args[0]!;
    return holds(iterable, origin);
  }
  return false;
}

function isClause({ form }: Node): boolean {
  return form === Form.ComprehensionFor;
}

/** Whether a list (by its name or attribute) gets what `origin` made. */
function holds(list: Node, origin: Node): boolean {
  const { text } = list;
  for (let node: Node | undefined = origin; node !== undefined && node.role !== Role.Statement; node = node.parent) {
    const { parent } = node;
    const isAssigned = parent?.form === Form.Assign;
    if (isAssigned && parent.childrenIn(Role.Target).some((target) => target.text === text)) return true;
  }
  const graph = callGraphOf(list.module);
  return ['append', 'add'].some((method) =>
    graph.methodCalls(method).some((call) => {
      const added = call.args[0];
      if (added === undefined || call.child(Role.Callee)!.child(Role.Object)?.text !== text) return false;
      return added.is(origin) || isMadeBy(added, origin);
    }),
  );
}

/** A join inside `for t in threads:` has joined them all once the loop is over. */
function wholeLoop(call: Node): Node {
  for (const outer of call.ancestors()) {
    if (outer.isFunction) break;
    if (outer.form === Form.For || outer.form === Form.Comprehension) return outer;
  }
  return call;
}

function managesPoolOf(statement: Node, origin: Node): boolean {
  const pool = origin.child(Role.Callee)?.child(Role.Object)?.name;
  const isIt = (item: Node): boolean => item.form === Form.WithItem && item.child(Role.Target)?.name === pool;
  return pool !== undefined && statement.children.some(isIt);
}

/** Whether `end` may be passed over on the way to `node`: it stands in a branch that `node` is not in. */
export function isSkippedOnTheWayTo(node: Node, end: Node): boolean {
  for (const outer of end.ancestors()) {
    if (outer.isFunction || outer.contains(node)) return false;
    const { form } = outer;
    if (form === Form.If || form === Form.Except || form === Form.While || form === Form.Case) return true;
  }
  return false;
}

/**
 * Whether the code that starts a thread waits for it before it can start it again: `t.start()`, then `t.join()` in the
 * same turn of every loop, and in no branch of its own. The result of a job is as good.
 */
export function isJoinedInTurn(made: Node, start: Node): boolean {
  const { id } = runningCode(start);
  const graph = callGraphOf(made.module);
  return ['join', 'result'].some((name) =>
    graph.methodCalls(name).some((call) => {
      if (call.end <= start.end || runningCode(call).id !== id || !isJoinOf(call, made)) return false;
      return !isSkippedOnTheWayTo(start, call) && [...loopsAround(start)].every((loop) => loop.contains(call));
    }),
  );
}

/** The `.start()` call of the thread that `origin` makes; the making itself where none is seen. */
export function startOf(origin: Node, method = 'start'): Node {
  if (origin.form === Form.Class) return origin;
  // `Thread(…).start()`
  const { parent } = origin;
  if (parent?.name === 'start' && parent.role === Role.Callee && origin.role === Role.Object) return parent.parent!;
  const starts = callGraphOf(origin.module)
    .methodCalls(method)
    .filter((call) => {
      const receiver = call.child(Role.Callee)!.child(Role.Object)!;
      return receiver.is(origin) || isMadeBy(receiver, origin);
    });
  return starts.length === 1 ? starts[0]! : origin;
}

/** Whether this expression is what `origin` made: by provenance, or because one of the name's bindings is it. */
function isMadeBy(expression: Node, origin: Node): boolean {
  const value = provenanceOf(expression);
  if ((value.kind === 'instance' || value.kind === 'object') && value.made.is(origin)) return true;
  if (expression.form !== Form.Name) return false;
  const scope = expression.scope.scopeOf(expression.name);
  return (scope?.own(expression.name) ?? []).some(({ node }) => {
    const { parent } = node;
    return parent?.form === Form.Assign && parent.assignedValue?.is(origin);
  });
}
