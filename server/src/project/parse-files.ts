/** Reads and parses many files, for the command line and the language server alike. */
import { createModuleParser } from '#analysis';
import { createParserSync } from '#grammars';
import type { FactCache } from './fact-cache.ts';
import { type FileToParse, type ParsedFile, type ParseModule, parseFile } from './parse-file.ts';

export type { FileProblem, FileToParse, ParsedFile } from './parse-file.ts';

export interface FileParserOptions {
  /** The engine's bytes; asked for once, when the first file is parsed. */
  readonly engine: () => Uint8Array;
  /** The script of the worker threads; without it all work is done in this thread, a file at a time. */
  readonly workerScript?: string;
  readonly cache?: FactCache;
  /** How many worker threads there may be; by default what the machine has processors for. */
  readonly threads?: number;
  /** What one file may take, in milliseconds. */
  readonly budget?: number;
}

export interface FileParser {
  /**
   * Parses these files; `onParsed` is called once per file, as they come, in no order, and never after the promise is
   * settled or the signal is given. A file that cannot be read, hangs or takes its thread down has a problem instead of a
   * module. Resolves when all are done or the signal is given. May be called again while it is at work.
   */
  parse(files: readonly FileToParse[], onParsed: (file: ParsedFile) => void, signal?: AbortSignal): Promise<void>;
  /** Ends the threads; what is not parsed yet never will be. */
  close(): Promise<void>;
}

export function createFileParser({ engine }: FileParserOptions): FileParser {
  let parseModule: ParseModule | undefined;
  let isClosed = false;
  return {
    async parse(files, onParsed, signal) {
      for (const file of files) {
        // Lets the others in this thread have their turn.
        await new Promise((resolve) => setImmediate(resolve));
        if (isClosed || signal?.aborted) return;
        parseModule ??= createModuleParser(createParserSync(engine()));
        onParsed(parseFile(file, parseModule));
      }
    },
    async close() {
      isClosed = true;
    },
  };
}
