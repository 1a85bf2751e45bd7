/** Remembers what runs have found: the same question about the same files has the same answer. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHashOf } from '../../project/fact-cache.ts';
import { readRegularFile } from '../../project/read-file.ts';
import { writeWhole } from '../../project/write-whole.ts';

/** What a run asks, but for what is in the files. Plain data. */
export type Question = unknown;

export interface RunCache {
  /** What was found the last time, if all these files have the content that they had then. */
  recall<Report>(question: Question, sources: readonly (string | Uint8Array)[]): Promise<readonly Report[] | undefined>;
  /** `hashes`: of the content of the files. `reports`: plain data, without bytes. Never fails. */
  remember(question: Question, hashes: readonly string[], reports: readonly unknown[]): Promise<void>;
}

/** Per project: of different questions, the last ones asked. */
const MOST_RUNS = 16;
/** In characters. */
const LARGEST_ANSWER = 64_000_000;

/** `folder`: of one project and one version of this program; need not exist. */
export function createRunCache(folder: string): RunCache {
  const fileOf = (question: Question): string => join(folder, `${digest([JSON.stringify(question)])}.json`);

  return {
    async recall<Report>(question: Question, sources: readonly (string | Uint8Array)[]) {
      try {
        const file = fileOf(question);
        const text = await readFile(file, 'utf8');
        const [contents, check] = text.slice(0, text.indexOf('\n')).split(' ');
        const answer = text.slice(text.indexOf('\n') + 1);
        if (contents !== hashOfAll(sources) || check !== digest([answer])) return undefined;
        await utimes(file, new Date(), new Date());
        await utimes(folder, new Date(), new Date());
        return JSON.parse(answer) as Report[];
      } catch {
        return undefined;
      }
    },
    async remember(question, hashes, reports) {
      const answer = JSON.stringify(reports);
      if (answer.length > LARGEST_ANSWER) return;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const head = `${digest(hashes)} ${digest([answer])}\n`;
        await writeWhole(fileOf(question), [Buffer.from(head + answer)]);
        await removeOldest(folder);
      } catch {
        // The next run finds it out again.
      }
    },
  };
}

/** undefined when one of the files cannot be read. */
function hashOfAll(sources: readonly (string | Uint8Array)[]): string | undefined {
  const hashes: string[] = [];
  for (const source of sources) {
    const read = typeof source === 'string' ? readRegularFile(source) : { ok: true as const, bytes: source };
    if (!read.ok) return undefined;
    hashes.push(contentHashOf(read.bytes));
  }
  return digest(hashes);
}

function digest(parts: readonly string[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

async function removeOldest(folder: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      return { path, used: (await stat(path)).mtimeMs };
    }),
  );
  const old = files.sort((a, b) => b.used - a.used).slice(MOST_RUNS);
  for (const { path } of old) await rm(path, { force: true });
}
