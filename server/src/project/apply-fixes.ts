/** Applies the fixes of findings to a text, those that do not touch each other at once. */
import type { Edit, Finding, Fix } from '#analysis';

export interface ChosenFixes {
  /** In source order; they neither overlap nor meet. */
  readonly edits: readonly Edit[];
  /** How many findings they fix. */
  readonly count: number;
}

/**
 * The first fix of each finding that is safe enough. Where edits of two fixes touch, only the first is taken: the other
 * is offered again for the new text.
 */
export function chooseFixes(findings: readonly Pick<Finding, 'fixes'>[], safety: Fix['safety']): ChosenFixes {
  const chosen: Edit[] = [];
  // Findings come in source order, so most edits begin after all that were chosen.
  let reach = -1;
  let count = 0;
  for (const { fixes } of findings) {
    const fix = fixes.find((candidate) => safety === 'unsafe' || candidate.safety === 'safe');
    if (fix === undefined || fix.edits.length === 0) continue;
    const mayMeet = fix.edits.some(({ range }) => range.start <= reach);
    if (mayMeet && fix.edits.some((edit) => chosen.some((other) => mayInterfere(edit, other)))) continue;
    chosen.push(...fix.edits);
    reach = Math.max(reach, ...fix.edits.map(({ range }) => range.end));
    count++;
  }
  const edits = chosen.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return { edits, count };
}

export interface FixedText {
  readonly text: string;
  /** How many findings were fixed. */
  readonly count: number;
}

/** The text after the fixes that were chosen. Line ends in inserted text become those of the file. */
export function applyFixes(text: string, findings: readonly Finding[], safety: Fix['safety']): FixedText {
  const lineEnd = lineEndOf(text);
  const { edits, count } = chooseFixes(findings, safety);
  const parts: string[] = [];
  let at = 0;
  for (const { range, text: inserted } of edits) {
    parts.push(text.slice(at, range.start), withLineEnd(inserted, lineEnd));
    at = range.end;
  }
  return { text: parts.join('') + text.slice(at), count };
}

/** The first line end of a text. */
export function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

export function withLineEnd(text: string, lineEnd: string): string {
  return text.replace(/\r\n|\r|\n/g, lineEnd);
}

/** Edits that meet without overlapping count too: the result would depend on their order. */
function mayInterfere({ range: a }: Edit, { range: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
