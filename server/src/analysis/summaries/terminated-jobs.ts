/** Jobs that a pool is given in a `with`, and whose results nobody has when its end terminates the pool. */
import { Form, Role } from '../facts/forms.ts';
import { HARMLESS_CALLS, HARMLESS_METHODS } from '../library/harmless.ts';
import { isSubclass } from '../library/results.ts';
import { runningCode } from '../program/code.ts';
import { isExpectedToRaise } from '../program/handlers.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Node } from '../program/node.ts';
import type { Scope } from '../program/scope.ts';
import { referencesTo } from '../program/usage.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { type Sink, sinksOf } from '../program/value-flow.ts';

export interface TerminatedJob {
  /** `pool.apply_async(…)` */
  readonly job: Node;
  /** The name of the pool. */
  readonly pool: Node;
  readonly statement: Node;
  /**
   * - `lost`: nobody ever asks for the result
   * - `late`: it is asked for behind the `with`
   * - `returned`: the caller gets what has the result
   */
  readonly how: 'lost' | 'late' | 'returned';
  /** Where it is asked for, or returned. */
  readonly by?: Node;
  /** Whether the `with` does something after it has given the job, which may take as long as the job does. */
  readonly mayBeInTime: boolean;
}

/** Methods that give a job and do not wait for it. Source: the documentation of `multiprocessing.pool`. */
const JOBS: ReadonlySet<string> = new Set(['apply_async', 'map_async', 'starmap_async', 'imap', 'imap_unordered']);

/** Methods that leave the jobs alone. */
const OTHERS: ReadonlySet<string> = new Set(['apply', 'map', 'starmap', 'close', 'terminate']);

/** Those of them that do not wait for a job of their own. */
const QUICK: ReadonlySet<string> = new Set(['close', 'terminate']);

/**
 * In source order. `Pool.__exit__` calls `terminate()`, unlike that of the executors of `concurrent.futures`.
 * Source: https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.terminate
 */
export const terminatedJobsIn = keptByChunk((module, chunk): TerminatedJob[] => {
  if (!module.mentionsAny(chunk, JOBS)) return [];
  return module.rowsIn(chunk, Form.With).flatMap((statement) =>
    statement.childrenIn(Role.Clause).flatMap((item) => {
      const pool = poolOf(item);
      return pool === undefined ? [] : jobsOf(pool, statement);
    }),
  );
});

/** The name under which the `with` has the pool that it ends. */
function poolOf(item: Node): Node | undefined {
  const context = item.child(Role.Context);
  const name = item.child(Role.Target) ?? context;
  if (context === undefined || name?.form !== Form.Name || item.parent?.isAsync) return undefined;
  const value = provenanceOf(context);
  return value.kind === 'instance' && isSubclass(value.of, 'multiprocessing.pool.Pool') ? name : undefined;
}

function jobsOf(pool: Node, statement: Node): TerminatedJob[] {
  const body = statement.child(Role.Body);
  const jobs: Node[] = [];
  if (body === undefined) return [];
  for (const use of body.descendants(Form.Name)) {
    if (use.name !== pool.name) continue;
    const method = use.role === Role.Object && use.parent?.role === Role.Callee ? use.parent : undefined;
    // Somebody else has the pool, or it is waited for.
    if (method?.form !== Form.Attribute || runningCode(use).id !== runningCode(pool).id) return [];
    const isJob = JOBS.has(method.name);
    if (!isJob && !OTHERS.has(method.name)) return [];
    if (isJob && !isExpectedToRaise(use)) jobs.push(method.parent!);
  }
  return jobs.flatMap((job) => {
    const fate = fateOf(job, body, jobs);
    if (fate === undefined) return [];
    const mayBeInTime = maySpendTime(body, jobs);
    return fate.how === 'lost' && mayBeInTime ? [] : [{ job, pool, statement, ...fate, mayBeInTime }];
  });
}

type Fate = Pick<TerminatedJob, 'how' | 'by'>;

/** undefined where somebody may wait for the result, or go through the results, before the pool ends. */
function fateOf(value: Node, body: Node, jobs: readonly Node[]): Fate | undefined {
  if (value.role === Role.Statement) return { how: 'lost' };
  const [sink, ...others] = sinksOf(value);
  return sink === undefined || others.length > 0 ? undefined : fateIn(sink, body, jobs);
}

function fateIn({ kind, node }: Sink, body: Node, jobs: readonly Node[]): Fate | undefined {
  switch (kind) {
    case 'return':
      return node.form === Form.Return ? { how: 'returned', by: node } : undefined;
    case 'name':
      return fateOfName(node, body, jobs);
    case 'element': {
      return node.isGeneratorExpression ? undefined : fateOf(node, body, jobs);
    }
    case 'argument': {
      const callee = node.child(Role.Callee)!;
      const list = callee.form === Form.Attribute && ADDS.has(callee.name) ? callee.child(Role.Object) : undefined;
      if (list?.form === Form.Name) return fateOfName(list, body, jobs);
      // They look at nothing before they are gone through themselves.
      return LAZY.has(symbolOf(callee) ?? '') ? fateOf(node, body, jobs) : undefined;
    }
    default:
      return undefined;
  }
}

const ADDS: ReadonlySet<string> = new Set(['append', 'add']);
const LAZY: ReadonlySet<string> = new Set([
  'builtins.enumerate',
  'builtins.zip',
  'builtins.map',
  'tqdm.tqdm',
  'tqdm.auto.tqdm',
]);

/** What becomes of the variable that has the result, or the list of results. */
function fateOfName(name: Node, body: Node, jobs: readonly Node[]): Fate | undefined {
  const scope = name.scope.scopeOf(name.name);
  if (scope === undefined || (!scope.isModule && !scope.node!.contains(body))) return undefined;
  let late: Fate | undefined;
  for (const use of usesOf(name.name, scope, body)) {
    if (use.start < body.start || jobs.some((job) => use.statement.contains(job) && body.contains(use))) continue;
    if (runningCode(use).id !== runningCode(name).id) return undefined;
    const isReturned = use.role === Role.Value && use.parent?.form === Form.Return;
    if (body.contains(use) && !isReturned) return undefined;
    late ??= isReturned ? { how: 'returned', by: use.parent! } : { how: 'late', by: use };
  }
  // Who else asks for a global, nobody knows.
  return late ?? (scope.isModule ? undefined : { how: 'lost' });
}

/** Of a global, those in the same statement of the module. */
function usesOf(name: string, scope: Scope, body: Node): readonly Node[] {
  if (!scope.isModule) return referencesTo(name, scope);
  const names = body.module
    .rowsIn(body.chunk, Form.Name)
    .filter((use) => use.name === name && use.role !== Role.Target);
  return names.filter((use) => use.scope.scopeOf(name)?.isModule);
}

/** Whether anything but harmless calls comes after the last job. */
function maySpendTime(body: Node, jobs: readonly Node[]): boolean {
  const last = Math.max(...jobs.map(({ end }) => end));
  const others = [...body.descendants(Form.Call)].filter(({ start }) => start > last);
  return (
    others.some((call) => !isHarmless(call)) ||
    [...body.descendants(Form.Yield), ...body.descendants(Form.Await), ...body.descendants(Form.While)].length > 0
  );
}

function isHarmless(call: Node): boolean {
  const callee = call.child(Role.Callee)!;
  if (callee.form === Form.Attribute && (HARMLESS_METHODS.test(callee.name) || QUICK.has(callee.name))) return true;
  return HARMLESS_CALLS.test(symbolOf(callee) ?? '');
}
