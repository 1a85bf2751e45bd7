/** Processes many files, with worker threads where they pay; the result does not depend on how many there are. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { ListedRule } from '#analysis';
import { createFileChecker, type FileChecker, nothingBut } from './check-file.ts';
import { type FileOnDisk, type ProcessSettings, processFile } from './process-file.ts';
import type { FileReport } from './report.ts';

export interface RunOptions {
  readonly files: readonly FileOnDisk[];
  readonly settings: ProcessSettings;
  readonly rules: readonly ListedRule[];
  /** The engine's bytes. */
  readonly engine: () => Uint8Array;
  /** The script that calls `serveAsWorker`; without it everything runs in this thread. */
  readonly workerScript?: string;
}

/** One report per file, in the order of the files. */
export async function runFiles({ files, settings, rules, engine, workerScript }: RunOptions): Promise<FileReport[]> {
  if (files.length === 0) return [];
  const bytes = engine();
  const reports: (FileReport | undefined)[] = new Array(files.length);
  const task: Task = { files, settings, engine: bytes, next: new Int32Array(new SharedArrayBuffer(4)) };
  const workers: Promise<void>[] = [];
  if (workerScript !== undefined) {
    for (let count = workersFor(files.length); count > 0; count--) {
      workers.push(startWorker(workerScript, task, (index, report) => (reports[index] = report)));
    }
  }
  work(task, createFileChecker(bytes, rules), (index, report) => (reports[index] = report));
  await Promise.all(workers);
  return files.map(({ path }, index) => {
    const message = 'Not checked: the analysis of this file ended unexpectedly; please report it.';
    return reports[index] ?? nothingBut({ path, message });
  });
}

/** Takes part in the work of a `runFiles` in another thread. */
export function serveAsWorker(rules: readonly ListedRule[]): void {
  const task = (workerData as { readonly interleave: Task }).interleave;
  work(task, createFileChecker(task.engine, rules), (index, report) => parentPort!.postMessage({ index, report }));
}

interface Task {
  readonly files: readonly FileOnDisk[];
  readonly settings: ProcessSettings;
  readonly engine: Uint8Array;
  /** Shared by all threads: the number of the next file that nobody has taken. */
  readonly next: Int32Array;
}

function work(task: Task, checkFile: FileChecker, done: (index: number, report: FileReport) => void): void {
  for (;;) {
    const index = Atomics.add(task.next, 0, 1);
    const file = task.files[index];
    if (file === undefined) return;
    done(index, processFile(file, task.settings, checkFile));
  }
}

/** This thread works too. Starting a thread takes as long as checking some dozens of files. */
function workersFor(fileCount: number): number {
  return Math.min(availableParallelism() - 1, Math.floor(fileCount / 50), 7);
}

/** Resolves when the worker has ended, well or not: the files that it lost have no report then. */
function startWorker(script: string, task: Task, done: (index: number, report: FileReport) => void): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: { interleave: task } });
    worker.on('message', ({ index, report }: { readonly index: number; readonly report: FileReport }) => {
      done(index, report);
    });
    worker.on('error', () => {});
    worker.on('exit', () => resolve());
  });
}
