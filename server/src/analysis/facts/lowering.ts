/** How each kind of syntax becomes facts: tables from the grammar's names to forms and roles. */
import { FIELD_NAMES, KIND_IS_NAMED, KIND_NAMES } from '../syntax/syntax-tree.ts';
import { Flag, Form, Role } from './forms.ts';

/** What is done with a syntax node. Values up to 63 make a row of that form. */
export const Action = {
  /** No row; its children belong to its parent, in its own role. */
  Pass: 64,
  /** Neither it nor anything below it makes rows. */
  Drop: 65,
  Identifier: 66,
  Decorated: 67,
  Definition: 68,
  ImportedName: 69,
  AliasedImport: 70,
  Parameter: 71,
  SplatParameter: 72,
  KeywordSeparator: 73,
  Comment: 74,
  StringContent: 75,
  Interpolation: 76,
  ErrorNode: 77,
  AsyncToken: 78,
  FromToken: 79,
  IfToken: 80,
  ElseToken: 81,
  Operator: 82,
  DottedName: 83,
  Declaration: 84,
  ImportStar: 85,
  /** A comprehension's `if`, a `type`, a decorator: like `Pass`, but the children's role comes from the table below. */
  PassWithRole: 86,
  RelativeImport: 87,
} as const;

const NAMED: Readonly<Record<string, number>> = {
  module: Action.PassWithRole,
  expression_statement: Action.Pass,
  parenthesized_expression: Action.Pass,
  parenthesized_list_splat: Action.Pass,
  argument_list: Action.Pass,
  with_clause: Action.Pass,
  parameters: Action.Pass,
  lambda_parameters: Action.Pass,
  as_pattern: Action.Pass,
  as_pattern_target: Action.PassWithRole,
  type: Action.Pass,
  constrained_type: Action.Pass,
  type_parameter: Action.PassWithRole,
  decorator: Action.PassWithRole,
  if_clause: Action.PassWithRole,
  chevron: Action.Pass,
  format_specifier: Action.Pass,
  import_statement: Action.Pass,
  future_import_statement: Action.Drop,
  import_from_statement: Action.Pass,
  case_pattern: Action.Pass,
  keyword_pattern: Action.Pass,
  splat_pattern: Action.Pass,
  union_pattern: Action.Pass,
  dict_pattern: Action.Pass,
  complex_pattern: Action.Drop,

  decorated_definition: Action.Decorated,
  function_definition: Action.Definition,
  class_definition: Action.Definition,
  identifier: Action.Identifier,
  aliased_import: Action.AliasedImport,
  dotted_name: Action.DottedName,
  relative_import: Action.RelativeImport,
  wildcard_import: Action.ImportStar,
  default_parameter: Action.Parameter,
  typed_parameter: Action.Parameter,
  typed_default_parameter: Action.Parameter,
  list_splat_pattern: Action.SplatParameter,
  dictionary_splat_pattern: Action.SplatParameter,
  keyword_separator: Action.KeywordSeparator,
  positional_separator: Action.Drop,
  comment: Action.Comment,
  line_continuation: Action.Drop,
  string_start: Action.Drop,
  string_end: Action.Drop,
  string_content: Action.StringContent,
  interpolation: Action.Interpolation,
  format_expression: Action.Interpolation,
  type_conversion: Action.Drop,
  ERROR: Action.ErrorNode,
  global_statement: Action.Declaration,
  nonlocal_statement: Action.Declaration,

  assignment: Form.Assign,
  type_alias_statement: Form.Assign,
  augmented_assignment: Form.AugAssign,
  return_statement: Form.Return,
  raise_statement: Form.Raise,
  delete_statement: Form.Delete,
  assert_statement: Form.Assert,
  pass_statement: Form.Pass,
  break_statement: Form.Break,
  continue_statement: Form.Continue,
  if_statement: Form.If,
  elif_clause: Form.Elif,
  else_clause: Form.Else,
  for_statement: Form.For,
  while_statement: Form.While,
  try_statement: Form.Try,
  except_clause: Form.Except,
  except_group_clause: Form.Except,
  finally_clause: Form.Finally,
  with_statement: Form.With,
  with_item: Form.WithItem,
  match_statement: Form.Match,
  case_clause: Form.Case,
  block: Form.Block,
  lambda: Form.Lambda,
  list_comprehension: Form.Comprehension,
  set_comprehension: Form.Comprehension,
  dictionary_comprehension: Form.Comprehension,
  generator_expression: Form.Comprehension,
  for_in_clause: Form.ComprehensionFor,
  attribute: Form.Attribute,
  member_type: Form.Attribute,
  subscript: Form.Subscript,
  generic_type: Form.Subscript,
  slice: Form.Slice,
  call: Form.Call,
  keyword_argument: Form.Keyword,
  list_splat: Form.Star,
  splat_type: Form.Star,
  dictionary_splat: Form.DoubleStar,
  await: Form.Await,
  yield: Form.Yield,
  list: Form.List,
  list_pattern: Form.List,
  tuple: Form.Tuple,
  tuple_pattern: Form.Tuple,
  pattern_list: Form.Tuple,
  expression_list: Form.Tuple,
  set: Form.Set,
  dictionary: Form.Dict,
  pair: Form.Pair,
  string: Form.String,
  concatenated_string: Form.String,
  integer: Form.Number,
  float: Form.Number,
  none: Form.None,
  true: Form.True,
  false: Form.False,
  ellipsis: Form.Ellipsis,
  boolean_operator: Form.BoolOp,
  not_operator: Form.Not,
  unary_operator: Form.Unary,
  binary_operator: Form.Binary,
  union_type: Form.Binary,
  comparison_operator: Form.Compare,
  conditional_expression: Form.Conditional,
  named_expression: Form.NamedExpr,
  print_statement: Form.Unknown,
  exec_statement: Form.Unknown,
  class_pattern: Form.Unknown,
};

const ANONYMOUS: Readonly<Record<string, number>> = {
  async: Action.AsyncToken,
  from: Action.FromToken,
  if: Action.IfToken,
  else: Action.ElseToken,
};

/** The role of a child, by its parent's kind and the child's field; '' stands for every other field. */
const ROLES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  module: { '': Role.Statement },
  block: { '': Role.Statement, alternative: Role.Clause },
  assignment: { left: Role.Target, right: Role.Value, type: Role.Annotation },
  type_alias_statement: { left: Role.Target, right: Role.Value },
  augmented_assignment: { left: Role.Target, right: Role.Value },
  return_statement: { '': Role.Value },
  raise_statement: { '': Role.Value, cause: Role.Operand },
  delete_statement: { '': Role.Target },
  assert_statement: { '': Role.Test },
  if_statement: { condition: Role.Test, consequence: Role.Body, alternative: Role.Clause },
  elif_clause: { condition: Role.Test, consequence: Role.Body },
  else_clause: { body: Role.Body },
  for_statement: { left: Role.Target, right: Role.Iterable, body: Role.Body, alternative: Role.Clause },
  while_statement: { condition: Role.Test, body: Role.Body, alternative: Role.Clause },
  try_statement: { body: Role.Body, '': Role.Clause },
  except_clause: { value: Role.ExceptionType, alias: Role.Target, '': Role.Body },
  except_group_clause: { value: Role.ExceptionType, alias: Role.Target, '': Role.Body },
  finally_clause: { '': Role.Body },
  with_statement: { body: Role.Body, '': Role.Clause },
  with_item: { value: Role.Context },
  as_pattern_target: { '': Role.Target },
  match_statement: { subject: Role.Subject, body: Role.Body },
  case_clause: { guard: Role.Test, consequence: Role.Body, '': Role.Pattern },
  class_pattern: { '': Role.Pattern },
  function_definition: { parameters: Role.Parameter, return_type: Role.Annotation, body: Role.Body },
  class_definition: { superclasses: Role.Base, body: Role.Body },
  decorator: { '': Role.Decorator },
  lambda: { parameters: Role.Parameter, body: Role.Body },
  default_parameter: { value: Role.Default },
  typed_default_parameter: { value: Role.Default, type: Role.Annotation },
  typed_parameter: { type: Role.Annotation },
  list_comprehension: { body: Role.Element, '': Role.Clause },
  set_comprehension: { body: Role.Element, '': Role.Clause },
  dictionary_comprehension: { body: Role.Element, '': Role.Clause },
  generator_expression: { body: Role.Element, '': Role.Clause },
  for_in_clause: { left: Role.Target, right: Role.Iterable },
  if_clause: { '': Role.Test },
  attribute: { object: Role.Object },
  member_type: { '': Role.Object },
  subscript: { value: Role.Object, subscript: Role.Index },
  generic_type: { '': Role.Object },
  type_parameter: { '': Role.Index },
  slice: { '': Role.Operand },
  call: { function: Role.Callee, arguments: Role.Argument },
  keyword_argument: { value: Role.Value },
  list_splat: { '': Role.Operand },
  splat_type: { '': Role.Operand },
  dictionary_splat: { '': Role.Operand },
  await: { '': Role.Operand },
  yield: { '': Role.Value },
  list: { '': Role.Element },
  tuple: { '': Role.Element },
  set: { '': Role.Element },
  dictionary: { '': Role.Element },
  expression_list: { '': Role.Element },
  pair: { key: Role.Key, value: Role.Value },
  concatenated_string: { '': Role.Element },
  interpolation: { expression: Role.Operand },
  format_expression: { expression: Role.Operand },
  boolean_operator: { '': Role.Operand, left: Role.Operand, right: Role.Operand },
  not_operator: { argument: Role.Operand },
  unary_operator: { argument: Role.Operand },
  binary_operator: { left: Role.Operand, right: Role.Operand },
  union_type: { '': Role.Operand },
  comparison_operator: { '': Role.Operand },
  conditional_expression: { '': Role.Operand },
  named_expression: { name: Role.Target, value: Role.Value },
  print_statement: { '': Role.Operand, argument: Role.Operand },
  exec_statement: { '': Role.Operand, code: Role.Operand },
};

const kindCount = KIND_NAMES.length;
const FIELD_LIMIT = 64;

/** By kind: an action, or the form of the row it makes. */
export const ACTIONS = new Uint8Array(kindCount);
/** By kind: whether its children take its own role (it makes no row). */
export const INHERITS_ROLE = new Uint8Array(kindCount);
/** By kind * 64 + field: the role of a child. */
export const CHILD_ROLES = new Uint8Array(kindCount * FIELD_LIMIT);
/** By kind: flags that a row of that kind starts with. */
export const INITIAL_FLAGS = new Int32Array(kindCount);

for (let kind = 0; kind < kindCount; kind++) {
  const name = KIND_NAMES[kind]!;
  const isNamed = KIND_IS_NAMED[kind];
  ACTIONS[kind] = (isNamed ? NAMED[name] : ANONYMOUS[name]) ?? (isNamed ? Action.Pass : Action.Drop);
  INHERITS_ROLE[kind] = ACTIONS[kind] === Action.Pass || ACTIONS[kind] === Action.ErrorNode ? 1 : 0;
  const roles = isNamed ? ROLES[name] : undefined;
  if (roles === undefined) continue;
  for (let field = 0; field < Math.min(FIELD_NAMES.length, FIELD_LIMIT); field++) {
    CHILD_ROLES[kind * FIELD_LIMIT + field] = roles[FIELD_NAMES[field] ?? ''] ?? roles[''] ?? Role.None;
  }
}

const flagsByName: Readonly<Record<string, number>> = {
  list_comprehension: Flag.MakesList,
  set_comprehension: Flag.MakesSet,
  dictionary_comprehension: Flag.MakesDict,
};
for (const [name, flags] of Object.entries(flagsByName)) {
  KIND_NAMES.forEach((kindName, kind) => {
    if (kindName === name && KIND_IS_NAMED[kind]) INITIAL_FLAGS[kind] = flags;
  });
}

/** The ids of the kinds with this name; anonymous kinds when `named` is false. */
export function kindId(name: string, named = true): number {
  return KIND_NAMES.findIndex((kindName, kind) => kindName === name && Boolean(KIND_IS_NAMED[kind]) === named);
}

/** The id of the field with this name. */
export function fieldId(name: string): number {
  return FIELD_NAMES.indexOf(name);
}
