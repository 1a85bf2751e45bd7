/** Suppression comments: `# interleave: ignore[rule-id] reason`. */
import type { Module } from './program/module.ts';
import type { Range } from './program/node.ts';

export interface Suppression {
  /** The whole comment. */
  readonly range: Range;
  /** The rule ids in the brackets, each with its place. */
  readonly rules: readonly { readonly id: string; readonly range: Range }[];
  readonly reason: string;
  /** The line that it speaks for: offsets of its start and end. */
  readonly line: Range;
}

const SYNTAX = /^#\s*interleave:\s*ignore\s*\[([^\]]*)\]\s*(.*)$/;
const IGNORE = /^#\s*interleave:\s*ignore\b/;

/**
 * The module's suppressions. One at the end of a line speaks for findings that start on that line; one alone on its
 * line for those of the next line that has code.
 */
export function suppressionsOf(module: Module): Suppression[] {
  const found: Suppression[] = [];
  const codeAfter = createCodeSearch(module.text);
  for (const directive of module.directives()) {
    if (!IGNORE.test(directive.text)) continue;
    const match = SYNTAX.exec(directive.text);
    const rules: { id: string; range: Range }[] = [];
    if (match !== null) {
      const listStart = directive.start + directive.text.indexOf('[') + 1;
      for (const part of match[1]!.matchAll(/[^,\s]+/g)) {
        const start = listStart + part.index;
        rules.push({ id: part[0], range: { start, end: start + part[0].length } });
      }
    }
    found.push({
      range: { start: directive.start, end: directive.start + directive.text.length },
      rules,
      reason: match?.[2]?.trim() ?? '',
      line: lineSpokenFor(module.text, directive.start, codeAfter),
    });
  }
  return found;
}

function lineSpokenFor(text: string, comment: number, codeAfter: (line: Range) => Range | undefined): Range {
  const own = lineAt(text, comment);
  return text.slice(own.start, comment).trim() === '' ? (codeAfter(own) ?? own) : own;
}

/** Returns the search for the next line that has code; asked in source order, it reads every line once. */
function createCodeSearch(text: string): (from: Range) => Range | undefined {
  let searched: Range = { start: 0, end: 0 };
  let found: Range | undefined;
  return function codeAfter(from) {
    if (from.start > searched.start && from.start < searched.end) return found;
    let line = from;
    found = undefined;
    while (found === undefined && line.end < text.length) {
      line = lineAt(text, afterLineEnd(text, line.end));
      const content = text.slice(line.start, line.end).trim();
      if (content !== '' && !content.startsWith('#')) found = line;
    }
    searched = { start: from.start, end: found === undefined ? text.length : found.start };
    return found;
  };
}

/** The line around an offset, without its line end; of a very long one only so much before and after the offset. */
export function lineAt(text: string, offset: number, limit = text.length): Range {
  let start = offset;
  while (start > Math.max(0, offset - limit) && !isLineEnd(text, start - 1)) start--;
  let end = offset;
  while (end < Math.min(text.length, offset + limit) && !isLineEnd(text, end)) end++;
  return { start, end };
}

function afterLineEnd(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}
