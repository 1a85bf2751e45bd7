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

/** What findings are shown with: the texts of the program's modules, by the paths that the program has. */
export interface Sources {
  /** undefined where no such module is known. */
  of(path: string): Source | undefined;
  /** How a module's file is called. */
  shownPath(path: string): string;
}

export interface Source {
  readonly text: string;
  readonly lines: LineIndex;
}

export function placeFinding(finding: Finding, sources: Sources): ShownFinding {
  const source = sources.of(finding.path)!;
  const place = placeOf(finding.path, finding.range, sources);
  const related = finding.related.map(({ path = finding.path, range, message }) => {
    const shown = { ...placeOf(path, range, sources), message };
    const other = path === finding.path ? undefined : sources.of(path);
    if (other === undefined) return shown;
    return { ...shown, excerpt: excerptOf(other, linesShown(shown), [[shown, range]]) };
  });
  const fix = finding.fixes[0];
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...place,
    related,
    fingerprint: fingerprintOf(finding, source.text),
    ...(finding.detail === undefined ? {} : { detail: finding.detail }),
    ...(finding.instead === undefined ? {} : { instead: finding.instead }),
    ...(finding.witness === undefined ? {} : { witness: placeWitness(finding.witness, sources) }),
    ...(fix === undefined ? {} : { fix: { title: fix.title, safety: fix.safety } }),
    excerpt: ownExcerpt(finding, place, related, source),
  };
}

export function placeProblem({ path, range, message }: Problem, sources: Sources): ShownProblem {
  const place = range === undefined ? {} : sources.of(path)?.lines.at(range.start);
  return { path: sources.shownPath(path), ...place, message };
}

function placeWitness(witness: Witness, sources: Sources): ShownWitness {
  const placed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(placed);
    if (typeof value !== 'object' || value === null) return value;
    if ('range' in value) return placeOf((value as WitnessPlace).path, (value as WitnessPlace).range, sources);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, placed(part)]));
  };
  return { value: placed(witness) as Placed<Witness>, rows: interleavingRows(witness) };
}

/** With lines and columns, and as the user calls the file. */
export function placeOf(path: string, range: Range, sources: Sources): Place {
  const lines = sources.of(path)?.lines;
  const nowhere = { line: 1, column: 1 };
  const [start, end] = [lines?.at(range.start) ?? nowhere, lines?.at(range.end) ?? nowhere];
  return { path: sources.shownPath(path), start, end };
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

/** The lines of a finding and of the related places in its file, and those beside the finding. */
function ownExcerpt(finding: Finding, place: Place, related: readonly Place[], source: Source): SourceLine[] {
  const { lines } = source;
  const places: [Place, Range][] = [[place, finding.range]];
  finding.related.forEach(({ path, range }, index) => {
    if ((path ?? finding.path) === finding.path) places.push([related[index]!, range]);
  });
  const shown = places.map(([one]) => linesShown(one));
  const beside = [place.start.line - 1, shown[0]!.at(-1)! + 1].filter((line) => lines.line(line).trim() !== '');
  return excerptOf(source, [...shown.flat(), ...beside], places);
}

/** These lines in order, each once; a very long one is cut so that the start of a place on it is seen. */
function excerptOf(
  { text, lines }: Source,
  numbers: readonly number[],
  places: readonly (readonly [Place, Range])[],
): SourceLine[] {
  // By line: the offset of the place of interest, which a cut line must show.
  const wanted = new Map<number, number | undefined>();
  for (const [{ start }, range] of places) if (!wanted.has(start.line)) wanted.set(start.line, range.start);
  for (const line of numbers) if (!wanted.has(line)) wanted.set(line, undefined);
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
