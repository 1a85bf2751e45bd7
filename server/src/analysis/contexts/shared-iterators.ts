/** Iterators that several threads take values from at once. */
import { keptByProgram } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import { type HeldIterator, heldIteratorsIn, type IteratorUse, usesOfIterator } from '../summaries/iterator-uses.ts';
import { type ParallelUse, plainestParallelUse } from './parallel-uses.ts';
import { placementOf } from './placement.ts';

export interface SharedIterator extends ParallelUse<IteratorUse> {
  readonly held: HeldIterator;
}

/** Those of which the module takes values; a plain iterator counts only where there is no GIL. */
export function sharedIteratorsIn(module: Module): SharedIterator[] {
  return allShared(module.program!).filter(({ use }) => use.node.module === module);
}

const allShared = keptByProgram(({ modules }) => modules.flatMap((module) => [...heldBy(module)]));

function* heldBy(module: Module): Generator<SharedIterator> {
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return;
  for (const held of heldIteratorsIn(module)) {
    if (held.kind === 'iterator' && !module.environment.freeThreaded) continue;
    const found = plainestParallelUse(usesOfIterator(held), placement);
    if (found !== undefined) yield { ...found, held };
  }
}
