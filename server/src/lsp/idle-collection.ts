/** Gives memory back to the system when nothing is asked: V8 lets its heap grow to several times of what is alive. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface IdleCollection {
  /** Does work during which nothing is collected, for that would hold it up. */
  during<T>(work: () => T | Promise<T>): Promise<T>;
}

export interface Memory {
  /** In bytes, of the whole process. */
  resident(): number;
  /** Frees what is not alive; that takes a tenth of a second for some hundred megabytes that are. */
  collect(): void;
}

/** In milliseconds without work: a pause in typing, or a shorter one when there is much to gain. */
const PAUSE = 3000;
const SHORT_PAUSE = 300;

const MB = 1024 * 1024;

/** How much more than was left the last time is worth a collection, and how much is worth one soon. */
const WORTHWHILE = 32 * MB;
const URGENT = 300 * MB;

export function createIdleCollection({ resident, collect }: Memory): IdleCollection {
  let underWay = 0;
  let left = resident();
  let timer: NodeJS.Timeout | undefined;

  /** V8 gives most of what a collection freed back to the system in the next one, once it has been swept. */
  function collectTwice(): void {
    collect();
    after(PAUSE, () => {
      collect();
      left = resident();
    });
  }

  /** Work that begins earlier takes it back, so it never meets a request under way. */
  function after(pause: number, action: () => void): void {
    timer = setTimeout(action, pause);
    // It keeps no process alive that has nothing else to do.
    timer.unref();
  }

  function plan(): void {
    const now = resident();
    // What is free goes back to the system somewhat later.
    left = Math.min(left, now);
    const grown = now - left;
    if (grown < WORTHWHILE) return;
    after(grown < URGENT ? PAUSE : SHORT_PAUSE, collectTwice);
  }

  return {
    async during(work) {
      underWay++;
      clearTimeout(timer);
      try {
        return await work();
      } finally {
        if (--underWay === 0) plan();
      }
    },
  };
}

/** The memory of this process. */
export function processMemory(): Memory {
  let collect: (() => void) | undefined;
  return {
    resident: () => process.memoryUsage.rss(),
    collect() {
      // Node gives no other way to ask for it than the flag, which counts for contexts that are made after it is set.
      setFlagsFromString('--expose-gc');
      collect ??= runInNewContext('gc') as () => void;
      collect();
    },
  };
}
