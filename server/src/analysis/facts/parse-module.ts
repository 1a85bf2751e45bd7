/** Turns a module's text into chunks with facts, reusing those of an earlier version where a chunk's text is the same. */

import { type ChunkSpan, endOfChunk, splitChunks } from '../syntax/split-chunks.ts';
import type { ParseFailure, Parser } from '../syntax/syntax-tree.ts';
import { alignRows } from './align-rows.ts';
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

/** What is known of a chunk that could not be parsed. It is parsed again with every version. */
export const NOTHING: ChunkFacts = {
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
    const problems: ParseProblem[] = [];
    const spans = splitLike(previous, source);
    const before = previous?.chunks.length === spans.length ? previous.chunks : undefined;
    const chunks = spans.map(({ start, end, facts }, index): Chunk => {
      if (facts !== undefined && facts !== NOTHING) return { start, end, facts };
      const chunkText = source.slice(start, end);
      const result = parser.parse(chunkText);
      if (!result.ok) problems.push({ start, end, reason: result.reason });
      if (!result.ok) return { start, end, facts: NOTHING };
      const fresh = collectFacts(result.tree, chunkText);
      return { start, end, facts: before === undefined ? fresh : alignRows(before[index]!.facts, fresh) };
    });
    return { text, chunks, problems };
  };
}

/** The text with every lone carriage return made a newline, as Python reads it; same length, so offsets stay. */
function withNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

interface KnownChunk extends ChunkSpan {
  /** Those of a chunk with the same text in the version before. */
  readonly facts?: ChunkFacts;
}

/**
 * The chunks of a text, the same as `splitChunks` finds. Looks only at those that an edit may have changed: chunks
 * before it stay, and so do all behind it once a chunk starts where one started before.
 */
function splitLike(previous: ParsedModule | undefined, source: string): readonly KnownChunk[] {
  if (previous === undefined) return splitChunks(source);
  const old = previous.chunks;
  const oldSource = withNewlines(previous.text);
  const shift = source.length - oldSource.length;
  const isSame = ({ start, end }: Chunk, by: number): boolean =>
    start + by >= 0 && source.slice(start + by, end + by) === oldSource.slice(start, end);
  let before = 0;
  while (before < old.length && isSame(old[before]!, 0)) before++;
  let after = old.length;
  while (after > 0 && isSame(old[after - 1]!, shift)) after--;

  // Where a chunk ends depends on the word behind it, so the last of the chunks before the edit may end elsewhere now;
  // and so may the one before that, if the last one is the text's last and may go on.
  const chunks: KnownChunk[] = old.slice(0, Math.max(0, Math.min(before, old.length - 1) - 1));
  let start = chunks.at(-1)?.end ?? 0;
  do {
    const end = endOfChunk(source, start);
    const same = old[chunks.length];
    const isReused = chunks.length < before && same?.start === start && same.end === end;
    chunks.push(isReused ? same : { start, end });
    start = end;
    while (after < old.length && old[after]!.start + shift < start) after++;
  } while (start < source.length && old[after]?.start !== start - shift);
  const rest = start < source.length ? old.slice(after) : [];
  return [...chunks, ...rest.map((chunk) => ({ ...chunk, start: chunk.start + shift, end: chunk.end + shift }))];
}
