/** The threads that run an event loop themselves: what they do with asyncio may be about their own loop. */
import { Form, Role } from '../facts/forms.ts';
import { LOOP_OWNERS, LOOP_RUNNING_METHODS } from '../library/loop-thread.ts';
import { callsNamed } from '../program/called-names.ts';
import { runningCode } from '../program/code.ts';
import { keptByChunk, keptByProgram } from '../program/kept.ts';
import { symbolOf } from '../program/value.ts';
import type { ExecutionContext } from './execution-context.ts';
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

const NAMES: ReadonlySet<string> = new Set([
  ...LOOP_RUNNING_METHODS,
  ...[...LOOP_OWNERS].map((name) => name.slice(name.lastIndexOf('.') + 1)),
]);

/** The calls that run a loop, by what they call or by the method's name. */
const loopStartsIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, NAMES).filter((call) => {
    const callee = call.child(Role.Callee)!;
    if (callee.form === Form.Attribute && LOOP_RUNNING_METHODS.has(callee.name)) return true;
    return LOOP_OWNERS.has(symbolOf(callee) ?? '');
  }),
);
