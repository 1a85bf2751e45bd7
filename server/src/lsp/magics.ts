/** Takes out of a notebook cell what is IPython's and not Python's; every offset stays what it was. */

/** Cell magics whose body is Python that runs in the notebook's own namespace. */
const PYTHON_CELLS = new Set(['time', 'timeit', 'capture']);
const CELL_MAGIC = /^\s*%%(\w*)/;

/** `%cd`, `!ls`, `?print`; `!=` and `% x` may begin a line inside brackets. */
const MAGIC = /^[ \t]*[%!?](?![=\s])/;
/** `files = !ls` and `print?`. */
const MAGIC_LATER = /^[\w.,* \t]+(?:=[ \t]*[!%](?!=)|\?{1,2}[ \t]*$)/;

/** The cell with all that is not Python made blanks. */
export function pythonOf(cell: string): string {
  const cellMagic = CELL_MAGIC.exec(cell);
  if (cellMagic !== null && !PYTHON_CELLS.has(cellMagic[1]!)) return blank(cell);
  let python = '';
  let at = 0;
  let openBrackets = 0;
  let isContinued = false;
  while (at < cell.length) {
    const line = cell.slice(at, lineEnd(cell, at));
    if (isMagic(line, isContinued || openBrackets > 0)) {
      const end = endOfMagic(cell, at);
      python += blankMagic(cell.slice(at, end));
      at = end;
      openBrackets = 0;
      continue;
    }
    const scanned = scanLine(cell, at);
    python += cell.slice(at, scanned.end);
    at = scanned.end;
    openBrackets = Math.max(0, openBrackets + scanned.opened);
    isContinued = scanned.isContinued;
  }
  return python;
}

/** Inside a statement only what starts at the margin: a bracket being typed must not make Python of the magics below. */
function isMagic(line: string, isInStatement: boolean): boolean {
  return isInStatement ? /^\S/.test(line) && MAGIC.test(line) : MAGIC.test(line) || MAGIC_LATER.test(line);
}

/** An indented magic may be all there is in a block, so a number stands in for it. */
function blankMagic(lines: string): string {
  const indent = /^[ \t]*/.exec(lines)![0];
  const rest = blank(lines.slice(indent.length));
  return indent === '' ? rest : `${indent}0${rest.slice(1)}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The end of the line's text. */
function lineEnd(text: string, from: number): number {
  const ends = /[\r\n]|$/g;
  ends.lastIndex = from;
  return ends.exec(text)!.index;
}

function afterLineEnd(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** A magic goes on after a backslash at the end of its line. */
function endOfMagic(text: string, from: number): number {
  let end = lineEnd(text, from);
  while (end > from && text[end - 1] === '\\' && end < text.length) end = lineEnd(text, afterLineEnd(text, end));
  return afterLineEnd(text, end);
}

interface ScannedLine {
  readonly end: number;
  /** Brackets opened less brackets closed. */
  readonly opened: number;
  /** Whether it ends with a backslash. */
  readonly isContinued: boolean;
}

/** Reads to the end of the line, and on while it is inside a string. */
function scanLine(text: string, from: number): ScannedLine {
  let opened = 0;
  let at = from;
  while (at < text.length) {
    const unit = text[at]!;
    if (unit === '"' || unit === "'") at = endOfString(text, at);
    else if (unit === '#') at = lineEnd(text, at);
    else if (unit === '\n' || unit === '\r') return { end: afterLineEnd(text, at), opened, isContinued: false };
    else if (unit === '\\' && lineEnd(text, at) === at + 1) {
      return { end: afterLineEnd(text, at + 1), opened, isContinued: true };
    } else {
      if ('([{'.includes(unit)) opened++;
      else if (')]}'.includes(unit)) opened--;
      at++;
    }
  }
  return { end: text.length, opened, isContinued: false };
}

/** A string in one pair of quotes ends with its line at the latest. */
function endOfString(text: string, from: number): number {
  const quote = text[from]!;
  const isLong = text.startsWith(quote.repeat(3), from);
  const closing = isLong ? quote.repeat(3) : quote;
  for (let at = from + closing.length; at < text.length; at++) {
    if (text[at] === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (text.startsWith(closing, at)) return at + closing.length;
    else if (!isLong && (text[at] === '\n' || text[at] === '\r')) return at;
  }
  return text.length;
}
