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

/** The offset of each line's first character. Lines end with `\n`, `\r\n` or a lone `\r`, as in Python. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  const ends = /\r\n|\r|\n/g;
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) starts.push(match.index + match[0].length);
  return starts;
}

export function createLineIndex(text: string): LineIndex {
  const starts = lineStartsOf(text);
  // A line may be a megabyte long and have thousands of findings, so nothing here walks along a line.
  const secondHalves = secondHalvesOfPairs(text);

  return {
    at(offset) {
      const line = countUpTo(starts, offset);
      const start = starts[line - 1]!;
      const pairs = countUpTo(secondHalves, offset - 1) - countUpTo(secondHalves, start - 1);
      return { line, column: offset - start - pairs + 1 };
    },
    line(line) {
      const start = starts[line - 1];
      if (start === undefined) return '';
      let end = starts[line] ?? text.length;
      while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
      return text.slice(start, end);
    },
    lineCount: starts.length,
  };
}

/** The offsets of the second halves of surrogate pairs: code units that are no code points of their own. */
function secondHalvesOfPairs(text: string): number[] {
  const pairs = /[\ud800-\udbff][\udc00-\udfff]/g;
  const offsets: number[] = [];
  for (let match = pairs.exec(text); match !== null; match = pairs.exec(text)) offsets.push(match.index + 1);
  return offsets;
}

/** How many of these ascending numbers are at most `limit`: with the starts of lines, the 1-based line. */
export function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
