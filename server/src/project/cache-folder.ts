/** Where caches are, and how they stay small. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Our folder among those that the system has for the caches of programs; undefined where there is none. */
export function cacheRootOf(env: Environment, platform: NodeJS.Platform = process.platform): string | undefined {
  const home = platform === 'win32' ? env.USERPROFILE : env.HOME;
  const [named, usual] = {
    win32: [env.LOCALAPPDATA, 'AppData/Local'] as const,
    darwin: [undefined, 'Library/Caches'] as const,
  }[platform as string] ?? [env.XDG_CACHE_HOME, '.cache'];
  const base =
    named !== undefined && isAbsolute(named) ? named : home && isAbsolute(home) ? join(home, usual) : undefined;
  return base === undefined ? undefined : join(base, 'interleave', 'analysis');
}

/** Of the user who runs this process, for whoever has no environment of its own. */
export function cacheRootOfUser(): string | undefined {
  return cacheRootOf({ ...process.env, HOME: process.env.HOME ?? homedir() });
}

/** The folder of one kind of data (with its version) of one project, below the cache's root. */
export function cacheFolderOf(root: string, kind: string, project: string): string {
  return join(root, kind, createHash('sha1').update(project).digest('hex').slice(0, 20));
}

/** In bytes, of all projects together. */
const MOST_BYTES = 1024 ** 3;
/** In milliseconds: what was not used for so long goes. */
const LONGEST_UNUSED = 30 * 24 * 3_600_000;

/** Removes the projects' folders that were not used for long, and more while all take too much room. Never fails. */
export async function pruneCache(root: string, limits = { bytes: MOST_BYTES, unused: LONGEST_UNUSED }): Promise<void> {
  try {
    await mark(root);
    const folders = (await Promise.all((await namesIn(root)).map((kind) => foldersOf(join(root, kind))))).flat();
    let left = limits.bytes;
    for (const { path, used, bytes } of folders.sort((a, b) => b.used - a.used)) {
      left -= bytes;
      if (left < 0 || Date.now() - used > limits.unused) await rm(path, { recursive: true, force: true });
    }
  } catch {
    // The next run tries again.
  }
}

interface Folder {
  readonly path: string;
  readonly used: number;
  readonly bytes: number;
}

async function foldersOf(kind: string): Promise<Folder[]> {
  const names = await namesIn(kind);
  return Promise.all(
    names.map(async (name) => {
      const path = join(kind, name);
      const files = await Promise.all((await readdir(path)).map((file) => stat(join(path, file))));
      const bytes = files.reduce((total, { size }) => total + size, 0);
      return { path, used: (await stat(path)).mtimeMs, bytes };
    }),
  );
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Tells backup programs that this can be made again; see bford.info/cachedir. */
async function mark(root: string): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const tag =
    'Signature: 8a477f597d28d172789f06886806bc55\n# This is a cache of Interleave; it may be removed at any time.\n';
  await writeFile(join(root, 'CACHEDIR.TAG'), tag, { flag: 'wx' }).catch(() => {});
}
