/** `interleave check`: checks files and folders, or standard input, in the program that they are part of. */
import { resolve } from 'node:path';
import { type Config, type ListedRule, parseConfig, type Severity } from '#analysis';
import { checkProgram } from '../checking/check-program.ts';
import type { ProcessSettings } from '../checking/process-file.ts';
import type { FileReport, ShownProblem } from '../checking/report.ts';
import { EXIT_FINDINGS, EXIT_INCOMPLETE, UsageError } from '../exit.ts';
import { type CacheOptions, createProject, type Project } from '../files/asked-files.ts';
import { type Host, hasColours } from '../host.ts';
import { createColours } from '../output/colours.ts';
import { conciseLine } from '../output/concise.ts';
import { colourDiff } from '../output/diff.ts';
import { fullText } from '../output/full.ts';
import { jsonReport } from '../output/json.ts';
import { problemLine, summaryOf } from '../output/summary.ts';

/** As they come from the command line. */
export interface CheckOptions extends CacheOptions {
  readonly outputFormat: 'full' | 'concise' | 'json';
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly minSeverity: Severity;
  readonly fix?: true;
  readonly unsafeFixes?: true;
  readonly diff?: true;
  readonly exitZero?: true;
  readonly stdinFilename?: string;
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
  const { options, rules } = run;
  const project = projectOf(run);
  const asked = project.find(paths);
  const reports = await checkProgram({ ...project.run(asked, options), settings: settingsOf(options), rules });
  const outcome = collect(reports, [...project.configs.problems, ...asked.problems]);
  return options.diff ? { ...outcome, printed: reports.map(({ diff }) => diff ?? '').join('') } : outcome;
}

async function checkInput(run: Run): Promise<Outcome> {
  const { options, host, rules } = run;
  const project = projectOf(run);
  const { stdinFilename } = options;
  const file = project.describe(resolve(host.cwd, stdinFilename ?? 'standard-input.py'));
  const source = await host.readInput();
  const asked = { files: [{ ...file, source }], walked: [], stubs: [] };
  // Standard input without a name belongs to nothing.
  const isAlone = stdinFilename === undefined;
  const reports = await checkProgram({
    ...project.run(asked, { ...options, isAlone }),
    ...(isAlone ? { names: new Map([[file.path, '-']]) } : {}),
    ...{ settings: settingsOf(options), rules },
  });
  const { diff = '', fixedBytes = source } = reports[0]!;
  const outcome = collect(reports, project.configs.problems);
  if (options.diff) return { ...outcome, printed: diff };
  // An editor that pipes its buffer through takes what comes back: what cannot be read comes back as it was.
  return options.fix ? { ...outcome, printed: fixedBytes } : outcome;
}

function projectOf({ options, host, rules }: Run): Project {
  return createProject({ host, rules, adjust: (config) => withOptions(config, options) });
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
