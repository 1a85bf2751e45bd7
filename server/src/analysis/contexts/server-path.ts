/** Which coroutines and functions run while a request waits for its answer: on the event loop of a server, or anywhere. */
import { callGraphOf } from '../program/call-graph.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { entryPointsOf } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';

type Paths = WeakMap<Program, ReadonlySet<number>>;

const onLoop: Paths = new WeakMap();
const anywhere: Paths = new WeakMap();

/** Whether a handler of requests that the library tables know comes to this function, itself or through calls. */
export function isOnServerPath(fn: Node): boolean {
  return isReached(fn, onLoop, isOnLoop);
}

/** The same of any server: what its threads handle, and what each of its processes handles by itself. */
export function isInRequest(fn: Node): boolean {
  return isReached(
    fn,
    anywhere,
    (point) => isOnLoop(point) || (point.isServed === true && !point.origin.module.isTest),
  );
}

/** What the loop runs many times at once is a handler of requests. */
function isOnLoop({ kind, runsMany }: EntryPoint): boolean {
  return kind === 'event-loop' && runsMany;
}

function isReached(fn: Node, paths: Paths, isHandler: (point: EntryPoint) => boolean): boolean {
  const program = fn.module.program!;
  let reached = paths.get(program);
  if (reached === undefined) {
    reached = reachedFrom(program, isHandler);
    paths.set(program, reached);
  }
  return reached.has(fn.id);
}

function reachedFrom({ modules }: Program, isHandler: (point: EntryPoint) => boolean): Set<number> {
  const reached = new Set<number>();
  const pending: Node[] = [];
  const reach = (fn: Node): void => {
    if (reached.has(fn.id)) return;
    reached.add(fn.id);
    pending.push(fn);
  };
  for (const module of modules) {
    for (const point of entryPointsOf(module)) if (isHandler(point)) reach(point.entry);
  }
  for (let fn = pending.pop(); fn !== undefined; fn = pending.pop()) {
    const graph = callGraphOf(fn.module);
    for (const call of graph.callsRunBy(fn)) graph.targets(call).forEach(reach);
  }
  return reached;
}
