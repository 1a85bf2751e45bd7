/**
 * Processes files in worker threads, so that none can stop the run: a file that takes too long or takes its thread down
 * becomes a problem, and the others are still checked. The reports do not depend on how many threads there are.
 */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { ListedRule } from '#analysis';
import { createFileChecker, type FileChecker, nothingBut } from './check-file.ts';
import { type FileToProcess, type ProcessSettings, processFile } from './process-file.ts';
import type { FileReport } from './report.ts';

/** What one file may take, in milliseconds. Ordinary files take some, one of 10 MB takes some thousands. */
export const FILE_BUDGET = 60_000;

export interface RunOptions {
  readonly files: readonly FileToProcess[];
  readonly settings: ProcessSettings;
  readonly rules: readonly ListedRule[];
  /** The engine's bytes. */
  readonly engine: () => Uint8Array;
  /** The script that calls `serveAsWorker`; without it all work is done in this thread, without a limit of time. */
  readonly workerScript?: string;
  /** In milliseconds. */
  readonly budget?: number;
}

/** One report per file, in the order of the files. */
export async function runFiles(options: RunOptions): Promise<FileReport[]> {
  const { files, settings, rules, engine, workerScript, budget = FILE_BUDGET } = options;
  if (files.length === 0) return [];
  const task: Task = { files, settings, engine: engine(), next: new Int32Array(new SharedArrayBuffer(4)) };
  const reports: (FileReport | undefined)[] = new Array(files.length);
  const done: Done = (index, report) => {
    reports[index] = report;
  };
  if (workerScript === undefined) work(task, createFileChecker(task.engine, rules), done);
  else {
    const threads = Array.from({ length: threadsFor(files.length) }, () => runThread(workerScript, task, budget, done));
    await Promise.all(threads);
  }
  return files.map(({ path }, index) => reports[index] ?? nothingBut({ path, message: LOST }));
}

const LOST = 'Not checked: the analysis of this file ended unexpectedly; please report it.';

/** Takes part in the work of a `runFiles` in another thread. */
export function serveAsWorker(rules: readonly ListedRule[]): void {
  const { task, current } = workerData as WorkerData;
  const checkFile = createFileChecker(task.engine, rules);
  work(task, checkFile, (index, report) => parentPort!.postMessage({ index, report }), current);
}

interface Task {
  readonly files: readonly FileToProcess[];
  readonly settings: ProcessSettings;
  readonly engine: Uint8Array;
  /** Shared by all threads: the number of the next file that nobody has taken. */
  readonly next: Int32Array;
}

export interface WorkerData {
  readonly task: Task;
  /** Shared with the main thread: the number of the file that this thread has taken; -1 before the first. */
  readonly current: Int32Array;
}

type Done = (index: number, report: FileReport) => void;

function work(task: Task, checkFile: FileChecker, done: Done, current?: Int32Array): void {
  for (;;) {
    const index = Atomics.add(task.next, 0, 1);
    if (current !== undefined) Atomics.store(current, 0, index);
    const file = task.files[index];
    if (file === undefined) return;
    done(index, processFile(file, task.settings, checkFile));
  }
}

/** Starting a thread takes as long as checking some dozens of files. */
function threadsFor(fileCount: number): number {
  return Math.min(availableParallelism(), Math.ceil(fileCount / 50), 8);
}

/** Keeps one worker at work until no file is left; one that ends early is replaced. */
async function runThread(script: string, task: Task, budget: number, done: Done): Promise<void> {
  do {
    const current = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    const isOverdue = await runWorker(script, { task, current }, budget, done);
    const lost = task.files[Atomics.load(current, 0)];
    if (isOverdue && lost !== undefined) {
      const message = `Not checked: this file takes longer than ${budget / 1000} s. Split it or exclude it.`;
      done(Atomics.load(current, 0), nothingBut({ path: lost.path, message }));
    }
    // A worker that never took a file will not fare better the next time.
    if (Atomics.load(current, 0) < 0) return;
  } while (Atomics.load(task.next, 0) < task.files.length);
}

/** Resolves when the worker has ended; to true when it was ended because a file took too long. */
function runWorker(script: string, data: WorkerData, budget: number, done: Done): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: data });
    let isOverdue = false;
    let seen = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const index = Atomics.load(data.current, 0);
      if (index !== seen) {
        seen = index;
        since = performance.now();
      } else if (performance.now() - since > budget) {
        isOverdue = true;
        void worker.terminate();
      }
    }, budget / 50);
    worker.on('message', ({ index, report }: { readonly index: number; readonly report: FileReport }) => {
      done(index, report);
    });
    // The file that it was at has no report, which tells all that there is to tell.
    worker.on('error', () => {});
    worker.on('exit', () => {
      clearInterval(watch);
      resolve(isOverdue);
    });
  });
}
