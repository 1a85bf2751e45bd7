import { type Rule, type SerialWork, type Severity, serialWorkIn } from '#analysis';
import explanation from './rule.md';

/**
 * Who waits for each thread, job or task before starting the next one runs them one after the other, at a higher price.
 *
 * Processes are also used one at a time for what they keep apart, and tasks for a context of their own: these are hints.
 */
export const threadsRunOneAtATime: Rule = {
  id: 'threads-run-one-at-a-time',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const work of serialWorkIn(module)) {
      const { worker, start, wait, loop } = work;
      yield {
        range: wait.range,
        severity: SEVERITIES[worker],
        message: messageOf(work),
        detail: detailOf(work),
        instead: INSTEAD[worker][loop === undefined ? 'once' : 'each'],
        related: [...(wait.contains(start) ? [] : [{ range: start.range, message: `The ${worker} is started here.` }])],
      };
    }
  },
};

const SEVERITIES: Readonly<Record<SerialWork['worker'], Severity>> = {
  thread: 'warning',
  job: 'warning',
  process: 'hint',
  task: 'hint',
};

function messageOf({ worker, loop }: SerialWork): string {
  return loop === undefined
    ? `This awaits the ${worker} that it has just made.`
    : `This waits for each ${worker} before it starts the next one.`;
}

function detailOf({ worker, loop }: SerialWork): string {
  if (loop === undefined) return 'The coroutine goes on when the task is done, as if it had awaited the call itself.';
  return `While one ${worker} runs, this loop does nothing else, so that never two of them run at the same time.`;
}

const POOL =
  "Hand out all jobs first: 'pool.map(f, items)', or keep the futures and ask for the results behind the loop.";

const INSTEAD: Readonly<Record<SerialWork['worker'], { readonly each: string; readonly once: string }>> = {
  thread: { each: "Start all threads first and join them behind the loop, or use 'ThreadPoolExecutor.map'.", once: '' },
  process: {
    each: "Start all processes first and join them behind the loop, or use 'ProcessPoolExecutor.map'.",
    once: '',
  },
  job: { each: POOL, once: '' },
  task: {
    each: "Start all tasks first and await them together by 'gather', or await the coroutines themselves.",
    once: 'Await the coroutine itself, or do something else before awaiting the task.',
  },
};
