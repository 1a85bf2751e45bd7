/** Whether several runs of one context have the same object: threads that are started several times on it. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { classOf, linearBases } from '../program/classes.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { isInLoop, loopsAround } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { isSelf } from '../summaries/shared-state.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { Owned } from './ownership.ts';
import { isStartedAnew } from './restarts.ts';

/** Whether several runs of one context touch this very object. */
export function isSharedByRuns(object: Owned, context: ExecutionContext): boolean {
  if (context.runsMany !== true && isStartedByConstructor(context, object.made)) return false;
  if (object.extent === 'one') return true;
  if (object.extent !== 'given') return false;
  if (context.runsMany) return true;
  const { origin, start = origin } = context;
  if (origin?.form !== Form.Call || start === undefined || object.made?.is(origin)) return false;
  const isOther = (loop: Node): boolean =>
    (object.made !== undefined && loop.contains(object.made)) ||
    (object.given !== undefined && isBoundIn(object.given, loop));
  // `await to_thread(f)` is over before the next turn begins.
  const loops = origin.isAwaited ? [] : [...loopsAround(origin), ...loopsAround(start)];
  if (loops.some((loop) => !isOther(loop))) return true;
  const starter = functionIn(runningCode(origin));
  return starter !== undefined && !isStartedAnew(origin) && isRepeated(starter, object, 0);
}

/** Longest chain of calls followed from the start of a thread. */
const DEEPEST = 8;

/** `self.thread.start()` in the constructor of the object, or in what only the constructor calls: once for each object. */
function isStartedByConstructor({ origin, start = origin }: ExecutionContext, made: Node | undefined): boolean {
  const value = made === undefined ? undefined : provenanceOf(made);
  if (value?.kind !== 'object' || start === undefined || origin === undefined || isInLoop(start)) return false;
  let starter = functionIn(runningCode(start));
  for (let depth = 0; depth < DEEPEST && starter !== undefined; depth++) {
    if (starter.name === '__init__') {
      const owner = classOf(starter);
      return linearBases(value.of).some((base) => base.kind === 'class' && base.node.is(owner));
    }
    const [site, ...others]: readonly Node[] = callGraphOf(starter.module).callSites(starter);
    if (site === undefined || others.length > 0 || !isCallOnSelf(site) || isInLoop(site)) return false;
    starter = functionIn(runningCode(site));
  }
  return false;
}

/** Whether a function is called several times for one object: in a loop, or in several places, of its own methods. */
function isRepeated(fn: Node, object: Owned, depth: number): boolean {
  if (depth > DEEPEST || (object.made !== undefined && fn.contains(object.made))) return false;
  const isMethod = classOf(fn) !== undefined;
  const sites = callGraphOf(fn.module).callSites(fn);
  const same = isMethod
    ? sites.filter(isCallOnSelf)
    : sites.filter((site) => isNestedIn(fn, functionIn(runningCode(site))));
  if (same.length > 1 || same.some(isInLoop)) return true;
  const outer = same[0] === undefined ? undefined : functionIn(runningCode(same[0]));
  return outer !== undefined && isMethod && isRepeated(outer, object, depth + 1);
}

function isNestedIn(fn: Node, outer: Node | undefined): boolean {
  return outer?.contains(fn) === true;
}

function isCallOnSelf(site: Node): boolean {
  const callee = site.child(Role.Callee)!;
  const receiver = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const fn = receiver?.scope.scopeOf(receiver.name)?.node;
  return receiver !== undefined && fn?.form === Form.Function && classOf(fn) !== undefined && isSelf(receiver, fn);
}

/** Whether the name that an expression begins with gets another value in each turn of a loop. */
function isBoundIn(expression: Node, loop: Node): boolean {
  let root = expression;
  while (root.form === Form.Attribute || root.form === Form.Subscript) root = root.child(Role.Object) ?? root;
  if (root.form !== Form.Name) return true;
  const bindings = root.scope.scopeOf(root.name)?.own(root.name) ?? [];
  return bindings.some(({ node }) => loop.contains(node));
}
