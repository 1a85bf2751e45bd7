/**
 * Worker threads that work off batches of items, so that no item can stop the rest: one that takes too long or takes its
 * thread down is lost, and the others are still worked on.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What one item may take, in milliseconds. Ordinary files take some, one of 10 MB takes some thousands. */
export const ITEM_BUDGET = 60_000;

export interface ThreadPoolOptions {
  /** The script that calls `serveTasks`. */
  readonly script: string;
  /** How many threads there may be; by default what the machine has processors for, 8 at most. */
  readonly threads?: number;
  /** In milliseconds. */
  readonly budget?: number;
}

/** Why there is no result of an item: it took too long, or its thread ended. */
export type Loss = 'slow' | 'crashed';

export interface Batch {
  /** One of the tasks that the script serves. */
  readonly task: string;
  /** What the task needs to know; every thread gets a copy. */
  readonly data: unknown;
  readonly count: number;
  /** So many items are worth a thread of their own: starting one takes some dozens of milliseconds. */
  readonly itemsPerThread: number;
  /** Called once per item, as they come, in no order. */
  readonly onResult: (index: number, result: unknown) => void;
  readonly onLost: (index: number, loss: Loss) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface ThreadPool {
  /** Starts threads before there is work for them. */
  warm(threads: number): void;
  /** Resolves when there is a result or a loss of every item, or when the signal is given: then nothing is told any more. */
  run(batch: Batch): Promise<void>;
  /** Ends the threads, whatever they are at. */
  close(): Promise<void>;
}

/** What a thread is sent. */
export interface Order {
  readonly task: string;
  readonly data: unknown;
  readonly count: number;
  /** Shared by all threads: the number of the next item that nobody has taken. */
  readonly next: Int32Array;
  /** Shared with the main thread: the number of the item that this thread has taken; -1 before the first. */
  readonly current: Int32Array;
}

/** What a thread answers: a result, or that there is nothing left to do. */
export type Answer = { readonly index: number; readonly result: unknown } | 'done';

/** What a thread has not kept for long yet; the usual 48 MB make none of ours faster. */
const YOUNG_GENERATION = 16;

/** In a row, without a result in between: then it is not the items, and the rest of the batch is given up. */
const MOST_LOSSES = 10;

/** Idle threads are ended after so many milliseconds: what they hold may be large. */
const LONGEST_IDLE = 5000;

export function createThreadPool({ script, threads, budget = ITEM_BUDGET }: ThreadPoolOptions): ThreadPool {
  const most = threads ?? Math.min(availableParallelism(), 8);
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: ((worker: Worker | undefined) => void)[] = [];
  let retirement: NodeJS.Timeout | undefined;
  let isClosed = false;

  function start(): Worker {
    const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION } });
    all.add(worker);
    // The item that it was at has no result, which tells all that there is to tell.
    worker.on('error', () => {});
    worker.once('exit', () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      if (!isClosed && waiting.length > 0) waiting.shift()!(start());
    });
    return worker;
  }

  async function acquire(): Promise<Worker | undefined> {
    if (isClosed) return undefined;
    clearTimeout(retirement);
    const worker = idle.pop() ?? (all.size < most ? start() : undefined);
    worker?.ref();
    return worker ?? (await new Promise((resolve) => waiting.push(resolve)));
  }

  function release(worker: Worker): void {
    const next = waiting.shift();
    if (next !== undefined) {
      next(worker);
      return;
    }
    worker.unref();
    idle.push(worker);
    clearTimeout(retirement);
    retirement = setTimeout(() => {
      for (const one of idle.splice(0)) void one.terminate();
    }, LONGEST_IDLE).unref();
  }

  /** Keeps one thread at work until no item is left; one that ends early is replaced. */
  async function work(order: Omit<Order, 'current'>, tell: Teller): Promise<void> {
    for (;;) {
      const worker = await acquire();
      if (worker === undefined) return;
      const current = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
      const end = await perform(worker, { ...order, current }, tell.result, budget);
      if (end === 'done') {
        release(worker);
        return;
      }
      const index = Atomics.load(current, 0);
      // A thread that never took an item will not fare better the next time.
      if (index < 0) return;
      if (index < order.count) tell.loss(index, end);
      if (tell.isHopeless() || Atomics.load(order.next, 0) >= order.count) return;
    }
  }

  return {
    warm(count) {
      while (idle.length < Math.min(count, most) && all.size < most && !isClosed) release(start());
    },
    async run({ task, data, count, itemsPerThread, onResult, onLost, signal }) {
      if (count === 0 || signal?.aborted) return;
      const isTold = new Uint8Array(count);
      let isOver = false;
      const once = (index: number, tell: () => void): void => {
        if (isOver || isTold[index] === 1) return;
        isTold[index] = 1;
        tell();
      };
      let losses = 0;
      const teller: Teller = {
        result(index, result) {
          losses = 0;
          once(index, () => onResult(index, result));
        },
        loss(index, loss) {
          losses++;
          once(index, () => onLost(index, loss));
        },
        isHopeless: () => losses >= MOST_LOSSES,
      };
      const next = new Int32Array(new SharedArrayBuffer(4));
      const threadCount = Math.min(most, Math.ceil(count / itemsPerThread));
      const done = Promise.all(Array.from({ length: threadCount }, () => work({ task, data, count, next }, teller)));
      await untilAborted(done, signal);
      // Whoever is still at work finds nothing left to do.
      Atomics.store(next, 0, count);
      if (!signal?.aborted && !isClosed) for (let index = 0; index < count; index++) teller.loss(index, 'crashed');
      isOver = true;
    },
    async close() {
      isClosed = true;
      clearTimeout(retirement);
      for (const resolve of waiting.splice(0)) resolve(undefined);
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

interface Teller {
  readonly result: (index: number, result: unknown) => void;
  readonly loss: (index: number, loss: Loss) => void;
  readonly isHopeless: () => boolean;
}

/** Has a thread take part in a batch; resolves when nothing is left to do or the thread has ended. */
function perform(worker: Worker, order: Order, onResult: Teller['result'], budget: number): Promise<'done' | Loss> {
  return new Promise((resolve) => {
    let end: Loss = 'crashed';
    let seen = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const index = Atomics.load(order.current, 0);
      if (index !== seen) {
        seen = index;
        since = performance.now();
      } else if (performance.now() - since > budget) {
        end = 'slow';
        void worker.terminate();
      }
    }, budget / 50);
    const onMessage = (answer: Answer): void => {
      if (answer !== 'done') onResult(answer.index, answer.result);
      else finish('done');
    };
    const onExit = (): void => finish(end);
    const finish = (how: 'done' | Loss): void => {
      clearInterval(watch);
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      resolve(how);
    };
    worker.on('message', onMessage);
    worker.on('exit', onExit);
    worker.postMessage(order);
  });
}

function untilAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
