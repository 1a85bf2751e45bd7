import { type MainThreadCall, mainThreadCallsIn, Role, type Rule, severityInThread, wayInThread } from '#analysis';
import explanation from './rule.md';

/**
 * Handlers of signals are set in the main thread, or not at all.
 *
 * A coroutine counts where all that runs its loop is in sight and in another thread. Whoever catches the exception, asks
 * for the thread, or lets callers decide, has thought of it.
 */
export const mainThreadOnlyCall: Rule = {
  id: 'main-thread-only-call',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of mainThreadCallsIn(module)) {
      yield {
        range: found.call.child(Role.Callee)!.range,
        message: `'${nameOf(found)}' raises ${found.raises} in any thread but the main one.`,
        ...severityInThread(found),
        detail: 'Python calls the handlers of signals in the main thread, and lets that one alone set them.',
        instead: 'Set the handler in the main thread, and let it tell this one by an event or a queue.',
        related: wayInThread(found),
      };
    }
  },
};

function nameOf({ call }: MainThreadCall): string {
  const { text, name } = call.child(Role.Callee)!;
  return /^[\w.]{1,32}$/.test(text) ? text : name;
}
