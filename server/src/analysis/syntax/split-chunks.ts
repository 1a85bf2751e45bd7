/** Cuts a module's text into chunks, its top-level statements, without parsing it. */

/** A chunk's place in the module's text: UTF-16 offsets, end exclusive. Chunks cover the text without gaps. */
export interface ChunkSpan {
  readonly start: number;
  readonly end: number;
}

/** A run of small statements is one chunk up to this length: a parse has a fixed cost of its own. */
const RUN_LENGTH = 1024;

const TAB = 9;
const NEWLINE = 10;
const FORM_FEED = 12;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const AT = 64;
const BACKSLASH = 92;

/** A statement that starts so at column 0 never stands inside brackets, so it ends brackets left open above. */
const RESYNCHRONISES = new Set(
  'def class import from with while try return raise del global assert pass async'.split(' '),
);
/** Clauses that belong to the compound statement above them. */
const CONTINUES = new Set('else elif except finally case'.split(' '));
/** Statements that always start a chunk of their own. */
const DEFINES = new Set('def class async if for while try with match'.split(' '));

/**
 * Splits at column-0 lines outside strings, brackets and continuation lines. A decorator stays with its definition and
 * `else`, `elif`, `except`, `finally` and `case` with their block. A text has at least one chunk.
 *
 * `text` has `\n` or `\r\n` line ends only.
 */
export function splitChunks(text: string): ChunkSpan[] {
  const spans: ChunkSpan[] = [];
  let start = 0;
  do {
    const end = endOfChunk(text, start);
    spans.push({ start, end });
    start = end;
  } while (start < text.length);
  return spans;
}

/**
 * The end of the chunk that starts at `chunkStart`. It depends on nothing before the chunk, and on nothing after it but
 * the first word there.
 */
export function endOfChunk(text: string, chunkStart: number): number {
  const length = text.length;
  let isRun = true;
  let hasStatement = false;
  let isAfterDecorator = false;
  let depth = 0;
  let at = chunkStart;

  while (at < length) {
    // Here `at` is the start of a logical line, or of a physical line inside brackets.
    let lineStart = at;
    while (text.charCodeAt(lineStart) === FORM_FEED) lineStart++;
    const first = text.charCodeAt(lineStart);
    if (startsStatement(first)) {
      const word = first === AT ? '@' : wordAt(text, lineStart);
      if (depth > 0 && (first === AT || RESYNCHRONISES.has(word))) depth = 0;
      if (depth === 0) {
        const isDefinition = first === AT || DEFINES.has(word);
        const isContinuation = isAfterDecorator || (hasStatement && !isRun && CONTINUES.has(word));
        if (!isContinuation) {
          const joinsRun = isRun && !isDefinition && at - chunkStart < RUN_LENGTH;
          if (hasStatement && !joinsRun) return at;
          isRun = !isDefinition;
        }
        hasStatement = true;
        isAfterDecorator = first === AT;
      }
    }
    at = lineStart;

    // Scan to the start of the next line, over strings and continuation lines.
    scan: while (at < length) {
      const unit = text.charCodeAt(at);
      switch (unit) {
        case NEWLINE:
          at++;
          break scan;
        case HASH: {
          const newline = text.indexOf('\n', at);
          at = newline < 0 ? length : newline;
          break;
        }
        case DOUBLE_QUOTE:
        case SINGLE_QUOTE:
          at = endOfString(text, at, unit);
          break;
        case BACKSLASH:
          at += text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === NEWLINE ? 3 : 2;
          break;
        case 40: // (
        case 91: // [
        case 123: // {
          depth++;
          at++;
          break;
        case 41: // )
        case 93: // ]
        case 125: // }
          if (depth > 0) depth--;
          at++;
          break;
        default:
          at++;
      }
    }
  }
  return length;
}

/** Whether a line whose first character is this holds a statement at column 0 (not blank, indented or a comment). */
function startsStatement(unit: number): boolean {
  return (
    !Number.isNaN(unit) && // not past the end
    unit !== SPACE &&
    unit !== TAB &&
    unit !== NEWLINE &&
    unit !== 13 &&
    unit !== HASH &&
    unit !== BACKSLASH &&
    unit !== 41 &&
    unit !== 93 &&
    unit !== 125
  );
}

function wordAt(text: string, start: number): string {
  let end = start;
  // The longest word asked for has seven letters.
  while (end - start < 8 && text.charCodeAt(end) >= 97 && text.charCodeAt(end) <= 122) end++;
  const next = text.charCodeAt(end);
  const goesOn = next === 95 || (next >= 48 && next <= 57) || (next >= 65 && next <= 90) || next > 127;
  return goesOn ? '' : text.slice(start, end);
}

/** The offset after the string literal whose first quote stands at `start`; a one-line string ends at its line's end. */
function endOfString(text: string, start: number, quote: number): number {
  const length = text.length;
  if (text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote) {
    for (let at = start + 3; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === BACKSLASH) at++;
      else if (unit === quote && text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return at + 3;
    }
    return length;
  }
  for (let at = start + 1; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) {
      if (text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === NEWLINE) at++;
      at++;
    } else if (unit === quote) return at + 1;
    else if (unit === NEWLINE) return at;
  }
  return length;
}
