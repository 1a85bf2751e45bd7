/** Lets the others in this thread have their turn while long work is done: an editor notices some milliseconds. */

/** In milliseconds. */
const SLICE = 5;

/** Returns what is to be awaited between steps; it pauses when the steps since the last pause took long enough. */
export function createSlices(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < SLICE) return;
    await new Promise((resolve) => setImmediate(resolve));
    started = performance.now();
  };
}
