import {
  type LoopConflict,
  loopConflictsIn,
  Role,
  type Rule,
  type Severity,
  subjectOfWait,
  waitsForLoopIn,
} from '#analysis';
import explanation from './rule.md';
import { detailOf, INSTEAD, messageOf, relatedTo, witnessOf } from './wording.ts';

/**
 * Who runs on the loop must not wait, without `await`, for what that loop has to run.
 *
 * The future must be one of `run_coroutine_threadsafe` for the loop that runs there; for a loop that may be another one
 * it only blocks. In other threads, waiting without a limit is worth a hint.
 */
export const threadsafeResultOnLoop: Rule = {
  id: 'threadsafe-result-on-loop',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of loopConflictsIn(module, 'own-loop')) {
      const { hop, blocking } = found;
      const place = hop === undefined ? subjectOfWait(blocking) : subjectOfWait({ ...blocking, node: hop.node });
      yield {
        range: place.range,
        message: messageOf(found),
        ...severityOf(found),
        detail: detailOf(found),
        instead: INSTEAD,
        related: relatedTo(found),
        ...witnessOf(found),
      };
    }
    for (const { call } of waitsForLoopIn(module)) {
      yield {
        range: call.child(Role.Callee)!.range,
        message: 'This waits for the event loop of another thread without a limit.',
        severity: 'hint',
        detail: 'If that loop stops, or is kept busy, the thread waits for ever.',
        instead: "Give it a limit: 'future.result(timeout)'.",
      };
    }
  },
};

/** What a function does only after a test of its own, not every call comes to. */
function severityOf({ hop, isConditional }: LoopConflict): { readonly severity?: Severity } {
  if (hop?.chain.isCertain === false) return { severity: 'info' };
  return isConditional ? { severity: 'warning' } : {};
}
