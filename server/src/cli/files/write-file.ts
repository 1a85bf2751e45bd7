/** Replaces a file's bytes as a whole or not at all, and only if it still is what was read. */
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes beside the file and renames, so that no reader ever sees half of it. A symbolic link stays one: its target is
 * written. Mode and owner stay. Returns what went wrong, if anything did; then the file is as it was.
 */
export function replaceFile(file: string, expected: Uint8Array, bytes: Uint8Array): string | undefined {
  let temporary: string | undefined;
  try {
    const target = realpathSync(file);
    const { mode, uid, gid } = statSync(target);
    // A rename would pass over the mode: it asks for the folder's permission only.
    accessSync(target, constants.W_OK);
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}.interleave`);
    const descriptor = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    chmodSync(temporary, mode & 0o7777);
    keepOwner(temporary, uid, gid);
    if (!readFileSync(target).equals(expected)) {
      return 'Not fixed: the file changed while it was checked. Run again.';
    }
    renameSync(temporary, target);
    temporary = undefined;
    return undefined;
  } catch (error) {
    return `Not fixed: the file could not be written (${error instanceof Error ? error.message : String(error)}).`;
  } finally {
    if (temporary !== undefined) rmSync(temporary, { force: true });
  }
}

function keepOwner(file: string, uid: number, gid: number): void {
  const own = statSync(file);
  if (own.uid === uid && own.gid === gid) return;
  try {
    chownSync(file, uid, gid);
  } catch {
    // Only root may give files away; the content matters more than the owner.
  }
}
