/** What runs code: the main flow, the event loop, a thread, a process … */
import { Form, Role } from '../facts/forms.ts';
import type { ContextKind } from '../library/entries.ts';
import type { Node } from '../program/node.ts';
import type { Serial } from './entry-forms.ts';

export interface ExecutionContext {
  readonly kind: ContextKind;
  /** The function that the context begins with; undefined for the main flow. */
  readonly entry?: Node;
  /** The code that makes it: `Thread(target=f)`, `pool.submit(f)`, `async def`; the function if the configuration names it. */
  readonly origin?: Node;
  /** Where a thread or process starts running: `t.start()`, or the origin itself. */
  readonly start?: Node;
  /** Whether several of it run at the same time. */
  readonly isMany: boolean;
  /** Whether one start makes several of it run at once: `pool.map(f, xs)`, the views of a server with threads. */
  readonly runsMany?: boolean;
  /** What runs in the same serial is never parallel: in a pool with one worker, in the thread of one client. */
  readonly serial?: Serial;
  /** Whether it runs when the program ends, after the threads that are waited for. */
  readonly isAtExit?: boolean;
  /** Whether nothing but tests shows that it exists: an uncalled function is only assumed to run in the main flow. */
  readonly isAssumed: boolean;
}

/** Module code that another module's import runs, and what it calls. */
export const IMPORT: ExecutionContext = { kind: 'import', isMany: false, isAssumed: false };
/** The flow of the main thread: the code of modules that are run themselves, and what it calls. */
export const MAIN_FLOW: ExecutionContext = { kind: 'main', isMany: false, isAssumed: false };
/** What runs coroutines, and functions handed to it. */
export const EVENT_LOOP: ExecutionContext = { kind: 'event-loop', isMany: false, isAssumed: false };
/** What tests run: it shows what the code is for, not what it does in the program. */
export const TEST_FLOW: ExecutionContext = { kind: 'main', isMany: false, isAssumed: true };
export const TEST_EVENT_LOOP: ExecutionContext = { kind: 'event-loop', isMany: false, isAssumed: true };
/** A function that nothing in sight calls is assumed to be called from the main flow. */
export const ASSUMED_MAIN_FLOW: ExecutionContext = { kind: 'main', isMany: false, isAssumed: true };

/** Threads outside of the program that are assumed to call what it has for others: many of them. */
export const ASSUMED_THREADS: ExecutionContext = { kind: 'thread', isMany: true, runsMany: true, isAssumed: true };

/** Whether a context is a thread of its own in this process, so that it shares memory with the others. */
export function isThread({ kind }: Pick<ExecutionContext, 'kind'>): boolean {
  return kind === 'thread' || kind === 'executor';
}

/** A definition, a decorator or a base class: what begins there is started by somebody outside, nobody knows when. */
export function isDefinition(start: Node | undefined): boolean {
  if (start === undefined) return false;
  const { form, role } = start;
  return form === Form.Class || form === Form.Function || role === Role.Decorator || role === Role.Base;
}
