/** What newer Pythons have taken out of asyncio, with the first version that does not have it. */

/** Major and minor version. */
type Version = readonly [major: number, minor: number];

export interface Removal {
  readonly since: Version;
  readonly instead: string;
}

/**
 * By qualified name: what has no parameter `loop` any more.
 * Source: https://docs.python.org/3/whatsnew/3.10.html#removed
 */
export const WITHOUT_LOOP: ReadonlySet<string> = new Set(
  [
    'sleep gather wait wait_for shield as_completed open_connection start_server open_unix_connection start_unix_server',
    'create_subprocess_exec create_subprocess_shell Lock Event Condition Semaphore BoundedSemaphore',
    'Queue PriorityQueue LifoQueue',
  ].flatMap((names) => names.split(' ').map((name) => `asyncio.${name}`)),
);

export const LOOP_REMOVED: Version = [3, 10];

/** `asyncio.wait` takes tasks and futures only: https://docs.python.org/3/library/asyncio-task.html#asyncio.wait */
export const COROUTINES_FORBIDDEN: Version = [3, 11];

const CHILD_WATCHERS = [
  'get_child_watcher set_child_watcher AbstractChildWatcher ThreadedChildWatcher PidfdChildWatcher SafeChildWatcher',
  'FastChildWatcher MultiLoopChildWatcher',
].flatMap((names) => names.split(' '));

/**
 * By qualified name. Sources: https://docs.python.org/3/whatsnew/3.9.html#removed,
 * https://docs.python.org/3/whatsnew/3.11.html#removed and https://docs.python.org/3/whatsnew/3.14.html#removed
 */
export const REMOVED: Readonly<Record<string, Removal>> = {
  'asyncio.Task.all_tasks': { since: [3, 9], instead: "Use 'asyncio.all_tasks()'." },
  'asyncio.Task.current_task': { since: [3, 9], instead: "Use 'asyncio.current_task()'." },
  'asyncio.coroutine': { since: [3, 11], instead: "Write 'async def', and 'await' in place of 'yield from'." },
  ...Object.fromEntries(
    CHILD_WATCHERS.map((name): [string, Removal] => [
      `asyncio.${name}`,
      { since: [3, 14], instead: 'Leave it out: asyncio takes the best way to watch processes by itself.' },
    ]),
  ),
};

/** What there is in place of a name that is gone. */
export function insteadOfRemoved(name: string): string | undefined {
  return REMOVED[name]?.instead;
}
