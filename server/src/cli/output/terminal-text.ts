/** How source lines look in a terminal. */
import { columnsOf, visible } from '#analysis';

/** Tab stops of shown source lines. */
const TAB_WIDTH = 4;

export interface ShownLine {
  /** With tabs expanded. */
  readonly text: string;
  /** The screen column, from 0, before each code point and after the last. */
  readonly offsets: readonly number[];
}

export function showLine(line: string): ShownLine {
  const offsets = [0];
  let text = '';
  let at = 0;
  for (const character of line) {
    const shown = character === '\t' ? ' '.repeat(TAB_WIDTH - (at % TAB_WIDTH)) : visible(character);
    text += shown;
    at += character === '\t' ? shown.length : columnsOf(shown);
    offsets.push(at);
  }
  return { text, offsets };
}
