/** What runs code: the main flow, the event loop, a thread, a process … */
import type { ContextKind } from '../library/entries.ts';
import type { Node } from '../program/node.ts';

export interface ExecutionContext {
  readonly kind: ContextKind;
  /** The function that the context begins with; undefined for the main flow. */
  readonly entry?: Node;
  /** The code that makes it: `Thread(target=f)`, `pool.submit(f)`, `async def`. */
  readonly origin?: Node;
  /** Where it starts running: `t.start()`, or the origin itself. */
  readonly start?: Node;
  /** Whether several of it run at the same time. */
  readonly isMany: boolean;
  /** The pool with one worker that it runs in: what runs in the same one is never parallel. */
  readonly serialPool?: Node;
  /** Whether nothing shows that it exists: an uncalled function is only assumed to run in the main flow. */
  readonly isAssumed: boolean;
}

/** The flow of the main thread: module code and what it calls. */
export const MAIN_FLOW: ExecutionContext = { kind: 'main', isMany: false, isAssumed: false };
/** A function that nothing in sight calls is assumed to be called from the main flow. */
export const ASSUMED_MAIN_FLOW: ExecutionContext = { kind: 'main', isMany: false, isAssumed: true };

/** Whether a context is a thread of its own in this process, so that it shares memory with the others. */
export function isThread({ kind }: ExecutionContext): boolean {
  return kind === 'thread' || kind === 'executor';
}
