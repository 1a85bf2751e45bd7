/** Finds the edit that suppresses a finding at its place: a comment at the end of its line, or on the line above. */
import { type Edit, type Finding, lineAt, type Range, suppressionsOf } from '#analysis';
import type { Analyser, Analysis } from './analyser.ts';
import type { Answerable } from './inquiry.ts';
import { areInPlace, withEdits } from './source.ts';

export interface SuppressionEdit {
  readonly edit: Edit;
  /** The part of the inserted text that the user is to replace. */
  readonly placeholder?: string;
}

/** A line that the comment would make longer than this gets it on the line above. */
const LONGEST_LINE = 100;
const REASON = 'reason';

/**
 * undefined where no comment can stand, as inside a string of several lines: each edit is tried out, and taken only if
 * the finding is then suppressed and nothing else has changed.
 */
export function suppressionEdit(
  finding: Finding,
  { analysis, config }: Pick<Answerable, 'analysis' | 'config'>,
  analyser: Analyser,
): SuppressionEdit | undefined {
  const { source } = analysis;
  return candidates(finding, analysis).find(({ edit }) => {
    if (!areInPlace(source, [edit])) return false;
    return isSuppressedIn(analyser.tryOut(withEdits(source, [edit]), config), finding, analysis, edit);
  });
}

function candidates({ rule, range }: Finding, { module }: Analysis): SuppressionEdit[] {
  const { text } = module;
  const line = lineAt(text, range.start);
  const extended = suppressionsOf(module).flatMap(({ line: spokenFor, rules }) => {
    const last = rules.at(-1);
    if (last === undefined || !isIn(spokenFor, range.start)) return [];
    const { end } = last.range;
    return [{ edit: { range: { start: end, end }, text: `, ${rule}` } }];
  });
  const comment = `# interleave: ignore[${rule}] ${REASON}`;
  const content = text.slice(line.start, line.end);
  const end = line.start + content.trimEnd().length;
  const atEnd = { edit: { range: { start: end, end: line.end }, text: `  ${comment}` }, placeholder: REASON };
  const indent = /^[ \t\f]*/.exec(content)![0];
  const above = {
    edit: { range: { start: line.start, end: line.start }, text: `${indent}${comment}\n` },
    placeholder: REASON,
  };
  // After a backslash neither place is one for a comment, though it would suppress.
  const isContinued = content.trimEnd().endsWith('\\');
  const continues = /\\(\r\n|\r|\n)$/.test(text.slice(Math.max(0, line.start - 3), line.start));
  const isLong = end - line.start + atEnd.edit.text.length > LONGEST_LINE;
  const added = [...(isContinued ? [] : [atEnd]), ...(continues ? [] : [above])];
  return [...extended, ...(isLong ? added.reverse() : added)];
}

/** Whether the finding, and no other but of its rule on its line, is gone. */
function isSuppressedIn(after: Analysis, finding: Finding, before: Analysis, edit: Edit): boolean {
  if (after.problems.length > before.problems.length) return false;
  const line = lineAt(before.module.text, finding.range.start);
  const growth = edit.text.length - (edit.range.end - edit.range.start);
  const remaining = new Set(after.findings.map(({ rule, range }) => `${rule} ${range.start}`));
  let lost = 0;
  for (const { rule, range } of before.findings) {
    const start = range.start < edit.range.start ? range.start : range.start + growth;
    if (remaining.has(`${rule} ${start}`)) continue;
    if (rule !== finding.rule || !isIn(line, range.start)) return false;
    lost++;
  }
  return lost > 0 && after.findings.length === before.findings.length - lost;
}

function isIn({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
