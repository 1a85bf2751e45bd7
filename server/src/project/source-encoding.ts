/** Turns a Python file's bytes into text and back, as PEP 263 says: byte order mark, coding cookie, UTF-8. */
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** A file's text and what is needed to write it back. */
export interface SourceText {
  /** Without the byte order mark, so that offsets and columns are those that Python counts. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** As the cookie calls it, in Python's normal form; 'utf-8' without one. */
  readonly encoding: string;
}

/** Why bytes are no text; `line` and `column` (in bytes) are 1-based. */
export interface DecodingFailure {
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

export type Decoded = { readonly ok: true; readonly source: SourceText } | ({ readonly ok: false } & DecodingFailure);

/** Python refuses what this refuses, except for the encodings that Python has and a JavaScript engine has not. */
export function decodeSource(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf16 = utf16Failure(buffer);
  if (utf16 !== undefined) return utf16;
  const hasByteOrderMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  const content = hasByteOrderMark ? buffer.subarray(3) : buffer;
  const cookie = cookieOf(content);
  const encoding = cookie?.encoding ?? 'utf-8';
  if (hasByteOrderMark && encoding !== 'utf-8') {
    const message = `Not checked: the file starts with the mark of UTF-8 and declares '${cookie!.written}'; Python refuses that. Remove the declaration.`;
    return { ok: false, line: cookie!.line, message };
  }
  const nul = content.indexOf(0);
  if (nul >= 0) {
    const message = 'Not checked: the file has a NUL byte here, which Python source cannot have. Remove it.';
    return { ok: false, ...placeOfByte(content, nul), message };
  }
  const text = decodeAs(encoding, content);
  if (text !== undefined) return { ok: true, source: { text, hasByteOrderMark, encoding } };
  return isKnown(encoding) ? invalidBytes(content, encoding, cookie?.written) : unknownEncoding(cookie!);
}

/** The bytes of a changed text; undefined where they would not mean that text in the file's encoding. */
export function encodeSource({ text, hasByteOrderMark, encoding }: SourceText): Buffer | undefined {
  const bytes = encodeAs(encoding, text);
  if (bytes === undefined || decodeAs(encoding, bytes) !== text) return undefined;
  return hasByteOrderMark ? Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]) : bytes;
}

interface Cookie {
  readonly encoding: string;
  readonly written: string;
  readonly line: number;
}

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#|$)/;

/** PEP 263: a comment in the first line, or in the second after a line without code. */
function cookieOf(content: Buffer): Cookie | undefined {
  // Two lines of a source file are short; a file of one line of a megabyte has no cookie worth reading it all.
  const lines = content
    .subarray(0, 4096)
    .toString('latin1')
    .split(/\r\n|\r|\n/);
  for (const [index, line] of lines.slice(0, 2).entries()) {
    const written = COOKIE.exec(line)?.[1];
    if (written !== undefined) return { written, encoding: normalName(written), line: index + 1 };
    if (!BLANK_OR_COMMENT.test(line)) return undefined;
  }
  return undefined;
}

/** As `tokenize.detect_encoding` does, with the names by which Python knows the commonest codecs. */
function normalName(written: string): string {
  const name = written.toLowerCase().replace(/[_ ]/g, '-');
  if (/^utf-8(-|$)/.test(name) || ['utf8', 'u8', 'utf', 'cp65001'].includes(name)) return 'utf-8';
  if (/^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(name)) return 'iso-8859-1';
  if (['latin1', 'l1', 'latin', 'iso8859-1', '8859', 'cp819'].includes(name)) return 'iso-8859-1';
  if (['ascii', 'us-ascii', '646'].includes(name)) return 'ascii';
  return name;
}

/** Labels of the Encoding Standard for Python's names, where they differ by more than hyphens. */
function labelOf(encoding: string): string {
  const codePage = /^(?:cp-?|windows-?|)(125[0-8])$/.exec(encoding);
  if (codePage !== null) return `windows-${codePage[1]}`;
  const iso = /^(?:iso-?8859-?|l(?:atin-?)?)(\d+)$/.exec(encoding);
  if (iso !== null) return `iso-8859-${encoding.startsWith('l') ? (LATIN[Number(iso[1])] ?? 0) : iso[1]}`;
  return LABELS[encoding] ?? encoding;
}

/** Latin-2 is ISO 8859-2, but Latin-5 is ISO 8859-9. */
const LATIN: Readonly<Record<number, number>> = { 2: 2, 3: 3, 4: 4, 5: 9, 6: 10, 7: 13, 8: 14, 9: 15, 10: 16 };
const LABELS: Readonly<Record<string, string>> = {
  cp866: 'ibm866',
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp936: 'gbk',
  cp950: 'big5',
  'big5-hkscs': 'big5',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  'mac-roman': 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
  gb2312: 'gbk',
};

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encoding === 'utf-8') return isUtf8(buffer) ? buffer.toString('utf8') : undefined;
  if (encoding === 'ascii') return buffer.every((byte) => byte < 0x80) ? buffer.toString('latin1') : undefined;
  // The Encoding Standard reads this name as windows-1252, Python does not.
  if (encoding === 'iso-8859-1') return buffer.toString('latin1');
  if (labelOf(encoding) === 'windows-1252') return decodeWindows1252(buffer);
  try {
    return decoderOf(encoding)?.decode(buffer);
  } catch {
    return undefined;
  }
}

/** What the bytes from 0x80 to 0x9F mean; a space stands for those that mean nothing. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** The TextDecoder of Node 20 takes this encoding for latin-1. */
function decodeWindows1252(buffer: Buffer): string | undefined {
  let isValid = true;
  const text = Array.from(buffer.toString('latin1'), (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x80 || code > 0x9f) return character;
    const meant = WINDOWS_1252[code - 0x80]!;
    isValid &&= meant !== ' ';
    return meant;
  });
  return isValid ? text.join('') : undefined;
}

function decoderOf(encoding: string): TextDecoder | undefined {
  // Python takes no cookie whose encoding is not a superset of ASCII.
  if (/^(utf|iso-?2022|iso-?10646|ucs|unicode|csunicode)/.test(encoding)) return undefined;
  try {
    return new TextDecoder(labelOf(encoding), { fatal: true, ignoreBOM: true });
  } catch {
    return undefined;
  }
}

function isKnown(encoding: string): boolean {
  return ['utf-8', 'ascii', 'iso-8859-1'].includes(encoding) || decoderOf(encoding) !== undefined;
}

function encodeAs(encoding: string, text: string): Buffer | undefined {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'ascii' || encoding === 'iso-8859-1') return Buffer.from(text, 'latin1');
  // One byte, one character: the decoder itself gives the table. Others cannot be written, and the caller says so.
  const byteOf = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const character = decodeAs(encoding, Uint8Array.of(byte));
    if (character !== undefined) byteOf.set(character, byte);
  }
  const bytes = Buffer.alloc(text.length);
  for (let at = 0; at < text.length; at++) {
    const byte = byteOf.get(text[at]!);
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}

function unknownEncoding({ written, line }: Cookie): Decoded {
  const message = `Not checked: the encoding '${written}' is not supported. Save the file as UTF-8 and remove the declaration.`;
  return { ok: false, line, message };
}

function invalidBytes(content: Buffer, encoding: string, written: string | undefined): Decoded {
  if (encoding !== 'utf-8' && encoding !== 'ascii') {
    const line = firstLine(content, (bytes) => decodeAs(encoding, bytes) === undefined);
    return { ok: false, line, message: `Not checked: this line is not valid in the declared encoding '${written}'.` };
  }
  const at = encoding === 'ascii' ? content.findIndex((byte) => byte >= 0x80) : firstNonUtf8(content);
  const byte = `0x${(content[at] ?? 0).toString(16).toUpperCase()}`;
  const message =
    written === undefined
      ? `Not checked: the byte ${byte} is not UTF-8 and no encoding is declared, so Python refuses the file too. Save it as UTF-8, or declare its encoding in the first line: # -*- coding: latin-1 -*-`
      : `Not checked: the byte ${byte} is not valid in the declared encoding '${written}', so Python refuses the file too. Save it in that encoding or declare another.`;
  return { ok: false, ...placeOfByte(content, at), message };
}

function utf16Failure(buffer: Buffer): Decoded | undefined {
  const mark = buffer.length < 2 ? 0 : buffer.readUInt16BE(0);
  if (mark !== 0xfffe && mark !== 0xfeff) return undefined;
  return {
    ok: false,
    line: 1,
    message: 'Not checked: the file is UTF-16, which Python cannot read. Save it as UTF-8.',
  };
}

function firstNonUtf8(content: Buffer): number {
  let at = 0;
  while (at < content.length) {
    const lead = content[at]!;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length > 1 && (at + length > content.length || !isUtf8(content.subarray(at, at + length)))) return at;
    at += length;
  }
  return 0;
}

function firstLine(content: Buffer, isBad: (line: Buffer) => boolean): number {
  let line = 1;
  for (let start = 0; start < content.length; line++) {
    const newline = content.indexOf(0x0a, start);
    const end = newline < 0 ? content.length : newline;
    if (isBad(content.subarray(start, end))) return line;
    start = end + 1;
  }
  return 1;
}

function placeOfByte(content: Buffer, offset: number): { readonly line: number; readonly column: number } {
  const lines = content
    .subarray(0, offset)
    .toString('latin1')
    .split(/\r\n|\r|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
