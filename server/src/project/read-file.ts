/** Reads a regular file and nothing else: a FIFO is never opened, so nothing here waits. */
import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs';

/** Larger files are data, not code; this one keeps the time per file bounded. */
export const LARGEST_FILE = 16 * 1024 * 1024;

export type ReadResult =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly isMissing: boolean; readonly message: string };

export function readRegularFile(file: string): ReadResult {
  try {
    const refusal = refusalOf(statSync(file));
    if (refusal !== undefined) return refusal;
    // The file may have been replaced since, and opening a FIFO without this flag waits for a writer.
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return refusalOf(fstatSync(descriptor)) ?? { ok: true, bytes: readFileSync(descriptor) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const code = codeOf(error);
    return { ok: false, isMissing: code === 'ENOENT' || code === 'ENOTDIR', message: explainError(error, file) };
  }
}

interface FileKind {
  readonly size: number;
  isFile(): boolean;
}

function refusalOf(kind: FileKind): ReadResult | undefined {
  if (!kind.isFile()) return { ok: false, isMissing: false, message: NOT_REGULAR };
  if (kind.size <= LARGEST_FILE) return undefined;
  const message = `Not checked: the file is larger than ${LARGEST_FILE / 1024 / 1024} MB. Split it or exclude it.`;
  return { ok: false, isMissing: false, message };
}

export const NOT_REGULAR = 'Not checked: this is not a regular file (a pipe, socket or device), so it was not opened.';

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What an error of the file system means for the user. */
export function explainError(error: unknown, file: string): string {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return file.includes('\ufffd')
        ? 'Not checked: the name of this file is not valid UTF-8. Rename it.'
        : 'Not checked: no such file or folder.';
    case 'EACCES':
    case 'EPERM':
      return 'Not checked: permission denied. Make it readable or exclude it.';
    case 'ELOOP':
      return 'Not checked: these symbolic links lead round in a circle.';
    case 'EMFILE':
    case 'ENFILE':
      return 'Not checked: too many files are open on this machine.';
    default:
      return `Not checked: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
