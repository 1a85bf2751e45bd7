/** Functions that ask the database through Django's models by what they call: for each the shortest chain of calls. */
import { Form, Role } from '../facts/forms.ts';
import { conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';
import { usesDjango } from '../program/queries.ts';
import { isNeverMet } from '../program/settled-tests.ts';
import { type Hop, hopsIn } from './hops.ts';
import { isOffLoop } from './loop-guards.ts';
import { type OrmEvaluation, ormEvaluationsIn } from './orm-evaluations.ts';
import { requirementsAt } from './requirements.ts';
import { isSeldom } from './seldom.ts';

/** A step of a coroutine into a function that asks, itself or further on. */
export interface OrmHop extends Hop {
  /** From the called function on. */
  readonly hops: readonly Hop[];
  /** The function that asks, and where. */
  readonly last: Node;
  readonly evaluation: OrmEvaluation;
  /** Whether the functions on the way come to it whenever they are called. */
  readonly isCertain: boolean;
}

/** A chain of more calls than this comes about only when many things come together. */
const FARTHEST = 5;

/** The first hop of this code into each function that asks. */
export function ormHopsIn(code: Node): OrmHop[] {
  if (!usesDjango(code.module.program!)) return [];
  const targets = new Set<number>();
  return hopsIn(code).flatMap((hop) => {
    if (targets.has(hop.target.id) || isOff(hop)) return [];
    const found = nearest(hop);
    if (found === undefined) return [];
    targets.add(hop.target.id);
    return [found];
  });
}

function nearest(first: Hop): OrmHop | undefined {
  const seen = new Set<number>([first.target.id]);
  let front: { readonly fn: Node; readonly hops: readonly Hop[] }[] = [{ fn: first.target, hops: [] }];
  for (let distance = 1; front.length > 0 && distance <= FARTHEST; distance++) {
    const next: typeof front = [];
    for (const { fn, hops } of front) {
      const evaluations = ormEvaluationsIn(fn).filter(({ node }) => mayHappen(node, fn));
      const evaluation = evaluations.find(isUnconditional) ?? evaluations[0];
      if (evaluation !== undefined) {
        const isCertain = [...hops, evaluation].every(isUnconditional);
        return { ...first, hops, last: fn, evaluation, isCertain };
      }
      for (const hop of hopsIn(fn)) {
        if (seen.has(hop.target.id) || isOff(hop) || !mayHappen(hop.node, fn)) continue;
        seen.add(hop.target.id);
        next.push({ fn: hop.target, hops: [...hops, hop] });
      }
    }
    front = next;
  }
  return undefined;
}

/** Not what the function's parameters decide, nor what happens once or in debug mode only. */
function mayHappen(node: Node, fn: Node): boolean {
  return requirementsAt(node, fn).length === 0 && !isSeldom(node, fn);
}

function isOff({ node }: Hop): boolean {
  return isOffLoop(node) || conditionsAt(node).some(isNeverMet);
}

/** Behind no test, in no handler of exceptions and in no loop over what may be empty. */
function isUnconditional({ node }: { readonly node: Node }): boolean {
  if (conditionsAt(node).length > 0) return false;
  let inner = node;
  for (const around of node.ancestors()) {
    if (around.isFunction) return true;
    if (around.form === Form.Except) return false;
    if ((around.form === Form.For || around.form === Form.While) && inner.role === Role.Body) return false;
    inner = around;
  }
  return true;
}
