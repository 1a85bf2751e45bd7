/** The lines on which statements stand, for edits that put others beside them. */
import type { Node } from './program/node.ts';
import { lineAt } from './suppression.ts';

/** The line end that a file uses. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** What stands before a row on its line: its indentation, where it begins the line. */
export function indentOf({ module: { text }, start }: Node): string {
  return text.slice(lineAt(text, start).start, start);
}

/** Whether a row has its lines to itself, but for a comment. */
export function isAlone(statement: Node): boolean {
  const { end, module } = statement;
  const rest = module.text.slice(end, lineAt(module.text, end).end);
  return indentOf(statement).trim() === '' && /^\s*(#.*)?$/.test(rest);
}
