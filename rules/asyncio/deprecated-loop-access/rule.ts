import {
  isTargetAtLeast,
  type LoopAccess,
  loopAccessesIn,
  type Report,
  Role,
  type Rule,
  severityInThread,
  wayInThread,
} from '#analysis';
import explanation from './rule.md';

/**
 * `get_event_loop()` is for code that a loop runs; elsewhere there may be no loop to get.
 *
 * In a thread it always raises. In the main flow it makes a loop up to Python 3.13, so that is a hint there.
 */
export const deprecatedLoopAccess: Rule = {
  id: 'deprecated-loop-access',
  severity: 'hint',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    const isRefused = isTargetAtLeast(module.environment, 3, 14);
    for (const access of loopAccessesIn(module)) {
      yield {
        range: access.call.range,
        ...(access.thread === undefined ? inMainFlow(isRefused) : inThread(access.thread)),
      };
    }
  },
};

function inThread(thread: NonNullable<LoopAccess['thread']>): Omit<Report, 'range'> {
  const { text } = thread.call.child(Role.Callee)!;
  return {
    message: `'${text}' raises RuntimeError in a thread, where no loop is set.`,
    severity: 'error',
    ...severityInThread(thread),
    detail: 'Only the main thread was ever given a loop by this call.',
    instead: "Pass the loop along, or run one of its own here: 'asyncio.run(main())'.",
    related: wayInThread(thread),
  };
}

function inMainFlow(isRefused: boolean): Omit<Report, 'range'> {
  return {
    message: isRefused
      ? 'No loop runs or is set here, and Python 3.14 and later make none.'
      : 'No loop runs or is set here, and Python makes one only up to 3.13.',
    ...(isRefused ? { severity: 'error' as const } : {}),
    detail: 'Python 3.12 and 3.13 warn about it, and 3.14 raises RuntimeError.',
    instead: "Use 'asyncio.run(main())', and 'asyncio.get_running_loop()' in what it runs.",
  };
}
