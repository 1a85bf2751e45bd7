/** Has the client show new diagnostics although no document of theirs was edited. */
import { type Connection, DiagnosticRefreshRequest } from 'vscode-languageserver/node';
import type { ClientSupport } from './client-support.ts';
import type { Publisher } from './publish.ts';

export interface RefreshOptions {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly publisher: Publisher;
}

/** Returns what asks for it; what is asked while an earlier request is under way becomes one more request. */
export function createRefresh({ connection, client, publisher }: RefreshOptions): () => void {
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

  return () => {
    if (!client.pullsDiagnostics) publisher.scheduleAll();
    else if (client.refreshesDiagnostics) {
      isWanted = true;
      if (!isAsking) void ask();
    }
  };
}
