/** The threads that run an event loop themselves: what they do with asyncio may be about their own loop. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { LOOP_OWNERS, LOOP_RUNNING_METHODS } from '../library/loop-thread.ts';
import { callsNamed } from '../program/called-names.ts';
import { runningCode } from '../program/code.ts';
import { keptByChunk, keptByProgram } from '../program/kept.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { placementOf } from './placement.ts';

/** The contexts of which some code runs a loop, or makes one the thread's own. Errs towards more. */
export const loopOwnersOf = keptByProgram((program): ReadonlySet<ExecutionContext> => {
  const owners = new Set<ExecutionContext>();
  for (const module of program.modules) {
    const starts = loopStartsIn(module);
    const { contextsOf } = placementOf(module);
    for (const start of starts) for (const context of contextsOf(runningCode(start))) owners.add(context);
  }
  return owners;
});

/** Where a loop is run, and the one thread that does it. */
export interface LoopThread {
  readonly run: Node;
  readonly context: ExecutionContext;
}

/** By the id of the call that makes it: the loops that nothing but one thread of the program is seen to run. */
export const loopThreadsOf = keptByProgram((program): ReadonlyMap<number, LoopThread> => {
  const threads = new Map<number, LoopThread>();
  const others = new Set<number>();
  for (const module of program.modules) {
    for (const run of loopStartsIn(module)) {
      const loop = run.child(Role.Callee)!.child(Role.Object);
      const value = loop === undefined ? undefined : provenanceOf(loop);
      if (value?.kind !== 'instance' || value.of !== 'asyncio.AbstractEventLoop') continue;
      const [context, ...more] = placementOf(module).contextsOf(runningCode(run));
      const isAlone = context !== undefined && more.length === 0 && isThread(context) && !context.isAssumed;
      if (isAlone) threads.set(value.made.id, { run, context });
      else others.add(value.made.id);
    }
  }
  for (const id of others) threads.delete(id);
  return threads;
});

const NAMES: ReadonlySet<string> = new Set([...LOOP_RUNNING_METHODS, ...lastNames(LOOP_OWNERS)]);

/** The calls that run a loop, by what they call or by the method's name. */
const loopStartsIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, NAMES).filter((call) => {
    const callee = call.child(Role.Callee)!;
    if (callee.form === Form.Attribute && LOOP_RUNNING_METHODS.has(callee.name)) return true;
    return LOOP_OWNERS.has(symbolOf(callee) ?? '');
  }),
);
