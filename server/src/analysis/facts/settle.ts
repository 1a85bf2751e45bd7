/** What can be said of a chunk's rows and bindings only when all of them are there. */
import { BINDING_WIDTH, BindingColumn, Column, ROW_WIDTH, SCOPE_WIDTH, ScopeColumn } from './chunk-facts.ts';
import { BindingKind, Form, Role, ScopeKind } from './forms.ts';

/** More names than a chunk can have: keys of (scope, name) pairs are scope * limit + name. */
export const NAME_LIMIT = 2 ** 26;

/** Fills the `Next` column: rows stand in pre-order, so one pass from the end widens every parent. */
export function closeSubtrees(rows: Int32Array, count: number): void {
  for (let row = count - 1; row >= 0; row--) {
    const parent = rows[row * ROW_WIDTH + Column.Parent]!;
    if (parent < 0) continue;
    const next = rows[row * ROW_WIDTH + Column.Next]!;
    if (next > rows[parent * ROW_WIDTH + Column.Next]!) rows[parent * ROW_WIDTH + Column.Next] = next;
  }
}

/** Moves what `global` and `nonlocal` declare to the scope that owns the name, and finds bare `x: int` declarations. */
export function settleBindings(
  rows: Int32Array,
  scopes: Int32Array,
  bindings: Int32Array,
  length: number,
  declared: ReadonlyMap<number, number>,
): void {
  for (let at = 0; at < length; at += BINDING_WIDTH) {
    const kind = bindings[at + BindingColumn.Kind]!;
    if (kind === BindingKind.Assign) {
      const target = bindings[at + BindingColumn.Row]!;
      const parent = rows[target * ROW_WIDTH + Column.Parent]!;
      const isBare =
        parent >= 0 &&
        (rows[parent * ROW_WIDTH]! & 0xff) === Form.Assign &&
        !hasChildWithRole(rows, parent, Role.Value) &&
        hasChildWithRole(rows, parent, Role.Annotation);
      if (isBare) bindings[at + BindingColumn.Kind] = BindingKind.Declaration;
    }
    if (declared.size === 0) continue;
    if (kind === BindingKind.GlobalDeclaration || kind === BindingKind.NonlocalDeclaration) continue;
    const owner = bindings[at]!;
    const name = bindings[at + BindingColumn.Name]!;
    const declaration = declared.get(owner * NAME_LIMIT + name);
    if (declaration === BindingKind.GlobalDeclaration) bindings[at] = 0;
    else if (declaration === BindingKind.NonlocalDeclaration) {
      bindings[at] = scopeBinding(scopes, bindings, length, owner, name, declared);
    }
  }
}

/** The nearest function scope around `owner` that binds `name` itself; `owner` when there is none. */
function scopeBinding(
  scopes: Int32Array,
  bindings: Int32Array,
  length: number,
  owner: number,
  name: number,
  declared: ReadonlyMap<number, number>,
): number {
  for (let scope = scopes[owner * SCOPE_WIDTH + ScopeColumn.Parent]!; scope > 0; ) {
    const kind = scopes[scope * SCOPE_WIDTH + ScopeColumn.Kind]!;
    if (kind !== ScopeKind.Class && !declared.has(scope * NAME_LIMIT + name)) {
      for (let at = 0; at < length; at += BINDING_WIDTH) {
        if (bindings[at + BindingColumn.Owner] === scope && bindings[at + BindingColumn.Name] === name) return scope;
      }
    }
    scope = scopes[scope * SCOPE_WIDTH + ScopeColumn.Parent]!;
  }
  return owner;
}

function hasChildWithRole(rows: Int32Array, parent: number, role: number): boolean {
  const end = rows[parent * ROW_WIDTH + Column.Next]!;
  for (let child = parent + 1; child < end; child = rows[child * ROW_WIDTH + Column.Next]!) {
    if (((rows[child * ROW_WIDTH]! >> 8) & 0xff) === role) return true;
  }
  return false;
}

/** By scope, then by name; those of one scope and name stay in source order, which is the order they come in. */
export function sortedBindings(data: Int32Array, length: number, scopeCount: number, nameCount: number): Int32Array {
  const byName = sortedBy(BindingColumn.Name, nameCount, data, length);
  return sortedBy(BindingColumn.Scope, scopeCount, byName, length);
}

/** A counting sort, stable and linear: the keys in `column` are numbers below `keyCount`. */
function sortedBy(column: number, keyCount: number, data: Int32Array, length: number): Int32Array {
  const places = new Int32Array(keyCount + 1);
  for (let at = column; at < length; at += BINDING_WIDTH) places[data[at]! + 1]!++;
  for (let key = 1; key < keyCount; key++) places[key]! += places[key - 1]!;
  const sorted = new Int32Array(length);
  for (let from = 0; from < length; from += BINDING_WIDTH) {
    let to = places[data[from + column]!]!++ * BINDING_WIDTH;
    for (let at = from; at < from + BINDING_WIDTH; at++) sorted[to++] = data[at]!;
  }
  return sorted;
}
