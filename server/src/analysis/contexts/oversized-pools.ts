/** Pools with far more threads than a machine has cores, all of whose work is to compute. */
import { Form, Role } from '../facts/forms.ts';
import { MOST_DEFAULT_WORKERS, THREAD_POOLS } from '../library/computing.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { referencesTo } from '../program/usage.ts';
import { provenanceOf } from '../program/value.ts';
import { isComputation } from '../summaries/computing.ts';
import { entryPointsOf } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';

export interface OversizedPool {
  /** The number of threads, as it is written where the pool is made. */
  readonly size: Node;
  readonly count: number;
  /** One of the calls that give it work, and the function that it gives. */
  readonly given: Node;
  readonly work: Node;
}

export function* oversizedPoolsIn(module: Module): Generator<OversizedPool> {
  const byPool = new Map<number, { readonly made: Node; readonly points: EntryPoint[] }>();
  for (const point of entryPointsOf(module)) {
    const made = point.kind === 'executor' ? poolOf(point.origin) : undefined;
    if (made?.module !== module) continue;
    const known = byPool.get(made.id);
    if (known === undefined) byPool.set(made.id, { made, points: [point] });
    else known.points.push(point);
  }
  for (const { made, points } of byPool.values()) {
    const size = sizeOf(made);
    const count = size === undefined ? 0 : countIn(size);
    const [first] = points;
    if (size === undefined || count <= MOST_DEFAULT_WORKERS || first === undefined) continue;
    if (!isOnlyGiven(made, points) || !points.every(({ entry }) => isComputation(entry))) continue;
    yield { size, count, given: first.origin, work: first.entry };
  }
}

/** Where the pool is made whose method is called: `pool.submit(f)`. */
function poolOf(call: Node): Node | undefined {
  const callee = call.form === Form.Call ? call.child(Role.Callee) : undefined;
  const pool = callee?.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const value = pool === undefined ? undefined : provenanceOf(pool);
  return value?.kind === 'instance' && value.of in THREAD_POOLS && value.made.form === Form.Call
    ? value.made
    : undefined;
}

function sizeOf(made: Node): Node | undefined {
  const value = provenanceOf(made);
  return value.kind === 'instance' ? made.argument(0, THREAD_POOLS[value.of]) : undefined;
}

/** A number, or the name of one: `WORKERS = 200`. */
function countIn(size: Node): number {
  const value = provenanceOf(size);
  return value.kind === 'display' && value.made.form === Form.Number ? Number(value.made.name.replaceAll('_', '')) : 0;
}

/** What is done with the pool besides giving it this work. */
const HARMLESS: ReadonlySet<string> = new Set(['shutdown', 'close', 'join', 'terminate']);

/** Whether the pool has a name, and under it is given nothing but this work. */
function isOnlyGiven(made: Node, points: readonly EntryPoint[]): boolean {
  const { parent } = made;
  const name = parent?.form === Form.Assign || parent?.form === Form.WithItem ? parent.child(Role.Target) : undefined;
  const scope = name?.form === Form.Name ? name.scope.scopeOf(name.name) : undefined;
  if (name === undefined || scope === undefined || scope.own(name.name).length > 1) return false;
  const works = new Set(points.map(({ origin }) => origin.id));
  return referencesTo(name.name, scope).every((reference) => {
    const use = reference.parent;
    if (use?.form === Form.WithItem) return true;
    const call = use?.form === Form.Attribute && use.role === Role.Callee ? use.parent : undefined;
    return call !== undefined && (works.has(call.id) || HARMLESS.has(use!.name));
  });
}
