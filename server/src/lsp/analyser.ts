/** Analyses sources; keeps what it knows of each, so that an edit costs no more than the chunks that it touches. */
import {
  checkModule,
  createModuleParser,
  createProgram,
  type Finding,
  type ListedRule,
  type Module,
  type ParsedModule,
  type Problem,
} from '#analysis';
import { createParserSync } from '#grammars';
import type { SourceConfig } from './configuration.ts';
import type { Source } from './source.ts';

export interface Analysis {
  readonly source: Source;
  readonly module: Module;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export interface Analyser {
  /** The same object while source and configuration are the same. */
  analyse(source: Source, config: SourceConfig): Analysis;
  /** The same for a source that is only thought of. */
  tryOut(source: Source, config: SourceConfig): Analysis;
  forget(source: string): void;
}

export interface AnalyserOptions {
  readonly rules: readonly ListedRule[];
  /** The bytes of python.wasm; read when the first source is analysed. */
  readonly engine: () => Uint8Array;
}

interface Known {
  readonly analysis: Analysis;
  readonly config: SourceConfig;
  /** By document. */
  readonly parsed: ReadonlyMap<string, ParsedModule>;
}

export function createAnalyser({ rules, engine }: AnalyserOptions): Analyser {
  const known = new Map<string, Known>();
  let parseModule: ReturnType<typeof createModuleParser> | undefined;

  function run(source: Source, config: SourceConfig): Known {
    parseModule ??= createModuleParser(createParserSync(engine()));
    const previous = known.get(source.uri)?.parsed;
    const parsed = new Map<string, ParsedModule>();
    for (const { document, text } of source.parts) {
      parsed.set(document.uri, parseModule(text, previous?.get(document.uri)));
    }
    const { path, isTest } = config;
    const program = createProgram([{ parsed: joined(source, parsed), path, isTest, isNotebook: source.isNotebook }]);
    const module = program.module(path)!;
    const result = checkModule(module, program, { rules, config: config.config });
    return { analysis: { source, module, ...result }, config, parsed };
  }

  return {
    analyse(source, config) {
      const last = known.get(source.uri);
      if (last?.analysis.source.revision === source.revision && last.config === config) return last.analysis;
      const result = run(source, config);
      known.set(source.uri, result);
      return result.analysis;
    },
    tryOut: (source, config) => run(source, config).analysis,
    forget: (source) => void known.delete(source),
  };
}

/** Each cell is whole by itself: a bracket left open in one does not reach into the next. */
function joined({ isNotebook, parts }: Source, parsed: ReadonlyMap<string, ParsedModule>): ParsedModule {
  if (!isNotebook) return parsed.get(parts[0]!.document.uri)!;
  const modules = parts.map(({ document, start }) => ({ start, ...parsed.get(document.uri)! }));
  return {
    text: parts.map(({ text }) => text).join(''),
    chunks: modules.flatMap(({ start: by, chunks }) => chunks.map((chunk) => shifted(chunk, by))),
    problems: modules.flatMap(({ start: by, problems }) => problems.map((problem) => shifted(problem, by))),
  };
}

function shifted<T extends { readonly start: number; readonly end: number }>(range: T, by: number): T {
  return by === 0 ? range : { ...range, start: range.start + by, end: range.end + by };
}
