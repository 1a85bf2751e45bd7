/** Finds where the keys and list entries of a TOML document stand; the TOML parser itself tells values only. */

type Path = readonly (string | number)[];

/**
 * Returns the offset of a path's key or entry, or else of the nearest part around it that was found.
 * `text` must be valid TOML: this reads it leniently and only to find places.
 */
export function tomlPlaces(text: string): (path: Path) => number {
  const places = new Map<string, number>();
  let at = 0;

  const note = (path: Path, offset: number): void => {
    const key = JSON.stringify(path);
    if (!places.has(key)) places.set(key, offset);
  };
  const skip = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    at += pattern.exec(text)?.[0].length ?? 0;
  };

  function readKey(prefix: Path): Path {
    let path = prefix;
    for (;;) {
      skip(BLANKS);
      const start = at;
      const quote = text[at];
      if (quote === '"' || quote === "'") {
        skipString();
        path = [...path, unquoted(text.slice(start, at))];
      } else {
        skip(BARE_KEY);
        path = [...path, text.slice(start, at)];
      }
      note(path, start);
      skip(BLANKS);
      if (text[at] !== '.') return path;
      at++;
    }
  }

  function skipString(): void {
    const quote = text[at]!;
    const close = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    at += close.length;
    while (at < text.length && !text.startsWith(close, at)) at += quote === '"' && text[at] === '\\' ? 2 : 1;
    at += close.length;
    // A text in triple quotes may end with one or two quotes of its own.
    while (close.length === 3 && text[at] === quote) at++;
  }

  function readValue(path: Path): void {
    skip(BLANKS);
    const first = text[at];
    if (first === '"' || first === "'") skipString();
    else if (first === '[') readArray(path);
    else if (first === '{') readInlineTable(path);
    else skip(SCALAR);
  }

  function readArray(path: Path): void {
    at++;
    for (let index = 0; ; index++) {
      skip(BLANK_LINES);
      if (at >= text.length || text[at] === ']') break;
      note([...path, index], at);
      const before = at;
      readValue([...path, index]);
      skip(BLANK_LINES);
      if (text[at] === ',') at++;
      else if (at === before) break;
    }
    at++;
  }

  function readInlineTable(path: Path): void {
    at++;
    for (;;) {
      skip(BLANK_LINES);
      if (at >= text.length || text[at] === '}') break;
      const before = at;
      readEntry(path);
      skip(BLANK_LINES);
      if (text[at] === ',') at++;
      if (at === before) break;
    }
    at++;
  }

  function readEntry(table: Path): void {
    const path = readKey(table);
    if (text[at] === '=') at++;
    readValue(path);
  }

  let table: Path = [];
  for (;;) {
    skip(BLANK_LINES);
    if (at >= text.length) break;
    const before = at;
    if (text[at] === '[') {
      skip(/\[+/y);
      table = readKey([]);
      skip(/[ \t]*\]*/y);
    } else readEntry(table);
    if (at === before) at++;
  }

  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const place = places.get(JSON.stringify(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return 0;
  };
}

const BLANKS = /[ \t]*/y;
const BLANK_LINES = /(?:[ \t\r\n]|#[^\n]*)*/y;
const BARE_KEY = /[\w-]*/y;
const SCALAR = /[^,\]}#\r\n]*/y;

function unquoted(literal: string): string {
  if (literal.startsWith("'")) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}
