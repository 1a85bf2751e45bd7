/** Iterators that several threads take values from at once. */
import type { Module } from '../program/module.ts';
import type { Program } from '../program/program.ts';
import { type HeldIterator, heldIteratorsIn, type IteratorUse, usesOfIterator } from '../summaries/iterator-uses.ts';
import { type ParallelUse, plainestParallelUse } from './parallel-uses.ts';
import { placementOf } from './placement.ts';

export interface SharedIterator extends ParallelUse<IteratorUse> {
  readonly held: HeldIterator;
}

const known = new WeakMap<Program, readonly SharedIterator[]>();

/** Those of which the module takes values; a plain iterator counts only where there is no GIL. */
export function sharedIteratorsIn(module: Module): readonly SharedIterator[] {
  const program = module.program!;
  let found = known.get(program);
  if (found === undefined) {
    found = program.modules.flatMap((each) => [...heldBy(each)]);
    known.set(program, found);
  }
  return found.filter(({ use }) => use.node.module === module);
}

function* heldBy(module: Module): Generator<SharedIterator> {
  const placement = placementOf(module);
  if (placement.contexts.length === 0) return;
  for (const held of heldIteratorsIn(module)) {
    if (held.kind === 'iterator' && !module.environment.freeThreaded) continue;
    const found = plainestParallelUse(usesOfIterator(held), placement);
    if (found !== undefined) yield { ...found, held };
  }
}
