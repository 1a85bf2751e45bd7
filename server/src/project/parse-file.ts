/** Reads one file and parses it. Whatever goes wrong becomes a problem of this file. */
import { createHash } from 'node:crypto';
import type { ParsedModule } from '#analysis';
import { readRegularFile } from './read-file.ts';
import { decodeSource } from './source-encoding.ts';

export interface FileToParse {
  /** As its module is called in the program. */
  readonly path: string;
  /** Absolute: where it is read. */
  readonly file: string;
}

/** Why a file has no module. Lines and columns are 1-based. */
export interface FileProblem {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Whether there is no such file (any more). */
  readonly isMissing?: true;
}

/** A file's module or, where it has none, its problem. */
export interface ParsedFile {
  readonly path: string;
  readonly parsed?: ParsedModule;
  readonly problem?: FileProblem;
  /** Of the bytes that were read: the same bytes, the same facts. '' when nothing could be read. */
  readonly contentHash: string;
}

export type ParseModule = (text: string) => ParsedModule;

export function parseFile({ path, file }: FileToParse, parseModule: ParseModule): ParsedFile {
  const read = readRegularFile(file);
  if (!read.ok) {
    const { message, isMissing } = read;
    return { path, problem: { message, ...(isMissing ? { isMissing } : {}) }, contentHash: '' };
  }
  const contentHash = hashOf(read.bytes);
  const decoded = decodeSource(read.bytes);
  if (!decoded.ok) {
    const { ok: _, ...problem } = decoded;
    return { path, problem, contentHash };
  }
  return { path, parsed: parseModule(decoded.source.text), contentHash };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('base64url');
}
