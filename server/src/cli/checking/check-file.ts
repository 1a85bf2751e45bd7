/** Checks one file: bytes in, a report out. Whatever goes wrong becomes a problem of this file. */
import {
  type Config,
  checkModule,
  createLineIndex,
  createModuleParser,
  createProgram,
  type Finding,
  isAtLeast,
  type LineIndex,
  type ListedRule,
  type Module,
  type Problem,
  type Severity,
} from '#analysis';
import { createParserSync } from '#grammars';
import { applyFixes } from '../../project/apply-fixes.ts';
import { decodeSource, encodeSource, type SourceText } from '../../project/source-encoding.ts';
import { placeFinding, placeProblem } from './place-finding.ts';
import type { FileReport, ShownProblem } from './report.ts';

export interface FileToCheck {
  /** As findings show it. */
  readonly path: string;
  readonly isTest: boolean;
  readonly config: Config;
}

export interface CheckSettings {
  readonly minSeverity: Severity;
  /** Which fixes to apply, if any. */
  readonly fix?: 'safe' | 'unsafe';
}

export type FileChecker = (bytes: Uint8Array, file: FileToCheck, settings: CheckSettings) => FileReport;

/** Returns the function that checks files with this engine; it keeps nothing of one file for the next. */
export function createFileChecker(engine: Uint8Array, rules: readonly ListedRule[]): FileChecker {
  const parseModule = createModuleParser(createParserSync(engine));

  function analyse(text: string, { path, isTest, config }: FileToCheck): Analysis {
    const program = createProgram([{ parsed: parseModule(text), path, isTest }]);
    const module = program.module(path)!;
    return { text, module, ...checkModule(module, program, { rules, config }) };
  }

  return function checkFile(bytes, file, settings) {
    const { path } = file;
    try {
      const decoded = decodeSource(bytes);
      if (!decoded.ok) {
        const { line, column, message } = decoded;
        return nothingBut({ path, line, message, ...(column === undefined ? {} : { column }) });
      }
      const { source } = decoded;
      const analysis = analyse(source.text, file);
      if (settings.fix === undefined) return present(analysis, settings);
      return fixed(source, analysis, settings, (text) => analyse(text, file));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return nothingBut({ path, message: `Not checked: the analysis failed (${reason}); please report it.` });
    }
  };
}

interface Analysis {
  readonly text: string;
  readonly module: Module;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export function nothingBut(problem: ShownProblem): FileReport {
  return { findings: [], problems: [problem], hidden: 0, fixed: 0 };
}

/** More rounds than fixes of fixes need; two rules that undo each other's fixes stop here. */
const MOST_ROUNDS = 10;

function fixed(
  source: SourceText,
  original: Analysis,
  settings: CheckSettings,
  analyse: (text: string) => Analysis,
): FileReport {
  const problems: ShownProblem[] = [];
  const { path } = original.module;
  let analysis = original;
  let count = 0;
  for (let round = 0; ; round++) {
    const shown = analysis.findings.filter(({ severity }) => isAtLeast(severity, settings.minSeverity));
    const result = applyFixes(analysis.text, shown, settings.fix!);
    if (result.text === analysis.text) break;
    const next = analyse(result.text);
    if (round === MOST_ROUNDS || next.problems.length > original.problems.length) {
      problems.push({ path, message: 'Not fixed: the fixes do not settle; please report it.' });
      return { ...present(original, settings), problems };
    }
    analysis = next;
    count += result.count;
  }
  const report = present(analysis, settings);
  if (count === 0) return report;
  const fixedBytes = encodeSource({ ...source, text: analysis.text });
  if (fixedBytes === undefined) {
    problems.push({ path, message: `Not fixed: files in '${source.encoding}' cannot be written. Save it as UTF-8.` });
    return { ...present(original, settings), problems };
  }
  return { ...report, fixed: count, fixedBytes };
}

function present({ text, module, findings, problems }: Analysis, { minSeverity }: CheckSettings): FileReport {
  let index: LineIndex | undefined;
  const linesOf = (path: string): LineIndex | undefined => {
    if (path !== module.path) return undefined;
    index ??= createLineIndex(text);
    return index;
  };
  const shown = findings.filter(({ severity }) => isAtLeast(severity, minSeverity));
  return {
    findings: shown.map((finding) => placeFinding(finding, text, linesOf)),
    problems: problems.map((problem) => placeProblem(problem, linesOf(module.path)!)),
    hidden: findings.length - shown.length,
    fixed: 0,
  };
}
