/** The command line's entry point: binds it to the process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { runCommandLine } from './command-line.ts';

declare const INTERLEAVE_VERSION: string;
declare const INTERLEAVE_FACTS: string;
declare const INTERLEAVE_BUILD: string;

if (isMainThread) void main();
else void import('./worker.ts');

async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever reads has seen enough (`interleave check | head`): nobody is left to tell.
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    version: INTERLEAVE_VERSION,
    sources: { facts: INTERLEAVE_FACTS, build: INTERLEAVE_BUILD },
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns,
    loadRules: async () => (await import('#rules')).rules,
    engine: () => readFileSync(join(__dirname, 'python.wasm')),
    workerScript: __filename,
    readInput,
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    // A bundle of its own: the other commands should not pay for it.
    startServer: () => void require(join(__dirname, 'server.cjs')),
    elapsed: () => performance.now(),
  });
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
