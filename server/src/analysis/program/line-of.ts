/** The lines of a module's places, for people. */
import { Form, Role } from '../facts/forms.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { createLineIndex, type LineIndex } from './positions.ts';

const indexes = new WeakMap<Module, LineIndex>();

/** The 1-based line on which a node begins; of a function or class, the line with its name. */
export function lineOf(node: Node): number {
  const { module } = node;
  let lines = indexes.get(module);
  if (lines === undefined) {
    lines = createLineIndex(module.text);
    indexes.set(module, lines);
  }
  return lines.at(headOf(node)).line;
}

const HEAD = /^[ \t]*(?:(?:async[ \t]+)?def|class)\b/gm;

/** Where a definition begins behind its decorators. */
function headOf(node: Node): number {
  if (node.form !== Form.Function && node.form !== Form.Class) return node.start;
  const decorator = node.childrenIn(Role.Decorator).at(-1);
  if (decorator === undefined) return node.start;
  HEAD.lastIndex = decorator.end;
  const match = HEAD.exec(node.module.text);
  return match === null ? node.start : match.index;
}
