/** Where a piece of code runs, for people: "event loop, from `handle()` app.py:31; 4 pool threads, from `pool.submit` jobs.py:12". */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, functionIn, moduleOf, runningCode } from '../program/code.ts';
import { lineOf } from '../program/line-of.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { ASSUMED_MAIN_FLOW, ASSUMED_THREADS, type ExecutionContext } from './execution-context.ts';
import { isOpen } from './open-functions.ts';
import { type Placement, placementOf } from './placement.ts';
import { mayReach } from './thread-guards.ts';

export interface ContextDescription {
  readonly context: ExecutionContext;
  /** What it is: "event loop", "4 pool threads". */
  readonly what: string;
  /** Where it comes from, as code: `pool.submit`, `handle()`; undefined where the code itself begins it. */
  readonly from?: { readonly name: string; readonly place: Node };
  /** The shortest chain of calls by which it gets to the code, from where it begins. */
  readonly path: readonly Node[];
}

/** The contexts of a piece of code, those that say the same said once. */
export function describeContexts(code: Code): ContextDescription[] {
  const found = new Map<string, ContextDescription>();
  const placement = placementOf(moduleOf(code));
  for (const context of placement.contextsOf(code)) {
    const path = pathTo(context, code, placement);
    const from = sourceOf(context, path);
    const description = { context, what: whatOf(context), ...(from === undefined ? {} : { from }), path };
    const key = `${description.what} ${from?.place.id}`;
    if (!found.has(key)) found.set(key, description);
  }
  return [...found.values()].sort((a, b) => rankOf(a) - rankOf(b));
}

/** One line for all contexts of a piece of code; '' for code that is not reached. */
export function contextsText(code: Code): string {
  return describeContexts(code).map(describeContext).join('; ');
}

/** "4 pool threads, from `pool.submit` jobs.py:12" */
export function describeContext({ what, from }: ContextDescription): string {
  return from === undefined ? what : `${what}, from \`${from.name}\` ${placeText(from.place)}`;
}

/** "jobs.py:12"; of a path, the last part. */
export function placeText(place: Node): string {
  const { path } = place.module;
  return `${path.slice(path.lastIndexOf('/') + 1)}:${lineOf(place)}`;
}

/** The shortest chain of calls from where a context begins to a piece of code that it runs; empty if it begins there. */
export function pathTo(context: ExecutionContext, code: Code, placement: Placement): readonly Node[] {
  const isBeginning = (fn: Node): boolean =>
    fn.is(context.entry) ||
    (context.entry === undefined && (fn.isAsync || (context === ASSUMED_THREADS && isOpen(fn))));
  const seen = new Set<number>([code.id]);
  let level: { readonly code: Code; readonly path: readonly Node[] }[] = [{ code, path: [] }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { code: reached, path } of level) {
      const fn = functionIn(reached);
      if (fn === undefined || isBeginning(fn)) return path;
      for (const site of callGraphOf(fn.module).callSites(fn)) {
        const caller = runningCode(site);
        if (seen.has(caller.id) || !mayReach(site, context) || !placement.contextsOf(caller).includes(context))
          continue;
        seen.add(caller.id);
        next.push({ code: caller, path: [site, ...path] });
      }
    }
    level = next;
  }
  // An assumed context begins in a function that nothing calls, and that has no name in the context.
  return [];
}

const RANKS: readonly ExecutionContext['kind'][] = [
  ...(['import', 'main', 'event-loop', 'thread', 'executor', 'process', 'signal-handler', 'finalizer'] as const),
];

function rankOf({ context }: ContextDescription): number {
  return RANKS.indexOf(context.kind);
}

/** "event loop", "4 pool threads" */
export function whatOf(context: ExecutionContext): string {
  const what = kindOf(context);
  if (!context.isAssumed) return what;
  if (context === ASSUMED_THREADS) return `${what} (assumed: assume-concurrent)`;
  return context === ASSUMED_MAIN_FLOW ? `${what} (assumed: nothing in sight calls it)` : `${what} (in tests)`;
}

/** The same without what shows that it is there. */
export function kindOf(context: ExecutionContext): string {
  const { kind, isMany, isAtExit } = context;
  switch (kind) {
    case 'import':
      return 'import';
    case 'main':
      return 'main flow';
    case 'event-loop':
      return 'event loop';
    case 'thread':
      return isMany ? 'several threads' : 'thread';
    case 'executor': {
      const workers = workersOf(context);
      if (workers !== undefined) return `${workers} pool threads`;
      return isMany ? 'several pool threads' : 'pool thread';
    }
    case 'process':
      return isMany ? 'several processes' : 'process';
    case 'signal-handler':
      return 'signal handler';
    case 'finalizer':
      return isAtExit ? 'exit handler' : 'finalizer';
  }
}

/** How many threads the pool has, where the program says so: `ThreadPoolExecutor(4)`. */
function workersOf({ origin, isMany }: ExecutionContext): string | undefined {
  const pool = isMany && origin?.form === Form.Call ? origin.child(Role.Callee)?.child(Role.Object) : undefined;
  const value = pool === undefined ? undefined : provenanceOf(pool);
  if (value?.kind !== 'instance' || value.made.form !== Form.Call) return undefined;
  const workers = value.made.argument(0, 'max_workers') ?? value.made.keyword('processes');
  return workers?.form === Form.Number && workers.name !== '1' ? workers.name : undefined;
}

function sourceOf({ origin }: ExecutionContext, path: readonly Node[]): ContextDescription['from'] {
  if (origin !== undefined) return { name: nameOfOrigin(origin), place: origin };
  const [first] = path;
  if (first === undefined) return undefined;
  const fn = functionIn(runningCode(first));
  return fn === undefined
    ? { name: nameOfOrigin(first), place: first }
    : { name: `${fn.name || 'lambda'}()`, place: fn };
}

/** `pool.submit`, `@app.route`, `client.on_message`, `Worker`: what hands the code over, as the user writes it. */
export function nameOfOrigin(origin: Node): string {
  if (origin.form === Form.Class) return origin.name;
  if (origin.form === Form.Function) return 'thread-entry-points';
  const callee = origin.form === Form.Call ? (origin.child(Role.Callee) ?? origin) : origin;
  const text = callee.text.length <= LONGEST_NAME && /^[\w.]+$/.test(callee.text) ? callee.text : callee.name;
  return origin.role === Role.Decorator ? `@${text}` : text || 'call';
}

const LONGEST_NAME = 40;
