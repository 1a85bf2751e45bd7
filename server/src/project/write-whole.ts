/** Writes files of a cache so that nobody ever reads half of one: beside, and then under their name. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export async function writeWhole(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const temporary = `${file}.${Date.now().toString(36)}-${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      let left = parts.reduce((sum, { length }) => sum + length, 0);
      // One call takes 1024 pieces at most on most systems.
      for (let from = 0; from < parts.length; from += 1000) {
        left -= (await handle.writev(parts.slice(from, from + 1000))).bytesWritten;
      }
      if (left !== 0) throw new Error('The disk is full.');
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

const UNFINISHED = /\.(\w+)-\w+\.tmp$/;
const HOUR = 3_600_000;

/** Removes what processes left in a folder that were ended while they wrote. */
export async function removeUnfinished(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const started = Number.parseInt(UNFINISHED.exec(name)?.[1] ?? '', 36);
    if (Date.now() - started > HOUR) await rm(join(folder, name), { force: true }).catch(() => {});
  }
}
