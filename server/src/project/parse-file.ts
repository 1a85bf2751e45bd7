/** Reads one file and works out its facts, or takes them from the cache. What goes wrong becomes a problem of this file. */
import { createModuleParser, packFacts } from '#analysis';
import { createParserSync } from '#grammars';
import { contentHashOf, type FactRecords, factsOf } from './fact-cache.ts';
import { readRegularFile } from './read-file.ts';
import { decodeSource } from './source-encoding.ts';

/** Why a file has no module. Lines and columns are 1-based. */
export interface FileProblem {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Whether there is no such file (any more). */
  readonly isMissing?: true;
}

/** What was read of a file: text and packed facts or a problem. Plain data, which threads can send. */
export interface ReadModule {
  readonly text?: string;
  /** In memory that threads share. */
  readonly facts?: Uint8Array | undefined;
  /** Whether the facts were not in the cache. */
  readonly isNew: boolean;
  readonly problem?: FileProblem;
  /** Of the bytes that were read; '' when nothing could be read. */
  readonly contentHash: string;
}

/** Reads from an absolute path, or takes what was read already. */
export type FileReader = (source: string | Uint8Array, records: FactRecords) => ReadModule;

/** `engine`: asked for the engine's bytes once, when a file is not in the cache. */
export function createFileReader(engine: () => Uint8Array): FileReader {
  let parseModule: ReturnType<typeof createModuleParser> | undefined;
  const parse = (text: string): Uint8Array => {
    parseModule ??= createModuleParser(createParserSync(engine()));
    return shared(packFacts(parseModule(text)));
  };

  return function readFile(source, records) {
    const read = typeof source === 'string' ? readRegularFile(source) : { ok: true as const, bytes: source };
    if (!read.ok) {
      const { message, isMissing } = read;
      return { problem: { message, ...(isMissing ? { isMissing } : {}) }, contentHash: '', isNew: false };
    }
    const contentHash = contentHashOf(read.bytes);
    const decoded = decodeSource(read.bytes);
    if (!decoded.ok) {
      const { ok: _, ...problem } = decoded;
      return { problem, contentHash, isNew: false };
    }
    const { text } = decoded.source;
    const known = factsOf(records.get(contentHash));
    return { text, facts: known ?? parse(text), isNew: known === undefined, contentHash };
  };
}

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
