/** Gives findings their lines, columns and source lines. */
import {
  type Finding,
  fingerprintOf,
  interleavingRows,
  type LineIndex,
  type Problem,
  type Range,
  type Witness,
  type WitnessPlace,
} from '#analysis';
import type { Place, Placed, ShownFinding, ShownProblem, ShownWitness, SourceLine } from './report.ts';

/** A module's text by its path, for places in other files; undefined where it is not known. */
export type LinesOf = (path: string) => LineIndex | undefined;

export function placeFinding(finding: Finding, text: string, linesOf: LinesOf): ShownFinding {
  const lines = linesOf(finding.path)!;
  const place = placeOf(finding.path, finding.range, linesOf);
  const related = finding.related.map((entry) => ({
    ...placeOf(entry.path ?? finding.path, entry.range, linesOf),
    message: entry.message,
  }));
  const fix = finding.fixes[0];
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...place,
    related,
    fingerprint: fingerprintOf(finding, text),
    ...(finding.detail === undefined ? {} : { detail: finding.detail }),
    ...(finding.instead === undefined ? {} : { instead: finding.instead }),
    ...(finding.witness === undefined ? {} : { witness: placeWitness(finding.witness, linesOf) }),
    ...(fix === undefined ? {} : { fix: { title: fix.title, safety: fix.safety } }),
    excerpt: excerptOf(finding, place, related, text, lines),
  };
}

export function placeProblem({ path, range, message }: Problem, lines: LineIndex): ShownProblem {
  return range === undefined ? { path, message } : { path, ...lines.at(range.start), message };
}

function placeWitness(witness: Witness, linesOf: LinesOf): ShownWitness {
  const placed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(placed);
    if (typeof value !== 'object' || value === null) return value;
    if ('range' in value) return placeOf((value as WitnessPlace).path, (value as WitnessPlace).range, linesOf);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, placed(part)]));
  };
  return { value: placed(witness) as Placed<Witness>, rows: interleavingRows(witness) };
}

function placeOf(path: string, range: Range, linesOf: LinesOf): Place {
  const lines = linesOf(path);
  const nowhere = { line: 1, column: 1 };
  return { path, start: lines?.at(range.start) ?? nowhere, end: lines?.at(range.end) ?? nowhere };
}

/** Of a place on more lines than this, the first lines and the last are shown. */
const SHOWN_LINES = 5;

/** The lines of a place that are shown. */
export function linesShown({ start, end }: Place): number[] {
  // A place that ends at a line's very start covers nothing of that line.
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  const all = Array.from({ length: Math.min(last - start.line + 1, SHOWN_LINES) }, (_, index) => start.line + index);
  return last - start.line < SHOWN_LINES ? all : [...all.slice(0, SHOWN_LINES - 2), last];
}

function excerptOf(
  finding: Finding,
  place: Place,
  related: readonly Place[],
  text: string,
  lines: LineIndex,
): SourceLine[] {
  // By line: the offset of the place of interest, which a cut line must show.
  const wanted = new Map<number, number | undefined>([[place.start.line, finding.range.start]]);
  finding.related.forEach(({ path, range }, index) => {
    const { start } = related[index]!;
    if ((path ?? finding.path) === finding.path && !wanted.has(start.line)) wanted.set(start.line, range.start);
  });
  const shown = linesShown(place);
  const beside = [place.start.line - 1, shown.at(-1)! + 1].filter((line) => lines.line(line).trim() !== '');
  const ofRelated = related.filter(({ path }) => path === place.path).flatMap(linesShown);
  for (const line of [...shown, ...ofRelated, ...beside]) if (!wanted.has(line)) wanted.set(line, undefined);
  return [...wanted]
    .sort(([a], [b]) => a - b)
    .map(([number, offset]) => {
      const line = lines.line(number);
      if (line.length <= LONGEST_LINE) return { number, text: line, skipped: 0, isCut: false };
      if (offset === undefined) return { number, text: whole(line.slice(0, LONGEST_LINE)), skipped: 0, isCut: true };
      return { number, ...windowAt(text, offset, lines.at(offset).column), isCut: true };
    });
}

/** In UTF-16 units: more is no line that anybody reads. */
const LONGEST_LINE = 240;
const BEFORE_PLACE = 60;

/** The part of a very long line around an offset; looks at nothing farther away, since findings may be many. */
function windowAt(text: string, offset: number, column: number): { readonly text: string; readonly skipped: number } {
  const before = whole(
    text
      .slice(Math.max(0, offset - BEFORE_PLACE), offset)
      .split(/[\r\n]/)
      .at(-1)!,
  );
  const after = whole(text.slice(offset, offset + LONGEST_LINE - BEFORE_PLACE).split(/[\r\n]/)[0]!);
  return { text: before + after, skipped: column - 1 - Array.from(before).length };
}

/** Without the halves of surrogate pairs that a cut leaves at the ends. */
function whole(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
