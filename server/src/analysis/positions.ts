/** Offsets to lines and columns, computed for findings only. */

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in code points. */
  readonly column: number;
}

export interface LineIndex {
  /** The position of a UTF-16 offset. */
  at(offset: number): Position;
  /** The text of a 1-based line, without its line end; '' past the end. */
  line(line: number): string;
  readonly lineCount: number;
}

/** Lines end with `\n`, `\r\n` or a lone `\r`, as in Python. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  const ends = /\r\n|\r|\n/g;
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) starts.push(match.index + match[0].length);

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  };

  return {
    at(offset) {
      const line = lineOf(offset);
      return { line: line + 1, column: codePoints(text, starts[line]!, offset) + 1 };
    },
    line(line) {
      const start = starts[line - 1];
      if (start === undefined) return '';
      return text.slice(start, starts[line] ?? text.length).replace(/[\r\n]+$/, '');
    },
    lineCount: starts.length,
  };
}

function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const isTrailing = unit >= 0xdc00 && unit <= 0xdfff && at > start;
    const lead = isTrailing ? text.charCodeAt(at - 1) : 0;
    if (!(isTrailing && lead >= 0xd800 && lead <= 0xdbff)) count++;
  }
  return count;
}
