/** Queues that count what is not done yet. */

/**
 * Classes with `join` and `task_done`. Sources: https://docs.python.org/3/library/queue.html,
 * https://docs.python.org/3/library/asyncio-queue.html, https://docs.python.org/3/library/multiprocessing.html and
 * https://www.tornadoweb.org/en/stable/queues.html
 */
export const JOINABLE_QUEUES: ReadonlySet<string> = new Set([
  ...['Queue', 'LifoQueue', 'PriorityQueue'].flatMap((name) => [
    `queue.${name}`,
    `asyncio.${name}`,
    `tornado.queues.${name}`,
  ]),
  'multiprocessing.queues.JoinableQueue',
]);

/** What starts a task whose failure cancels the others and whoever waits in the group. */
export const SUPERVISED: ReadonlySet<string> = new Set(['asyncio.TaskGroup.create_task']);
