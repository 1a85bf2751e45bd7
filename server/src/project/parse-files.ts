/** Reads and parses many files, for the command line and the language server alike. */
import { createFactsUnpacker, type ParsedModule } from '#analysis';
import type { FactCache, FactRecords } from './fact-cache.ts';
import { createFileReader, type FileProblem, type FileReader, type ReadModule } from './parse-file.ts';
import type { Task } from './serve-tasks.ts';
import { createThreadPool, ITEM_BUDGET, type Loss, type ThreadPool } from './thread-pool.ts';

export type { FileProblem } from './parse-file.ts';

export interface FileToParse {
  /** As its module is called in the program. */
  readonly path: string;
  /** Absolute: where it is read. */
  readonly file: string;
}

/** A file's module or, where it has none, its problem. */
export interface ParsedFile {
  readonly path: string;
  readonly parsed?: ParsedModule;
  readonly problem?: FileProblem;
  /** Of the bytes that were read: the same bytes, the same facts. '' when nothing could be read. */
  readonly contentHash: string;
}

export interface FileParserOptions {
  /** The engine's bytes; asked for once, when the first file is parsed in this thread. */
  readonly engine: () => Uint8Array;
  /** The script of the worker threads, `parse-worker.cjs`; without it all is done in this thread, a file at a time. */
  readonly workerScript?: string;
  /** Read when the first file is parsed, written after every call that parsed something new. */
  readonly cache?: FactCache;
  /** How many worker threads there may be; by default what the machine has processors for. */
  readonly threads?: number;
  /** What one file may take, in milliseconds. */
  readonly budget?: number;
}

export interface FileParser {
  /**
   * Parses these files; `onParsed` is called once per file, as they come, in no order, and never after the promise is
   * settled or the signal is given. A file that cannot be read, hangs or takes its thread down has a problem instead of a
   * module. Resolves when all are done or the signal is given. May be called again while it is at work. Never keeps this
   * thread for longer than some milliseconds, if there is a script for others.
   */
  parse(files: readonly FileToParse[], onParsed: (file: ParsedFile) => void, signal?: AbortSignal): Promise<void>;
  /** Ends the threads; what is not parsed yet never will be. Waits for the cache to be written. */
  close(): Promise<void>;
}

export function createFileParser({ cache, budget = ITEM_BUDGET, ...options }: FileParserOptions): FileParser {
  const { engine, workerScript, threads } = options;
  const readFile = createFileReader(engine);
  const unpackFacts = createFactsUnpacker();
  const pool =
    workerScript === undefined
      ? undefined
      : createThreadPool({ script: workerScript, budget, ...(threads === undefined ? {} : { threads }) });
  const closing = new AbortController();

  function parsedFile({ path }: FileToParse, { text, facts, problem, contentHash }: ReadModule): ParsedFile {
    if (text === undefined || facts === undefined) return { path, contentHash, problem: problem ?? LOST };
    const parsed = unpackFacts(facts, text);
    return parsed === undefined ? { path, contentHash, problem: LOST } : { path, contentHash, parsed };
  }

  return {
    async parse(files, onParsed, signal) {
      await until([signal, closing.signal], async (stop) => {
        const known = (await cache?.load()) ?? new Map();
        // To tell threads about so much takes longer than to parse a few files.
        const records: FactRecords = known.size > files.length * 100 ? new Map() : known;
        // What threads send comes in heaps; this thread has other things to do in between.
        const turns = createTurns(stop);
        await readFiles({
          ...{ files: files.map(({ file }) => file), records, readFile, pool, budget, signal: stop },
          onRead: (index, { contentHash, facts, isNew, ...read }) => {
            const file = files[index]!;
            if (facts !== undefined) cache?.note(file.path, { contentHash, facts }, isNew);
            turns.take(() => onParsed(parsedFile(file, { contentHash, facts, isNew, ...read })));
          },
        });
        await turns.done();
      });
      await cache?.save();
    },
    async close() {
      closing.abort();
      await pool?.close();
      await cache?.save();
    },
  };
}

const LOST: FileProblem = { message: 'Not checked: the analysis of this file ended unexpectedly; please report it.' };

/** What is told about a file that a thread was lost with. */
export function problemOfLoss(loss: Loss, budget: number): FileProblem {
  if (loss === 'crashed') return LOST;
  return { message: `Not checked: this file takes longer than ${budget / 1000} s. Split it or exclude it.` };
}

export interface ReadOptions {
  /** Absolute paths to read from, or what was read already. */
  readonly files: readonly (string | Uint8Array)[];
  readonly records: FactRecords;
  /** Reads in this thread, where there is no pool. */
  readonly readFile: FileReader;
  readonly pool: ThreadPool | undefined;
  readonly budget: number;
  /** Called once per file, in no order, with its place in `files`. */
  readonly onRead: (index: number, read: ReadModule) => void;
  readonly signal?: AbortSignal;
}

/** Reads files and works out their facts. Resolves when all are done or the signal is given. */
export async function readFiles(options: ReadOptions): Promise<void> {
  const { files, records, readFile, pool, budget, onRead, signal } = options;
  if (pool === undefined) {
    for (const [index, file] of files.entries()) {
      // Lets the others in this thread have their turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) return;
      onRead(index, readFile(file, records));
    }
    return;
  }
  const data: ReadTaskData = { files, records };
  await pool.run({
    ...{ task: 'read', data, count: files.length, itemsPerThread: 50, signal },
    onResult: (index, read) => onRead(index, read as ReadModule),
    onLost: (index, loss) => onRead(index, { problem: problemOfLoss(loss, budget), contentHash: '', isNew: false }),
  });
}

type ReadTaskData = Pick<ReadOptions, 'files' | 'records'>;

/** What threads do for `readFiles`. */
export function createReadTask(engine: () => Uint8Array): Task<ReadTaskData> {
  const readFile = createFileReader(engine);
  return ({ files, records }) =>
    (index) =>
      readFile(files[index]!, records);
}

/** Does something with a signal that is given when one of these is. */
async function until(
  signals: readonly (AbortSignal | undefined)[],
  act: (stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const given = signals.filter((signal) => signal !== undefined);
  const abort = (): void => stop.abort();
  for (const signal of given) signal.addEventListener('abort', abort);
  try {
    if (given.some(({ aborted }) => aborted)) abort();
    await act(stop.signal);
  } finally {
    for (const signal of given) signal.removeEventListener('abort', abort);
  }
}

/** In milliseconds: what a turn takes at most, but for its last piece of work. */
const TURN = 4;

/** Does pieces of work in turns of some milliseconds. */
function createTurns(signal: AbortSignal) {
  const pieces: (() => void)[] = [];
  let running: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  async function run(): Promise<void> {
    for (let next = 0; next < pieces.length; ) {
      await new Promise((resolve) => setImmediate(resolve));
      const end = performance.now() + TURN;
      while (next < pieces.length && performance.now() < end && !signal.aborted) pieces[next++]!();
      if (signal.aborted) break;
    }
    pieces.length = 0;
    running = undefined;
  }

  return {
    take(piece: () => void): void {
      pieces.push(piece);
      running ??= run().catch((error) => {
        failure ??= { error };
      });
    },
    /** Throws what a piece of work has thrown. */
    async done() {
      await running;
      if (failure !== undefined) throw failure.error;
    },
  };
}
