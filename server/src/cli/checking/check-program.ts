/**
 * Checks files of one program in worker threads: first all its files are read and parsed in many, then one that has the
 * whole program checks. So no file can stop the run, and the reports do not depend on how many threads there are.
 */
import type { Config, Environment, ListedRule } from '#analysis';
import type { FactCache, FactRecords } from '../../project/fact-cache.ts';
import { createFileReader, type ReadModule } from '../../project/parse-file.ts';
import { createReadTask, problemOfLoss, readFiles } from '../../project/parse-files.ts';
import { serveTasks } from '../../project/serve-tasks.ts';
import { createThreadPool, ITEM_BUDGET, type ThreadPool } from '../../project/thread-pool.ts';
import { createModuleChecker, nothingBut, type PackedModule, type PackedProgram, shownPathIn } from './check-module.ts';
import { type FileToProcess, type ProcessSettings, processFile } from './process-file.ts';
import type { FileReport } from './report.ts';
import type { Question, RunCache } from './run-cache.ts';

export interface ProgramFile {
  /** Absolute, with forward slashes: as the program calls it. */
  readonly path: string;
  /** An absolute path to read from, or what was read already. */
  readonly source: string | Uint8Array;
  readonly isTest: boolean;
  readonly environment: Environment;
  /** For the files that are to be checked; the others are read for what they say about these. */
  readonly config?: Config | undefined;
}

export interface ProgramRun {
  readonly files: readonly ProgramFile[];
  readonly cwd: string;
  /** How files are called whose path says nothing to the user. */
  readonly names?: ReadonlyMap<string, string>;
  readonly settings: ProcessSettings;
  readonly rules: readonly ListedRule[];
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

/** One report for each file that is to be checked, in the order of the files. */
export async function checkProgram(run: ProgramRun): Promise<readonly FileReport[]> {
  const { files, cwd, names = new Map(), settings, caches } = run;
  if (files.every(({ config }) => config === undefined)) return [];
  const environments = [...new Set(files.map(({ environment }) => environment))];
  const described = files.map(({ path, isTest, environment, config }) => {
    return [path, isTest, environments.indexOf(environment), config];
  });
  const question = [cwd, [...names], settings, environments, described];
  const runs = settings.fix === undefined ? caches?.runs : undefined;
  const sources = files.map(({ source }) => source);
  return (await runs?.recall(question, sources)) ?? (await findOut(run, runs, question));
}

async function findOut(run: ProgramRun, runs: RunCache | undefined, question: Question): Promise<FileReport[]> {
  const { files, caches, workerScript, budget = ITEM_BUDGET } = run;
  const pools = workerScript === undefined ? undefined : createPools(workerScript, files.length, budget);
  try {
    const read = await readAll(run, pools?.readers, budget);
    pools?.endReading();
    // This thread has nothing else to do while the other one checks.
    const saved = caches?.facts.save();
    const { reports, isWhole } = await checkAll(run, read, pools?.checker, budget);
    await saved;
    const hashes = read.map(({ contentHash }) => contentHash);
    if (isWhole && !hashes.includes('')) await runs?.remember(question, hashes, reports);
    if (read.some(({ isNew }) => isNew)) await caches?.prune();
    return reports;
  } finally {
    pools?.endReading();
    void pools?.checker.close();
  }
}

/** Starting a thread takes as long as reading some dozens of files. */
const FILES_PER_READER = 50;

/**
 * Many threads to read with, and one that checks: most of what is to be found out concerns the whole program, and every
 * thread would find it out again. The readers' memory is free when the checker needs its own.
 */
function createPools(script: string, fileCount: number, budget: number) {
  const checker = createThreadPool({ script, budget, threads: 1 });
  checker.warm(1);
  const readers = fileCount <= FILES_PER_READER ? checker : createThreadPool({ script, budget });
  if (readers !== checker) readers.warm(Math.ceil(fileCount / FILES_PER_READER));
  const endReading = (): void => {
    if (readers !== checker) void readers.close();
  };
  return { checker, readers, endReading };
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

async function checkAll(
  { files, cwd, names = new Map(), settings, rules, engine }: ProgramRun,
  read: readonly ReadModule[],
  pool: ThreadPool | undefined,
  budget: number,
): Promise<{ readonly reports: FileReport[]; readonly isWhole: boolean }> {
  const modules = files.flatMap(({ path, isTest, environment }, index): PackedModule[] => {
    const { text, facts } = read[index]!;
    return text === undefined || facts === undefined ? [] : [{ path, isTest, environment, text, facts }];
  });
  const program: PackedProgram = { modules, cwd, names };
  const checked = files.flatMap(({ path, source, config }, index) => {
    return config === undefined ? [] : [{ path, source, config, problem: read[index]!.problem }];
  });
  const wanted = checked.filter(({ problem }) => problem === undefined);
  const data: CheckTaskData = { program, files: wanted, settings };
  const reports = new Map<string, FileReport>();
  const shownPath = shownPathIn(program);
  let isWhole = true;
  if (pool === undefined) {
    const check = createCheckTask(rules, engine)(data);
    wanted.forEach(({ path }, index) => {
      reports.set(path, check(index));
    });
  } else {
    await pool.run({
      ...{ task: 'check', data, count: wanted.length, itemsPerThread: wanted.length },
      onResult: (index, report) => reports.set(wanted[index]!.path, report as FileReport),
      onLost(index, loss) {
        const { path } = wanted[index]!;
        isWhole = false;
        reports.set(path, nothingBut({ path: shownPath(path), ...problemOfLoss(loss, budget) }));
      },
    });
  }
  const all = checked.map(({ path, problem }) => {
    if (problem === undefined) return reports.get(path)!;
    const { isMissing: _, ...rest } = problem;
    return nothingBut({ path: shownPath(path), ...rest });
  });
  return { reports: all, isWhole };
}

interface CheckTaskData {
  readonly program: PackedProgram;
  readonly files: readonly FileToProcess[];
  readonly settings: ProcessSettings;
}

function createCheckTask(rules: readonly ListedRule[], engine: () => Uint8Array) {
  return ({ program, files, settings }: CheckTaskData) => {
    const checker = createModuleChecker({ program, rules, engine });
    return (index: number): FileReport => processFile(files[index]!, settings, checker);
  };
}

/** Takes part in the work of a `checkProgram` in another thread. */
export function serveAsWorker(rules: readonly ListedRule[], engine: () => Uint8Array): void {
  serveTasks({ read: createReadTask(engine), check: createCheckTask(rules, engine) });
}
