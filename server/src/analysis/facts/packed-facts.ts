/**
 * A module's facts in one piece of memory, and back: to hand them from thread to thread and to keep them on disk.
 * Unpacked tables are views of that memory, so unpacking copies nothing but names, and threads can share what is packed.
 */
import {
  BINDING_WIDTH,
  BindingColumn,
  type ChunkFacts,
  Column,
  type DirectiveComment,
  ROW_WIDTH,
  SCOPE_WIDTH,
  ScopeColumn,
} from './chunk-facts.ts';
import { BindingKind, Form, ScopeKind } from './forms.ts';
import { createNamePool, type NamePool } from './name-pool.ts';
import { type Chunk, NOTHING, type ParsedModule, type ParseProblem } from './parse-module.ts';

/** Written as a number, so that a machine with the other order of bytes does not know it. */
const MARK = 0x1e5afac7;
const FAILURES: readonly ParseProblem['reason'][] = ['budget', 'memory', 'nesting', 'crash'];

/** In 32-bit words. The words of names' numbers, tables and directives of all chunks follow the chunks'. */
const HEADER = 7;
const PROBLEM = 3;
const CHUNK = 7;
const DIRECTIVE = 2;

/** The facts without the text. The length is a multiple of four. */
export function packFacts({ text, chunks, problems }: ParsedModule): Uint8Array {
  const names = new Map<string, number>();
  let units = 0;
  let size = HEADER + problems.length * PROBLEM + chunks.length * CHUNK;
  for (const { facts } of chunks) {
    if (facts === NOTHING) continue;
    size += facts.names.length + facts.rows.length + facts.scopes.length + facts.bindings.length;
    size += facts.directives.length * DIRECTIVE;
    for (const name of facts.names) {
      if (names.has(name)) continue;
      names.set(name, names.size);
      units += name.length;
    }
  }
  size += names.size;
  const isWide = [...names.keys()].some((name) => WIDE.test(name));
  const nameWords = Math.ceil((isWide ? units * 2 : units) / 4);

  const words = new Int32Array(size + nameWords);
  let at = 0;
  const add = (...values: readonly number[]): void => {
    for (const value of values) words[at++] = value;
  };
  add(MARK, words.length, text.length, problems.length, chunks.length, names.size, isWide ? 1 : 0);
  for (const { start, end, reason } of problems) add(start, end, FAILURES.indexOf(reason));
  for (const { start, end, facts } of chunks) {
    const { names: own, rows, scopes, bindings, directives } = facts;
    // A chunk without a scope is one that could not be parsed.
    const scopeCount = facts === NOTHING ? 0 : scopes.length / SCOPE_WIDTH;
    add(start, end, own.length, rows.length / ROW_WIDTH, scopeCount, bindings.length / BINDING_WIDTH);
    add(directives.length);
  }
  for (const { facts } of chunks) {
    if (facts === NOTHING) continue;
    for (const name of facts.names) words[at++] = names.get(name)!;
    for (const table of [facts.rows, facts.scopes, facts.bindings]) {
      words.set(table, at);
      at += table.length;
    }
    for (const { start, end } of facts.directives) add(start, end);
  }
  for (const { length } of names.keys()) words[at++] = length;
  writeNames(names.keys(), isWide ? new Uint16Array(words.buffer, at * 4) : new Uint8Array(words.buffer, at * 4));
  return new Uint8Array(words.buffer, 0, (at + nameWords) * 4);
}

const WIDE = /[\u0100-\uffff]/;

function writeNames(names: Iterable<string>, units: Uint8Array | Uint16Array): void {
  let at = 0;
  for (const name of names) for (let unit = 0; unit < name.length; unit++) units[at++] = name.charCodeAt(unit);
}

/**
 * A module of these packed facts and the text that they are of; undefined for what `packFacts` did not make of it. The
 * module keeps the packed memory, which must not change any more.
 */
export type FactsUnpacker = (packed: Uint8Array, text: string) => ParsedModule | undefined;

/** Returns the function that unpacks facts. Equal names in all that it unpacks share one string. */
export function createFactsUnpacker(): FactsUnpacker {
  const pool = createNamePool();
  return function unpackFacts(packed, text) {
    pool.beginChunk();
    if (packed.length % 4 !== 0 || packed.length < HEADER * 4) return undefined;
    // Words are read where they are only if they stand where words may stand.
    const { buffer, byteOffset, length } = packed.byteOffset % 4 === 0 ? packed : packed.slice();
    try {
      return readModule(new Int32Array(buffer, byteOffset, length / 4), text, pool);
    } catch (error) {
      if (error instanceof MalformedFacts) return undefined;
      throw error;
    }
  };
}

class MalformedFacts extends Error {}

function check(isRight: boolean): void {
  if (!isRight) throw new MalformedFacts();
}

function readModule(words: Int32Array, text: string, pool: NamePool): ParsedModule {
  const [mark, size, textLength, problemCount, chunkCount, nameCount, isWide] = words as unknown as Header;
  check(mark === MARK && size === words.length && textLength === text.length && (isWide === 0 || isWide === 1));
  const rest = size - HEADER;
  check(isWithin(problemCount, 0, rest) && isWithin(chunkCount, 0, rest) && isWithin(nameCount, 0, rest));
  const chunksAt = HEADER + problemCount * PROBLEM;
  const tablesAt = chunksAt + chunkCount * CHUNK;
  check(tablesAt <= size);

  const problems: ParseProblem[] = [];
  for (let at = HEADER; at < chunksAt; at += PROBLEM) {
    const [start, end, reason] = words.subarray(at, at + PROBLEM) as unknown as readonly [number, number, number];
    check(isSpan(start, end, text.length) && isWithin(reason, 0, FAILURES.length - 1));
    problems.push({ start, end, reason: FAILURES[reason]! });
  }

  let namesAt = tablesAt;
  for (let at = chunksAt; at < tablesAt; at += CHUNK) {
    for (let column = 2; column < CHUNK; column++) check(isWithin(words[at + column]!, 0, rest));
    namesAt += sizeOfTables(words, at);
  }
  check(namesAt + nameCount <= size);
  const names = readNames(words, namesAt, nameCount, isWide === 1, pool);

  const chunks: Chunk[] = [];
  let previousEnd = 0;
  let tables = tablesAt;
  for (let at = chunksAt; at < tablesAt; at += CHUNK) {
    const [start, end] = [words[at]!, words[at + 1]!];
    check(start >= previousEnd && isSpan(start, end, text.length));
    previousEnd = end;
    chunks.push({ start, end, facts: readChunk(words, at, tables, names, text) });
    tables += sizeOfTables(words, at);
  }
  return { text, chunks, problems };
}

type Header = readonly [number, number, number, number, number, number, number];

function sizeOfTables(words: Int32Array, chunk: number): number {
  const names = words[chunk + 2]!;
  const rows = words[chunk + 3]! * ROW_WIDTH;
  const scopes = words[chunk + 4]! * SCOPE_WIDTH;
  return names + rows + scopes + words[chunk + 5]! * BINDING_WIDTH + words[chunk + 6]! * DIRECTIVE;
}

function readNames(words: Int32Array, at: number, count: number, isWide: boolean, pool: NamePool): readonly string[] {
  const start = words.byteOffset + (at + count) * 4;
  const bytes = words.byteOffset + words.byteLength - start;
  const units = isWide ? new Uint16Array(words.buffer, start, bytes / 2) : new Uint8Array(words.buffer, start, bytes);
  const names: string[] = [];
  let unit = 0;
  for (let name = at; name < at + count; name++) {
    const length = words[name]!;
    check(isWithin(length, 0, units.length - unit));
    names.push(pool.intern(units, unit, unit + length));
    unit += length;
  }
  return names;
}

function readChunk(
  words: Int32Array,
  chunk: number,
  tables: number,
  allNames: readonly string[],
  moduleText: string,
): ChunkFacts {
  const [start, end, nameCount, rowCount, scopeCount, bindingCount, directiveCount] = words.subarray(
    chunk,
    chunk + CHUNK,
  ) as unknown as Header;
  if (scopeCount === 0) {
    check(nameCount === 0 && rowCount === 0 && bindingCount === 0 && directiveCount === 0);
    return NOTHING;
  }
  const limits: Limits = { nameCount, rowCount, scopeCount, length: end - start };
  let at = tables;
  const table = (length: number): Int32Array => {
    at += length;
    return words.subarray(at - length, at);
  };

  const names: string[] = [];
  for (const number of table(nameCount)) {
    check(isWithin(number, 0, allNames.length - 1));
    names.push(allNames[number]!);
  }
  const rows = table(rowCount * ROW_WIDTH);
  checkRows(rows, limits);
  const scopes = table(scopeCount * SCOPE_WIDTH);
  checkScopes(scopes, limits);
  const bindings = table(bindingCount * BINDING_WIDTH);
  checkBindings(bindings, limits);
  const directives: DirectiveComment[] = [];
  for (let left = directiveCount; left > 0; left--) {
    const [from, to] = [words[at++]!, words[at++]!];
    check(isSpan(from, to, limits.length));
    directives.push({ start: from, end: to, text: moduleText.slice(start + from, start + to).trimEnd() });
  }
  return { rows, scopes, bindings, names, directives };
}

interface Limits {
  readonly nameCount: number;
  readonly rowCount: number;
  readonly scopeCount: number;
  /** Of the chunk's text. */
  readonly length: number;
}

/** Whoever walks along parents, scopes or next rows comes to an end, and every number in the tables means something. */
function checkRows(rows: Int32Array, { nameCount, rowCount, scopeCount, length }: Limits): void {
  for (let row = 0, at = 0; row < rowCount; row++, at += ROW_WIDTH) {
    const form = rows[at]! & 0xff;
    const parent = rows[at + Column.Parent]!;
    const next = rows[at + Column.Next]!;
    const isRight =
      form >= Form.Assign &&
      form <= Form.Unknown &&
      isSpan(rows[at + Column.Start]!, rows[at + Column.End]!, length) &&
      isWithin(parent, -1, row - 1) &&
      isWithin(next, row + 1, parent < 0 ? rowCount : rows[parent * ROW_WIDTH + Column.Next]!) &&
      isWithin(rows[at + Column.Name]!, -1, nameCount - 1) &&
      isWithin(rows[at + Column.Scope]!, 0, scopeCount - 1);
    check(isRight);
  }
}

function checkScopes(scopes: Int32Array, { rowCount, scopeCount, length }: Limits): void {
  for (let scope = 0, at = 0; scope < scopeCount; scope++, at += SCOPE_WIDTH) {
    const isRight =
      isWithin(scopes[at + ScopeColumn.Row]!, -1, rowCount - 1) &&
      // The module's scope alone has none around it.
      isWithin(scopes[at + ScopeColumn.Parent]!, scope === 0 ? -1 : 0, scope - 1) &&
      isWithin(scopes[at + ScopeColumn.Kind]!, ScopeKind.Module, ScopeKind.Comprehension) &&
      isWithin(scopes[at + ScopeColumn.NameStart]!, -1, length);
    check(isRight);
  }
}

function checkBindings(bindings: Int32Array, { nameCount, rowCount, scopeCount }: Limits): void {
  for (let at = 0; at < bindings.length; at += BINDING_WIDTH) {
    const isRight =
      isWithin(bindings[at + BindingColumn.Scope]!, 0, scopeCount - 1) &&
      isWithin(bindings[at + BindingColumn.Name]!, 0, nameCount - 1) &&
      isWithin(bindings[at + BindingColumn.Row]!, 0, rowCount - 1) &&
      isWithin(bindings[at + BindingColumn.Kind]!, BindingKind.Assign, BindingKind.Declaration) &&
      isWithin(bindings[at + BindingColumn.Owner]!, 0, scopeCount - 1);
    check(isRight);
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function isSpan(start: number, end: number, length: number): boolean {
  return start >= 0 && start <= end && end <= length;
}
