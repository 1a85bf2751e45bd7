/** The rules of ruff and pyright on the ground of ours, and the rules of ours that say the same. */

export interface PeerRule {
  readonly peer: 'ruff' | 'pyright';
  readonly code: string;
  /** What the peer calls it in its answers. */
  readonly name: string;
  /** Those that should speak of the same lines; without one, `reason` says why there is none. */
  readonly ours: readonly string[];
  readonly reason?: string;
}

const blocking = ['blocking-call-in-async'];

export const PEER_RULES: readonly PeerRule[] = [
  {
    peer: 'ruff',
    code: 'ASYNC100',
    name: 'cancel-scope-no-checkpoint',
    ours: [],
    reason:
      'A timeout around code that never waits does no harm, and where that code blocks, blocking-call-in-async says so.',
  },
  { peer: 'ruff', code: 'ASYNC105', name: 'trio-sync-call', ours: ['unawaited-coroutine'] },
  {
    peer: 'ruff',
    code: 'ASYNC109',
    name: 'async-function-with-timeout',
    ours: [],
    reason: 'It is about the look of an interface: a parameter named timeout breaks nothing.',
  },
  { peer: 'ruff', code: 'ASYNC110', name: 'async-busy-wait', ours: ['busy-wait'] },
  {
    peer: 'ruff',
    code: 'ASYNC115',
    name: 'async-zero-sleep',
    ours: [],
    reason: 'It is about the look: sleep(0) of trio does what checkpoint() does.',
  },
  {
    peer: 'ruff',
    code: 'ASYNC116',
    name: 'long-sleep-not-forever',
    ours: [],
    reason: 'It is about the look: nobody waits for the end of a day-long sleep.',
  },
  {
    peer: 'ruff',
    code: 'ASYNC119',
    name: 'yield-in-context-manager-in-async-generator',
    ours: ['yield-inside-task-group'],
  },
  { peer: 'ruff', code: 'ASYNC210', name: 'blocking-http-call-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC212', name: 'blocking-http-call-httpx-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC220', name: 'create-subprocess-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC221', name: 'run-process-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC222', name: 'wait-for-process-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC230', name: 'blocking-open-call-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC240', name: 'blocking-path-method-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC250', name: 'blocking-input-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'ASYNC251', name: 'blocking-sleep-in-async-function', ours: blocking },
  { peer: 'ruff', code: 'RUF006', name: 'asyncio-dangling-task', ours: ['task-result-dropped'] },
  { peer: 'ruff', code: 'RUF029', name: 'unused-async', ours: ['async-without-await'] },
  { peer: 'pyright', code: 'reportUnusedCoroutine', name: 'reportUnusedCoroutine', ours: ['unawaited-coroutine'] },
];

/** What ruff is asked for: whole families, so that a rule that is new there is not missed here. */
export const RUFF_SELECTION: readonly string[] = ['ASYNC', 'RUF006', 'RUF029'];

/** Each peer must find its defects here, or it has not done the work. */
export const SEEDED = `import asyncio
import time


async def pause():
    time.sleep(1)


async def main():
    pause()
    asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(1)
`;
