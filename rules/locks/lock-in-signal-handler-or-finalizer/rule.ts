import { type Interruption, interruptionsIn, type Rule, type Severity } from '#analysis';
import explanation from './rule.md';
import { detailOf, messageOf, relatedTo, witnessOf } from './wording.ts';

/**
 * What interrupts other code must not wait for what that code may hold.
 *
 * A signal handler interrupts the main thread and a finalizer any thread, so it takes a place there that holds the lock.
 * Re-entrant locks let the same thread in, and nobody holds the lock of an object that nobody has any more.
 */
export const lockInSignalHandlerOrFinalizer: Rule = {
  id: 'lock-in-signal-handler-or-finalizer',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const found of interruptionsIn(module)) {
      yield {
        range: found.steps[0]!.range,
        message: messageOf(found),
        ...severityOf(found),
        detail: detailOf(found),
        instead:
          found.kind === 'signal-handler'
            ? "Put a message into a 'queue.SimpleQueue' or set a variable, and let ordinary code do the rest."
            : "Put a message into a 'queue.SimpleQueue', and let ordinary code do the rest under the lock.",
        related: relatedTo(found),
        ...witnessOf(found),
      };
    }
  },
};

function severityOf({ kind, what, holder, isRemote }: Interruption): { readonly severity?: Severity } {
  if (what === 'log' || what === 'event') return { severity: 'hint' };
  // Whoever calls it, a finalizer may come in between; a signal only if it is the main thread.
  const isAssumed = kind === 'signal-handler' && holder?.context.isAssumed === true;
  return isAssumed || isRemote ? { severity: 'info' } : {};
}
