/** Progress is shown of what takes long, and of nothing else. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connection } from 'vscode-languageserver/node';
import { startProgress } from '../../src/lsp/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createClient(isWilling = true) {
  const said: string[] = [];
  let cancel = (): void => {};
  const reporter = {
    begin: (title: string, percentage: number, message: string, canCancel: boolean) =>
      said.push(`begin ${title} ${percentage} ${message} ${canCancel}`),
    report: (percentage: number, message: string) => said.push(`${percentage} ${message}`),
    done: () => said.push('done'),
    token: {
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
      },
    },
  };
  const createWorkDoneProgress = async () => {
    if (!isWilling) throw new Error('No.');
    return reporter;
  };
  const connection = { window: { createWorkDoneProgress } } as unknown as Connection;
  return { connection, said, cancel: () => cancel() };
}

const start = ({ connection }: { connection: Connection }, onCancel = (): void => {}) =>
  startProgress({ connection, title: 'Reading', unit: 'files', onCancel });

test('what ends soon is not shown', async () => {
  const client = createClient();
  const progress = start(client);
  progress.report(3, 4);
  await vi.advanceTimersByTimeAsync(900);
  progress.end();
  await vi.advanceTimersByTimeAsync(5000);
  expect(client.said).toEqual([]);
});

test('what takes long is shown, now and then, until it ends', async () => {
  const client = createClient();
  const progress = start(client);
  progress.report(50, 200);
  await vi.advanceTimersByTimeAsync(1000);
  for (let done = 51; done <= 200; done++) {
    await vi.advanceTimersByTimeAsync(10);
    progress.report(done, 200);
  }
  progress.end();
  expect(client.said[0]).toBe('begin Reading 25 50 of 200 files true');
  expect(client.said.at(-1)).toBe('done');
  expect(client.said.length).toBeLessThan(20);
});

test('the user can cancel it', async () => {
  const client = createClient();
  const onCancel = vi.fn();
  start(client, onCancel);
  await vi.advanceTimersByTimeAsync(1000);
  client.cancel();
  expect(onCancel).toHaveBeenCalledOnce();
});

test('a client that refuses goes without', async () => {
  const client = createClient(false);
  const progress = start(client);
  await vi.advanceTimersByTimeAsync(1000);
  progress.report(1, 2);
  progress.end();
  expect(client.said).toEqual([]);
});
