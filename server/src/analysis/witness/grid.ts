/** Sets cells in columns that fit a given width, cutting the widest first. */
import { columnsOf, fitted, onOneLine } from './display-text.ts';

/** What a piece of text is, for whoever colours it. */
export type Tone = 'context' | 'place' | 'step' | 'window' | 'state' | 'outcome';

export interface Segment {
  readonly text: string;
  /** undefined for the space in between. */
  readonly tone?: Tone;
}

export interface Cell extends Segment {
  /** The text for a number of columns, where cutting its end is not the best way. */
  readonly cut?: (columns: number) => string;
  /** Whether it may reach over the next column, which is empty in its row. */
  readonly isWide?: boolean;
}

/** `undefined` is an empty cell. */
export type GridRow = readonly (Cell | undefined)[];

export interface Grid {
  readonly rows: readonly GridRow[];
  /** Said behind the last row, or below it. */
  readonly outcome?: string;
}

const GAP = 3;
const INDENT = 1;
const LEAST_COLUMNS = 6;

/** The columns that the grid takes when nothing is cut and the outcome stands behind the last row. */
export function naturalWidth({ rows, outcome }: Grid): number {
  const widths = widthsOf(rows);
  return Math.max(lineWidth(widths), outcomeStart(rows, widths) + columnsOf(outcomeText(outcome)));
}

/** The rows of a grid, none wider than `columns`. */
export function setGrid({ rows, outcome }: Grid, columns: number): Segment[][] {
  const widths = widthsOf(rows);
  while (lineWidth(widths) > columns) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= LEAST_COLUMNS) break;
    widths[widest]!--;
  }
  const set = rows.map((row) => setRow(row, widths));
  if (outcome === undefined) return set;
  const text = outcomeText(outcome);
  const start = outcomeStart(rows, widths);
  if (start + columnsOf(text) <= columns) {
    const last = set.at(-1)!;
    last.push({ text: ' '.repeat(start - lengthOf(last)) }, { text: text.trimStart(), tone: 'outcome' });
    return set;
  }
  const shown = fitted(text.trimStart(), columns - INDENT);
  return [...set, [{ text: ' '.repeat(columns - columnsOf(shown)) }, { text: shown, tone: 'outcome' }]];
}

function setRow(row: GridRow, widths: readonly number[]): Segment[] {
  const segments: Segment[] = [];
  let space = INDENT;
  row.forEach((cell, index) => {
    const width = widths[index]! + (cell?.isWide ? GAP + widths[index + 1]! : 0);
    const text = cell === undefined ? '' : cutCell(cell, width);
    if (text !== '') {
      segments.push({ text: ' '.repeat(space) }, { text, tone: cell!.tone! });
      space = widths[index]! + GAP - columnsOf(text);
    } else space += width + GAP;
  });
  return segments;
}

function cutCell({ text, cut }: Cell, width: number): string {
  return cut === undefined || columnsOf(text) <= width ? fitted(text, width) : fitted(cut(width), width).trimEnd();
}

function widthsOf(rows: readonly GridRow[]): number[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widthAt = (row: GridRow, index: number): number =>
    row[index] === undefined || row[index].isWide ? 0 : columnsOf(row[index].text);
  return Array.from({ length: count }, (_, index) => Math.max(1, ...rows.map((row) => widthAt(row, index))));
}

function lineWidth(widths: readonly number[]): number {
  return INDENT + widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
}

/** Right behind the last cell of the last row. */
function outcomeStart(rows: readonly GridRow[], widths: readonly number[]): number {
  const last = rows.at(-1)!;
  const cell = last.at(-1);
  const shown = cell === undefined ? 0 : columnsOf(cutCell(cell, widths.at(-1)!));
  return lineWidth(widths) - widths.at(-1)! + shown + GAP;
}

function outcomeText(outcome: string | undefined): string {
  return outcome === undefined ? '' : `← ${onOneLine(outcome)}`.trimEnd();
}

function lengthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { text }) => sum + columnsOf(text), 0);
}
