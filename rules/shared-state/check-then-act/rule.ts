import {
  type CheckThenAct,
  checkThenActsIn,
  decisionFixes,
  decisionWitness,
  nameOfState,
  otherPlace,
  type Rule,
  starts,
} from '#analysis';
import explanation from './rule.md';

/**
 * A test of shared state and the act that relies on it belong under one lock.
 *
 * The innermost test counts, so double-checked locking is fine if the second check is under the lock. What only computes
 * a value twice is no warning.
 */
export const checkThenAct: Rule = {
  id: 'check-then-act',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const found of checkThenActsIn(module)) {
      const { decision } = found;
      const name = nameOfState(found.update);
      yield {
        range: decision.test.range,
        message: MESSAGES[decision.kind](name),
        ...severityOf(found),
        detail: detailOf(found, name),
        instead: INSTEAD[decision.kind],
        related: [
          { range: decision.act.range, message: 'What was tested is acted on here.' },
          ...otherPlace(found),
          ...starts(found),
        ],
        witness: decisionWitness(found),
        fixes: decisionFixes(module, found),
      };
    }
  },
};

function severityOf({ harm, isAssumed }: CheckThenAct): { readonly severity?: 'info' | 'hint' } {
  if (harm === 'none') return { severity: 'hint' };
  return harm === 'twice' || isAssumed ? { severity: 'info' } : {};
}

type Kind = CheckThenAct['decision']['kind'];

const MESSAGES: Readonly<Record<Kind, (name: string) => string>> = {
  unset: (name) => `Two threads can both find '${name}' unset here, and both set it.`,
  absent: (name) => `Two threads can both find it missing in '${name}', and both add it.`,
  present: (name) => `Another thread can take it out of '${name}' after this test.`,
  filled: (name) => `Another thread can empty '${name}' after this test.`,
  queued: (name) => `Another thread can take the last entry of '${name}' after this test.`,
  file: () => 'Another thread can make or remove the file after this test.',
  cached: (name) => `Two threads can both call '${name}' before its result is cached.`,
};

const INSTEAD: Readonly<Record<Kind, string>> = {
  unset: 'Hold one lock over the test and the assignment, or create it before the threads start.',
  absent: "Hold one lock over both, or let 'setdefault' do both in one step.",
  present: "Hold one lock over both, or take it out in one step: 'd.pop(key, None)'.",
  filled: "Hold one lock over both, or take the element and catch 'IndexError'.",
  queued: "Call 'get_nowait()' and catch 'queue.Empty'.",
  file: "Pass 'exist_ok=True' or 'missing_ok=True', or catch the exception.",
  cached: 'Hold a lock around the call, or make it before the threads start.',
};

function detailOf({ decision, harm }: CheckThenAct, name: string): string {
  if (harm !== 'lost' && decision.kind !== 'file')
    return 'Each thread that comes here before the first one is done does the work again.';
  switch (decision.kind) {
    case 'unset':
      return `Each thread that comes here before '${name}' is set makes its own, and all but the last are lost.`;
    case 'absent':
      return `Each thread that comes here before the first one is done stores its own in '${name}', and the last one wins.`;
    case 'queued':
      return 'The thread that comes too late waits for an entry that may never come.';
    default:
      return 'The thread that comes too late gets an exception for what the test was to prevent.';
  }
}
