// Measures how deep brackets are nested, from the characters alone.

/**
 * Whether more than `limit` brackets are open anywhere in a text. Brackets in strings and comments do not count;
 * those inside the replacement fields of f-strings do not either.
 */
export function isNestedDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x28: // (
      case 0x5b: // [
      case 0x7b: // {
        depth++;
        if (depth > limit) return true;
        break;
      case 0x29: // )
      case 0x5d: // ]
      case 0x7d: // }
        if (depth > 0) depth--;
        break;
      case 0x22: // "
      case 0x27: // '
        i = endOfString(text, i) - 1;
        break;
      case 0x23: // #
        i = endOfLine(text, i);
        break;
    }
  }
  return false;
}

/** The offset after a string that starts with the quote at `start`; an unfinished one ends with its line or the text. */
function endOfString(text: string, start: number): number {
  const quote = text[start]!;
  const isTriple = text.startsWith(quote.repeat(3), start);
  const close = isTriple ? quote.repeat(3) : quote;
  for (let i = start + close.length; i < text.length; i++) {
    const unit = text[i];
    if (unit === '\\') i++;
    else if (unit === '\n' && !isTriple) return i;
    else if (unit === quote && text.startsWith(close, i)) return i + close.length;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
