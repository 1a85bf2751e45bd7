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
  /** Stubs in walked folders, for what they say about code that is not there: none has its module beside it. Sorted. */
  readonly stubs: readonly string[];
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
  const byRealPath = new Map<string, Taken>();
  const problems: Found['problems'][number][] = [];

  const report = (file: string, message: string): void => {
    problems.push({ path: shownPath(file), message });
  };
  const take = (realPath: string, taken: Taken): void => {
    const known = byRealPath.get(realPath);
    // What is named is checked, stub or not; else the file under its own name, rather than a link that leads to it.
    const isBetter = known?.isStub === taken.isStub ? known.isLink && !taken.isLink : known?.isStub;
    if (known === undefined || isBetter) byRealPath.set(realPath, taken);
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
      } else if (
        (isPython(entry.name) || isStub(entry.name)) &&
        !ignored.isIgnored(path, 'file') &&
        !isExcluded(path)
      ) {
        const found = { file: path, isStub: isStub(entry.name) };
        if (entry.isFile()) take(join(realFolder, entry.name), { ...found, isLink: false });
        else if (entry.isSymbolicLink()) takeLink(found);
        else report(path, NOT_REGULAR);
      }
    }
    yield;
  }

  /** Links to folders are not followed: what they lead to is walked under its own name, or lies outside. */
  function takeLink(found: Omit<Taken, 'isLink'>): void {
    const path = found.file;
    try {
      const kind = statSync(path);
      if (kind.isFile()) take(realpathSync.native(path), { ...found, isLink: true });
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
      else if (kind.isFile()) take(realPath, { file, isLink: realPath !== file, isStub: false });
      else report(file, NOT_REGULAR);
    } catch (error) {
      report(file, codeOf(error) === 'ENOENT' && isLink(file) ? DANGLING : explainError(error, file));
    }
  }
  const sorted = (isStub: boolean): string[] =>
    [...byRealPath.values()].flatMap((taken) => (taken.isStub === isStub ? [taken.file] : [])).sort();
  const files = sorted(false);
  const modules = new Set(files);
  return { files, stubs: sorted(true).filter((stub) => !modules.has(stub.slice(0, -1))), problems };
}

interface Taken {
  readonly file: string;
  readonly isLink: boolean;
  /** Whether it is a stub that nobody named. */
  readonly isStub: boolean;
}

const DANGLING = 'Not checked: this symbolic link leads nowhere. Remove it or exclude it.';

/** Editors' lock files (`.#name.py`) are links that lead nowhere. */
export function isPython(name: string): boolean {
  return /\.pyw?$/.test(name) && !name.startsWith('.#');
}

/** Stubs have nothing that runs: they are part of the program, but not looked at for findings unless they are named. */
export function isStub(name: string): boolean {
  return name.endsWith('.pyi') && !name.startsWith('.#');
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
