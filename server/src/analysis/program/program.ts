/** The program: all modules that are analysed together. */
import type { Module } from './module.ts';

export interface Program {
  readonly modules: readonly Module[];
}

/** An immutable value; what later layers derive from it is computed anew for each program. */
export function createProgram(modules: readonly Module[]): Program {
  return { modules };
}
