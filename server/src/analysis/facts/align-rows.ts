/**
 * Keeps the rows of an edited chunk where they were: only those that the edit touched get other numbers, so that whoever
 * knows a row by its number still means the same piece of code.
 */
import {
  BINDING_WIDTH,
  BindingColumn,
  type ChunkFacts,
  Column,
  ROW_WIDTH,
  SCOPE_WIDTH,
  ScopeColumn,
} from './chunk-facts.ts';

/** Rows that are left free behind an edit that needed more than there were: the next edits there find room. */
const SPARE = 48;

/** The rows that two versions of a chunk have in common, before and behind what differs. */
interface Alignment {
  /** By row of the new version, laid out anew: its place. */
  readonly places: Int32Array;
  readonly count: number;
}

/**
 * The facts of a chunk's new text, with rows that the edit did not touch at their places in the old facts where there is
 * room. Places that are left over hold rows without a form, which no row counts as a child.
 */
export function alignRows(old: ChunkFacts, fresh: ChunkFacts): ChunkFacts {
  const { places, count } = align(old, fresh);
  const { rows: from } = fresh;
  const freshCount = from.length / ROW_WIDTH;
  // A chunk that lost most of its text is not held to the size that it had.
  if (count === freshCount || count > 2 * freshCount + 4 * SPARE) return fresh;
  const placeOf = (row: number): number => (row < 0 ? row : row >= freshCount ? count : places[row]!);
  const rows = new Int32Array(count * ROW_WIDTH);
  for (let row = 0; row < count; row++) {
    rows[row * ROW_WIDTH + Column.Parent] = -1;
    rows[row * ROW_WIDTH + Column.Next] = row + 1;
    rows[row * ROW_WIDTH + Column.Name] = -1;
  }
  for (let row = 0; row < freshCount; row++) {
    const to = places[row]! * ROW_WIDTH;
    for (let column = 0; column < ROW_WIDTH; column++) rows[to + column] = from[row * ROW_WIDTH + column]!;
    rows[to + Column.Parent] = placeOf(from[row * ROW_WIDTH + Column.Parent]!);
    rows[to + Column.Next] = placeOf(from[row * ROW_WIDTH + Column.Next]!);
  }
  const scopes = fresh.scopes.slice();
  for (let at = 0; at < scopes.length; at += SCOPE_WIDTH) {
    scopes[at + ScopeColumn.Row] = placeOf(scopes[at + ScopeColumn.Row]!);
  }
  const bindings = fresh.bindings.slice();
  for (let at = 0; at < bindings.length; at += BINDING_WIDTH) {
    bindings[at + BindingColumn.Row] = placeOf(bindings[at + BindingColumn.Row]!);
  }
  return { ...fresh, rows, scopes, bindings };
}

function align(old: ChunkFacts, fresh: ChunkFacts): Alignment {
  const oldCount = old.rows.length / ROW_WIDTH;
  const freshCount = fresh.rows.length / ROW_WIDTH;
  const places = new Int32Array(freshCount);
  const isFree = (row: number): boolean => old.rows[row * ROW_WIDTH + Column.Head] === 0;

  // Forward through what is the same before the edit.
  let before = 0;
  let place = 0;
  for (; before < freshCount; before++, place++) {
    while (place < oldCount && isFree(place)) place++;
    if (place >= oldCount || !isSameRow(old, place, fresh, before)) break;
    places[before] = place;
  }
  const start = before === 0 ? 0 : places[before - 1]! + 1;

  // Backward through what is the same behind it.
  let behind = freshCount;
  let end = oldCount;
  for (; behind > before; behind--) {
    let last = end - 1;
    while (last >= start && isFree(last)) last--;
    if (last < start || !isSameRow(old, last, fresh, behind - 1)) break;
    end = last;
    places[behind - 1] = last;
  }

  const touched = behind - before;
  const room = (behind === freshCount ? oldCount : end) - start;
  const shift = touched <= room ? 0 : touched - room + SPARE;
  for (let row = before; row < behind; row++) places[row] = start + row - before;
  for (let row = behind; row < freshCount; row++) places[row] = places[row]! + shift;
  const last = freshCount === 0 ? 0 : places[freshCount - 1]! + 1;
  return { places, count: Math.max(last, shift === 0 ? oldCount : oldCount + shift) };
}

function isSameRow(a: ChunkFacts, rowA: number, b: ChunkFacts, rowB: number): boolean {
  const [atA, atB] = [rowA * ROW_WIDTH, rowB * ROW_WIDTH];
  if (a.rows[atA + Column.Head] !== b.rows[atB + Column.Head]) return false;
  return nameAt(a, atA) === nameAt(b, atB);
}

function nameAt({ rows, names }: ChunkFacts, at: number): string | undefined {
  const name = rows[at + Column.Name]!;
  return name < 0 ? undefined : names[name];
}
