/** Starts a language server as an editor does, over its standard input and output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  type InitializeParams,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

export interface ServerProcess {
  readonly connection: ProtocolConnection;
  /** From before the process starts until `initialize` is answered, in milliseconds. */
  readonly startMilliseconds: number;
  /** Physical memory of the process, in bytes; undefined where the system does not tell. */
  memory(): { readonly resident: number; readonly peak: number } | undefined;
  stop(): Promise<void>;
}

/** What VS Code can do of what matters for diagnostics. */
const CAPABILITIES: InitializeParams['capabilities'] = {
  textDocument: { diagnostic: { relatedInformation: true, codeDescriptionSupport: true } },
  workspace: { diagnostics: { refreshSupport: true } },
};

export async function startServerProcess(command: readonly string[]): Promise<ServerProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const params = { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities: CAPABILITIES };
  await connection.sendRequest(InitializeRequest.type, params);
  const startMilliseconds = performance.now() - started;
  await connection.sendNotification('initialized', {});
  return {
    connection,
    startMilliseconds,
    memory: () => memoryOf(child),
    async stop() {
      const exit = once(child, 'exit');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await exit;
      connection.dispose();
    },
  };
}

function memoryOf({ pid }: ChildProcess): ReturnType<ServerProcess['memory']> {
  if (process.platform !== 'linux') return undefined;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (field: string): number => Number(new RegExp(`${field}:\\s*(\\d+) kB`).exec(status)![1]) * 1024;
  return { resident: bytes('VmRSS'), peak: bytes('VmHWM') };
}
