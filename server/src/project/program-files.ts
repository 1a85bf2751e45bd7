/** Which files make up the program around files that are to be checked: those of the projects that they are in. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { findFilesInSteps, isPython, isStub } from './find-files.ts';

export interface ProgramFilesOptions {
  /** The nearest project around a folder. */
  readonly rootOf: (folder: string) => string | undefined;
  /** Whether the configuration leaves out an entry of a walked folder. */
  readonly isExcluded: (path: string) => boolean;
  /** Folders whose files are known already. */
  readonly walked: readonly string[];
}

/** More folders or files are no project but a disk: then the files that are checked are looked at by themselves. */
export const LARGEST_PROJECT = { folders: 20_000, files: 20_000 };

/**
 * The files of the projects around these files, with their stubs, and with those that are excluded left out; sorted. For a file that is in no
 * project, its siblings and the packages beside it: what it can import. What cannot be looked at is left out.
 */
export function programFiles(files: readonly string[], options: ProgramFilesOptions): readonly string[] {
  const { rootOf, isExcluded, walked } = options;
  const isKnown = (path: string): boolean => walked.some((one) => isInside(path, one));
  const paths = new Set<string>();
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const root = rootOf(folder);
    const top = root ?? topmostPackage(folder);
    if (isKnown(top)) continue;
    if (root !== undefined) paths.add(root);
    else for (const path of importableFrom(top)) paths.add(path);
  }
  const wanted = [...paths].filter((path) => !isKnown(path));
  const steps = findFilesInSteps(wanted, { cwd: sep, isExcluded, shownPath: (file) => file });
  for (let count = 0; count <= LARGEST_PROJECT.folders; count++) {
    const step = steps.next();
    if (!step.done) continue;
    const { files: modules, stubs } = step.value;
    const all = [...new Set([...modules, ...stubs])].sort();
    return all.length > LARGEST_PROJECT.files ? [] : all;
  }
  return [];
}

/** The folder around the topmost package around a folder. */
export function topmostPackage(folder: string): string {
  let top = folder;
  while (existsSync(join(top, '__init__.py')) && dirname(top) !== top) top = dirname(top);
  return top;
}

/** Without a project there is no telling what belongs together: the files of a script's folder, and its packages. */
function importableFrom(top: string): string[] {
  try {
    return readdirSync(top, { withFileTypes: true })
      .filter((entry) =>
        entry.isDirectory()
          ? ['__init__.py', '__init__.pyi'].some((name) => existsSync(join(top, entry.name, name)))
          : (isPython(entry.name) || isStub(entry.name)) && entry.isFile(),
      )
      .map(({ name }) => join(top, name));
  } catch {
    return [];
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
