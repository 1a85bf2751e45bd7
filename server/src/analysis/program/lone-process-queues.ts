/** Queues for processes in programs whose threads alone use them. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { callsNamed } from './called-names.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { usesProcesses } from './process-arguments.ts';
import { startGiven } from './started-arguments.ts';
import { referencesTo } from './usage.ts';
import { symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

export interface LoneProcessQueue {
  /** The call that makes it. */
  readonly made: Node;
  /** The call that gives it to a thread. */
  readonly thread: Node;
}

/** In source order. Only a queue that a variable holds, in a module without processes, that only threads of the module get. */
export function loneProcessQueuesIn(module: Module): LoneProcessQueue[] {
  const queues = processQueuesIn(module);
  if (queues.length === 0 || usesProcesses(module)) return [];
  return queues.flatMap((made) => {
    const thread = onlyThreadOf(made);
    return thread === undefined ? [] : [{ made, thread }];
  });
}

const QUEUES: ReadonlySet<string> = new Set([
  ...['multiprocessing.Queue', 'multiprocessing.JoinableQueue', 'multiprocessing.SimpleQueue'],
]);
const LAST_NAMES = lastNames(QUEUES);

/** The calls that make queues for processes, in source order. */
export const processQueuesIn = keptByChunk((module, chunk): Node[] =>
  callsNamed(module, chunk, LAST_NAMES).filter((call) => QUEUES.has(symbolOf(call.child(Role.Callee)!) ?? '')),
);

/** A thread that is given it, where nothing else but methods of the queue is done with it. */
function onlyThreadOf(made: Node): Node | undefined {
  const target = made.parent?.form === Form.Assign ? made.parent.child(Role.Target) : undefined;
  const scope = target?.form === Form.Name ? target.scope.scopeOf(target.name) : undefined;
  if (target === undefined || scope === undefined || scope.own(target.name).length > 1) return undefined;
  let thread: Node | undefined;
  for (const sink of referencesTo(target.name, scope).flatMap((reference) => sinksOf(reference))) {
    if (sink.kind === 'attribute' && sink.node.role === Role.Callee) continue;
    const given = startGiven(sink);
    if (given === undefined || symbolOf(given.child(Role.Callee)!) !== 'threading.Thread') return undefined;
    thread ??= given;
  }
  return thread;
}
