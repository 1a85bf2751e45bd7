/** Reacts to what changes outside of the documents: settings, `pyproject.toml`, workspace folders. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver/node';
import type { ClientSettings } from './client-settings.ts';
import type { ClientSupport } from './client-support.ts';
import type { Configuration } from './configuration.ts';
import type { Documents } from './documents.ts';
import type { WorkspaceFolders } from './workspace-folders.ts';

export interface ReloadOptions {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly configuration: Configuration;
  readonly documents: Documents;
  readonly folders: WorkspaceFolders;
  readonly settings: ClientSettings;
  /** Called when something was read anew, with whether it makes a difference to an open document. */
  readonly onReloaded: (isDifferent: boolean) => Promise<void>;
  readonly logFailure: (error: unknown) => void;
}

export function listenForChanges(options: ReloadOptions): void {
  const { connection, configuration, documents, folders, settings, onReloaded, logFailure } = options;

  /** What holds for the open documents, as text. */
  async function state(): Promise<string> {
    const configs = documents.sources().map(async ({ uri }) => [uri, await configuration.of(uri)]);
    return JSON.stringify(await Promise.all(configs));
  }

  async function reload(what: 'files' | 'all'): Promise<void> {
    const before = await state();
    configuration.reload(what);
    await onReloaded(before !== (await state()));
  }
  const reloadSafely = (what: 'files' | 'all'): void => void reload(what).catch(logFailure);

  connection.onDidChangeConfiguration((params) => {
    settings.change(params);
    reloadSafely('all');
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => uri.endsWith('/pyproject.toml'))) reloadSafely('files');
  });
  // Not every client watches files, and none those above its workspace.
  connection.onDidSaveTextDocument(() => reloadSafely('files'));
  connection.notebooks.synchronization.onDidSaveNotebookDocument(() => reloadSafely('files'));
  connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event }) => {
    folders.change(event);
    reloadSafely('all');
  });
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
            watchers: [{ globPattern: '**/pyproject.toml' }],
          }),
        ]
      : []),
  ];
  await Promise.allSettled(wishes);
}
