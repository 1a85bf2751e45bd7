/** The folders that the client has open, and where the documents are on disk. */
import { relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { InitializeParams, WorkspaceFolder, WorkspaceFoldersChangeEvent } from 'vscode-languageserver/node';

export interface WorkspaceFolders {
  /** The innermost folder around a document; for one that is in no file the first folder. */
  folderOf(uri: string): WorkspaceFolder | undefined;
  /** As users call a file: relative to its workspace folder, with forward slashes. */
  shownPath(file: string): string;
  isInside(file: string): boolean;
  all(): readonly WorkspaceFolder[];
  change(event: WorkspaceFoldersChangeEvent): void;
}

export function createWorkspaceFolders(params: InitializeParams): WorkspaceFolders {
  let folders = [...(params.workspaceFolders ?? oldStyleRoot(params))];

  const enclosing = (file: string): string | undefined =>
    folders
      .flatMap(({ uri }) => pathOf(uri) ?? [])
      .filter((folder) => file === folder || file.startsWith(folder.endsWith(sep) ? folder : folder + sep))
      .sort((a, b) => b.length - a.length)[0];

  return {
    folderOf(uri) {
      const file = pathOf(uri);
      if (file === undefined) return folders[0];
      const folder = enclosing(file);
      return folders.find((candidate) => pathOf(candidate.uri) === folder);
    },
    shownPath(file) {
      const folder = enclosing(file);
      return (folder === undefined ? file : relative(folder, file)).split(sep).join('/');
    },
    isInside: (file) => enclosing(file) !== undefined,
    all: () => folders,
    change({ added, removed }) {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter(({ uri }) => !gone.has(uri)), ...added];
    },
  };
}

function oldStyleRoot({ rootUri, rootPath }: InitializeParams): WorkspaceFolder[] {
  const uri = rootUri ?? (rootPath ? pathToFileURL(rootPath).href : undefined);
  return uri === undefined ? [] : [{ uri, name: uri }];
}

/** How the program calls a file: absolute, so that files of several folders have different paths. */
export function modulePathOf(file: string): string {
  return file.split(sep).join('/');
}

/** undefined for what is in no file. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const path = fileURLToPath(uri);
    return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
  } catch {
    return undefined;
  }
}
