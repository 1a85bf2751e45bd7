/** Turns a module's text into chunks with facts, reusing those of an earlier version where a chunk's text is the same. */

import { splitChunks } from '../syntax/split-chunks.ts';
import type { ParseFailure, Parser } from '../syntax/syntax-tree.ts';
import type { ChunkFacts } from './chunk-facts.ts';
import { createCollector } from './collect-facts.ts';

/** One chunk of a module: where it starts (a UTF-16 offset) and what is known of it. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly facts: ChunkFacts;
}

/** A part of a module that could not be parsed. */
export interface ParseProblem {
  readonly start: number;
  readonly end: number;
  readonly reason: ParseFailure;
}

/** A module's text with its chunks: all that later layers need, and what the next version reuses. */
export interface ParsedModule {
  readonly text: string;
  readonly chunks: readonly Chunk[];
  readonly problems: readonly ParseProblem[];
}

const NOTHING: ChunkFacts = {
  rows: new Int32Array(0),
  scopes: Int32Array.of(-1, -1, 0, -1),
  bindings: new Int32Array(0),
  names: [],
  directives: [],
};

/** Returns the function that parses modules with this engine. It never throws for any text. */
export function createModuleParser(parser: Parser): (text: string, previous?: ParsedModule) => ParsedModule {
  const collectFacts = createCollector();

  return function parseModule(text, previous) {
    const source = withNewlines(text);
    const spans = splitChunks(source);
    const problems: ParseProblem[] = [];
    const chunks: Chunk[] = [];
    const sameBefore = previous ? countSameBefore(spans, text, previous) : 0;
    const sameAfter = previous ? countSameAfter(spans, text, previous, sameBefore) : 0;
    const shift = previous ? previous.chunks.length - spans.length : 0;

    spans.forEach(({ start, end }, index) => {
      const isSame = index < sameBefore || index >= spans.length - sameAfter;
      const reused = isSame ? previous!.chunks[index < sameBefore ? index : index + shift] : undefined;
      if (reused !== undefined && reused.facts !== NOTHING) {
        chunks.push(reused.start === start ? reused : { start, end, facts: reused.facts });
        return;
      }
      const chunkText = source.slice(start, end);
      const result = parser.parse(chunkText);
      if (!result.ok) problems.push({ start, end, reason: result.reason });
      chunks.push({ start, end, facts: result.ok ? collectFacts(result.tree, chunkText) : NOTHING });
    });
    return { text, chunks, problems };
  };
}

/** The text with every lone carriage return made a newline, as Python reads it; same length, so offsets stay. */
function withNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

type Spans = ReturnType<typeof splitChunks>;

function countSameBefore(spans: Spans, text: string, previous: ParsedModule): number {
  const limit = Math.min(spans.length, previous.chunks.length);
  let count = 0;
  while (count < limit) {
    const span = spans[count]!;
    const old = previous.chunks[count]!;
    if (span.start !== old.start || span.end !== old.end) break;
    if (text.slice(span.start, span.end) !== previous.text.slice(old.start, old.end)) break;
    count++;
  }
  return count;
}

function countSameAfter(spans: Spans, text: string, previous: ParsedModule, sameBefore: number): number {
  const limit = Math.min(spans.length, previous.chunks.length) - sameBefore;
  let count = 0;
  while (count < limit) {
    const span = spans[spans.length - 1 - count]!;
    const old = previous.chunks[previous.chunks.length - 1 - count]!;
    if (span.end - span.start !== old.end - old.start) break;
    if (text.slice(span.start, span.end) !== previous.text.slice(old.start, old.end)) break;
    count++;
  }
  return count;
}
