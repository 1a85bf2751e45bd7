/** The facts of one chunk: flat tables that depend on the chunk's text alone. */

/** Columns of a row. Rows stand in pre-order; offsets are UTF-16 code units from the chunk's start. */
export const Column = {
  /** form | role << 8 | flags */
  Head: 0,
  Start: 1,
  End: 2,
  /** The row's parent, -1 at the top level of the chunk. */
  Parent: 3,
  /** The first row after this row's subtree. */
  Next: 4,
  /** Index into `names`, -1 for none. */
  Name: 5,
  /** The scope in which the row is evaluated: a definition's decorators, defaults and bases belong to the scope around it. */
  Scope: 6,
} as const;
export const ROW_WIDTH = 7;

/** Columns of a scope: the row that opens it (-1: the module), the scope around it, its kind, its name's offset or -1. */
export const ScopeColumn = { Row: 0, Parent: 1, Kind: 2, NameStart: 3 } as const;
export const SCOPE_WIDTH = 4;

/**
 * Columns of a binding. Bindings are sorted by scope, then by name, and stand in source order then. `Owner` is the
 * scope whose code binds the name; it differs from `Scope` for `global` and `nonlocal` names.
 */
export const BindingColumn = { Scope: 0, Name: 1, Row: 2, Kind: 3, Owner: 4 } as const;
export const BINDING_WIDTH = 5;

/** A comment that speaks to the tool, such as `# interleave: ignore[rule-id] reason`. */
export interface DirectiveComment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface ChunkFacts {
  readonly rows: Int32Array;
  readonly scopes: Int32Array;
  readonly bindings: Int32Array;
  readonly names: readonly string[];
  readonly directives: readonly DirectiveComment[];
}
