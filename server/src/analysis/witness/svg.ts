/** The few shapes of SVG that pictures are made of; whatever the text, the result is well-formed. */
import { columnsOf, fitted, onOneLine } from './display-text.ts';

export interface Palette {
  readonly background: string;
  readonly border: string;
  readonly ink: string;
  readonly faint: string;
  /** By lane. */
  readonly lanes: readonly [string, string];
  readonly loss: string;
}

export type PictureTheme = 'dark' | 'light';

/** Contrast with the background: at least 4.5 for text. */
export const PALETTES: Readonly<Record<PictureTheme, Palette>> = {
  dark: {
    background: '#1b2130',
    border: '#3a4560',
    ink: '#e3e9f5',
    faint: '#94a1ba',
    lanes: ['#79b8ff', '#ffc46b'],
    loss: '#ff8078',
  },
  light: {
    background: '#f7f9fd',
    border: '#c9d2e3',
    ink: '#1d2940',
    faint: '#5b6880',
    lanes: ['#0b5fbd', '#8f5600'],
    loss: '#c0212d',
  },
};

interface TextOptions {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Code is set in a font of fixed width. */
  readonly isCode?: boolean;
  readonly isBold?: boolean;
  /** In pixels: what does not fit is cut. */
  readonly room: number;
}

/** In pixels. */
const TEXT_SIZE = 12;
/** Of a character: of the fixed fonts exactly, of the others about the most in running text. */
const CODE_ADVANCE = 7.25;
const PROSE_ADVANCE = 6.7;

export function textShape(text: string, options: TextOptions): string {
  const { x, y, fill, anchor = 'start', isCode = false, isBold = false, room } = options;
  const shown = fitted(onOneLine(text), Math.floor(room / (isCode ? CODE_ADVANCE : PROSE_ADVANCE)));
  return element(
    'text',
    { x, y, fill, 'text-anchor': anchor, class: isCode ? 'c' : 'p', 'font-weight': isBold ? 600 : 400 },
    escaped(shown),
  );
}

interface Run {
  readonly text: string;
  readonly fill: string;
  readonly isBold?: boolean;
}

/** Pieces of prose in different colours, one behind the other. */
export function textRuns(runs: readonly Run[], { x, y, room }: Pick<TextOptions, 'x' | 'y' | 'room'>): string {
  let left = Math.floor(room / PROSE_ADVANCE);
  const pieces = runs.map(({ text, fill, isBold = false }, index) => {
    const shown = fitted(onOneLine(text), left);
    left -= columnsOf(shown) + 1;
    const dx = index === 0 ? undefined : 7;
    return element('tspan', { fill, dx, 'font-weight': isBold ? 600 : 400 }, escaped(shown));
  });
  return element('text', { x, y, class: 'p' }, pieces.join(''));
}

/** About how wide a text is, in pixels. */
export function textWidth(text: string, isCode: boolean): number {
  return columnsOf(onOneLine(text)) * (isCode ? CODE_ADVANCE : PROSE_ADVANCE);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const written = list.map(
    ([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? rounded(value) : value!)}"`,
  );
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** The whole in words. */
  readonly title: string;
}

export function svgDocument(shapes: readonly string[], { width, height, palette, title }: PictureOptions): string {
  const frame = element('rect', {
    ...{ x: 0.5, y: MARGIN + 0.5, width: width - 1, height: height - MARGIN - 1, rx: 6 },
    ...{ fill: palette.background, stroke: palette.border },
  });
  const style = `<style>text{font-size:${TEXT_SIZE}px}.c{font-family:${CODE_FONTS};white-space:pre}.p{font-family:${PROSE_FONTS}}</style>`;
  const content = [element('title', {}, escaped(title)), style, frame, ...shapes].join('');
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img' }, content);
}

/** Above the frame: hovers set pictures close to the words before them. */
const MARGIN = 4;

const CODE_FONTS = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";
const PROSE_FONTS = "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif";

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
