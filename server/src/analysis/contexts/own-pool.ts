/** Jobs that wait for another job of the pool that they run in themselves: once all workers do so, nobody is left to run it. */
import { Form, Role } from '../facts/forms.ts';
import { isSubclass } from '../library/results.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf } from '../program/value.ts';
import { blockingCallsIn } from '../summaries/loop-waits.ts';
import type { ExecutionContext } from './execution-context.ts';
import { createJoins } from './joins.ts';
import { placementOf } from './placement.ts';

/** The object that runs jobs. */
interface Pool {
  readonly made: Node;
  /** As the user writes it. */
  readonly name: string;
}

export interface OwnPoolWait {
  /** The function that runs in the pool and waits. */
  readonly code: Node;
  readonly context: ExecutionContext & { readonly entry: Node; readonly origin: Node };
  readonly pool: Pool;
  /** What gives the job to the pool, and what waits for it; the same where one call does both. */
  readonly submit: Node;
  readonly wait: Node;
  /** The function that is the job, if it is one of the program. */
  readonly job?: Node;
  /** Whether the pool has one worker only. */
  readonly isSingle: boolean;
  /** Whether the job is what submits it: each one waits for the next. */
  readonly isRecursive: boolean;
}

/** In source order. */
export function ownPoolWaitsIn(module: Module): readonly OwnPoolWait[] {
  const graph = callGraphOf(module);
  const submits = [...SUBMITTING].flatMap((name) => graph.methodCalls(name)).sort((a, b) => a.start - b.start);
  return submits.flatMap((submit) => waitOf(submit) ?? []);
}

/** Methods that give a function to a pool. */
const SUBMITTING: ReadonlySet<string> = new Set([
  ...['submit', 'map', 'apply', 'apply_async', 'map_async', 'starmap', 'starmap_async', 'imap', 'imap_unordered'],
]);

function waitOf(submit: Node): OwnPoolWait | undefined {
  const code = functionIn(runningCode(submit));
  const pool = code === undefined || code.isAsync ? undefined : poolOf(submit);
  // Each call that makes a pool waits for one of its own.
  if (code === undefined || pool === undefined || pool.made.code?.is(code)) return undefined;
  const context = contextIn(pool, code);
  const wait = context === undefined ? undefined : endOf(submit, code);
  if (context === undefined || wait === undefined) return undefined;
  const given = submit.args[0];
  const job = given === undefined ? undefined : functionOf(provenanceOf(given));
  const workers = pool.made.argument(0, 'max_workers') ?? pool.made.keyword('processes');
  return {
    ...{ code, context, pool, submit, wait },
    ...(job === undefined ? {} : { job }),
    isSingle: workers?.text === '1',
    isRecursive: job !== undefined && (job.is(code) || job.is(context.entry)),
  };
}

/** The pool that `pool.submit(f)` or `loop.run_in_executor(pool, f)` gives a function to, if one sees where it is made. */
function poolOf(call: Node): Pool | undefined {
  const callee = call.child(Role.Callee);
  if (callee?.form !== Form.Attribute) return undefined;
  const expression = callee.name === 'run_in_executor' ? call.args[0] : callee.child(Role.Object);
  const value = expression === undefined ? undefined : provenanceOf(expression);
  if (expression === undefined || value?.kind !== 'instance' || value.made.form !== Form.Call) return undefined;
  return POOLS.some((pool) => isSubclass(value.of, pool)) ? { made: value.made, name: expression.text } : undefined;
}

const POOLS: readonly string[] = ['concurrent.futures.Executor', 'multiprocessing.pool.Pool'];

/** How the code comes to run in the pool; of several ways the one that runs it most often. */
function contextIn({ made }: Pool, code: Node): OwnPoolWait['context'] | undefined {
  let found: OwnPoolWait['context'] | undefined;
  for (const context of placementOf(code.module).contextsOf(code)) {
    const { kind, entry, origin } = context;
    if ((kind !== 'executor' && kind !== 'process') || entry === undefined || origin?.form !== Form.Call) continue;
    if (!poolOf(origin)?.made.is(made) || (found !== undefined && !context.isMany)) continue;
    found = { ...context, entry, origin };
  }
  return found;
}

/** Where the same code waits for the job without a timeout. */
function endOf(submit: Node, code: Node): Node | undefined {
  for (const { node, how, model } of blockingCallsIn(code)) {
    if (model.kind !== 'future' && model.kind !== 'process') continue;
    if (how === 'iteration' ? goesThrough(node, submit) : node.is(submit)) return node;
    const receiver = node.form === Form.Call ? node.child(Role.Callee)!.child(Role.Object) : undefined;
    const value = receiver === undefined ? undefined : provenanceOf(receiver);
    if (value?.kind === 'instance' && value.made.is(submit) && isEndless(node)) return node;
  }
  return listed(submit, code);
}

/** `for f in futures: f.result()`, `wait(futures)`. */
function listed(submit: Node, code: Code): Node | undefined {
  const end = createJoins({ origin: submit })(code)[0];
  if (end === undefined || end.form === Form.With || end.form === Form.Await) return undefined;
  const calls = end.form === Form.Call ? [end] : [...end.descendants(Form.Call)];
  return calls.find((call) => WAITING.has(call.child(Role.Callee)?.name ?? '') && isEndless(call));
}

const WAITING: ReadonlySet<string> = new Set(['result', 'exception', 'get']);

function isEndless(call: Node): boolean {
  return call.childrenIn(Role.Argument).length === 0;
}

/** `list(pool.map(f, xs))`, also by a name. */
function goesThrough(iterable: Node, submit: Node): boolean {
  if (iterable.is(submit)) return true;
  const bindings = iterable.form === Form.Name ? (iterable.scope.scopeOf(iterable.name)?.own(iterable.name) ?? []) : [];
  return bindings.length === 1 && bindings[0]!.node.parent?.assignedValue?.is(submit) === true;
}
