/** Items that hang or take their thread down do not stop the others. */
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createThreadPool, type ThreadPool } from '../../src/project/thread-pool.ts';

const ODD_WORKER = fileURLToPath(new URL('odd-worker.cjs', import.meta.url));

function createPool(script = ODD_WORKER, threads = 2): ThreadPool {
  const pool = createThreadPool({ script, threads, budget: 400 });
  onTestFinished(() => pool.close());
  return pool;
}

async function results(items: readonly string[], pool = createPool(), signal?: AbortSignal): Promise<string[]> {
  const told: string[] = [];
  const tell = (index: number, what: string): void => {
    if (told[index] !== undefined) throw new Error(`${index} is told twice`);
    told[index] = what;
  };
  await pool.run({
    ...{ task: 'odd', data: items, count: items.length, itemsPerThread: 50, signal },
    onResult: (index, result) => tell(index, String(result)),
    onLost: (index, loss) => tell(index, loss),
  });
  return told;
}

test('an item that takes too long is given up, the next ones are worked on', async () => {
  expect(await results(['a', 'hang', 'b', 'hang2', 'c'])).toEqual(['done: a', 'slow', 'done: b', 'slow', 'done: c']);
});

test('an item that takes its thread down is given up, the next ones are worked on', async () => {
  const items = ['throw', 'a', 'exit', 'b', 'throw2'];
  expect(await results(items)).toEqual(['crashed', 'done: a', 'crashed', 'done: b', 'crashed']);
});

test('with many threads every item has its own result', async () => {
  const items = Array.from({ length: 500 }, (_, index) => (index % 100 === 7 ? `throw${index}` : `${index}`));
  const expected = items.map((item) => (item.startsWith('throw') ? 'crashed' : `done: ${item}`));
  expect(await results(items, createPool(ODD_WORKER, 4))).toEqual(expected);
});

test('a thread that cannot even start ends the batch', async () => {
  expect(await results(['a', 'b'], createPool('/no/such/script.cjs'))).toEqual(['crashed', 'crashed']);
});

test('a batch whose items are all lost is given up', async () => {
  const items = Array.from({ length: 300 }, (_, index) => `throw${index}`);
  const started = performance.now();
  expect(await results(items)).toEqual(items.map(() => 'crashed'));
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(await results([...items.slice(0, 5), 'a', ...items.slice(0, 5), 'b'])).toContain('done: b');
});

test('batches wait for each other where there are not enough threads, and threads are used again', async () => {
  const pool = createPool(ODD_WORKER, 1);
  const items = Array.from({ length: 30 }, (_, index) => `${index}`);
  const batches = await Promise.all([results(items, pool), results(['throw', 'a'], pool), results(items, pool)]);
  const done = items.map((item) => `done: ${item}`);
  expect(batches).toEqual([done, ['crashed', 'done: a'], done]);
});

test('a batch that is given up tells nothing any more', async () => {
  const pool = createPool();
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const started = performance.now();
  expect(await results(['hang', 'a', 'b'], pool, stop.signal)).toSatisfy((told: string[]) => !('0' in told));
  expect(performance.now() - started).toBeLessThan(380);
  // The thread that hangs is replaced, in time.
  expect(await results(['c'], pool)).toEqual(['done: c']);
  expect(await results(['d'], pool, stop.signal)).toEqual([]);
});

test('a pool that is closed ends its batches', async () => {
  const pool = createPool();
  const batch = results(['hang'], pool);
  await pool.close();
  expect(await batch).toEqual([]);
  expect(await results(['a'], pool)).toEqual([]);
});
