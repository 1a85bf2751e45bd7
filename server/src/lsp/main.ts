/** The language server's entry point: binds it to the process and its transport, `--stdio` or node's IPC. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { rules } from '#rules';
import { startServer } from './server.ts';

declare const INTERLEAVE_VERSION: string;
declare const INTERLEAVE_HOMEPAGE: string;
declare const INTERLEAVE_FACTS: string;

const { logFailure } = startServer({
  connection: createConnection(ProposedFeatures.all),
  rules,
  engine: () => readFileSync(join(__dirname, 'python.wasm')),
  version: INTERLEAVE_VERSION,
  homepage: INTERLEAVE_HOMEPAGE,
  pagesFolder: join(__dirname, 'pages'),
  workerScript: join(__dirname, 'parse-worker.cjs'),
  factsVersion: INTERLEAVE_FACTS,
});

process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  // Nobody reads any more: the client is gone, and so is the log.
  if (error.code === 'EPIPE' || error.code === 'ERR_IPC_CHANNEL_CLOSED') process.exit(1);
  logFailure(error);
});
process.on('unhandledRejection', logFailure);
process.on('disconnect', () => process.exit(1));
