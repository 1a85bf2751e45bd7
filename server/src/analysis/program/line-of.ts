/** The lines of a module's places, for people. */
import { Form, Role } from '../facts/forms.ts';
import { keptBySurface } from './kept.ts';
import type { Node } from './node.ts';
import { countUpTo, lineStartsOf } from './positions.ts';

const lineStarts = keptBySurface(({ text }) => lineStartsOf(text));

/** The 1-based line on which a node begins; of a function or class, the line with its name. */
export function lineOf(node: Node): number {
  return countUpTo(lineStarts(node.module), headOf(node));
}

const HEAD = /^[ \t]*(?:(?:async[ \t]+)?def|class)\b/gm;

/** Where a definition begins behind its decorators. */
function headOf(node: Node): number {
  const isDefinition = node.form === Form.Function || node.form === Form.Class;
  const decorator = isDefinition ? node.childrenIn(Role.Decorator).at(-1) : undefined;
  if (decorator === undefined) return node.start;
  HEAD.lastIndex = decorator.end;
  return HEAD.exec(node.module.text)?.index ?? node.start;
}
