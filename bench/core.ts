/** The core as the entry points use it, for the measurements. */
import { readFileSync } from 'node:fs';
import {
  type CheckResult,
  type Config,
  checkModule,
  createModuleParser,
  createProgram,
  DEFAULT_CONFIG,
  type ParsedModule,
} from '#analysis';
import { createParserSync } from '#grammars';
import { rules } from '#rules';

const config: Config = { ...DEFAULT_CONFIG, select: ['ALL'] };

export function createCore(engine: string) {
  const parser = createParserSync(readFileSync(engine));
  const parseModule = createModuleParser(parser);
  return {
    /** The bare parse. */
    parse: (text: string): void => void parser.parse(text),
    parseModule,
    /** Every rule. */
    check(parsed: ParsedModule, path: string): CheckResult {
      const program = createProgram([{ parsed, path }]);
      return checkModule(program.module(path)!, program, { rules, config });
    },
  };
}

/** As Python reads them; the few files that are not UTF-8 get replacement characters. */
export function readTexts(files: readonly string[]): string[] {
  return files.map((file) => readFileSync(file, 'utf8'));
}
