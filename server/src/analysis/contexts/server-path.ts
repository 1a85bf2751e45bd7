/** Which coroutines and functions run while a request waits for its answer on the event loop of a server. */
import { callGraphOf } from '../program/call-graph.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { entryPointsOf } from './entries.ts';

const paths = new WeakMap<Program, ReadonlySet<number>>();

/** Whether a handler of requests that the library tables know comes to this function, itself or through calls. */
export function isOnServerPath(fn: Node): boolean {
  const program = fn.module.program!;
  let reached = paths.get(program);
  if (reached === undefined) {
    reached = reachedByRequests(program);
    paths.set(program, reached);
  }
  return reached.has(fn.id);
}

function reachedByRequests({ modules }: Program): Set<number> {
  const reached = new Set<number>();
  const pending: Node[] = [];
  const reach = (fn: Node): void => {
    if (reached.has(fn.id)) return;
    reached.add(fn.id);
    pending.push(fn);
  };
  for (const module of modules) {
    for (const { kind, entry, runsMany } of entryPointsOf(module)) {
      // What the loop runs many times at once is a handler of requests.
      if (kind === 'event-loop' && runsMany) reach(entry);
    }
  }
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    const graph = callGraphOf(fn.module);
    for (const call of graph.callsRunBy(fn)) graph.targets(call).forEach(reach);
  }
  return reached;
}
