/** Pools that run one job after the other, as they have one worker. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';
import { provenanceOf } from './value.ts';

/** Where `pool.submit`'s pool is made, if it is made with one worker: `ThreadPoolExecutor(max_workers=1)`. */
export function singleWorkerOf(callee: Node): Node | undefined {
  const pool = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const value = pool === undefined ? undefined : provenanceOf(pool);
  if (value?.kind !== 'instance' || value.made.form !== Form.Call) return undefined;
  const workers = value.made.argument(0, 'max_workers') ?? value.made.keyword('processes');
  return workers?.name === '1' ? value.made : undefined;
}
