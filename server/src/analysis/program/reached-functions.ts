/** The functions that one comes to by calls, those of the program. */
import { callGraphOf } from './call-graph.ts';
import type { Node } from './node.ts';

export interface ReachOptions {
  /** How many calls lead there at most. */
  readonly farthest?: number;
  /** Which functions are left out, with what they call. */
  readonly isLeftOut?: (fn: Node) => boolean;
}

/** The function itself first, then the nearest, each once. */
export function* functionsReachedFrom(
  entry: Node,
  { farthest = Number.POSITIVE_INFINITY, isLeftOut = () => false }: ReachOptions = {},
): Generator<Node> {
  const seen = new Set<number>([entry.id]);
  let front = [entry];
  for (let distance = 0; front.length > 0; distance++) {
    yield* front;
    if (distance >= farthest) return;
    const next: Node[] = [];
    for (const fn of front) {
      const graph = callGraphOf(fn.module);
      for (const target of graph.callsRunBy(fn).flatMap((call) => graph.targets(call))) {
        if (seen.has(target.id) || isLeftOut(target)) continue;
        seen.add(target.id);
        next.push(target);
      }
    }
    front = next;
  }
}
