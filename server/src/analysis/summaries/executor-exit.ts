/** What waits for the jobs of an executor: leaving `with ThreadPoolExecutor() as pool:`, and `pool.shutdown()`. */
import { Form, Role } from '../facts/forms.ts';
import { GIVING_UP } from '../library/executors.ts';
import { isSubclass } from '../library/results.ts';
import { TIMED_SCOPES } from '../library/synchronization.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import type { BlockingCall } from './blocking-call.ts';

/** Whether a wait is for all the jobs of an executor, at the end of its `with` or by `shutdown()`. */
export function isExecutorEnd({ how, name }: BlockingCall): boolean {
  const dot = name.lastIndexOf('.');
  const isEnd = how === 'exit' || name.slice(dot + 1) === 'shutdown';
  return isEnd && isSubclass(name.slice(0, dot), 'concurrent.futures.Executor');
}

/** An executor of which the jobs are awaited inside its `with`, one of them only for a while. */
export interface AbandonedJob {
  readonly context: Node;
  readonly job: Node;
  /** What gives up waiting. */
  readonly limit: Node;
}

/** `with ThreadPoolExecutor() as pool: await wait_for(loop.run_in_executor(pool, f), 1)` in a coroutine's own code. */
export function* abandonedJobsIn(fn: Node): Generator<AbandonedJob> {
  for (const statement of fn.descendants(Form.With)) {
    if (statement.isAsync || !statement.code?.is(fn)) continue;
    for (const item of statement.childrenIn(Role.Clause)) {
      const context = item.child(Role.Context);
      const value = context === undefined ? undefined : provenanceOf(context);
      if (context === undefined || value?.kind !== 'instance') continue;
      if (!isSubclass(value.of, 'concurrent.futures.Executor') || unfinishedJob(item) !== undefined) continue;
      const found = jobsIn(item).flatMap((job) => {
        const limit = limitAround(job, statement);
        return limit === undefined ? [] : [{ context, job, limit }];
      })[0];
      if (found !== undefined) yield found;
    }
  }
}

function jobsIn(item: Node): Node[] {
  const target = item.child(Role.Target);
  const body = item.parent?.child(Role.Body);
  if (target?.form !== Form.Name || body === undefined) return [];
  return [...body.descendants(Form.Name)].flatMap((use) =>
    use.name === target.name && use.role !== Role.Target ? (jobOf(use) ?? []) : [],
  );
}

/** What gives up waiting for the job before the `with` ends: `wait_for(job, 1)`, `async with timeout(1):`. */
function limitAround(job: Node, end: Node): Node | undefined {
  for (const around of job.ancestors()) {
    if (around.is(end)) return undefined;
    if (around.form === Form.Call && GIVING_UP.has(symbolOf(around.child(Role.Callee)!) ?? '')) {
      return around.argument(1, 'timeout')?.form === Form.None ? undefined : around;
    }
    if (around.form !== Form.With) continue;
    for (const item of around.childrenIn(Role.Clause)) {
      const context = item.child(Role.Context);
      const callee = context?.form === Form.Call ? context.child(Role.Callee) : undefined;
      if (callee !== undefined && TIMED_SCOPES.has(symbolOf(callee) ?? '')) return context;
    }
  }
  return undefined;
}

/**
 * A job given to the pool inside the `with` that may still run when it ends; undefined when all are awaited or their
 * results taken inside, when none is given, or when the pool is passed on to code that is not seen.
 */
export function unfinishedJob(item: Node): Node | undefined {
  const target = item.child(Role.Target);
  const body = item.parent?.child(Role.Body);
  if (target?.form !== Form.Name || body === undefined) return undefined;
  let unfinished: Node | undefined;
  for (const use of body.descendants(Form.Name)) {
    if (use.name !== target.name || use.role === Role.Target) continue;
    const job = jobOf(use);
    if (job === undefined) return undefined;
    if (!isWaitedFor(job, body)) unfinished ??= job;
  }
  return unfinished;
}

/** `pool.submit(…)`, `pool.map(…)`, `loop.run_in_executor(pool, …)`. */
function jobOf(use: Node): Node | undefined {
  const { parent } = use;
  if (parent?.form === Form.Attribute && parent.role === Role.Callee) {
    return parent.name === 'submit' || parent.name === 'map' ? parent.parent : undefined;
  }
  if (parent?.form !== Form.Call || use.role !== Role.Argument) return undefined;
  return parent.child(Role.Callee)?.name === 'run_in_executor' ? parent : undefined;
}

function isWaitedFor(job: Node, body: Node): boolean {
  let inner = job;
  for (const around of job.ancestors()) {
    if (around.form === Form.Await) return true;
    // `pool.submit(f).result()`; the wait is that call's.
    if (around.form === Form.Attribute && (around.name === 'result' || around.name === 'exception')) return true;
    if (around.form === Form.For && inner.role === Role.Iterable) return true;
    if (around.form === Form.Call && isCompletion(around)) return true;
    if (around.isFunction) return false;
    if (inner.role === Role.Statement) break;
    inner = around;
  }
  const holder = holderOf(job);
  if (holder === undefined) return false;
  return [...body.descendants(Form.Name)].some(
    (name) => name.name === holder && name.start > job.end && isWaitOn(name, body),
  );
}

/** The variable that has the job's future: `f = pool.submit(…)`, `fs.append(pool.submit(…))`. */
function holderOf(job: Node): string | undefined {
  for (const around of job.ancestors()) {
    if (around.form === Form.Call) {
      const callee = around.child(Role.Callee);
      const isAdding = callee?.form === Form.Attribute && (callee.name === 'append' || callee.name === 'add');
      const list = isAdding ? callee.child(Role.Object) : undefined;
      if (list?.form === Form.Name) return list.name;
    }
    if (around.form === Form.Assign || around.form === Form.NamedExpr) {
      let target = around.child(Role.Target);
      while (target?.form === Form.Subscript) target = target.child(Role.Object);
      return target?.form === Form.Name ? target.name : undefined;
    }
    if (around.role === Role.Statement) return undefined;
  }
  return undefined;
}

/** Whether a use of the future, or of the list of futures, waits for it or goes through it. */
function isWaitOn(use: Node, body: Node): boolean {
  for (const around of use.ancestors()) {
    if (around.is(body)) return false;
    if (around.form === Form.Await || around.form === Form.For || around.form === Form.Comprehension) return true;
    if (around.form === Form.Attribute && (around.name === 'result' || around.name === 'exception')) return true;
    if (around.form === Form.Call && isCompletion(around)) return true;
    if (around.role === Role.Statement) return false;
  }
  return false;
}

function isCompletion(call: Node): boolean {
  const symbol = symbolOf(call.child(Role.Callee)!);
  return (
    symbol === 'concurrent.futures.wait' ||
    symbol === 'concurrent.futures.as_completed' ||
    symbol === 'builtins.list' ||
    symbol === 'builtins.tuple'
  );
}
