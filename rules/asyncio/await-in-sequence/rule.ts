import { asyncLibraryOf, Form, isTargetAtLeast, Role, type Rule, sequentialAwaitsIn } from '#analysis';
import explanation from './rule.md';

/**
 * Answers that do not depend on each other can be waited for together.
 *
 * Only reads by clients that any number of tasks may share count, in loops of which all is known; it is advice, a hint.
 */
export const awaitInSequence: Rule = {
  id: 'await-in-sequence',
  severity: 'hint',
  fix: 'none',
  peers: ['eslint no-await-in-loop'],
  explanation,
  *check(module) {
    if (module.isTest) return;
    const library = asyncLibraryOf(module) ?? 'asyncio';
    const hasGroups = module.environment.targetPython === undefined || isTargetAtLeast(module.environment, 3, 11);
    for (const { loop, call, request } of sequentialAwaitsIn(module)) {
      const name = call.child(Role.Callee)!.text.replace(/\s+/g, '');
      yield {
        range: call.range,
        message: `Each turn waits for '${name.length > LONGEST ? call.child(Role.Callee)!.name : name}' before the next one asks.`,
        detail: 'No turn needs the answer of another one, so all of them take as long as their times together.',
        instead: insteadOf(library, hasGroups),
        related: [
          {
            range: (
              loop.child(Role.Iterable) ??
              loop.children.find(({ form }) => form === Form.ComprehensionFor) ??
              loop
            ).range,
            message: 'The turns go through this.',
          },
          ...(request.is(call)
            ? []
            : [{ path: request.module.path, range: request.range, message: 'The request is made here.' }]),
        ],
      };
    }
  },
};

/** In characters. */
const LONGEST = 34;

function insteadOf(library: 'asyncio' | 'anyio' | 'trio', hasGroups: boolean): string {
  const limit =
    library === 'asyncio'
      ? "an 'asyncio.Semaphore'"
      : `${library === 'trio' ? 'a' : 'an'} '${library}.CapacityLimiter'`;
  const together = {
    asyncio: hasGroups ? "'asyncio.gather' or an 'asyncio.TaskGroup'" : "'asyncio.gather'",
    anyio: "'anyio.create_task_group()'",
    trio: 'a nursery',
  }[library];
  return `Ask for all of them with ${together}, and limit how many run at a time with ${limit}.`;
}
