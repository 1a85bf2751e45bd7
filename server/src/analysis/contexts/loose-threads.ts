/** Threads that are no daemons and that nobody waits for or could end, and threads that an import starts. */
import { Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import {
  endlessLoopOf,
  isAtTopLevel,
  isHeldLocally,
  isOnlyStart,
  type MadeThread,
  madeThreadsIn,
  setsDaemon,
  usesOfThread,
} from '../program/made-threads.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { entryPointsOf } from './entries.ts';
import { isThread } from './execution-context.ts';
import { placementOf } from './placement.ts';

export interface LooseThread {
  /**
   * - `endless`: its function never ends, so the program does not either
   * - `lost`: nobody has it, so nobody can wait for it
   * - `import`: it is started when the module is imported
   */
  readonly kind: 'endless' | 'lost' | 'import';
  readonly made: Node;
  /** The function that it runs, if that is in the program. */
  readonly entry?: Node;
  /** The loop without an end. */
  readonly loop?: Node;
}

export function* looseThreadsIn(module: Module): Generator<LooseThread> {
  const threads = madeThreadsIn(module);
  if (threads.length === 0) return;
  const entries = new Map(entryPointsOf(module).map(({ origin, entry }) => [origin.id, entry]));
  for (const thread of threads) {
    const { made } = thread;
    const entry = entries.get(made.id);
    const found = kindOf(thread, entry, module);
    if (found !== undefined) yield { ...found, made, ...(entry === undefined ? {} : { entry }) };
  }
}

function kindOf(
  thread: MadeThread,
  entry: Node | undefined,
  module: Module,
): Pick<LooseThread, 'kind' | 'loop'> | undefined {
  const { made, isDaemon } = thread;
  const uses = usesOfThread(thread);
  const starts = thread.holder === undefined ? [made] : uses.filter((use) => use.parent?.name === 'start');
  if (starts.length === 0) return undefined;
  const isByImport = isAtTopLevel(made, module) && starts.some((start) => isAtTopLevel(start, module));
  if (isByImport && isImported(module)) return { kind: 'import' };
  if (isDaemon !== false || uses.some(setsDaemon) || isInThread(made)) return undefined;
  const isJoined = uses.some((use) => use.parent?.name === 'join' && use.role === Role.Object);
  const loop = entry === undefined || isJoined ? undefined : endlessLoopOf(entry);
  if (loop !== undefined) return { kind: 'endless', loop };
  // The end of a script waits for its threads.
  if (
    !('form' in runningCode(made)) ||
    !isHeldLocally(thread) ||
    !uses.every((use) => isOnlyStart(use) && isBeside(use, made))
  )
    return undefined;
  return entry === undefined ? undefined : { kind: 'lost' };
}

/** Whether the import of the module by another one runs its code, and nothing else does. */
function isImported(module: Module): boolean {
  const contexts = placementOf(module).contextsOf(module);
  return contexts.length > 0 && contexts.every(({ kind }) => kind === 'import');
}

/** A thread takes over from the one that makes it whether it is a daemon. */
function isInThread(made: Node): boolean {
  return placementOf(made.module).contextsOf(runningCode(made)).some(isThread);
}

/** Whether the same code runs both: a function inside it may be kept by anybody. */
function isBeside(use: Node, made: Node): boolean {
  return runningCode(use).id === runningCode(made).id;
}
