/**
 * Works on files of one program in worker threads: first all its files are read and parsed in many, then one that has the
 * whole program does the work. So no file can stop the run, and the reports do not depend on how many threads there are.
 */
import type { Config, Environment } from '#analysis';
import type { FactCache, FactRecords } from '../../project/fact-cache.ts';
import { createFileReader, type ReadModule } from '../../project/parse-file.ts';
import { problemOfLoss, readFiles } from '../../project/parse-files.ts';
import { createThreadPool, ITEM_BUDGET, type ThreadPool } from '../../project/thread-pool.ts';
import { type PackedModule, type PackedProgram, shownPathIn } from './packed-program.ts';
import type { FileToProcess } from './process-file.ts';
import type { ShownProblem } from './report.ts';
import type { Question, RunCache } from './run-cache.ts';

export interface ProgramFile {
  /** Absolute, with forward slashes: as the program calls it. */
  readonly path: string;
  /** An absolute path to read from, or what was read already. */
  readonly source: string | Uint8Array;
  readonly isTest: boolean;
  readonly environment: Environment;
  /** For the files that are asked about; the others are read for what they say about these. */
  readonly config?: Config | undefined;
}

export interface ProgramRun {
  readonly files: readonly ProgramFile[];
  readonly cwd: string;
  /** How files are called whose path says nothing to the user. */
  readonly names?: ReadonlyMap<string, string>;
  /** The engine's bytes. */
  readonly engine: () => Uint8Array;
  /** The script that calls `serveAsWorker`; without it all work is done in this thread, without a limit of time. */
  readonly workerScript?: string;
  readonly caches?: Caches | undefined;
  /** In milliseconds: what one file may take. */
  readonly budget?: number;
}

export interface Caches {
  readonly facts: FactCache;
  readonly runs: RunCache;
  /** Called after something was written. */
  readonly prune: () => Promise<void>;
}

/** What is done with each file that is asked about. */
export interface FileTask<Report> {
  /** As the workers call it. */
  readonly name: string;
  /** What it needs to know besides the program: plain data. */
  readonly settings: unknown;
  /** Whether the same question about the same files has the same answer, and nothing else happens. */
  readonly isRemembered: boolean;
  /** Does the work in this thread. */
  readonly prepare: (data: TaskData) => (index: number) => Report;
  /** The report on a file of which nothing but a problem is known. */
  readonly nothingBut: (problem: ShownProblem) => Report;
}

export interface TaskData {
  readonly program: PackedProgram;
  readonly files: readonly FileToProcess[];
  readonly settings: unknown;
}

/** One report for each file that is asked about, in the order of the files. */
export async function runProgram<Report>(run: ProgramRun, task: FileTask<Report>): Promise<readonly Report[]> {
  const { files, cwd, names = new Map(), caches } = run;
  if (files.every(({ config }) => config === undefined)) return [];
  const environments = [...new Set(files.map(({ environment }) => environment))];
  const described = files.map(({ path, isTest, environment, config }) => {
    return [path, isTest, environments.indexOf(environment), config];
  });
  const question = [task.name, cwd, [...names], task.settings, environments, described];
  const runs = task.isRemembered ? caches?.runs : undefined;
  const sources = files.map(({ source }) => source);
  return (await runs?.recall<Report>(question, sources)) ?? (await findOut(run, task, runs, question));
}

async function findOut<Report>(
  run: ProgramRun,
  task: FileTask<Report>,
  runs: RunCache | undefined,
  question: Question,
): Promise<Report[]> {
  const { files, caches, workerScript, budget = ITEM_BUDGET } = run;
  const pools = workerScript === undefined ? undefined : createPools(workerScript, files.length, budget);
  try {
    const read = await readAll(run, pools?.readers, budget);
    pools?.endReading();
    // This thread has nothing else to do while the other one works.
    const saved = caches?.facts.save();
    const { reports, isWhole } = await workOnAll(run, task, read, pools?.worker, budget);
    await saved;
    const hashes = read.map(({ contentHash }) => contentHash);
    if (isWhole && !hashes.includes('')) await runs?.remember(question, hashes, reports);
    if (read.some(({ isNew }) => isNew)) await caches?.prune();
    return reports;
  } finally {
    pools?.endReading();
    void pools?.worker.close();
  }
}

/** Starting a thread takes as long as reading some dozens of files. */
const FILES_PER_READER = 50;

/**
 * Many threads to read with, and one that does the work: most of what is to be found out concerns the whole program, and every
 * thread would find it out again. The readers' memory is free when that one needs its own.
 */
function createPools(script: string, fileCount: number, budget: number) {
  const worker = createThreadPool({ script, budget, threads: 1 });
  worker.warm(1);
  const readers = fileCount <= FILES_PER_READER ? worker : createThreadPool({ script, budget });
  if (readers !== worker) readers.warm(Math.ceil(fileCount / FILES_PER_READER));
  const endReading = (): void => {
    if (readers !== worker) void readers.close();
  };
  return { worker, readers, endReading };
}

async function readAll(run: ProgramRun, pool: ThreadPool | undefined, budget: number): Promise<readonly ReadModule[]> {
  const { files, caches, engine } = run;
  const records: FactRecords = (await caches?.facts.load()) ?? new Map();
  const read: ReadModule[] = [];
  await readFiles({
    ...{ files: files.map(({ source }) => source), records, readFile: createFileReader(engine), pool, budget },
    onRead(index, module) {
      read[index] = module;
      const { contentHash, facts, isNew } = module;
      if (facts !== undefined) caches?.facts.note(files[index]!.path, { contentHash, facts }, isNew);
    },
  });
  return read;
}

async function workOnAll<Report>(
  { files, cwd, names = new Map() }: ProgramRun,
  { name, settings, prepare, nothingBut }: FileTask<Report>,
  read: readonly ReadModule[],
  pool: ThreadPool | undefined,
  budget: number,
): Promise<{ readonly reports: Report[]; readonly isWhole: boolean }> {
  const modules = files.flatMap(({ path, isTest, environment }, index): PackedModule[] => {
    const { text, facts } = read[index]!;
    return text === undefined || facts === undefined ? [] : [{ path, isTest, environment, text, facts }];
  });
  const program: PackedProgram = { modules, cwd, names };
  const asked = files.flatMap(({ path, source, config }, index) => {
    return config === undefined ? [] : [{ path, source, config, problem: read[index]!.problem }];
  });
  const wanted = asked.filter(({ problem }) => problem === undefined);
  const data: TaskData = { program, files: wanted, settings };
  const reports = new Map<string, Report>();
  const shownPath = shownPathIn(program);
  let isWhole = true;
  if (pool === undefined) {
    const work = prepare(data);
    wanted.forEach(({ path }, index) => {
      reports.set(path, work(index));
    });
  } else {
    await pool.run({
      ...{ task: name, data, count: wanted.length, itemsPerThread: wanted.length },
      onResult: (index, report) => reports.set(wanted[index]!.path, report as Report),
      onLost(index, loss) {
        const { path } = wanted[index]!;
        isWhole = false;
        reports.set(path, nothingBut({ path: shownPath(path), ...problemOfLoss(loss, budget) }));
      },
    });
  }
  const all = asked.map(({ path, problem }) => {
    if (problem === undefined) return reports.get(path)!;
    const { isMissing: _, ...rest } = problem;
    return nothingBut({ path: shownPath(path), ...rest });
  });
  return { reports: all, isWhole };
}
