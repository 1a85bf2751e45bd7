/** Reads a file, checks it and, where asked to, writes its fixes or shows them. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { readRegularFile } from '../../project/read-file.ts';
import { decodeSource } from '../../project/source-encoding.ts';
import { replaceFile } from '../files/write-file.ts';
import { type CheckSettings, type FileChecker, type FileToCheck, nothingBut } from './check-file.ts';
import type { FileReport } from './report.ts';

export interface FileToProcess extends FileToCheck {
  /** An absolute path to read from, or what was read already: then the report has the fixed bytes. */
  readonly source: string | Uint8Array;
}

export interface ProcessSettings extends CheckSettings {
  /** Whether fixes are shown instead of written. */
  readonly isDiff: boolean;
}

export function processFile(file: FileToProcess, settings: ProcessSettings, checkFile: FileChecker): FileReport {
  const { path, source } = file;
  const read = typeof source === 'string' ? readRegularFile(source) : { ok: true as const, bytes: source };
  if (!read.ok) return nothingBut({ path, message: read.message });
  const report = checkFile(read.bytes, file, settings);
  const { fixedBytes, ...rest } = report;
  if (fixedBytes === undefined) return report;
  if (settings.isDiff) return { ...rest, diff: unifiedDiff(path, read.bytes, fixedBytes) };
  if (typeof source !== 'string') return report;
  const failure = replaceFile(source, read.bytes, fixedBytes);
  if (failure === undefined) return rest;
  // The file still has all that it had.
  const { fix: _, ...withoutFix } = settings;
  const unfixed = checkFile(read.bytes, file, withoutFix);
  return { ...unfixed, problems: [...unfixed.problems, { path, message: failure }] };
}

/** For `patch -p0` and `git apply -p0`; in UTF-8 whatever the file's encoding. */
function unifiedDiff(path: string, before: Uint8Array, after: Uint8Array): string {
  return createTwoFilesPatch(path, path, textOf(before), textOf(after), undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeSource(bytes);
  if (!decoded.ok) return '';
  return decoded.source.hasByteOrderMark ? `\ufeff${decoded.source.text}` : decoded.source.text;
}
