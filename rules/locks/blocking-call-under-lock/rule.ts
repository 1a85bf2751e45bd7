import { type LongHold, longHoldsIn, type Rule, type Severity } from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf, relatedTo, witnessOf } from './wording.ts';

/**
 * A lock should be held only while shared state is touched, not while its holder waits for something else.
 *
 * If the one waited for needs the same lock, neither ever goes on. A lock under which all code waits is there to keep
 * such calls apart, as a connection needs it.
 */
export const blockingCallUnderLock: Rule = {
  id: 'blocking-call-under-lock',
  severity: 'info',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of longHoldsIn(module)) {
      const { node } = found;
      yield {
        range: node.range,
        message: messageOf(found),
        ...severityOf(found),
        detail: detailOf(found),
        instead: insteadOf(found),
        related: relatedTo(found),
        ...witnessOf(found),
      };
    }
  },
};

function severityOf({ needed, other }: LongHold): { readonly severity?: Severity } {
  if (needed !== undefined) return { severity: 'error' };
  return other === undefined ? { severity: 'hint' } : {};
}
