/** What a thread of a pool does: takes items of batches, one after the other, until none is left. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Order } from './thread-pool.ts';

/** Prepares for a batch's data and returns the function that works on one of its items. */
export type Task<Data> = (data: Data) => (index: number) => unknown;

/** `tasks`: by name. Their data is what the batch has. */
export function serveTasks(tasks: Readonly<Record<string, Task<never>>>): void {
  const port = parentPort!;
  const answer = (message: Answer): void => port.postMessage(message);
  port.on('message', ({ task, data, count, next, current }: Order) => {
    const workOn = (tasks[task] as Task<unknown>)(data);
    for (;;) {
      const index = Atomics.add(next, 0, 1);
      if (index >= count) break;
      Atomics.store(current, 0, index);
      answer({ index, result: workOn(index) });
    }
    answer('done');
  });
}
