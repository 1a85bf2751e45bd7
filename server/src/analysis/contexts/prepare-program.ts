/** Does step by step what the first question to a program would do at once, for whoever has other things to do too. */
import { callGraphOf } from '../program/call-graph.ts';
import { codesOf } from '../program/code.ts';
import type { Program } from '../program/program.ts';
import { entryPointsOf } from './entries.ts';
import { placementOf } from './placement.ts';

/** Pauses after every module: finds out what each calls and starts, and then where everything runs. */
export function* prepareProgram({ modules }: Program): Generator<void> {
  for (const module of modules) {
    const graph = callGraphOf(module);
    for (const code of codesOf(module).codes) for (const call of graph.callsRunBy(code)) graph.target(call);
    entryPointsOf(module);
    yield;
  }
  const [first] = modules;
  if (first !== undefined) placementOf(first);
}
