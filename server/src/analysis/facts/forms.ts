/** The vocabulary of facts: what a row of the facts table is (its form) and what it is for (its role). */

/** What a row is. Python's abstract syntax without punctuation, parentheses and statement wrappers. */
export const Form = {
  // Statements. A bare expression statement is its expression in the role `Statement`.
  Assign: 1, // Target, optional Annotation, optional Value (another Assign for `a = b = v`)
  AugAssign: 2, // Target, Value; name: the operator with its `=`
  Return: 3,
  Raise: 4,
  Delete: 5,
  Assert: 6,
  Global: 7,
  Nonlocal: 8,
  Import: 9, // `import a.b as c`; name: 'a.b'
  ImportFrom: 10, // one per imported name; name: 'a.b' or '..b', the imported name is its only child
  ImportStar: 11, // name: 'a.b'
  Pass: 12,
  Break: 13,
  Continue: 14,
  // Blocks and their clauses.
  If: 15, // Test, Body, Elif*, Else?
  Elif: 16,
  Else: 17,
  For: 18, // Target, Iterable, Body, Else?
  While: 19,
  Try: 20, // Body, Except*, Else?, Finally?
  Except: 21,
  Finally: 22,
  With: 23, // WithItem*, Body
  WithItem: 24, // Context, Target?
  Match: 25,
  Case: 26,
  Block: 27,
  // Definitions and scopes.
  Function: 28, // Decorator*, Param*, Annotation?, Body; name
  Class: 29, // Decorator*, Base*, Body; name
  Lambda: 30, // Param*, Body (an expression)
  Param: 31, // Annotation?, Default?; name
  Comprehension: 32, // Element, then ComprehensionFor and Test rows
  ComprehensionFor: 33, // Target, Iterable
  // Expressions.
  Name: 34,
  Attribute: 35, // Object; name: the attribute
  Subscript: 36, // Object, Index*
  Slice: 37,
  Call: 38, // Callee, Argument*
  Keyword: 39, // Value; name
  Star: 40,
  DoubleStar: 41,
  Await: 42,
  Yield: 43,
  List: 44,
  Tuple: 45,
  Set: 46,
  Dict: 47,
  Pair: 48, // Key, Value
  String: 49, // name: its text when it is short and plain; an f-string has its expressions as children
  Number: 50, // name: its text
  None: 51,
  True: 52,
  False: 53,
  Ellipsis: 54,
  BoolOp: 55, // name: 'and' or 'or'
  Not: 56,
  Unary: 57,
  Binary: 58, // name: the operator
  Compare: 59, // name: its first operator
  Conditional: 60, // then, Test, else
  NamedExpr: 61, // Target, Value
  Unknown: 62, // what Python 3 does not have, and patterns
} as const;
export type Form = (typeof Form)[keyof typeof Form];

/** What a row is for, as seen from its parent. */
export const Role = {
  None: 0,
  Statement: 1,
  Target: 2,
  Value: 3,
  Argument: 4,
  Callee: 5,
  Object: 6,
  Index: 7,
  Operand: 8,
  Test: 9,
  Iterable: 10,
  Element: 11,
  Key: 12,
  Default: 13,
  Decorator: 14,
  Annotation: 15,
  Base: 16,
  Context: 17,
  Body: 18,
  Parameter: 19,
  Clause: 20,
  ExceptionType: 21,
  Pattern: 22,
  Subject: 23,
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** Bits 16 and up of a row's head. Their meaning depends on the form. */
export const Flag = {
  /** Function, For, With, ComprehensionFor: written with `async`. */
  Async: 1 << 16,
  /** Function: its own body has a `yield`. */
  Generator: 1 << 17,
  /** Function, Comprehension: its own body has an `await`, `async for` or `async with`. */
  Awaits: 1 << 18,
  /** Param: `*args`, `**kwargs`. */
  VarArgs: 1 << 19,
  KwArgs: 1 << 20,
  /** String: has interpolated expressions. Yield: `yield from`. */
  Interpolated: 1 << 21,
  Delegates: 1 << 22,
  /** Comprehension: which kind (none of these: a generator expression). */
  MakesList: 1 << 23,
  MakesSet: 1 << 24,
  MakesDict: 1 << 25,
  /** The syntax below this row is broken. */
  Broken: 1 << 26,
  /** Param: keyword-only. */
  KeywordOnly: 1 << 27,
} as const;

/** How a name is bound in its scope. */
export const BindingKind = {
  Assign: 1,
  AugAssign: 2,
  For: 3,
  With: 4,
  Except: 5,
  Param: 6,
  Function: 7,
  Class: 8,
  Import: 9,
  Walrus: 10,
  Delete: 11,
  Pattern: 12,
  GlobalDeclaration: 13,
  NonlocalDeclaration: 14,
  ImportStar: 15,
  /** `x: int` without a value: makes the name local, binds nothing. */
  Declaration: 16,
} as const;
export type BindingKind = (typeof BindingKind)[keyof typeof BindingKind];

export const ScopeKind = { Module: 0, Function: 1, Class: 2, Lambda: 3, Comprehension: 4 } as const;
export type ScopeKind = (typeof ScopeKind)[keyof typeof ScopeKind];
