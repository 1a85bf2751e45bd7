/** Reacts to what changes outside of the documents: settings, `pyproject.toml`, workspace folders. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  WatchKind,
} from 'vscode-languageserver/node';
import { isSkippedFolder } from '../project/skipped-folders.ts';
import type { ClientSettings } from './client-settings.ts';
import type { ClientSupport } from './client-support.ts';
import type { Configuration } from './configuration.ts';
import type { Documents } from './documents.ts';
import { pathOf, type WorkspaceFolders } from './workspace-folders.ts';
import type { FileChange, WorkspaceIndex } from './workspace-index.ts';

export interface ReloadOptions {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly configuration: Configuration;
  readonly documents: Documents;
  readonly folders: WorkspaceFolders;
  readonly settings: ClientSettings;
  /** Called when something was read anew, with whether it makes a difference to an open document. */
  readonly onReloaded: (isDifferent: boolean) => Promise<void>;
  readonly index: Pick<WorkspaceIndex, 'rescan' | 'update'>;
  readonly logFailure: (error: unknown) => void;
}

/** Why something is read anew: a document that was saved says nothing about which files there are. */
type Cause = 'configuration' | 'save';

export function listenForChanges(options: ReloadOptions): void {
  const { connection, client, configuration, documents, folders, settings, index, onReloaded, logFailure } = options;

  /** What holds for the open documents, as text. */
  async function state(): Promise<string> {
    const configs = documents.sources().map(async ({ uri }) => [uri, await configuration.of(uri)]);
    return JSON.stringify(await Promise.all(configs));
  }

  async function reload(what: 'files' | 'all', cause: Cause): Promise<void> {
    const before = await state();
    configuration.reload(what);
    if (cause === 'configuration') index.rescan();
    const isDifferent = before !== (await state());
    // A client that watches nothing may have saved a configuration, which holds for the files on disk too.
    if (isDifferent && cause === 'save') index.rescan();
    await onReloaded(isDifferent);
  }
  const reloadSafely = (what: 'files' | 'all', cause: Cause = 'configuration'): void =>
    void reload(what, cause).catch(logFailure);

  connection.onDidChangeConfiguration((params) => {
    settings.change(params);
    reloadSafely('all');
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const isAbout = (name: string): boolean => changes.some(({ uri }) => uri.endsWith(`/${name}`));
    if (isAbout('pyproject.toml')) reloadSafely('files');
    else if (isAbout('.gitignore')) index.rescan();
    index.update(changes.flatMap((change) => toFileChange(change, folders)));
  });
  // Not every client watches files, and none those above its workspace.
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    reloadSafely('files', 'save');
    const file = pathOf(uri);
    if (!client.watchesFiles && file !== undefined) index.update([{ file, isNew: true }]);
  });
  connection.notebooks.synchronization.onDidSaveNotebookDocument(() => reloadSafely('files', 'save'));
  connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event }) => {
    folders.change(event);
    reloadSafely('all');
  });
}

/** What happens in the folders that tools keep for themselves is not for us, and there is much of it. */
function toFileChange({ uri, type }: FileEvent, folders: WorkspaceFolders): FileChange[] {
  const file = pathOf(uri);
  if (file === undefined || folders.shownPath(file).split('/').some(isSkippedFolder)) return [];
  return [{ file, isNew: type === FileChangeType.Created }];
}

/** Asks the client to tell what changes, where it can be asked; one that refuses is used without. */
export async function registerForChanges(connection: Connection, client: ClientSupport): Promise<void> {
  const wishes = [
    ...(client.watchesConfiguration
      ? [connection.client.register(DidChangeConfigurationNotification.type, { section: 'interleave' })]
      : []),
    ...(client.watchesFiles
      ? [
          connection.client.register(DidChangeWatchedFilesNotification.type, {
            watchers: [
              { globPattern: '**/pyproject.toml' },
              { globPattern: '**/.gitignore' },
              { globPattern: '**/*.{py,pyi,pyw}' },
              // A folder that is moved or removed is one event, not one for each file in it.
              { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
            ],
          }),
        ]
      : []),
  ];
  await Promise.allSettled(wishes);
}
