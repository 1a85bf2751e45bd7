/** Tells edits inside the body of a function, after which all other code still sees the same names, classes and values. */
import {
  BINDING_WIDTH,
  BindingColumn,
  type ChunkFacts,
  Column,
  ROW_WIDTH,
  SCOPE_WIDTH,
  ScopeColumn,
} from './chunk-facts.ts';
import { Flag, Form, Role } from './forms.ts';
import type { ParsedModule } from './parse-module.ts';

/** The rows of a function in whose body something is different: those from `start` to before `end`. */
export interface EditedFunction {
  readonly chunk: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The functions that an edit changed, if all that code elsewhere can know of the module by names, definitions and
 * assignments is the same in both versions, row by row: they differ in positions, and in expressions that nothing outside
 * of these functions looks at. Otherwise undefined, in doubt too.
 */
export function quietlyEdited(old: ParsedModule, next: ParsedModule): readonly EditedFunction[] | undefined {
  if (old.chunks.length !== next.chunks.length || old.problems.length > 0 || next.problems.length > 0) return undefined;
  const found: EditedFunction[] = [];
  for (const [chunk, { facts }] of next.chunks.entries()) {
    const before = old.chunks[chunk]!.facts;
    if (facts === before) continue;
    const fn = quietlyChanged(before, facts);
    if (fn === undefined) return undefined;
    if (fn >= 0) found.push({ chunk, start: fn, end: facts.rows[fn * ROW_WIDTH + Column.Next]! });
  }
  return found;
}

/** The row of the function whose body is different; -1 when nothing but positions is; undefined when others may see it. */
function quietlyChanged(old: ChunkFacts, next: ChunkFacts): number | undefined {
  if (old.rows.length !== next.rows.length || !isSameTable(old.directives, next.directives)) return undefined;
  const count = next.rows.length / ROW_WIDTH;
  let start = 0;
  while (start < count && isSameRow(old, next, start)) start++;
  if (!isSameBindings(old, next)) return undefined;
  if (start === count) return -1;
  let end = count;
  while (end > start && isSameRow(old, next, end - 1)) end--;
  if (!isPlain(old, start, end) || !isPlain(next, start, end)) return undefined;
  const before = functionAround(old, start, end);
  const after = functionAround(next, start, end);
  if (before === undefined || after === undefined) return undefined;
  return Math.max(before, after);
}

/** Comments that speak to the tool may be about definitions. */
function isSameTable(a: ChunkFacts['directives'], b: ChunkFacts['directives']): boolean {
  return a.length === b.length && a.every(({ text }, index) => text === b[index]!.text);
}

/** The same scopes and bindings of the same names by the same rows. */
function isSameBindings(old: ChunkFacts, next: ChunkFacts): boolean {
  if (old.bindings.length !== next.bindings.length || old.scopes.length !== next.scopes.length) return false;
  for (let at = 0; at < next.scopes.length; at += SCOPE_WIDTH) {
    if (SCOPE_SHAPE.some((column) => old.scopes[at + column] !== next.scopes[at + column])) return false;
  }
  for (let at = 0; at < next.bindings.length; at += BINDING_WIDTH) {
    if (BINDING_SHAPE.some((column) => old.bindings[at + column] !== next.bindings[at + column])) return false;
    const name = at + BindingColumn.Name;
    if (old.names[old.bindings[name]!] !== next.names[next.bindings[name]!]) return false;
  }
  return true;
}

/** All columns but positions, and names, whose numbers differ from version to version. */
const SCOPE_SHAPE = [ScopeColumn.Row, ScopeColumn.Parent, ScopeColumn.Kind];
const BINDING_SHAPE = [BindingColumn.Scope, BindingColumn.Row, BindingColumn.Kind, BindingColumn.Owner];

function isSameRow(a: ChunkFacts, b: ChunkFacts, row: number): boolean {
  const at = row * ROW_WIDTH;
  for (const column of [Column.Head, Column.Parent, Column.Next, Column.Scope]) {
    if (a.rows[at + column] !== b.rows[at + column]) return false;
  }
  const [nameA, nameB] = [a.rows[at + Column.Name]!, b.rows[at + Column.Name]!];
  return (nameA < 0 ? undefined : a.names[nameA]) === (nameB < 0 ? undefined : b.names[nameB]);
}

/** Forms that only compute something, or only steer. */
const PLAIN: ReadonlySet<number> = new Set([
  0,
  ...[Form.Name, Form.Attribute, Form.Subscript, Form.Slice, Form.Call, Form.Keyword, Form.Star, Form.DoubleStar],
  ...[
    Form.List,
    Form.Tuple,
    Form.Set,
    Form.Dict,
    Form.Pair,
    Form.String,
    Form.Number,
    Form.None,
    Form.True,
    Form.False,
  ],
  ...[Form.Ellipsis, Form.BoolOp, Form.Not, Form.Unary, Form.Binary, Form.Compare, Form.Conditional],
  ...[Form.Pass, Form.Break, Form.Continue, Form.Raise, Form.Assert, Form.If, Form.Elif, Form.Else, Form.Block],
]);

/** Whether these rows bind nothing, define nothing and hand nothing to the function's caller. */
function isPlain({ rows }: ChunkFacts, start: number, end: number): boolean {
  for (let at = start * ROW_WIDTH; at < end * ROW_WIDTH; at += ROW_WIDTH) {
    const head = rows[at]!;
    if (!PLAIN.has(head & 0xff) || ((head >> 8) & 0xff) === Role.Target || head & Flag.Broken) return false;
  }
  return true;
}

/**
 * The outermost function in whose body the rows are, in no statement whose value somebody outside of it may see; -1 when
 * there are only free places, undefined when somebody may see it.
 */
function functionAround({ rows, names }: ChunkFacts, start: number, end: number): number | undefined {
  const formOf = (row: number): number => rows[row * ROW_WIDTH]! & 0xff;
  const roleOf = (row: number): number => (rows[row * ROW_WIDTH]! >> 8) & 0xff;
  const parentOf = (row: number): number => rows[row * ROW_WIDTH + Column.Parent]!;
  let first = start;
  while (first < end && formOf(first) === 0) first++;
  // Nothing but free places: what was there is looked at in the other version.
  if (first === end) return -1;
  /** What a function gives back makes it a decorator or not: a function's name, or one that is cast. */
  const mayBeFunction = (value: number): boolean => {
    if (value >= start) return true;
    let callee = value + 1;
    while (callee < start && formOf(callee) === 0) callee++;
    const name = formOf(value) === Form.Call ? rows[callee * ROW_WIDTH + Column.Name]! : -1;
    return name >= 0 && names[name] === 'cast';
  };
  let outermost = -1;
  let isInBody = false;
  let isAssigned = false;
  for (let row = first, parent = parentOf(row); parent >= 0; row = parent, parent = parentOf(row)) {
    const form = formOf(parent);
    if (form === Form.Function) {
      isInBody = roleOf(row) === Role.Body;
      if (isInBody && rows[parent * ROW_WIDTH + Column.Next]! < end) return undefined;
      outermost = parent;
    } else if (form === Form.Lambda || form === Form.Comprehension) return undefined;
    else if (form === Form.Class) {
      // A class in a function is seen by what makes instances of it.
      if (outermost < 0) return undefined;
    } else if (outermost < 0) {
      if (roleOf(row) === Role.Target) return undefined;
      if (ASSIGNING.has(form) && GIVEN.has(roleOf(row))) isAssigned = true;
      else if (form === Form.Return && mayBeFunction(row)) return undefined;
      else if (GIVING.has(form)) return undefined;
    }
  }
  const isUnseen = outermost >= 0 && isInBody && !isLookedInto(rows, names, outermost, isAssigned);
  return isUnseen ? outermost : undefined;
}

/** Statements whose value gets a name or a place. */
const ASSIGNING: ReadonlySet<number> = new Set([
  ...[Form.Assign, Form.AugAssign, Form.NamedExpr, Form.WithItem, Form.For, Form.ComprehensionFor, Form.Except],
]);
const GIVEN: ReadonlySet<number> = new Set([Role.Value, Role.Iterable, Role.Context, Role.Annotation]);
/** Statements that say more than what they compute. */
const GIVING: ReadonlySet<number> = new Set([
  Form.Yield,
  Form.Delete,
  Form.Match,
  Form.Case,
  Form.Global,
  Form.Nonlocal,
]);

/** Functions whose bodies say what `with` gives, or what stands under a decorated name. */
const LOOKED_INTO = /^__a?(enter|exit)__$/;

function isLookedInto(rows: Int32Array, names: readonly string[], fn: number, isAssigned: boolean): boolean {
  const name = rows[fn * ROW_WIDTH + Column.Name]!;
  if (name >= 0 && LOOKED_INTO.test(names[name]!)) return true;
  const end = rows[fn * ROW_WIDTH + Column.Next]!;
  for (let row = fn + 1; row < end; row++) {
    const head = rows[row * ROW_WIDTH]!;
    const form = head & 0xff;
    // What nested functions capture and what attributes hold comes from anywhere in the function.
    if (form === Form.Function || form === Form.Class || form === Form.Lambda) return true;
    if (isAssigned && form === Form.Attribute && ((head >> 8) & 0xff) === Role.Target) return true;
    if (form === Form.Global || form === Form.Nonlocal) return true;
  }
  return false;
}
