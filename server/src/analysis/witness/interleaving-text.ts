/** Draws a witness as a block of text: at most 72 columns, a handful of rows, each row a moment in time. */
import { columnsOf, fitted, visible } from './display-text.ts';
import { type Cell, type Grid, type GridRow, naturalWidth, type Segment, setGrid, type Tone } from './grid.ts';
import type { BlockingWitness, DeadlockWitness, Lane, RaceWitness, Step, Witness } from './witness.ts';
import { holdsText, placeText, shortWhereOf, whereOf, windowWords } from './words.ts';

export type { Segment, Tone } from './grid.ts';

/** A hover wraps at about 80. */
const MOST_COLUMNS = 72;

export function interleavingText(witness: Witness): string {
  const lines = interleavingRows(witness).map((row) => row.map(({ text }) => text).join(''));
  return lines.map((line) => `${line}\n`).join('');
}

/** The same with what each piece is. */
export function interleavingRows(witness: Witness): readonly (readonly Segment[])[] {
  const grids = gridsOf(witness);
  const grid = grids.find((candidate) => naturalWidth(candidate) <= MOST_COLUMNS) ?? grids.at(-1)!;
  return setGrid(grid, MOST_COLUMNS);
}

/** The fullest first. */
function gridsOf(witness: Witness): Grid[] {
  switch (witness.kind) {
    case 'race':
      return [
        raceGrid(witness, { isShort: false, heading: 'row' }),
        ...(isInOneFile(witness.lanes) ? SHORT_HEADING : []).map((layout) => raceGrid(witness, layout)),
        raceGrid(witness, { isShort: false, heading: 'rows' }),
        raceGrid(witness, { isShort: true, heading: 'rows' }),
      ];
    case 'blocking':
      return [blockingGrid(witness)];
    case 'deadlock':
      return [deadlockGrid(witness, { hasPlaces: true }), deadlockGrid(witness, { hasPlaces: false })];
  }
}

interface RaceLayout {
  readonly isShort: boolean;
  /** With the file in one row, without it, or in two rows. */
  readonly heading: 'row' | 'short row' | 'rows';
}

const SHORT_HEADING: readonly RaceLayout[] = [
  { isShort: false, heading: 'short row' },
  { isShort: true, heading: 'short row' },
];

function isInOneFile([first, second]: RaceWitness['lanes']): boolean {
  return first.place.path === second.place.path;
}

function raceGrid({ lanes, subject, steps, window, outcome }: RaceWitness, layout: RaceLayout): Grid {
  const words = windowWords(window, steps.length - 2);
  const rows = steps.map((step, index): GridRow => {
    const text = cell(layout.isShort ? step.short : step.text, 'step');
    const state = cell(step.state, 'state');
    if (step.lane === 0) return [text, undefined, state];
    return [cell(`┆ ${words[index - 1] ?? ''}`.trimEnd(), 'window'), text, state];
  });
  return { rows: [...headings(lanes, cell(subject, 'state'), layout.heading), ...rows], outcome };
}

function headings(lanes: readonly [Lane, Lane], state: Cell, heading: RaceLayout['heading']): GridRow[] {
  const label = heading === 'row' ? labelOf : shortLabelOf;
  if (heading !== 'rows') return [[...lanes.map((lane) => cell(label(lane), 'context')), state]];
  return [[...lanes.map(({ context }) => cell(context, 'context')), state], lanes.map(whereCell)];
}

/** 'thread 1 · worker, jobs.py:14' */
function labelOf(lane: Lane): string {
  return [lane.context, whereOf(lane)].filter((part) => part !== '').join(' · ');
}

/** 'thread 1 · worker:14' */
function shortLabelOf(lane: Lane): string {
  return [lane.context, shortWhereOf(lane)].filter((part) => part !== '').join(' · ');
}

/** The line is worth more than the rest of a long name. */
function whereCell(lane: Lane): Cell {
  const place = placeText(lane.place);
  const cut = (columns: number): string => {
    const room = columns - columnsOf(place) - 2;
    return visible(room < 4 || place === '' ? lane.code || place : `${fitted(lane.code, room)}, ${place}`);
  };
  return { ...cell(whereOf(lane), 'place'), cut };
}

/** More calls than this are not all shown. */
const MOST_CALLS = 4;

function blockingGrid({ lane, chain, wait, waiting }: BlockingWitness): Grid {
  const name = lane.code === 'lambda' || lane.code === '' ? 'a callback' : `${lane.code}()`;
  const left = Math.max(0, chain.length - MOST_CALLS);
  const calls: readonly (Step | undefined)[] =
    left === 0 ? chain : [...chain.slice(0, 2), undefined, ...chain.slice(-1)];
  const rows = calls.map((step, depth): GridRow => {
    const indent = '  '.repeat(depth);
    if (step === undefined) return [cell(`${indent}└ … ${left + 1} more calls`, 'step'), undefined, FROZEN];
    return [cell(`${indent}└ ${step.text}`, 'step'), cell(placeText(step.place), 'place'), FROZEN];
  });
  return {
    rows: [
      [cell(lane.context, 'context'), undefined, cell(othersOf(waiting), 'context')],
      [cell(name, 'step'), cell(placeText(lane.place), 'place'), cell('run', 'state')],
      ...rows,
      [{ ...cell(`${'  '.repeat(calls.length)}┆ ${wait}`, 'window'), isWide: true }, undefined, FROZEN],
      [cell(`${name} goes on`, 'step'), undefined, cell('run again', 'state')],
    ],
  };
}

/** Some who wait by name, as far as there is room. */
function othersOf(waiting: readonly string[]): string {
  const texts = waiting.map((_, index) => [...waiting.slice(0, waiting.length - index), 'other tasks'].join(', '));
  return texts.find((text) => columnsOf(text) <= LONGEST_OTHERS) ?? 'other tasks';
}

const LONGEST_OTHERS = 26;
const FROZEN: Cell = { text: 'frozen', tone: 'outcome' };

function deadlockGrid({ paths }: DeadlockWitness, { hasPlaces }: { readonly hasPlaces: boolean }): Grid {
  const rowsOf = (index: 0 | 1) => {
    const { steps, held, wanted } = paths[index];
    const row = (step: Step | undefined, state: string): GridRow => {
      const text = step === undefined ? `… ${steps.length - 2} calls` : stepText(step, hasPlaces);
      const states = state === '' ? [] : [cell(state, 'state')];
      return index === 0 ? [cell(text, 'step'), undefined, ...states] : [undefined, cell(text, 'step'), ...states];
    };
    const between = steps.slice(1, -1);
    const calls = between.length < 2 ? between : [undefined];
    const start = steps.length < 2 ? [] : [row(steps[0]!, holdsText(held))];
    return {
      first: [...start, ...calls.map((step) => row(step, ''))],
      last: row(steps.at(-1)!, `waits for ${wanted}`),
    };
  };
  const [mine, theirs] = [rowsOf(0), rowsOf(1)];
  const lanes = [paths[0].lane, paths[1].lane] as const;
  // Whoever waits for another's end comes first.
  const isEnd = paths[1].held === undefined;
  return {
    rows: [
      ...headings(lanes, cell(isEnd ? 'state' : 'locks', 'state'), isInOneFile(lanes) ? 'short row' : 'rows'),
      ...mine.first,
      ...(isEnd ? [mine.last, ...theirs.first] : [...theirs.first, mine.last]),
      theirs.last,
    ],
    outcome: 'both wait for ever',
  };
}

function stepText({ text, place }: Step, hasPlace: boolean): string {
  return hasPlace ? `${text} ${placeText(place)}` : text;
}

function cell(text: string, tone: Tone): Cell {
  return { text: visible(text).trimEnd(), tone };
}
