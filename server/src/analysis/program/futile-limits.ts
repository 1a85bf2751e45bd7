/** Waits with a limit of time for work in a thread or process, which the limit does not end. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { THREAD_HOPS, UNCANCELLABLE_HOPS } from '../library/cancellation.ts';
import { isSubclass } from '../library/results.ts';
import { TIMED_SCOPES } from '../library/synchronization.ts';
import { isStoppedOtherwise } from './cooperation.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { onlyValueOf } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';

export interface FutileLimit {
  /** The call that waits with a limit, or the limit around it. */
  readonly node: Node;
  /** The call that gives the work away: `pool.submit(f)`, `to_thread(f)`. */
  readonly job: Node;
  /** The function that works. */
  readonly work: Node;
  /**
   * - `pool`: the `with` of the pool, `block`, waits for the work when it is left
   * - `thread`: the wait ends, and the work goes on
   * - `shielded`: the limit itself waits until the work has ended
   */
  readonly how: 'pool' | 'thread' | 'shielded';
  readonly block?: Node;
}

/** In source order. Work that something in sight tells to stop, or that has a limit of its own, is left out. */
export function futileLimitsIn(module: Module): FutileLimit[] {
  const blocks = new Set<number>();
  return candidatesIn(module).filter((limit) => {
    const { block } = limit;
    if ((block !== undefined && blocks.has(block.id)) || isStoppedOtherwise(limit)) return false;
    // One block waits once, for whatever is left.
    if (block !== undefined) blocks.add(block.id);
    return true;
  });
}

const candidatesIn = keptByChunk<FutileLimit>((module, chunk) => [
  ...module.rowsIn(chunk, Form.Call).flatMap((call) => ofResult(call) ?? ofWaitFor(call) ?? []),
  ...module.rowsIn(chunk, Form.With).flatMap(ofScope),
]);

/** `future.result(timeout=3)` within the `with` of the pool that runs the job. */
function ofResult(call: Node): FutileLimit | undefined {
  const callee = call.child(Role.Callee)!;
  if (callee.form !== Form.Attribute || callee.name !== 'result' || !isLimit(call.argument(0, 'timeout')))
    return undefined;
  const future = provenanceOf(callee.child(Role.Object)!);
  if (future.kind !== 'instance' || future.of !== 'concurrent.futures.Future') return undefined;
  const job = future.made;
  const submit = job.form === Form.Call ? job.child(Role.Callee)! : undefined;
  const pool = submit?.form === Form.Attribute && submit.name === 'submit' ? submit.child(Role.Object) : undefined;
  const work = job.args[0];
  const block = pool === undefined ? undefined : blockOf(pool);
  if (block === undefined || work === undefined || !block.child(Role.Body)?.contains(call)) return undefined;
  return { node: call, job, work, how: 'pool', block };
}

/** The `with` statement that has made the pool. */
function blockOf(pool: Node): Node | undefined {
  if (pool.form !== Form.Name) return undefined;
  const [only, ...others] = pool.scope.scopeOf(pool.name)?.own(pool.name) ?? [];
  const item = only?.kind === BindingKind.With && others.length === 0 ? only.node.parent : undefined;
  const context = item?.form === Form.WithItem ? item.child(Role.Context) : undefined;
  const value = context === undefined ? undefined : provenanceOf(context);
  return value?.kind === 'instance' && isSubclass(value.of, 'concurrent.futures.Executor') ? item!.parent : undefined;
}

/** `await wait_for(to_thread(f), 3)`. */
function ofWaitFor(call: Node): FutileLimit | undefined {
  if (!call.isAwaited || symbolOf(call.child(Role.Callee)!) !== 'asyncio.wait_for') return undefined;
  const awaited = call.argument(0, 'fut');
  if (awaited === undefined || !isLimit(call.argument(1, 'timeout'))) return undefined;
  const job = madeBy(awaited);
  const position = job === undefined ? undefined : THREAD_HOPS[symbolOf(job.child(Role.Callee)!) ?? ''];
  const work = position === undefined ? undefined : job!.argument(position);
  return work === undefined ? undefined : { node: call, job: job!, work, how: 'thread' };
}

/** The call that an expression is, or that its variable was given. */
function madeBy(expression: Node): Node | undefined {
  if (expression.form === Form.Call) return expression;
  const value = expression.form === Form.Name ? onlyValueOf(expression) : undefined;
  return value?.form === Form.Call ? value : undefined;
}

/** `async with timeout(3): await to_thread(f)`, `with fail_after(3): await to_thread.run_sync(f)`. */
function ofScope(block: Node): FutileLimit[] {
  const limit = block
    .childrenIn(Role.Clause)
    .map((item) => item.child(Role.Context))
    .find((context) => context?.form === Form.Call && isScope(context));
  if (limit === undefined) return [];
  const awaits = [...(block.child(Role.Body)?.descendants(Form.Await) ?? [])].filter((node) =>
    node.code?.is(block.code),
  );
  // With other waits beside it, the limit is not in vain.
  const job = awaits.length === 1 ? awaits[0]!.children[0] : undefined;
  const name = job?.form === Form.Call ? (symbolOf(job.child(Role.Callee)!) ?? '') : '';
  const shielded = UNCANCELLABLE_HOPS[name];
  const position = shielded ?? THREAD_HOPS[name];
  const work = position === undefined ? undefined : job!.argument(position);
  if (job === undefined || work === undefined || isAbandoned(job)) return [];
  return [{ node: limit, job, work, how: shielded === undefined ? 'thread' : 'shielded' }];
}

/** `abandon_on_cancel=True`, or what is not known: the author has chosen. */
function isAbandoned(job: Node): boolean {
  const choice = job.keyword('abandon_on_cancel') ?? job.keyword('cancellable');
  return choice !== undefined && choice.form !== Form.False;
}

function isScope(context: Node): boolean {
  return TIMED_SCOPES.has(symbolOf(context.child(Role.Callee)!) ?? '') && isLimit(context.args[0]);
}

/** A time to wait; to look without waiting is another thing. */
function isLimit(argument: Node | undefined): boolean {
  return argument !== undefined && argument.form !== Form.None && !/^0(\.0*)?$/.test(argument.text);
}
