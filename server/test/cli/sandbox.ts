/** Runs the command line in this process, in a folder of its own and with rules made for the tests. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ListedRule } from '#analysis';
import { runCommandLine } from '../../src/cli/command-line.ts';
import type { Host } from '../../src/cli/host.ts';
import { testRules } from './test-rules.ts';

export const ENGINE = readFileSync(new URL('../../../grammars/python.wasm', import.meta.url));

/** Texts and bytes by path; folders are made as needed. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface RunOptions {
  /** Below the sandbox. */
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly rules?: readonly ListedRule[];
  readonly host?: Partial<Host>;
}

export interface RunResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as bytes. */
  readonly bytes: Buffer;
}

export interface Sandbox {
  readonly root: string;
  readonly path: (...parts: string[]) => string;
  readonly write: (files: Files) => void;
  readonly read: (path: string) => Buffer;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
}

/** A new folder, removed when the test ends. */
export function sandbox(files: Files = {}): Sandbox {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'interleave-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const path = (...parts: string[]): string => join(root, ...parts);
  const write = (more: Files): void => {
    for (const [name, content] of Object.entries(more)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
    }
  };
  write(files);
  return { root, path, write, read: (name) => readFileSync(path(name)), run: (...args) => run(root, ...args) };
}

async function run(root: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const out: Buffer[] = [];
  let err = '';
  const code = await runCommandLine(args, {
    version: '1.2.3',
    cwd: join(root, options.cwd ?? ''),
    env: {},
    isTerminal: false,
    loadRules: async () => options.rules ?? testRules,
    engine: () => ENGINE,
    readInput: async () => Buffer.from(options.input ?? ''),
    write: (text) => out.push(Buffer.from(text as string)),
    writeError: (text) => {
      err += text;
    },
    startServer: () => {
      err += 'server started\n';
    },
    elapsed: () => 120,
    ...options.host,
  });
  const bytes = Buffer.concat(out);
  return { code, out: bytes.toString('utf8'), err, bytes };
}
