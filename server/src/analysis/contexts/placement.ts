/** Places every function of a module in the execution contexts it may run in, top-down from where each begins. */
import { Form, Role } from '../facts/forms.ts';
import { type CallGraph, callGraphOf, codeId, runningCode } from '../program/call-graph.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { isInLoop } from '../summaries/locks.ts';
import { type EntryPoint, entryPointsOf } from './entries.ts';
import { ASSUMED_MAIN_FLOW, type ExecutionContext, MAIN_FLOW } from './execution-context.ts';

export interface Placement {
  /** The contexts in which a piece of code may run; undefined: the module's own code. */
  contextsOf(code: Node | undefined): readonly ExecutionContext[];
  /** All contexts other than the main flow. */
  readonly contexts: readonly ExecutionContext[];
  /** Whether something other than a call in the module begins with this function. */
  isEntry(fn: Node): boolean;
}

/** A function with more contexts than this is called from everywhere: more of them say nothing new. */
const MOST_CONTEXTS = 32;

const placements = new WeakMap<Module, Placement>();

export function placementOf(module: Module): Placement {
  let placement = placements.get(module);
  if (placement === undefined) {
    placement = place(module);
    placements.set(module, placement);
  }
  return placement;
}

function place(module: Module): Placement {
  const graph = callGraphOf(module);
  const points = entryPointsOf(module);
  const byCode = new Map<number, ExecutionContext[]>();
  const contexts: ExecutionContext[] = [];
  const entries = new Set<number>();

  const spread = (context: ExecutionContext, code: Node | undefined): void => {
    const id = codeId(code);
    const placed = byCode.get(id);
    if (placed === undefined) byCode.set(id, [context]);
    else if (placed.length < MOST_CONTEXTS && !placed.includes(context)) placed.push(context);
    else return;
    for (const call of graph.callsRunBy(code)) {
      const target = graph.target(call);
      // Calling an `async def` makes a coroutine; it runs on its loop, wherever the call stands.
      if (target !== undefined && !target.isAsync) spread(context, target);
    }
  };

  const runsOften = createRunsOften(graph);
  for (const point of points) {
    entries.add(point.entry.id);
    const context = contextOf(point, runsOften);
    contexts.push(context);
    spread(point.entry.isAsync && context.kind !== 'event-loop' ? MAIN_FLOW : context, point.entry);
  }
  const loop: ExecutionContext = { kind: 'event-loop', isMany: false, isAssumed: false };
  for (const fn of module.functions) if (fn.isAsync) spread(loop, fn);
  // IPython runs a notebook's cells on its event loop, so that they may `await`.
  spread(module.isNotebook ? loop : MAIN_FLOW, undefined);
  for (const fn of [...module.functions, ...module.all(Form.Lambda)]) {
    if (!byCode.has(fn.id) && graph.callSites(fn).length === 0) spread(ASSUMED_MAIN_FLOW, fn);
  }

  return {
    contextsOf: (code) => byCode.get(codeId(code)) ?? [],
    contexts,
    isEntry: (fn) => entries.has(fn.id),
  };
}

/** A context is "many" when it starts in a loop, in a function called from several places, or in another "many". */
function contextOf(point: EntryPoint, runsOften: (node: Node) => boolean): ExecutionContext {
  const { kind, entry, origin, starts, runsMany, serialPool } = point;
  const start = starts === 'on-start' ? startOf(origin) : origin;
  if (serialPool !== undefined) {
    // One worker, unless there are several such pools.
    return { kind, entry, origin, start, isMany: runsOften(serialPool), serialPool, isAssumed: false };
  }
  const isMany = runsMany || isInLoop(start) || runsOften(origin);
  return { kind, entry, origin, start, isMany, isAssumed: false };
}

/** Whether a place may be reached several times in one run of the program. */
function createRunsOften(graph: CallGraph): (node: Node) => boolean {
  const memo = new Map<number, boolean>();
  const runsOften = (node: Node): boolean => {
    if (node.form === Form.Class) return false;
    if (isInLoop(node)) return true;
    const code = runningCode(node);
    if (code === undefined) return false;
    const known = memo.get(code.id);
    if (known !== undefined) return known;
    // A cycle of calls alone is no evidence.
    memo.set(code.id, false);
    const sites = graph.callSites(code);
    const result = sites.length > 1 || sites.some(runsOften);
    memo.set(code.id, result);
    return result;
  };
  return runsOften;
}

/** The `.start()` call of the thread that `origin` makes; the making itself where none is seen. */
function startOf(origin: Node): Node {
  if (origin.form === Form.Class) return origin;
  const starts = callGraphOf(origin.module)
    .methodCalls('start')
    .filter((call) => {
      const receiver = call.child(Role.Callee)!.child(Role.Object)!;
      return receiver.is(origin) || isMadeBy(receiver, origin);
    });
  return starts.length === 1 ? starts[0]! : origin;
}

/** Whether this expression is what `origin` made: by provenance, or because one of the name's bindings is it. */
export function isMadeBy(expression: Node, origin: Node): boolean {
  const value = provenanceOf(expression);
  if ((value.kind === 'instance' || value.kind === 'object') && value.made.is(origin)) return true;
  if (expression.form !== Form.Name) return false;
  const scope = expression.scope.scopeOf(expression.name);
  return (scope?.own(expression.name) ?? []).some(({ node }) => {
    const { parent } = node;
    return parent?.form === Form.Assign && parent.assignedValue?.is(origin);
  });
}
