/** The cheap question about a state: whether any code that can see it runs in a thread at all. */
import { codesOf } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import { modulesThatSee } from '../summaries/accesses.ts';
import type { SharedState } from '../summaries/shared-state.ts';
import { isThread } from './execution-context.ts';
import type { Placement } from './placement.ts';

const inThreads = new WeakMap<Placement, Map<Module, boolean>>();

/** One of two that race is in a thread. */
export function isSeenByThreads({ module }: SharedState, placement: Placement): boolean {
  return modulesThatSee(module).some((other) => runsInThreads(other, placement));
}

function runsInThreads(module: Module, placement: Placement): boolean {
  let memo = inThreads.get(placement);
  if (memo === undefined) {
    memo = new Map();
    inThreads.set(placement, memo);
  }
  let runs = memo.get(module);
  if (runs === undefined) {
    runs = codesOf(module).codes.some((code) => placement.contextsOf(code).some(isThread));
    memo.set(module, runs);
  }
  return runs;
}
