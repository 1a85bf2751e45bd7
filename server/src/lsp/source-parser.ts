/** Parses sources; an edit costs no more than the chunks that it touches. */
import { createModuleParser, type ParsedModule } from '#analysis';
import { createParserSync } from '#grammars';
import type { Source } from './source.ts';

export interface ParsedSource {
  /** The source as one module. */
  readonly parsed: ParsedModule;
  /** By document. */
  readonly parts: ReadonlyMap<string, ParsedModule>;
}

export type ParseSource = (source: Source, previous?: ParsedSource) => ParsedSource;

/** `engine` gives the bytes of python.wasm; it is asked when the first source is parsed. */
export function createSourceParser(engine: () => Uint8Array): ParseSource {
  let parseModule: ReturnType<typeof createModuleParser> | undefined;
  return (source, previous) => {
    parseModule ??= createModuleParser(createParserSync(engine()));
    const parts = new Map<string, ParsedModule>();
    for (const { document, text } of source.parts) {
      parts.set(document.uri, parseModule(text, previous?.parts.get(document.uri)));
    }
    return { parsed: joined(source, parts), parts };
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
