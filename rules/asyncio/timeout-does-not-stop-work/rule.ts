import { type FutileLimit, futileLimitsIn, Role, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A limit of time is for the wait; the work in the thread does not know of it.
 *
 * Where the caller waits for the work all the same, the limit is in vain: a warning. Where the caller goes on as it wants
 * to, and only the work does too, it is an info.
 */
export const timeoutDoesNotStopWork: Rule = {
  id: 'timeout-does-not-stop-work',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const limit of futileLimitsIn(module)) {
      const { node, job, how, block } = limit;
      const header = block?.childrenIn(Role.Clause)[0];
      yield {
        range: node.range,
        ...(how === 'thread' ? { severity: 'info' as const } : {}),
        message: messageOf(limit),
        detail: detailOf(limit),
        instead: insteadOf(limit),
        related: [
          { range: job.range, message: 'The work is given to a thread or process here.' },
          ...(header === undefined ? [] : [{ range: header.range, message: 'The end of this block waits for it.' }]),
        ],
      };
    }
  },
};

function messageOf({ how, work }: FutileLimit): string {
  if (how === 'pool') return `This limit is in vain: the end of the 'with' waits for '${nameOf(work)}'.`;
  if (how === 'shielded') return `This limit is in vain: it waits until '${nameOf(work)}' has returned.`;
  return `This limit ends the wait, and '${nameOf(work)}' goes on in its thread.`;
}

function detailOf({ how, job }: FutileLimit): string {
  if (how === 'pool') return "'TimeoutError' leaves the block by 'shutdown(wait=True)', which waits for whatever runs.";
  const callee = job.child(Role.Callee)!;
  if (how === 'shielded')
    return `'${callee.text}' is not cancelled before the thread is done, unless it is told to abandon it.`;
  return 'What it does takes effect later, its thread is missing in the pool, and the end of the program waits for it.';
}

function insteadOf({ how }: FutileLimit): string {
  const own = 'Give the work a limit of its own, or an Event to look at that is set when time is up';
  return how === 'shielded' ? `${own}; 'abandon_on_cancel=True' leaves it behind.` : `${own}.`;
}

function nameOf(work: FutileLimit['work']): string {
  return work.text.length <= 30 && !work.text.includes('\n') ? work.text : 'the work';
}
