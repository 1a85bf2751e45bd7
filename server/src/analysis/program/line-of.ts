/** The lines of a module's places, for people. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';
import { createLineIndex, type LineIndex } from './positions.ts';

interface Asked {
  readonly times: number;
  readonly index?: LineIndex;
}

const asked = new WeakMap<object, Asked>();

/** For so many lines it is cheaper to count than to index all lines, which would be a fifth of a keystroke in a long file. */
const MOST_COUNTED = 8;

/** The 1-based line on which a node begins; of a function or class, the line with its name. */
export function lineOf(node: Node): number {
  const { module } = node;
  const start = headOf(node);
  const { times, index: known } = asked.get(module.surface) ?? { times: 0 };
  if (times < MOST_COUNTED) {
    asked.set(module.surface, { times: times + 1 });
    return linesIn(module.text, start);
  }
  const index = known ?? createLineIndex(module.text);
  if (known === undefined) asked.set(module.surface, { times, index });
  return index.at(start).line;
}

/** Lines end with `\n`, `\r\n` or a lone `\r`, as in Python. */
function linesIn(text: string, end: number): number {
  const before = text.slice(0, end);
  if (before.includes('\r')) return before.split(/\r\n|\r|\n/).length;
  let lines = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) lines++;
  return lines;
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
