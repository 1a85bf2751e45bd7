/** How many coroutines come to a function, through any number of calls. */
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';

interface Callers {
  readonly counts: Map<number, number>;
  readonly callers: Map<number, readonly Node[]>;
}

const callersKnown = new WeakMap<Program, Callers>();

/** How many coroutine functions of the program run this function, through any number of calls. */
export function countReaching(fn: Node): number {
  const program = fn.module.program!;
  let memo = callersKnown.get(program);
  if (memo === undefined) {
    memo = { counts: new Map(), callers: new Map() };
    callersKnown.set(program, memo);
  }
  let count = memo.counts.get(fn.id);
  if (count === undefined) {
    count = countFrom(fn, memo);
    memo.counts.set(fn.id, count);
  }
  return count;
}

function countFrom(fn: Node, memo: Callers): number {
  const seen = new Set<number>([fn.id]);
  const pending = [fn];
  let count = 0;
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const caller of callersOf(current, memo)) {
      if (seen.has(caller.id)) continue;
      seen.add(caller.id);
      if (caller.isAsync) count++;
      else pending.push(caller);
    }
  }
  return count;
}

function callersOf(fn: Node, { callers }: Callers): readonly Node[] {
  let found = callers.get(fn.id);
  if (found === undefined) {
    const sites = callGraphOf(fn.module).callSites(fn);
    found = [...new Map(sites.map((site) => [runningCode(site).id, site])).values()].flatMap(
      (site) => functionIn(runningCode(site)) ?? [],
    );
    callers.set(fn.id, found);
  }
  return found;
}
