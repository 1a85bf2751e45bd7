/** What happens before what: which places of the program cannot run at the same time as a thread. */
import { Form, Role } from '../facts/forms.ts';
import { SIGNALS } from '../library/synchronization.ts';
import { callGraphOf, runningCode } from '../program/call-graph.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { isInLoop } from '../summaries/locks.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { isMadeBy } from './placement.ts';

/** One access in one context. */
export interface PlacedAccess {
  readonly node: Node;
  readonly context: ExecutionContext;
}

/**
 * Whether two accesses may happen at the same time. Errs towards `true` between threads, but never says so of two
 * places in one flow, of processes (they share no memory), or across a start, a join or a signal that orders them.
 */
export function mayRunInParallel(a: PlacedAccess, b: PlacedAccess): boolean {
  if (!sharesMemory(a.context) || !sharesMemory(b.context)) return false;
  if (a.context === b.context) return a.context.isMany;
  if (a.context.serialPool !== undefined && b.context.serialPool?.is(a.context.serialPool)) return false;
  if (!isThread(a.context) && !isThread(b.context)) return false;
  if (isOrderedBySignal(a.node, b.node) || isOrderedBySignal(b.node, a.node)) return false;
  if (isThread(a.context) && isThread(b.context)) return !endsBefore(a.context, b) && !endsBefore(b.context, a);
  const [thread, other] = isThread(a.context) ? [a.context, b] : [b.context, a];
  return phaseOf(other.node, thread) === 'during';
}

function sharesMemory({ kind }: ExecutionContext): boolean {
  return kind !== 'process';
}

/** Whether a thread has ended where another one is started. */
function endsBefore(thread: ExecutionContext, other: PlacedAccess): boolean {
  const { start } = other.context;
  return start !== undefined && !thread.isMany && phaseOf(start, thread) === 'after';
}

type Phase = 'before' | 'during' | 'after';

/**
 * When a place outside a thread runs: before the thread starts, after it has ended, or (perhaps) during. Follows the
 * calls to the function that starts the thread; what is called from nowhere runs during, the module's own code before
 * if nothing in it starts the thread.
 */
export function phaseOf(node: Node, thread: ExecutionContext): Phase {
  return phase(node, thread, new Set());
}

function phase(node: Node, thread: ExecutionContext, seen: Set<number>): Phase {
  const code = runningCode(node);
  const starts = startsWithin(code, node.module, thread, new Set());
  if (starts.length > 0) {
    const first = starts.reduce((a, b) => (a.start < b.start ? a : b));
    const last = starts.reduce((a, b) => (a.start > b.start ? a : b));
    if (node.start < first.start && !sharesLoop(node, first)) return 'before';
    if (
      endsWithin(code, node.module, thread).some(
        (end) => last.end <= end.end && end.end <= node.start && !skips(end, node),
      )
    ) {
      return 'after';
    }
    return 'during';
  }
  if (code === undefined) return 'before';
  if (seen.has(code.id)) return 'before';
  seen.add(code.id);
  if (isAtConstruction(node, code, thread)) return 'before';
  const phases = new Set(
    callGraphOf(node.module)
      .callSites(code)
      .map((site) => phase(site, thread, seen)),
  );
  const [only] = phases;
  return phases.size === 1 ? only! : 'during';
}

/** `__init__` of the object whose method is the thread runs before anyone can start it. */
function isAtConstruction(node: Node, code: Node, thread: ExecutionContext): boolean {
  if (code.name !== '__init__' || thread.origin === undefined) return false;
  return thread.origin.form === Form.Class && thread.origin.contains(node);
}

/** The places in a piece of code where the thread starts: directly, or by calling a function that starts it. */
function startsWithin(code: Node | undefined, module: Module, thread: ExecutionContext, seen: Set<number>): Node[] {
  const { start } = thread;
  if (start === undefined || start.form === Form.Class) return [];
  const found: Node[] = [];
  const starter = runningCode(start);
  if (isSameCode(starter, code)) found.push(start);
  if (code !== undefined) {
    if (seen.has(code.id)) return found;
    seen.add(code.id);
  }
  const graph = callGraphOf(module);
  for (const call of graph.callsIn(code)) {
    const target = graph.target(call);
    if (target === undefined || thread.entry?.is(target)) continue;
    if (startsWithin(target, module, thread, seen).length > 0) found.push(call);
  }
  return found;
}

function isSameCode(a: Node | undefined, b: Node | undefined): boolean {
  return a === undefined ? b === undefined : a.is(b);
}

/** The places in a piece of code after which the thread has ended. */
function endsWithin(code: Node | undefined, module: Module, thread: ExecutionContext): Node[] {
  const graph = callGraphOf(module);
  const found: Node[] = [];
  const { origin } = thread;
  if (origin === undefined) return found;
  for (const call of graph.callsIn(code)) {
    if (isJoinOf(call, origin)) found.push(wholeLoop(call));
    const target = graph.target(call);
    if (target !== undefined && graph.callsIn(target).some((inner) => isJoinOf(inner, origin))) found.push(call);
  }
  // The end of `with ThreadPoolExecutor() as pool:` waits for its jobs, `await to_thread(f)` for its call.
  for (const outer of origin.ancestors()) {
    if (outer.isFunction) break;
    if (outer.form === Form.With && managesPoolOf(outer, origin)) found.push(outer);
    if (outer.form === Form.Await) found.push(outer);
  }
  return found;
}

/** `t.join()` without a timeout, `pool.shutdown()`, `future.result()`. */
function isJoinOf(call: Node, origin: Node): boolean {
  const callee = call.child(Role.Callee);
  if (callee?.form !== Form.Attribute) return false;
  const receiver = callee.child(Role.Object)!;
  switch (callee.name) {
    case 'join':
      return (
        call.childrenIn(Role.Argument).length === 0 && (isMadeBy(receiver, origin) || isElementOf(receiver, origin))
      );
    case 'result':
    case 'exception':
      return (
        call.childrenIn(Role.Argument).length === 0 && (isMadeBy(receiver, origin) || isElementOf(receiver, origin))
      );
    case 'shutdown': {
      if (call.keyword('wait')?.form === Form.False || call.args[0]?.form === Form.False) return false;
      const pool = origin.child(Role.Callee)?.child(Role.Object);
      return pool !== undefined && pool.text === receiver.text;
    }
    default:
      return false;
  }
}

/** `for t in threads: t.join()` where `threads` holds what `origin` made, by `append` or a display. */
function isElementOf(receiver: Node, origin: Node): boolean {
  if (receiver.form !== Form.Name) return false;
  for (const outer of receiver.ancestors()) {
    if (outer.form !== Form.For && outer.form !== Form.Comprehension) continue;
    const loop = outer.form === Form.For ? outer : outer.children.find(({ form }) => form === Form.ComprehensionFor);
    const target = loop?.child(Role.Target);
    let iterable = loop?.child(Role.Iterable);
    if (target?.form !== Form.Name || target.name !== receiver.name || iterable === undefined) continue;
    // `as_completed(futures)`, `list(threads)`, `reversed(threads)` go over the same elements.
    if (iterable.form === Form.Call && iterable.args.length > 0) iterable = iterable.args[0]!;
    return holds(iterable, origin);
  }
  return false;
}

/** Whether a list (by its name or attribute) gets what `origin` made. */
function holds(list: Node, origin: Node): boolean {
  const { module } = list;
  const text = list.text;
  for (let node: Node | undefined = origin; node !== undefined && node.role !== Role.Statement; node = node.parent) {
    const { parent } = node;
    if (parent?.form === Form.Assign && parent.childrenIn(Role.Target).some((target) => target.text === text))
      return true;
  }
  return module.calls.some((call) => {
    const callee = call.child(Role.Callee);
    if (callee?.form !== Form.Attribute || !/^(append|add)$/.test(callee.name)) return false;
    if (callee.child(Role.Object)?.text !== text) return false;
    const added = call.args[0];
    return added !== undefined && (added.is(origin) || isMadeBy(added, origin));
  });
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
  return (
    pool !== undefined &&
    statement.children.some((item) => item.form === Form.WithItem && item.child(Role.Target)?.name === pool)
  );
}

/** Whether `end` may be skipped on the way to `node`: it stands in a branch that `node` is not in. */
function skips(end: Node, node: Node): boolean {
  for (const outer of end.ancestors()) {
    if (outer.isFunction || outer.contains(node)) return false;
    const isBranch =
      outer.form === Form.If || outer.form === Form.Except || outer.form === Form.While || outer.form === Form.Case;
    if (isBranch) return true;
  }
  return false;
}

function sharesLoop(a: Node, b: Node): boolean {
  for (const outer of a.ancestors()) {
    if (outer.isFunction) return false;
    if ((outer.form === Form.For || outer.form === Form.While) && outer.contains(b)) return true;
  }
  return false;
}

/** `first`, then `event.set()` in its function; `event.wait()`, then `second` in its own. */
function isOrderedBySignal(first: Node, second: Node): boolean {
  if (isInLoop(first)) return false;
  const releases = signalsIn(first, 'release').filter((call) => call.start > first.start && !skips(call, first));
  const acquires = signalsIn(second, 'acquire').filter((call) => call.end < second.start && !skips(call, second));
  return releases.some((release) => acquires.some((acquire) => isSameObject(release, acquire)));
}

function signalsIn(node: Node, side: 'release' | 'acquire'): Node[] {
  return callGraphOf(node.module)
    .callsIn(runningCode(node))
    .filter((call) => {
      const callee = call.child(Role.Callee);
      if (callee?.form !== Form.Attribute) return false;
      const value = provenanceOf(callee.child(Role.Object)!);
      const model = value.kind === 'instance' ? SIGNALS[value.of] : undefined;
      if (model === undefined || !model[side].includes(callee.name)) return false;
      // A wait with a timeout may end without the signal.
      return side === 'release' || call.childrenIn(Role.Argument).length === 0;
    });
}

function isSameObject(a: Node, b: Node): boolean {
  const [left, right] = [a, b].map((call) => provenanceOf(call.child(Role.Callee)!.child(Role.Object)!));
  return left?.kind === 'instance' && right?.kind === 'instance' && left.made.is(right.made);
}
