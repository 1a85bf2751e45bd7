/** Has the client ask again for what it shows of documents although none of these was edited. */
import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
} from 'vscode-languageserver/node';
import type { ClientSupport } from './client-support.ts';
import type { Publisher } from './publish.ts';

export interface RefreshOptions {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly publisher: Publisher;
}

export interface Refresh {
  /** What is asked for while an earlier request is under way becomes one more request. */
  all(): void;
  /** Only what says where functions run. */
  contexts(): void;
}

export function createRefresh({ connection, client, publisher }: RefreshOptions): Refresh {
  let isAsking = false;
  let isWanted = false;

  async function ask(): Promise<void> {
    isAsking = true;
    while (isWanted) {
      isWanted = false;
      // What happens in the same turn is one change.
      await new Promise((resolve) => setImmediate(resolve));
      // A client that refuses shows the old diagnostics until it asks by itself.
      await connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
    }
    isAsking = false;
  }

  function contexts(): void {
    const ignore = (): void => undefined;
    if (client.refreshesCodeLens) void connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
    if (client.refreshesInlayHints) void connection.sendRequest(InlayHintRefreshRequest.type).catch(ignore);
  }

  return {
    all() {
      contexts();
      if (!client.pullsDiagnostics) publisher.scheduleAll();
      else if (client.refreshesDiagnostics) {
        isWanted = true;
        if (!isAsking) void ask();
      }
    },
    contexts,
  };
}
