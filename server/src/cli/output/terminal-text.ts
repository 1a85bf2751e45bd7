/** How text looks in a terminal: what is visible, how wide it is. */

/** Tab stops of shown source lines. */
const TAB_WIDTH = 4;

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

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for.
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

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
    at += character === '\t' ? shown.length : widthOf(shown);
    offsets.push(at);
  }
  return { text, offsets };
}

/** Terminals disagree about joined emoji; this counts each part, as most do. */
function widthOf(character: string): number {
  if (ZERO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;
/** East Asian wide and full-width characters, and emoji shown as pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;
