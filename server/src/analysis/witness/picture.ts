/** Draws a witness as a picture that fits into a hover: time runs from left to right, every lane is a row. */
import { onOneLine } from './display-text.ts';
import {
  element,
  PALETTES,
  type Palette,
  type PictureTheme,
  svgDocument,
  textRuns,
  textShape,
  textWidth,
} from './svg.ts';
import type { BlockingWitness, DeadlockWitness, Lane, RaceWitness, Witness } from './witness.ts';
import { holdsText, shortWhereOf, whereOf, windowPhrase, witnessSentence } from './words.ts';

/** In pixels. A hover is about 750 wide. */
const WIDTH = 720;
const HEIGHT = 76;
const LOW = 54;
const PADDING = 12;
const RIGHT = WIDTH - PADDING;
/** Where time begins: to the left are the lanes' names. */
const MOST_NAME = 210;
const LEAST_NAME = 90;
/** The middle of each row. */
const ROWS = [18, 40, 62] as const;
const BOX = 18;
const BOX_PADDING = 14;
const LEAST_BOX = 60;

/** An SVG with a background of its own. Without a theme it is one that can be read on both. */
export function witnessPicture(witness: Witness, theme: PictureTheme = 'dark'): string {
  const palette = PALETTES[theme];
  const shapes = shapesOf(witness, palette);
  // Editors list the places of a chain, and then have less room for it.
  const height = witness.kind === 'blocking' && witness.chain.length > 1 ? LOW : HEIGHT;
  return svgDocument(shapes, { width: WIDTH, height, palette, title: onOneLine(witnessSentence(witness)) });
}

function shapesOf(witness: Witness, palette: Palette): string[] {
  switch (witness.kind) {
    case 'race':
      return raceShapes(witness, palette);
    case 'blocking':
      return blockingShapes(witness, palette);
    case 'deadlock':
      return deadlockShapes(witness, palette);
  }
}

function raceShapes(witness: RaceWitness, palette: Palette): string[] {
  const { lanes, steps, subject, window, outcome } = witness;
  const left = nameRoom([...lanes.map(labelWidth), textWidth(subject, true)]);
  const final = `${steps.at(-1)!.state} ← ${outcome}`;
  const columns = columnsFor(steps, final, RIGHT - left);
  const boxes = steps.map(({ lane, text, short }, index) => {
    const { start, room, isShort } = columns[index]!;
    const shown = isShort ? short : text;
    const width = Math.min(room, Math.max(LEAST_BOX, textWidth(shown, true) + BOX_PADDING));
    return { x: left + start, y: ROWS[lane], width, text: shown, colour: palette.lanes[lane], palette };
  });
  const states = steps.map(({ state }, index) => {
    const isLast = index === steps.length - 1;
    const { start, room } = columns[index]!;
    const at = { x: left + start + 2, y: ROWS[2] + 4, isCode: true, isBold: isLast, room };
    return textShape(isLast ? final : state, { ...at, fill: isLast ? palette.loss : palette.ink });
  });
  const { x, width } = boxes[0]!;
  return [
    ...lanes.map((lane, index) => laneLabel(lane, ROWS[index]!, left, palette.lanes[index]!, palette)),
    textShape(subject, { x: PADDING, y: ROWS[2] + 4, fill: palette.ink, isCode: true, room: left - PADDING - 8 }),
    rule(ROWS[2] - 11, palette),
    ...openWindow(x + width, boxes.at(-1)!.x, windowPhrase(window), palette),
    ...boxes.flatMap(stepBox),
    ...states,
  ];
}

interface StepColumn {
  readonly start: number;
  readonly room: number;
  readonly isShort: boolean;
}

/** As wide as their texts, if need be as the short ones; what is left over is shared. The last has the outcome too. */
function columnsFor(steps: RaceWitness['steps'], final: string, room: number): StepColumn[] {
  const widthsOf = (isShort: boolean): number[] =>
    steps.map(({ text, short, state }, index) => {
      const box = textWidth(isShort ? short : text, true) + BOX_PADDING;
      const below = textWidth(index === steps.length - 1 ? final : state, true) + 4;
      return Math.max(LEAST_BOX, box, below) + COLUMN_GAP;
    });
  const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0) - COLUMN_GAP;
  const isShort = sum(widthsOf(false)) > room;
  const wanted = widthsOf(isShort);
  const scale = Math.min(1, room / sum(wanted));
  const spare = Math.max(0, room - sum(wanted)) / steps.length;
  let start = 0;
  return wanted.map((width) => {
    const column = { start, room: width * scale - COLUMN_GAP + (scale < 1 ? 0 : 1), isShort };
    start += width * scale + spare;
    return column;
  });
}

const COLUMN_GAP = 8;

/** The gap between the first lane's steps, with what keeps it open. */
function openWindow(from: number, to: number, phrase: string, palette: Palette): string[] {
  const y = ROWS[0];
  const room = to - from - 16;
  const width = Math.min(textWidth(phrase, false), room);
  const middle = (from + to) / 2;
  const line = (x1: number, x2: number): string =>
    element('line', { x1, y1: y, x2, y2: y, stroke: palette.faint, 'stroke-dasharray': '2 3' });
  return [
    line(from + 3, middle - width / 2 - 5),
    line(middle + width / 2 + 5, to - 3),
    textShape(phrase, { x: middle, y: y + 4, fill: palette.faint, anchor: 'middle', room }),
  ];
}

function blockingShapes({ lane, chain, wait, waiting }: BlockingWitness, palette: Palette): string[] {
  const others = ['other tasks', ...waiting].join(', ');
  const left = nameRoom([labelWidth(lane), textWidth(others, false)]);
  const [from, to] = [left + 56, RIGHT - 64];
  const [loop, tasks, timers] = ROWS;
  const thick = { 'stroke-width': 6, 'stroke-linecap': 'round' };
  const rowOf = (y: number, who: string, words: string): string[] => {
    const runs = { y1: y, y2: y, stroke: palette.lanes[1], ...thick };
    const stops = { stroke: palette.loss, 'stroke-width': 2, 'stroke-dasharray': '3 4' };
    return [
      textShape(who, { x: PADDING, y: y + 4, fill: palette.lanes[1], room: left - PADDING - 8 }),
      element('line', { x1: left, x2: from - 12, ...runs }),
      element('line', { x1: from, y1: y, x2: to, y2: y, ...stops }),
      ...onLine(words, { x: (from + to) / 2, y, room: to - from - 40, fill: palette.loss, palette }),
      element('line', { x1: to + 12, x2: RIGHT, ...runs }),
    ];
  };
  return [
    laneLabel(lane, loop, left, palette.lanes[0], palette),
    element('line', { x1: left, y1: loop, x2: RIGHT, y2: loop, stroke: palette.lanes[0], ...thick }),
    ...stepBox({ x: from, y: loop, width: to - from, text: callsIn(chain, to - from), colour: palette.loss, palette }),
    ...rowOf(tasks, others, `frozen ${wait}`),
    ...(chain.length > 1 ? [] : rowOf(timers, 'timers, callbacks', 'nothing is answered, no timeout fires')),
  ];
}

/** A chain in as many words as there is room for: its calls in full, their names, or the first and the last. */
function callsIn(chain: BlockingWitness['chain'], room: number): string {
  const texts = chain.map(({ text }) => text);
  const names = texts.map((text) => text.replace(/\(.*\)$/s, '()'));
  const all = [texts, names, [names[0]!, '…', names.at(-1)!]].map((calls) => calls.join(' → '));
  return all.find((text) => textWidth(text, true) + BOX_PADDING <= room) ?? (chain.length > 1 ? all[2]! : all[0]!);
}

function deadlockShapes({ paths }: DeadlockWitness, palette: Palette): string[] {
  const left = nameRoom(paths.map(({ lane }) => labelWidth(lane)));
  const width = (RIGHT - left - 90) / 2;
  const [heldAt, wantedAt] = [left, RIGHT - width];
  const [upper, , lower] = ROWS;
  const rows = [upper, lower] as const;
  const boxes = paths.flatMap(({ held, wanted }, index) => {
    const y = rows[index]!;
    const colour = palette.lanes[index]!;
    return [
      element('line', { x1: heldAt + width, y1: y, x2: wantedAt, y2: y, stroke: colour }),
      ...stepBox({ x: heldAt, y, width, text: holdsText(held), colour, palette }),
      ...stepBox({ x: wantedAt, y, width, text: `waits for ${wanted}`, colour: palette.loss, palette }),
    ];
  });
  // From what one waits for to where the other holds it.
  const arrows = rows.map((y, index) => {
    const other = rows[1 - index]!;
    const [startY, endY] = [y + (y < other ? BOX / 2 : -BOX / 2), other + (y < other ? -BOX / 2 - 1 : BOX / 2 + 1)];
    const [startX, endX] = [wantedAt + 30, heldAt + width - 30];
    return arrow(startX, startY, endX, endY, palette.loss);
  });
  return [
    ...paths.map(({ lane }, index) => laneLabel(lane, rows[index]!, left, palette.lanes[index]!, palette)),
    ...arrows,
    ...boxes,
    textShape('both wait for ever', { x: PADDING, y: ROWS[1] + 4, fill: palette.loss, isBold: true, room: left }),
  ];
}

function arrow(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [baseX, baseY] = [x2 - dx * 8, y2 - dy * 8];
  const head = [`${x2},${y2}`, `${baseX - dy * 4},${baseY + dx * 4}`, `${baseX + dy * 4},${baseY - dx * 4}`].join(' ');
  return (
    element('line', { x1, y1, x2: baseX, y2: baseY, stroke, 'stroke-width': 1.5 }) +
    element('polygon', { points: head, fill: stroke })
  );
}

interface BoxOptions {
  readonly x: number;
  /** The middle. */
  readonly y: number;
  readonly width: number;
  readonly text: string;
  readonly colour: string;
  readonly palette: Palette;
}

function stepBox({ x, y, width, text, colour, palette }: BoxOptions): string[] {
  const shape = { x, y: y - BOX / 2, width, height: BOX, rx: 4 };
  return [
    element('rect', { ...shape, fill: palette.background }),
    element('rect', { ...shape, fill: colour, 'fill-opacity': 0.16, stroke: colour }),
    textShape(text, {
      x: x + width / 2,
      y: y + 4,
      fill: palette.ink,
      anchor: 'middle',
      isCode: true,
      room: width - 10,
    }),
  ];
}

interface OnLineOptions {
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly fill: string;
  readonly palette: Palette;
}

/** Words in the middle of a line, which they interrupt. */
function onLine(text: string, { x, y, room, fill, palette }: OnLineOptions): string[] {
  const width = Math.min(textWidth(text, false), room) + 12;
  return [
    element('rect', { x: x - width / 2, y: y - 9, width, height: 18, fill: palette.background }),
    textShape(text, { x, y: y + 4, fill, anchor: 'middle', room }),
  ];
}

/** The context, and in a fainter colour what it runs where. */
function laneLabel(lane: Lane, y: number, left: number, colour: string, palette: Palette): string {
  const room = left - PADDING - 8;
  const isWhole = labelWidth(lane) <= room;
  const runs = [
    { text: lane.context, fill: colour, isBold: true },
    // The line is worth more than the file.
    { text: isWhole ? whereOf(lane) : shortWhereOf(lane), fill: palette.faint },
  ];
  return textRuns(runs, { x: PADDING, y: y + 4, room });
}

function labelWidth(lane: Lane): number {
  return textWidth(`${lane.context}  ${whereOf(lane)}`, false);
}

function nameRoom(widths: readonly number[]): number {
  return PADDING + Math.min(MOST_NAME, Math.max(LEAST_NAME, ...widths)) + 10;
}

/** A line through all columns. */
function rule(y: number, { border }: Palette): string {
  return element('line', { x1: PADDING, y1: y, x2: WIDTH - PADDING, y2: y, stroke: border });
}
