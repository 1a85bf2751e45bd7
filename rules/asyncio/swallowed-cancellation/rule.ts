import {
  cancellationWitness,
  type LostCancellation,
  letCancellationPass,
  lostCancellationsIn,
  type Rule,
  type Severity,
} from '#analysis';
import explanation from './rule.md';
import { detailOf, insteadOf, messageOf, rangeOf, relatedTo } from './wording.ts';

/**
 * A task that is asked to end must end, and say so.
 *
 * Somebody must be seen to go on for a warning: the coroutine itself, or one that awaits it. Where the task ends all the
 * same, the worst is that it seems done.
 */
export const swallowedCancellation: Rule = {
  id: 'swallowed-cancellation',
  severity: 'warning',
  fix: 'unsafe',
  peers: ['sonar S7497', 'flake8-async ASYNC103', 'flake8-async ASYNC104'],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const lost of lostCancellationsIn(module)) {
      const witness = cancellationWitness(lost);
      yield {
        range: rangeOf(lost),
        severity: severityOf(lost),
        message: messageOf(lost),
        detail: detailOf(lost),
        instead: insteadOf(lost),
        related: relatedTo(lost),
        ...(witness === undefined ? {} : { witness }),
        fixes: letCancellationPass(lost),
      };
    }
  },
};

function severityOf({ who, isHeld, isPartial, isWide, isOld, isCleanup, givesValue }: LostCancellation): Severity {
  if (isHeld || isPartial || isOld || who === 'nobody') return 'hint';
  if (isCleanup || who === 'turn') return 'info';
  if (who === 'unknown') return isWide ? 'warning' : 'info';
  return who === 'caller' && givesValue && !isWide ? 'info' : 'warning';
}
