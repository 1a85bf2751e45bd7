/** Draws the source lines of a finding with its places underlined. */

import { visible } from '#analysis';
import { linesShown } from '../checking/place-finding.ts';
import type { Place, ShownFinding, ShownRelated, SourceLine } from '../checking/report.ts';
import type { Colours } from './colours.ts';
import { type ShownLine, showLine } from './terminal-text.ts';

/**
 * The lines in order, the finding underlined with `^`, related places of the same file with `-` and their message.
 * Places of other files follow, below the name of their file.
 */
export function drawFrame(finding: ShownFinding, colours: Colours): string[] {
  const { path, severity, related, excerpt } = finding;
  const width = gutterWidth(finding);
  const gutter = (label: string): string => `${colours.faint(` ${label.padStart(width)} |`)} `;
  const relatedMark = (place: ShownRelated): Mark => {
    return { place, sign: '-', paint: colours.related, label: visible(place.message) };
  };

  const drawLines = (lines: readonly SourceLine[], marks: readonly Mark[]): string[] => {
    const rows = [gutter('').trimEnd()];
    let previous: number | undefined;
    for (const line of lines) {
      if (previous !== undefined && line.number > previous + 1) rows.push(colours.faint(` ${' '.repeat(width)}...`));
      previous = line.number;
      const shown = showLine(line.text);
      const [before, after] = [line.skipped > 0 ? '...' : '', line.isCut ? '...' : ''];
      rows.push(`${gutter(String(line.number))}${before}${shown.text}${after}`.trimEnd());
      for (const { place, sign, paint, label } of marks) {
        const span = spanOn(line, shown, place);
        if (span === undefined) continue;
        const text = label !== '' && line.number === linesShown(place).at(-1) ? ` ${label}` : '';
        const indent = ' '.repeat(span.from + before.length);
        rows.push(gutter('') + indent + paint(sign.repeat(span.to - span.from) + text));
      }
    }
    return rows;
  };

  const own = related.filter((place) => place.path === path).map(relatedMark);
  const rows = drawLines(excerpt, [{ place: finding, sign: '^', paint: colours.of(severity), label: '' }, ...own]);
  for (const place of related) {
    if (place.path === path) continue;
    const where = `${visible(place.path)}:${place.start.line}:${place.start.column}`;
    const indent = ' '.repeat(width);
    if (place.excerpt === undefined) {
      rows.push(`${indent}  ${colours.faint('=')} ${colours.related(`${where}: ${visible(place.message)}`)}`);
    } else {
      rows.push(`${indent} ${colours.faint(':::')} ${where}`, ...drawLines(place.excerpt, [relatedMark(place)]));
    }
  }
  return rows;
}

/** How wide the widest line number is. */
export function gutterWidth({ excerpt, related }: ShownFinding): number {
  const lines = [excerpt, ...related.map((place) => place.excerpt ?? [])].map((one) => one.at(-1)?.number ?? 1);
  return String(Math.max(...lines)).length;
}

interface Mark {
  readonly place: Place;
  readonly sign: string;
  readonly paint: (text: string) => string;
  readonly label: string;
}

/** The screen columns that a place covers on a line; of a line in its middle, all but the indent. */
function spanOn(line: SourceLine, { offsets }: ShownLine, place: Place): { from: number; to: number } | undefined {
  if (!linesShown(place).includes(line.number)) return undefined;
  const at = (column: number): number => offsets[Math.max(0, Math.min(column - 1 - line.skipped, offsets.length - 1))]!;
  const indent = /^\s*/.exec(line.text)![0].length;
  const from =
    line.number === place.start.line ? at(place.start.column) : offsets[Math.min(indent, offsets.length - 1)]!;
  const to = line.number === place.end.line ? at(place.end.column) : offsets.at(-1)!;
  // An empty place, or one at a line's end, is still shown.
  return { from, to: Math.max(to, from + 1) };
}
