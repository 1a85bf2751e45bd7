/** `interleave check`: checks files and folders, or standard input, in the program that they are part of. */
import { realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type Config, isTestPath, type ListedRule, parseConfig, type Severity } from '#analysis';
import { cacheFolderOf, cacheRootOf, pruneCache } from '../../project/cache-folder.ts';
import { createFactCache } from '../../project/fact-cache.ts';
import { findFiles } from '../../project/find-files.ts';
import { type ProgramFilesOptions, programFiles, topmostPackage } from '../../project/program-files.ts';
import { createProjectConfigs } from '../../project/project-config.ts';
import { createProjectRoots } from '../../project/project-roots.ts';
import { type Caches, checkProgram, type ProgramFile } from '../checking/check-program.ts';
import type { ProcessSettings } from '../checking/process-file.ts';
import type { FileReport, ShownProblem } from '../checking/report.ts';
import { createRunCache } from '../checking/run-cache.ts';
import { EXIT_FINDINGS, EXIT_INCOMPLETE, UsageError } from '../exit.ts';
import { type Host, hasColours } from '../host.ts';
import { createColours } from '../output/colours.ts';
import { conciseLine } from '../output/concise.ts';
import { colourDiff } from '../output/diff.ts';
import { fullText } from '../output/full.ts';
import { jsonReport } from '../output/json.ts';
import { problemLine, summaryOf } from '../output/summary.ts';

/** As they come from the command line. */
export interface CheckOptions {
  readonly outputFormat: 'full' | 'concise' | 'json';
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly minSeverity: Severity;
  readonly fix?: true;
  readonly unsafeFixes?: true;
  readonly diff?: true;
  readonly exitZero?: true;
  readonly stdinFilename?: string;
  readonly cache: boolean;
  readonly cacheDir?: string;
}

/** Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions, host: Host): Promise<number> {
  const rules = await host.loadRules();
  validate(paths, options, rules);
  const run = { options, host, rules };
  const outcome = paths.includes('-') ? await checkInput(run) : await checkPaths(paths, run);
  present(outcome, options, host);
  const { problems, findings, reports } = outcome;
  if (problems.length > 0) return EXIT_INCOMPLETE;
  // What --diff would fix is still there.
  const isClean = findings.length === 0 && !(options.diff && reports.some(({ fixed }) => fixed > 0));
  return isClean || options.exitZero ? 0 : EXIT_FINDINGS;
}

function validate(paths: readonly string[], options: CheckOptions, rules: readonly ListedRule[]): void {
  const { problems } = parseConfig({ select: options.select ?? [], ignore: options.ignore ?? [] }, rules);
  for (const { path, message } of problems) throw new UsageError(`--${path[0]}: ${message}`);
  if (options.unsafeFixes && !options.fix && !options.diff) {
    throw new UsageError('--unsafe-fixes goes with --fix or --diff.');
  }
  if (options.diff && options.outputFormat === 'json') {
    throw new UsageError('--diff prints a patch; it does not go with --output-format json.');
  }
  const isInput = paths.includes('-');
  if (isInput && paths.length > 1) throw new UsageError('- does not go with other paths.');
  if (!isInput && options.stdinFilename !== undefined) throw new UsageError('--stdin-filename goes with the path -.');
  if (isInput && options.fix && options.outputFormat === 'json') {
    throw new UsageError('With -, --fix prints the fixed text; it does not go with --output-format json.');
  }
}

interface Outcome {
  readonly reports: readonly FileReport[];
  readonly findings: FileReport['findings'];
  readonly problems: readonly ShownProblem[];
  /** Goes to standard output before anything else, which then goes to standard error. */
  readonly printed?: Uint8Array | string;
}

interface Run {
  readonly options: CheckOptions;
  readonly host: Host;
  readonly rules: readonly ListedRule[];
}

async function checkPaths(paths: readonly string[], run: Run): Promise<Outcome> {
  const { options, host } = run;
  const project = createProject(run);
  const { configs, shownPath, isExcluded } = project;
  const asked = paths.length === 0 ? ['.'] : paths;
  const found = findFiles(asked, { cwd: host.cwd, isExcluded, shownPath });
  const walked = asked.map((path) => resolve(host.cwd, path)).filter(isFolder);
  const files = found.files.map((file) => project.describe(file));
  const reports = await checkInProgram({ files, walked, stubs: found.stubs }, project, run);
  const outcome = collect(reports, [...configs.problems, ...found.problems]);
  return options.diff ? { ...outcome, printed: reports.map(({ diff }) => diff ?? '').join('') } : outcome;
}

async function checkInput(run: Run): Promise<Outcome> {
  const { options, host } = run;
  const project = createProject(run);
  const file = project.describe(resolve(host.cwd, options.stdinFilename ?? 'standard-input.py'));
  const source = await host.readInput();
  const given = { ...file, source };
  const reports = await checkInProgram({ files: [given], walked: [], stubs: [] }, project, run);
  const { diff = '', fixedBytes = source } = reports[0]!;
  const outcome = collect(reports, project.configs.problems);
  if (options.diff) return { ...outcome, printed: diff };
  // An editor that pipes its buffer through takes what comes back: what cannot be read comes back as it was.
  return options.fix ? { ...outcome, printed: fixedBytes } : outcome;
}

interface Asked {
  readonly files: readonly AskedFile[];
  /** The folders that `files` and `stubs` are all files of. */
  readonly walked: readonly string[];
  readonly stubs: readonly string[];
}

/** Checks files together with all that belongs to their projects. */
async function checkInProgram(
  { files, walked, stubs }: Asked,
  { surroundings, identify }: Project,
  { options, host, rules }: Run,
): Promise<readonly FileReport[]> {
  const { engine, workerScript, cwd } = host;
  const start = walked[0] ?? dirname(files[0]?.file ?? resolve(cwd, 'file'));
  // Standard input without a name belongs to nothing.
  const isNamed = options.stdinFilename !== undefined || files.every(({ source }) => typeof source === 'string');
  const around = isNamed
    ? programFiles(
        files.map(({ file }) => file),
        { ...surroundings, walked },
      ).concat(stubs)
    : [];
  const known = around.length === 0 ? new Set() : new Set(files.flatMap(({ file }) => [file, realPath(file)]));
  const others = [...new Set(around)].filter((file) => !known.has(file) && !known.has(realPath(file)));
  return checkProgram({
    files: [...files, ...others.map(identify)],
    ...{ cwd, settings: settingsOf(options), rules, engine },
    ...(isNamed ? {} : { names: new Map(files.map(({ path }) => [path, '-'])) }),
    ...(workerScript === undefined ? {} : { workerScript }),
    caches: cachesOf(surroundings.rootOf(start) ?? topmostPackage(start), options, host),
  });
}

/** Each project has its own; undefined where there are none. */
function cachesOf(project: string, { cache, cacheDir }: CheckOptions, { env, cwd, sources }: Host): Caches | undefined {
  const root = cacheDir === undefined ? cacheRootOf(env) : resolve(cwd, cacheDir);
  if (!cache || root === undefined || sources === undefined) return undefined;
  return {
    facts: createFactCache(cacheFolderOf(root, `facts-${sources.facts}`, project)),
    runs: createRunCache(cacheFolderOf(root, `runs-${sources.build}`, project)),
    prune: () => pruneCache(root),
  };
}

interface AskedFile extends ProgramFile {
  /** Absolute. */
  readonly file: string;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The path itself for what is not there. */
function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

interface Project {
  readonly configs: ReturnType<typeof createProjectConfigs>;
  readonly isExcluded: (path: string) => boolean;
  readonly shownPath: (file: string) => string;
  /** A file that belongs to the program. */
  readonly identify: (file: string) => AskedFile;
  /** The same for one that is to be checked. */
  readonly describe: (file: string) => AskedFile;
  readonly surroundings: Pick<ProgramFilesOptions, 'rootOf' | 'isExcluded'>;
}

function createProject({ options, host: { cwd }, rules }: Run): Project {
  const shownPath = (file: string): string => slashed(relative(cwd, file)) || '.';
  const configs = createProjectConfigs({ rules, shownPath });
  const rootOf = createProjectRoots();
  const settled = new Map<Config, Config>();
  const configOf = (folder: string): Config => {
    const { config } = configs.of(folder);
    if (!settled.has(config)) settled.set(config, withOptions(config, options));
    return settled.get(config)!;
  };
  // What is wrong in the configuration of folders that are not to be checked matters to nobody now.
  const otherConfigs = createProjectConfigs({ rules, shownPath });
  const identify = (file: string): AskedFile => {
    const folder = dirname(file);
    const isTest = isTestPath(slashed(relative(rootOf(folder) ?? cwd, file)));
    return { file, source: file, path: slashed(file), isTest, environment: otherConfigs.of(folder).environment };
  };
  const excluder = (from: typeof configs) => (path: string) => from.of(dirname(path)).isExcluded(path);
  return {
    ...{ configs, isExcluded: excluder(configs), shownPath, identify },
    describe: (file) => ({ ...identify(file), config: configOf(dirname(file)) }),
    surroundings: { rootOf, isExcluded: excluder(otherConfigs) },
  };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** What the user asks for now counts more than what the project says. */
function withOptions(config: Config, { select, ignore = [] }: CheckOptions): Config {
  if (select === undefined) return { ...config, ignore: [...config.ignore, ...ignore] };
  const severity = Object.fromEntries(Object.entries(config.severity).filter(([, level]) => level !== 'off'));
  return { ...config, select, ignore, severity };
}

function settingsOf({ minSeverity, fix, unsafeFixes, diff }: CheckOptions): ProcessSettings {
  const isDiff = diff === true;
  return { minSeverity, isDiff, ...(fix || diff ? { fix: unsafeFixes ? 'unsafe' : 'safe' } : {}) };
}

function collect(reports: readonly FileReport[], problems: readonly ShownProblem[]): Outcome {
  return {
    reports,
    findings: reports.flatMap(({ findings }) => findings),
    problems: [...problems, ...reports.flatMap((report) => report.problems)],
  };
}

function present(outcome: Outcome, { outputFormat, fix, diff }: CheckOptions, host: Host): void {
  const { findings, problems, printed } = outcome;
  if (outputFormat === 'json') {
    for (const part of jsonReport(findings, problems)) host.write(part);
    return;
  }
  const colours = createColours(hasColours(host));
  for (const problem of problems) host.writeError(`${problemLine(problem, colours)}\n`);
  if (printed !== undefined) host.write(typeof printed === 'string' ? colourDiff(printed, colours) : printed);
  const write = printed === undefined ? host.write : host.writeError;
  const toText = outputFormat === 'full' ? fullText : conciseLine;
  // A patch speaks for itself.
  if (!diff) for (const finding of findings) write(`${toText(finding, colours)}\n`);
  const fixMode = diff ? 'diff' : fix ? 'write' : 'none';
  const summary = summaryOf({ ...outcome, milliseconds: host.elapsed(), fixMode });
  // Every line of concise output is a finding.
  (outputFormat === 'full' ? write : host.writeError)(`${summary}\n`);
}
