/** How text looks in fixed-width columns: what is visible, how wide it is, and how it is cut to fit. */

/**
 * Text with every character that would move the cursor, colour the screen or reorder letters made visible: what is
 * shown comes from files of strangers.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for.
  /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;

/** On one line, however many the user wrote. */
export function onOneLine(text: string): string {
  return visible(text.trim().replace(/\s+/g, ' '));
}

/** Terminals disagree about joined emoji; this counts each part, as most do. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += ZERO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;
/** East Asian wide and full-width characters, and emoji shown as pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;

/** The text, or as much of its beginning as leaves room for an ellipsis. */
export function fitted(text: string, columns: number): string {
  if (text.length <= columns * MOST_UNITS_PER_COLUMN && columnsOf(text) <= columns) return text;
  let taken = '';
  let width = 0;
  for (const character of text) {
    width += columnsOf(character);
    // Marks without width could go on for ever.
    if (width >= columns || taken.length > columns * MOST_UNITS_PER_COLUMN) break;
    taken += character;
  }
  return columns <= 0 ? '' : `${taken.trimEnd()}…`;
}

const MOST_UNITS_PER_COLUMN = 4;
