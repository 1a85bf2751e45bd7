import { lineOf, type Rule, unfinishedItemsIn } from '#analysis';
import explanation from './rule.md';

/**
 * Each item that a worker takes has to be called done, or who joins the queue waits for ever.
 *
 * Only queues that are joined in sight count, and only workers that call items done themselves.
 */
export const taskDoneNotGuaranteed: Rule = {
  id: 'task-done-not-guaranteed',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const { get, queue, done, by, how, join } of unfinishedItemsIn(module)) {
      const isSkipped = how === 'continue';
      const cause = isSkipped ? "The 'continue'" : 'An exception';
      yield {
        range: get.range,
        message: `An item of '${queue.text}' may never be called done, and 'join' waits for it.`,
        detail: `${cause} in line ${lineOf(by)} leaves out '${done.text}', and the 'join' in line ${lineOf(join)} never returns.`,
        instead: `Call '${done.text}' in a 'finally' right behind the 'get'.`,
        related: [
          { range: by.range, message: isSkipped ? 'This leaves it out.' : 'This may raise.' },
          { range: done.range, message: 'The item is called done here.' },
          { range: join.range, message: 'Somebody waits for all items here.' },
        ],
      };
    }
  },
};
