/**
 * What of asyncio is for the thread of its event loop alone.
 * Source: https://docs.python.org/3/library/asyncio-dev.html#concurrency-and-multithreading
 */
import { RUNNERS } from './event-loops.ts';

/**
 * - `scheduling`: adds to what the loop runs, or takes from it, without waking it
 * - `waking`: lets tasks go on that wait for it, which again only adds to what the loop runs
 * - `writing`: changes buffers and watched sockets of the loop
 * - `running-loop`: looks for the loop that runs in the current thread, and raises RuntimeError where there is none
 */
export type LoopThreadUse = 'scheduling' | 'waking' | 'writing' | 'running-loop';

const each = (use: LoopThreadUse, owner: string, names: string): [string, LoopThreadUse][] =>
  names.split(' ').map((name) => [`asyncio.${owner}${name}`, use]);

/** By qualified name. `call_soon_threadsafe`, `run_coroutine_threadsafe` and what only reads are fine in any thread. */
export const LOOP_THREAD_USES: Readonly<Record<string, LoopThreadUse>> = Object.fromEntries([
  ...each(
    'scheduling',
    'AbstractEventLoop.',
    'call_soon call_later call_at create_task stop add_reader remove_reader add_writer remove_writer',
  ),
  ...each('waking', 'Future.', 'set_result set_exception cancel'),
  ...each('waking', 'Task.', 'cancel'),
  ...each('waking', 'Event.', 'set'),
  ...each('waking', 'Lock.', 'release'),
  ...each('waking', 'Condition.', 'notify notify_all release'),
  ...each('waking', 'Semaphore.', 'release'),
  ...['Queue.', 'PriorityQueue.', 'LifoQueue.'].flatMap((owner) =>
    each('waking', owner, 'put_nowait get_nowait task_done'),
  ),
  ...each('waking', 'BoundedSemaphore.', 'release'),
  ...each('writing', 'StreamWriter.', 'write writelines write_eof close'),
  ...each('writing', 'WriteTransport.', 'write writelines write_eof abort'),
  ...each('writing', 'Transport.', 'write writelines write_eof abort close'),
  ...each('writing', 'DatagramTransport.', 'sendto abort close'),
  ...each('running-loop', '', 'create_task ensure_future gather get_running_loop current_task all_tasks'),
]);

/** Calls after which the current thread runs an event loop, or has one of its own. */
export const LOOP_OWNERS: ReadonlySet<string> = new Set([
  ...RUNNERS,
  'asyncio.set_event_loop',
  'asyncio.Runner',
  'uvicorn.run',
  'uvicorn.Server.run',
  'aiohttp.web.run_app',
  'tornado.ioloop.IOLoop.start',
  'tornado.ioloop.IOLoop.make_current',
  'asgiref.sync.async_to_sync',
]);

/** Methods that say by their name alone that the thread which calls them runs a loop. */
export const LOOP_RUNNING_METHODS: ReadonlySet<string> = new Set([
  'run_forever',
  'run_until_complete',
  'serve_forever',
  'run_polling',
]);
