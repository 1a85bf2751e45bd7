/** Applies the fixes of findings to a text, those that do not touch each other at once. */
import type { Edit, Finding, Fix } from '#analysis';

export interface FixedText {
  readonly text: string;
  /** How many findings were fixed. */
  readonly count: number;
}

/**
 * Applies the first fix of each finding that is safe enough. Where edits of two fixes touch, only the first is applied:
 * the other is offered again for the new text. Line ends in inserted text become those of the file.
 */
export function applyFixes(text: string, findings: readonly Finding[], safety: Fix['safety']): FixedText {
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const chosen: Edit[] = [];
  let count = 0;
  for (const { fixes } of findings) {
    const fix = fixes.find((candidate) => safety === 'unsafe' || candidate.safety === 'safe');
    if (fix === undefined || fix.edits.length === 0) continue;
    if (fix.edits.some((edit) => chosen.some((other) => mayInterfere(edit, other)))) continue;
    chosen.push(...fix.edits);
    count++;
  }
  const edits = chosen.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const parts: string[] = [];
  let at = 0;
  for (const { range, text: inserted } of edits) {
    parts.push(text.slice(at, range.start), inserted.replace(/\r\n|\r|\n/g, lineEnd));
    at = range.end;
  }
  return { text: parts.join('') + text.slice(at), count };
}

/** Edits that meet without overlapping count too: the result would depend on their order. */
function mayInterfere({ range: a }: Edit, { range: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
