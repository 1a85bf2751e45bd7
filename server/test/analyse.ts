/** Runs the real engine and the real rules over a text, for tests. */
import { readFileSync } from 'node:fs';
import {
  type CheckResult,
  type Config,
  checkModule,
  createModuleParser,
  createProgram,
  DEFAULT_CONFIG,
  type Finding,
  isTestPath,
  type ListedRule,
  type Module,
} from '#analysis';
import { createParserSync, HAS_ERROR } from '#grammars';
import { rules as allRules } from '#rules';

const parser = createParserSync(readFileSync(new URL('../../grammars/python.wasm', import.meta.url)));
export const parseModule = createModuleParser(parser);

export interface AnalyseOptions {
  readonly path?: string;
  readonly rules?: readonly ListedRule[];
  readonly config?: Config;
  /** The rule whose sample it is: one that is off by default then runs. */
  readonly own?: string;
}

/** All rules but those that one must switch on. */
export function allButOff(own?: string): Config {
  const off = allRules.filter(({ id, severity }) => severity === 'off' && id !== own).map(({ id }) => id);
  return { ...DEFAULT_CONFIG, select: ['ALL'], ignore: off };
}

/** The module of a program of its own with this text. */
export function moduleOf(text: string, path = 'module.py'): Module {
  return createProgram([{ parsed: parseModule(text), path, isTest: isTestPath(path) }]).module(path)!;
}

/** Everything every rule says about this text. */
export function analyse(text: string, options: AnalyseOptions = {}): CheckResult {
  const path = options.path ?? 'module.py';
  const program = createProgram([{ parsed: parseModule(text), path, isTest: isTestPath(path) }]);
  const config = options.config ?? allButOff(options.own);
  return checkModule(program.module(path)!, program, { rules: options.rules ?? allRules, config });
}

/** The text after the edits of one fix. */
export function applyFix(text: string, finding: Finding, index = 0): string {
  const edits = [...finding.fixes[index]!.edits].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce(
    (result, { range, text: inserted }) => result.slice(0, range.start) + inserted + result.slice(range.end),
    text,
  );
}

/** Whether Python would refuse the text, as far as the grammar tells. */
export function hasSyntaxError(text: string): boolean {
  const result = parser.parse(text);
  return !result.ok || (result.tree.kinds[0]! & HAS_ERROR) !== 0;
}
