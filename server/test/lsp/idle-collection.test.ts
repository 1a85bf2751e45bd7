/** When memory is given back: after a pause, when there is something to gain, and never while something is under way. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createIdleCollection } from '../../src/lsp/idle-collection.ts';

const MB = 1024 * 1024;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A process that has `alive` megabytes left after a collection. */
function createWorld(alive = 100) {
  let resident = alive;
  let collections = 0;
  const collection = createIdleCollection({
    resident: () => resident * MB,
    collect() {
      collections++;
      resident = alive;
    },
  });
  return {
    collections: () => collections,
    /** A request that takes so much memory. */
    ask: (megabytes: number) =>
      collection.during(() => {
        resident += megabytes;
      }),
    during: collection.during,
  };
}

test('after a pause without requests', async () => {
  const { ask, collections } = createWorld();
  await ask(60);
  vi.advanceTimersByTime(2900);
  expect(collections()).toBe(0);
  await ask(0);
  vi.advanceTimersByTime(2900);
  expect(collections()).toBe(0);
  vi.advanceTimersByTime(200);
  expect(collections()).toBe(1);
});

test('twice, since what was freed goes back to the system with the next collection', async () => {
  const { ask, collections } = createWorld();
  await ask(60);
  vi.advanceTimersByTime(60_000);
  expect(collections()).toBe(2);
});

test('sooner when there is very much to gain', async () => {
  const { ask, collections } = createWorld();
  await ask(500);
  vi.advanceTimersByTime(500);
  expect(collections()).toBe(1);
});

test('not for little, and not again for nothing', async () => {
  const { ask, collections } = createWorld();
  await ask(20);
  vi.advanceTimersByTime(60_000);
  expect(collections()).toBe(0);
  await ask(20);
  vi.advanceTimersByTime(60_000);
  await ask(0);
  vi.advanceTimersByTime(60_000);
  expect(collections()).toBe(2);
});

test('memory that the system has back only later counts as free', async () => {
  let resident = 500;
  let collections = 0;
  const { during } = createIdleCollection({ resident: () => resident * MB, collect: () => void collections++ });
  const ask = (after: number): Promise<void> =>
    during(() => {
      resident = after;
    });
  await ask(600);
  vi.advanceTimersByTime(4000);
  expect(collections).toBe(1);
  await ask(200);
  await ask(240);
  vi.advanceTimersByTime(4000);
  expect(collections).toBe(2);
});

test('not while a request is under way, even if others have ended', async () => {
  const { ask, during, collections } = createWorld();
  let answer = (): void => {};
  const long = during(() => new Promise<void>((resolve) => (answer = resolve)));
  await ask(500);
  vi.advanceTimersByTime(60_000);
  expect(collections()).toBe(0);
  answer();
  await long;
  vi.advanceTimersByTime(500);
  expect(collections()).toBe(1);
});

test('a request that fails has ended too, and its failure is its own', async () => {
  const { ask, during, collections } = createWorld();
  const failing = async (): Promise<void> => {
    throw new Error('boom');
  };
  await expect(during(failing)).rejects.toThrow('boom');
  await ask(60);
  vi.advanceTimersByTime(4000);
  expect(collections()).toBe(1);
});
