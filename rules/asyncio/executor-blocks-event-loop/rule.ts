import {
  abandonedJobsIn,
  asyncLibraryOf,
  awaitedInstead,
  blockingCallsIn,
  codeOnEventLoop,
  hasLoopToItself,
  isExecutorEnd,
  poolsPerRequestIn,
  type Report,
  type Rule,
} from '#analysis';
import explanation from './rule.md';
import { reportOfAbandoned, reportOfEnd, reportOfPool } from './wording.ts';

/**
 * The end of an executor waits for all its jobs, and on the event loop that stops everything else.
 *
 * Where all jobs have been awaited before, there is nothing to wait for. Through calls, `blocking-call-in-async` speaks.
 */
export const executorBlocksEventLoop: Rule = {
  id: 'executor-blocks-event-loop',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module): Generator<Report> {
    const library = asyncLibraryOf(module);
    for (const { code } of codeOnEventLoop(module)) {
      const severity = hasLoopToItself(code) ? ({ severity: 'hint' } as const) : {};
      const places = new Set<number>();
      for (const end of blockingCallsIn(code).filter(isExecutorEnd)) {
        const edits = library === undefined ? [] : awaitedInstead(end, library);
        places.add(end.node.id);
        yield {
          ...reportOfEnd(end, code, library ?? 'asyncio'),
          ...severity,
          fixes: edits.length === 0 ? [] : [{ title: 'Await the end in a thread', safety: 'unsafe', edits }],
        };
      }
      for (const abandoned of abandonedJobsIn(code)) {
        places.add(abandoned.context.id);
        yield { ...reportOfAbandoned(abandoned), severity: 'info', ...severity };
      }
      for (const pool of poolsPerRequestIn(code)) {
        if (!places.has(pool.id)) yield { ...reportOfPool(pool, code), severity: 'hint' };
      }
    }
  },
};
