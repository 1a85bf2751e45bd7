/** Threads and processes by their classes: those of Python's library, and what a program derives from them. */
import { STARTED_CLASSES } from '../library/thread-classes.ts';
import { outsideBases } from './call-graph.ts';
import type { Node } from './node.ts';
import type { Value } from './value.ts';

/** The library's class that makes instances of this one threads or processes. */
export function startedBaseOf(cls: Node): string | undefined {
  return outsideBases(cls).find((name) => STARTED_CLASSES.has(name));
}

/** The library's class of a value that is a thread or process. */
export function startedClassOf(value: Value): string | undefined {
  if (value.kind === 'instance') return STARTED_CLASSES.has(value.of) ? value.of : undefined;
  return value.kind === 'object' ? startedBaseOf(value.of) : undefined;
}
