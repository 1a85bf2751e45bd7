/** Finds the root of the project around a folder: test files are told by their place below it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The roots found so far are remembered; undefined for a folder that is in no project. */
export function createProjectRoots(): (folder: string) => string | undefined {
  const byFolder = new Map<string, string | undefined>();
  return function rootOf(folder: string): string | undefined {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const isRoot = ['.git', 'pyproject.toml'].some((name) => existsSync(join(folder, name)));
    const parent = dirname(folder);
    const root = isRoot ? folder : parent === folder ? undefined : rootOf(parent);
    byFolder.set(folder, root);
    return root;
  };
}
