/** Finds the files to check: those named, and the Python files of named folders. */
import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type GitIgnore, gitIgnoreAbove } from './gitignore.ts';
import { codeOf, explainError, NOT_REGULAR } from './read-file.ts';
import { isSkippedFolder } from './skipped-folders.ts';

export interface FindOptions {
  /** Absolute; relative paths start here. */
  readonly cwd: string;
  /** Whether the configuration leaves out an entry of a walked folder. */
  readonly isExcluded: (path: string) => boolean;
  /** How problems call a file. */
  readonly shownPath: (file: string) => string;
}

export interface Found {
  /** Absolute, each file once, sorted. */
  readonly files: readonly string[];
  /** What could not be looked at. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** Never opens what it finds. */
export function findFiles(paths: readonly string[], options: FindOptions): Found {
  const steps = findFilesInSteps(paths, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same for whoever has other things to do in between: pauses after every folder. */
export function* findFilesInSteps(
  paths: readonly string[],
  { cwd, isExcluded, shownPath }: FindOptions,
): Generator<void, Found> {
  const byRealPath = new Map<string, { readonly file: string; readonly isLink: boolean }>();
  const problems: Found['problems'][number][] = [];

  const report = (file: string, message: string): void => {
    problems.push({ path: shownPath(file), message });
  };
  const take = (file: string, isLink: boolean, realPath: string): void => {
    const known = byRealPath.get(realPath);
    // The file under its own name, rather than a link that leads to it.
    if (known === undefined || (known.isLink && !isLink)) byRealPath.set(realPath, { file, isLink });
  };

  function* walk(folder: string, realFolder: string, outer: GitIgnore): Generator<void> {
    let entries: ReturnType<typeof readEntries>;
    try {
      entries = readEntries(folder);
    } catch (error) {
      report(folder, explainError(error, folder));
      return;
    }
    const ignored = outer.enter(folder, new Set(entries.map(({ name }) => name)));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (isSkippedFolder(entry.name) || ignored.isIgnored(path, 'folder') || isExcluded(path)) continue;
        if (!isEnvironment(path)) yield* walk(path, join(realFolder, entry.name), ignored);
      } else if (isPython(entry.name) && !ignored.isIgnored(path, 'file') && !isExcluded(path)) {
        if (entry.isFile()) take(path, false, join(realFolder, entry.name));
        else if (entry.isSymbolicLink()) takeLink(path);
        else report(path, NOT_REGULAR);
      }
    }
    yield;
  }

  /** Links to folders are not followed: what they lead to is walked under its own name, or lies outside. */
  function takeLink(path: string): void {
    try {
      const kind = statSync(path);
      if (kind.isFile()) take(path, true, realpathSync.native(path));
      else if (!kind.isDirectory()) report(path, NOT_REGULAR);
    } catch (error) {
      report(path, codeOf(error) === 'ENOENT' ? DANGLING : explainError(error, path));
    }
  }

  for (const path of paths) {
    const file = resolve(cwd, path);
    try {
      const kind = statSync(file);
      const realPath = realpathSync.native(file);
      if (kind.isDirectory()) yield* walk(file, realPath, gitIgnoreAbove(file));
      else if (kind.isFile()) take(file, realPath !== file, realPath);
      else report(file, NOT_REGULAR);
    } catch (error) {
      report(file, codeOf(error) === 'ENOENT' && isLink(file) ? DANGLING : explainError(error, file));
    }
  }
  return { files: [...byRealPath.values()].map(({ file }) => file).sort(), problems };
}

const DANGLING = 'Not checked: this symbolic link leads nowhere. Remove it or exclude it.';

/** Editors' lock files (`.#name.py`) are links that lead nowhere. Stubs (`.pyi`) have nothing that runs. */
export function isPython(name: string): boolean {
  return /\.pyw?$/.test(name) && !name.startsWith('.#');
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** A virtual environment says so in a file of its own; conda's have a folder. */
function isEnvironment(folder: string): boolean {
  return ['pyvenv.cfg', 'conda-meta'].some((name) => existsSync(join(folder, name)));
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
