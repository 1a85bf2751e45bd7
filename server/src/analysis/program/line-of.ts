/** The lines of a module's places, for people. */
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { createLineIndex, type LineIndex } from './positions.ts';

const indexes = new WeakMap<Module, LineIndex>();

/** The 1-based line on which a node begins. */
export function lineOf({ module, start }: Node): number {
  let lines = indexes.get(module);
  if (lines === undefined) {
    lines = createLineIndex(module.text);
    indexes.set(module, lines);
  }
  return lines.at(start).line;
}
