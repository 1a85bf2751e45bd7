/** Lists the Python files of the workspace folders that belong to the program, without keeping the server from its work. */
import type { WorkspaceFolder } from 'vscode-languageserver/node';
import type { Environment, ModuleSource } from '#analysis';
import { findFilesInSteps } from '../project/find-files.ts';
import { createSlices } from './slices.ts';
import { modulePathOf, pathOf } from './workspace-folders.ts';

/** Which files below a workspace folder belong to the program. */
export interface FileSelection {
  /** Whether anything there is looked at. */
  readonly isEnabled: boolean;
  isExcluded(path: string): boolean;
  isTest(file: string): boolean;
  environmentOf(file: string): Environment;
}

export interface ListedFile {
  /** As its module is called in the program. */
  readonly path: string;
  readonly file: string;
  readonly role: FileRole;
}

/** What the program is told of a file besides its text. */
export type FileRole = Required<Pick<ModuleSource, 'isTest' | 'environment'>>;

export interface FileListing {
  readonly files: readonly ListedFile[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

export interface ListOptions {
  readonly folders: readonly WorkspaceFolder[];
  readonly selectionOf: (folder: WorkspaceFolder) => Promise<FileSelection>;
  readonly signal: AbortSignal;
}

/** Each file once, though folders may be inside each other; the innermost one counts. Incomplete once cancelled. */
export async function listFiles({ folders, selectionOf, signal }: ListOptions): Promise<FileListing> {
  const files: ListedFile[] = [];
  const problems: FileListing['problems'][number][] = [];
  const roots = folders.map(({ uri }) => pathOf(uri));
  const pause = createSlices();
  for (const [index, folder] of folders.entries()) {
    const root = roots[index];
    if (root === undefined || roots.indexOf(root) < index) continue;
    const selection = await selectionOf(folder);
    if (!selection.isEnabled) continue;
    const isExcluded = (path: string): boolean => roots.includes(path) || selection.isExcluded(path);
    const steps = findFilesInSteps([root], { cwd: root, isExcluded, shownPath: (file) => file });
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        for (const file of [...step.value.files, ...step.value.stubs]) {
          const role = { isTest: selection.isTest(file), environment: selection.environmentOf(file) };
          files.push({ path: modulePathOf(file), file, role });
        }
        problems.push(...step.value.problems);
        break;
      }
      await pause();
      if (signal.aborted) return { files, problems };
    }
  }
  return { files, problems };
}
