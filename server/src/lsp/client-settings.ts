/** Gets the section `interleave` of the client's settings: by asking, or as the client sends them. */
import type { Connection, DidChangeConfigurationParams, InitializeParams } from 'vscode-languageserver/node';
import type { ListedRule } from '#analysis';
import { type ClientSupport, isRecord } from './client-support.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';

const SECTION = 'interleave';

export interface ClientSettings {
  /** What holds in a workspace folder, or for what is in none; never fails. */
  fetch(folder: string | undefined): Promise<Settings>;
  /** Takes over what the client sends with `workspace/didChangeConfiguration`. */
  change(params: DidChangeConfigurationParams): void;
}

export interface ClientSettingsOptions {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly rules: readonly ListedRule[];
  readonly params: InitializeParams;
}

export function createClientSettings({ connection, client, rules, params }: ClientSettingsOptions): ClientSettings {
  const { initializationOptions } = params;
  let sent: unknown = isRecord(initializationOptions) ? sectionOf(initializationOptions.settings) : undefined;

  return {
    async fetch(folder) {
      if (!client.configuration) return readSettings(sent, rules);
      try {
        const scope = folder === undefined ? {} : { scopeUri: folder };
        return readSettings(await connection.workspace.getConfiguration({ ...scope, section: SECTION }), rules);
      } catch (error) {
        connection.console.error(`The settings could not be read: ${error instanceof Error ? error.message : error}`);
        return DEFAULT_SETTINGS;
      }
    },
    change: ({ settings }) => {
      sent = sectionOf(settings);
    },
  };
}

/** Clients send the section itself, or all settings with the section in them. */
function sectionOf(settings: unknown): unknown {
  return isRecord(settings) && SECTION in settings ? settings[SECTION] : settings;
}
