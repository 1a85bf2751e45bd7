/** What the command line needs of the process around it; tests give their own. */

import type { ListedRule } from '#analysis';

export interface Host {
  readonly version: string;
  /** Tells apart what works out facts and findings; nothing is cached where that is not known. */
  readonly sources?: { readonly facts: string; readonly build: string };
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal, and how wide it is then. */
  readonly isTerminal: boolean;
  readonly columns?: number;
  readonly loadRules: () => Promise<readonly ListedRule[]>;
  /** The bytes of python.wasm. */
  readonly engine: () => Uint8Array;
  /** The script to start worker threads with, if they may be used. */
  readonly workerScript?: string;
  readonly readInput: () => Promise<Uint8Array>;
  readonly write: (text: string | Uint8Array) => void;
  readonly writeError: (text: string) => void;
  /** Loads the language server, which takes over the process's input and output. */
  readonly startServer: () => void;
  /** Milliseconds since the process started. */
  readonly elapsed: () => number;
}

/** See no-color.org and force-color.org. */
export function hasColours({ env, isTerminal }: Host): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}
