/** Folders on disk that tests open as workspace folders. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Project {
  readonly root: string;
  readonly folder: { readonly uri: string; readonly name: string };
  uri(path: string): string;
  write(path: string, text: string): string;
  remove(path: string): void;
}

/** A folder on disk, removed when the test ends. */
export function project(files: Readonly<Record<string, string>> = {}): Project {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'interleave-project-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const uri = (path: string): string => pathToFileURL(join(root, path)).href;
  const write = (path: string, text: string): string => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return uri(path);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const remove = (path: string): void => rmSync(join(root, path), { recursive: true });
  return { root, folder: { uri: pathToFileURL(root).href, name: 'project' }, uri, write, remove };
}

export const inFolder = (...projects: Project[]) => ({ workspaceFolders: projects.map(({ folder }) => folder) });
