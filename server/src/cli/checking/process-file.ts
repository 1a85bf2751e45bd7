/** Checks a file of the program and, where asked to, writes its fixes or shows them. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { readRegularFile } from '../../project/read-file.ts';
import { decodeSource } from '../../project/source-encoding.ts';
import { replaceFile } from '../files/write-file.ts';
import { type CheckSettings, type ModuleChecker, type ModuleToCheck, nothingBut } from './check-module.ts';
import type { FileReport } from './report.ts';

export interface FileToProcess extends ModuleToCheck {
  /** An absolute path to read from, or what was read already: then the report has the fixed bytes. */
  readonly source: string | Uint8Array;
}

export interface ProcessSettings extends CheckSettings {
  /** Whether fixes are shown instead of written. */
  readonly isDiff: boolean;
}

export function processFile(file: FileToProcess, settings: ProcessSettings, checker: ModuleChecker): FileReport {
  if (settings.fix === undefined) return checker.check(file, settings);
  const path = checker.shownPath(file.path);
  const { source } = file;
  // Fixes are for what is in the file now.
  const read = typeof source === 'string' ? readRegularFile(source) : { ok: true as const, bytes: source };
  if (!read.ok) return nothingBut({ path, message: read.message });
  const decoded = decodeSource(read.bytes);
  if (!decoded.ok) {
    const { ok: _, ...problem } = decoded;
    return nothingBut({ path, ...problem });
  }
  const report = checker.fix(file, decoded.source, settings);
  const { fixedBytes, ...rest } = report;
  if (fixedBytes === undefined) return report;
  if (settings.isDiff) return { ...rest, diff: unifiedDiff(path, read.bytes, fixedBytes) };
  if (typeof source !== 'string') return report;
  const failure = replaceFile(source, read.bytes, fixedBytes);
  if (failure === undefined) return rest;
  // The file still has all that it had.
  const unfixed = checker.check(file, settings);
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
