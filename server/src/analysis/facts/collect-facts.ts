/** Turns the syntax of one chunk into facts, in one pass over the flat arrays. */
import { FIELD_MASK, FIELD_SHIFT, KIND_MASK, MISSING, type SyntaxTree } from '../syntax/syntax-tree.ts';
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
import { BindingKind, Flag, Form, Role, ScopeKind } from './forms.ts';
import { ACTIONS, Action, CHILD_ROLES, INHERITS_ROLE, INITIAL_FLAGS } from './lowering.ts';
import { createNamePool } from './name-pool.ts';
import { Rows } from './rows.ts';
import { closeSubtrees, NAME_LIMIT, settleBindings, sortedBindings } from './settle.ts';
import {
  AS_PATTERN,
  ATTRIBUTE,
  BAR,
  CLASS,
  CLASS_PATTERN,
  CONDITIONAL,
  DEFAULT_PARAMETER,
  DICTIONARY_SPLAT_PATTERN,
  DOTTED_NAME,
  F_ALIAS,
  F_ATTRIBUTE,
  F_BODY,
  F_DEFINITION,
  F_MODULE_NAME,
  F_NAME,
  F_OPERATOR,
  F_OPERATORS,
  F_PARAMETERS,
  F_RIGHT,
  F_TYPE,
  F_VALUE,
  FOR_IN_CLAUSE,
  FUNCTION,
  GLOBAL,
  IDENTIFIER,
  IMPORT,
  IMPORT_FROM,
  KEYWORD_ARGUMENT,
  KEYWORD_PATTERN,
  LAMBDA,
  LAMBDA_PARAMETERS,
  MEMBER_TYPE,
  PARAMETERS,
  SPLAT_PATTERN,
  TYPED_DEFAULT_PARAMETER,
  TYPED_PARAMETER,
  UNION_TYPE,
  YIELD,
} from './syntax-kinds.ts';

const DROPPED = -2;
/** Plain strings up to this length keep their text, for `__all__`, attribute names and the like. */
const LONGEST_KEPT_STRING = 64;
const NO_NUMBERS: Int32Array = new Int32Array(0);
const NO_UNITS: Uint16Array = new Uint16Array(0);
const DIRECTIVE = /^#\s*interleave:/;

/** Returns the function that collects the facts of a chunk; it keeps buffers and a pool of names between calls. */
export function createCollector(): (tree: SyntaxTree, text: string) => ChunkFacts {
  const pool = createNamePool();
  const rows = new Rows();
  const scopes = new Rows();
  const bindings = new Rows();
  let rowAt = new Int32Array(1 << 12);
  let scopeAt = new Int32Array(1 << 12);
  let childRole = new Uint8Array(1 << 12);

  /** The chunk's syntax, as long as it is looked at. */
  let kinds = NO_NUMBERS;
  let starts = NO_NUMBERS;
  let ends = NO_NUMBERS;
  let nexts = NO_NUMBERS;
  let units = NO_UNITS;
  let text = '';
  let directives: DirectiveComment[] = [];
  /** Functions whose parameters have reached `*` or `*args`. */
  const afterStar = new Set<number>();
  /** Scope opened by a function, class, lambda or comprehension row. */
  const opened = new Map<number, number>();
  /** Comprehensions that have a `for` already, and every comprehension's first `for`. */
  const comprehensionsWithClause = new Set<number>();
  const firstClauses = new Set<number>();
  /** (scope, name) pairs declared global or nonlocal. */
  const declared = new Map<number, number>();

  return function collectFacts(tree, chunkText) {
    ({ kinds, starts, ends, nexts, units } = tree);
    const { count, parents } = tree;
    if (rowAt.length < count) {
      rowAt = new Int32Array(count * 2);
      scopeAt = new Int32Array(count * 2);
      childRole = new Uint8Array(count * 2);
    }
    rows.length = 0;
    scopes.length = 0;
    bindings.length = 0;
    pool.beginChunk();
    text = chunkText;
    directives = [];
    afterStar.clear();
    opened.clear();
    comprehensionsWithClause.clear();
    firstClauses.clear();
    declared.clear();

    openScope(-1, -1, ScopeKind.Module, -1);

    for (let i = 0; i < count; i++) {
      const head = kinds[i]!;
      const kind = head & KIND_MASK;
      const parent = parents[i]!;
      if (parent < 0) {
        rowAt[i] = -1;
        scopeAt[i] = 0;
        childRole[i] = Role.Statement;
        continue;
      }
      const parentRow = rowAt[parent]!;
      const parentKind = kinds[parent]! & KIND_MASK;
      const field = (head >> FIELD_SHIFT) & FIELD_MASK;
      const action = ACTIONS[kind]!;
      // Half of all nodes are punctuation and keywords; of these only operators matter.
      if (parentRow === DROPPED || (action === Action.Drop && !isOperator(kind, parentKind, field))) {
        rowAt[i] = DROPPED;
        continue;
      }
      const scope = scopeFor(parentKind, parent, parentRow, field);
      scopeAt[i] = scope;
      // `childRole` holds a role for every child of this parent (it inherits, is a target, or a token changed it).
      const role = childRole[parent] || CHILD_ROLES[parentKind * 64 + field]!;
      childRole[i] = INHERITS_ROLE[kind] ? role : 0;

      if (action < 64) {
        addPlainRow(i, action, role, INITIAL_FLAGS[kind]!, parentRow, scope);
        continue;
      }
      rowAt[i] = parentRow;
      if (action === Action.Identifier) identifier(i, parent, parentKind, parentRow, field, role, scope);
      else lower(action, i, kind, parent, parentKind, parentRow, field, role, scope);
    }

    closeSubtrees(rows.data, rows.length / ROW_WIDTH);
    settleBindings(rows.data, scopes.data, bindings.data, bindings.length, declared);
    // The views keep the engine's memory alive, and an engine that grew too large is thrown away to free it.
    kinds = starts = ends = nexts = NO_NUMBERS;
    units = NO_UNITS;
    text = '';
    const names = pool.takeNames();
    return {
      rows: rows.take(),
      scopes: scopes.take(),
      bindings: sortedBindings(bindings.data, bindings.length, scopes.length / SCOPE_WIDTH, names.length),
      names,
      directives,
    };
  };

  /** A row for a node that makes one of its own. */
  function addPlainRow(i: number, form: number, role: number, flags: number, parentRow: number, scope: number): void {
    const row = addRow(form, role, flags, i, parentRow, scope);
    rowAt[i] = row;
    if (role === Role.Target && (form === Form.Tuple || form === Form.List)) childRole[i] = Role.Target;
    if (form === Form.Lambda) opened.set(row, openScope(row, scope, ScopeKind.Lambda, -1));
    else if (form === Form.Comprehension) {
      const inner = openScope(row, scope, ScopeKind.Comprehension, -1);
      opened.set(row, inner);
      scopeAt[i] = inner;
    } else if (form === Form.ComprehensionFor && !comprehensionsWithClause.has(parentRow)) {
      comprehensionsWithClause.add(parentRow);
      firstClauses.add(row);
    } else if (form === Form.Await) markAwait(scope);
    else if (form === Form.Yield) markScope(scope, Flag.Generator);
    else if (form === Form.Number) setName(row, units, starts[i]!, ends[i]!);
  }

  /** What the tables alone do not say; the row around the node stands for it unless this says otherwise. */
  function lower(
    action: number,
    i: number,
    kind: number,
    parent: number,
    parentKind: number,
    parentRow: number,
    field: number,
    role: number,
    scope: number,
  ): void {
    switch (action) {
      case Action.Drop:
        if (parentRow >= 0 && rows.data[parentRow * ROW_WIDTH + Column.Name]! < 0) {
          setName(parentRow, units, starts[i]!, ends[i]!);
        }
        rowAt[i] = DROPPED;
        break;

      case Action.DottedName:
        if (parentKind === IMPORT || parentKind === IMPORT_FROM) importedName(i, i, parent, parentKind, field, scope);
        else if (parentKind !== CLASS_PATTERN && nexts[i + 1] === -1) childRole[i] = Role.Target;
        else {
          // `case module.Class(…)` or `case Color.RED`: a read of the first name.
          addNamedRow(Form.Name, role, i + 1, parentRow, scope);
          rowAt[i] = DROPPED;
        }
        break;

      case Action.AliasedImport: {
        importedName(i, i + 1, parent, parentKind, field, scope);
        break;
      }

      case Action.RelativeImport:
        rowAt[i] = DROPPED;
        break;

      case Action.ImportStar: {
        const row = addRow(Form.ImportStar, Role.Statement, 0, i, parentRow, scope);
        rows.data[row * ROW_WIDTH + Column.Name] = moduleNameOf(parent);
        addBinding(scope, pool.id(units, starts[i]!, ends[i]!), row, BindingKind.ImportStar);
        rowAt[i] = DROPPED;
        break;
      }

      case Action.Decorated: {
        let definition = -1;
        for (let child = i + 1; child >= 0; child = nexts[child]!) {
          if (((kinds[child]! >> FIELD_SHIFT) & FIELD_MASK) === F_DEFINITION) definition = child;
        }
        if (definition >= 0) {
          const form = (kinds[definition]! & KIND_MASK) === CLASS ? Form.Class : Form.Function;
          rowAt[i] = addRow(form, role, 0, i, parentRow, scope);
        }
        break;
      }

      case Action.Definition: {
        const isDecorated = field === F_DEFINITION && parentRow >= 0;
        const form = kind === CLASS ? Form.Class : Form.Function;
        const row = isDecorated ? parentRow : addRow(form, role, 0, i, parentRow, scope);
        rowAt[i] = row;
        opened.set(row, openScope(row, scope, kind === CLASS ? ScopeKind.Class : ScopeKind.Function, -1));
        break;
      }

      case Action.Parameter: {
        const row = addRow(Form.Param, Role.Parameter, 0, i, parentRow, scope);
        rowAt[i] = row;
        if (afterStar.has(parentRow)) rows.data[row * ROW_WIDTH]! |= Flag.KeywordOnly;
        break;
      }

      case Action.SplatParameter: {
        if (parentKind === PARAMETERS || parentKind === LAMBDA_PARAMETERS || parentKind === TYPED_PARAMETER) {
          const row =
            parentKind === TYPED_PARAMETER ? parentRow : addRow(Form.Param, Role.Parameter, 0, i, parentRow, scope);
          rows.data[row * ROW_WIDTH]! |= kind === DICTIONARY_SPLAT_PATTERN ? Flag.KwArgs : Flag.VarArgs;
          afterStar.add(rows.data[row * ROW_WIDTH + Column.Parent]!);
          rowAt[i] = row;
        } else {
          rowAt[i] = addRow(Form.Star, role, 0, i, parentRow, scope);
          childRole[i] = role;
        }
        break;
      }

      case Action.KeywordSeparator:
        afterStar.add(parentRow);
        rowAt[i] = DROPPED;
        break;

      case Action.Declaration: {
        const row = addRow(kind === GLOBAL ? Form.Global : Form.Nonlocal, role, 0, i, parentRow, scope);
        const declaration = kind === GLOBAL ? BindingKind.GlobalDeclaration : BindingKind.NonlocalDeclaration;
        for (let child = i + 1; child >= 0; child = nexts[child]!) {
          if ((kinds[child]! & KIND_MASK) !== IDENTIFIER) continue;
          const name = pool.id(units, starts[child]!, ends[child]!);
          addBinding(scope, name, row, declaration);
          declared.set(scope * NAME_LIMIT + name, declaration);
        }
        rowAt[i] = DROPPED;
        break;
      }

      case Action.Comment:
        if (units[starts[i]! + 1] === 105 || units[starts[i]! + 2] === 105) {
          const comment = text.slice(starts[i]!, ends[i]!);
          if (DIRECTIVE.test(comment)) directives.push({ start: starts[i]!, end: ends[i]!, text: comment.trimEnd() });
        }
        rowAt[i] = DROPPED;
        break;

      case Action.StringContent:
        if (ends[i]! - starts[i]! <= LONGEST_KEPT_STRING && parentRow >= 0) {
          setName(parentRow, units, starts[i]!, ends[i]!);
        }
        rowAt[i] = DROPPED;
        break;

      case Action.Interpolation:
        if (parentRow >= 0) {
          rows.data[parentRow * ROW_WIDTH]! |= Flag.Interpolated;
          rows.data[parentRow * ROW_WIDTH + Column.Name] = -1;
        }
        childRole[i] = Role.Operand;
        break;

      case Action.ErrorNode:
        for (let row = parentRow; row >= 0; row = rows.data[row * ROW_WIDTH + Column.Parent]!) {
          rows.data[row * ROW_WIDTH]! |= Flag.Broken;
        }
        break;

      case Action.AsyncToken:
        if (parentRow >= 0) {
          rows.data[parentRow * ROW_WIDTH]! |= Flag.Async;
          if (parentKind !== FUNCTION) markAwait(scope);
        }
        rowAt[i] = DROPPED;
        break;

      case Action.FromToken:
        if (parentKind === YIELD && parentRow >= 0) rows.data[parentRow * ROW_WIDTH]! |= Flag.Delegates;
        rowAt[i] = DROPPED;
        break;

      case Action.IfToken:
        if (parentKind === CONDITIONAL) childRole[parent] = Role.Test;
        rowAt[i] = DROPPED;
        break;

      case Action.ElseToken:
        if (parentKind === CONDITIONAL) childRole[parent] = Role.Operand;
        rowAt[i] = DROPPED;
        break;

      default: // Pass, PassWithRole: its children's rows are children of the row around it.
        break;
    }
  }

  function scopeFor(parentKind: number, parent: number, parentRow: number, field: number): number {
    const scope = scopeAt[parent]!;
    switch (parentKind) {
      case FUNCTION:
      case LAMBDA:
        return field === F_BODY || field === F_PARAMETERS ? (opened.get(parentRow) ?? scope) : scope;
      case CLASS:
        return field === F_BODY ? (opened.get(parentRow) ?? scope) : scope;
      case DEFAULT_PARAMETER:
      case TYPED_PARAMETER:
      case TYPED_DEFAULT_PARAMETER:
        return field === F_VALUE || field === F_TYPE ? scopeAround(scope) : scope;
      case FOR_IN_CLAUSE: {
        // The first iterable of a comprehension is evaluated outside of it.
        if (field !== F_RIGHT || !firstClauses.has(parentRow)) return scope;
        return scopeAround(scope);
      }
      default:
        return scope;
    }
  }

  /** The module itself where broken code has a clause or parameter outside of what it belongs to. */
  function scopeAround(scope: number): number {
    return Math.max(0, scopes.data[scope * SCOPE_WIDTH + ScopeColumn.Parent]!);
  }

  function identifier(
    i: number,
    parent: number,
    parentKind: number,
    parentRow: number,
    field: number,
    role: number,
    scope: number,
  ): void {
    const start = starts[i]!;
    const end = ends[i]!;
    switch (parentKind) {
      case FUNCTION:
      case CLASS:
        if (field === F_NAME) {
          setName(parentRow, units, start, end);
          const kind = parentKind === CLASS ? BindingKind.Class : BindingKind.Function;
          addBinding(scope, rows.data[parentRow * ROW_WIDTH + Column.Name]!, parentRow, kind);
          const inner = opened.get(parentRow);
          if (inner !== undefined) scopes.data[inner * SCOPE_WIDTH + ScopeColumn.NameStart] = start;
          return;
        }
        break;
      case ATTRIBUTE:
        if (field === F_ATTRIBUTE) {
          setName(parentRow, units, start, end);
          return;
        }
        break;
      case MEMBER_TYPE:
        if (rowAt[i - 1] !== parentRow) {
          setName(parentRow, units, start, end);
          return;
        }
        break;
      case KEYWORD_ARGUMENT:
        if (field === F_NAME) {
          setName(parentRow, units, start, end);
          return;
        }
        break;
      case KEYWORD_PATTERN:
        if (nexts[i]! >= 0) return;
        childRole[parent] = Role.Target;
        addTarget(i, parentRow, scope);
        return;
      case SPLAT_PATTERN:
        addTarget(i, parentRow, scope);
        return;
      case AS_PATTERN:
        if (i === parent + 1) break;
        addTarget(i, parentRow, scope);
        return;
      case PARAMETERS:
      case LAMBDA_PARAMETERS: {
        const row = addRow(
          Form.Param,
          Role.Parameter,
          afterStar.has(parentRow) ? Flag.KeywordOnly : 0,
          i,
          parentRow,
          scope,
        );
        bindParameter(row, i, scope);
        return;
      }
      case DEFAULT_PARAMETER:
      case TYPED_DEFAULT_PARAMETER:
        if (field === F_NAME) {
          bindParameter(parentRow, i, scope);
          return;
        }
        break;
      case TYPED_PARAMETER:
        if (field !== F_TYPE) {
          bindParameter(parentRow, i, scope);
          return;
        }
        break;
      default:
        // `*args` makes the parameter's own row.
        if (parentRow >= 0 && ACTIONS[parentKind] === Action.SplatParameter) {
          if ((rows.data[parentRow * ROW_WIDTH]! & 0xff) === Form.Param) {
            bindParameter(parentRow, i, scope);
            return;
          }
        }
    }
    if (role === Role.Target || (parentKind === DOTTED_NAME && childRole[parent] === Role.Target)) {
      addTarget(i, parentRow, scope);
    } else addNamedRow(Form.Name, role, i, parentRow, scope);
  }

  function addTarget(i: number, parentRow: number, scope: number): void {
    const row = addNamedRow(Form.Name, Role.Target, i, parentRow, scope);
    let kind: BindingKind = BindingKind.Pattern;
    for (let outer = parentRow; outer >= 0; outer = rows.data[outer * ROW_WIDTH + Column.Parent]!) {
      const form = rows.data[outer * ROW_WIDTH]! & 0xff;
      if (form === Form.Tuple || form === Form.List || form === Form.Star) continue;
      if (form === Form.Assign) kind = BindingKind.Assign;
      else if (form === Form.AugAssign) kind = BindingKind.AugAssign;
      else if (form === Form.For || form === Form.ComprehensionFor) kind = BindingKind.For;
      else if (form === Form.WithItem) kind = BindingKind.With;
      else if (form === Form.Except) kind = BindingKind.Except;
      else if (form === Form.Delete) kind = BindingKind.Delete;
      else if (form === Form.NamedExpr) kind = BindingKind.Walrus;
      break;
    }
    let target = scope;
    if (kind === BindingKind.Walrus) {
      while (scopes.data[target * SCOPE_WIDTH + ScopeColumn.Kind] === ScopeKind.Comprehension) {
        target = scopes.data[target * SCOPE_WIDTH + ScopeColumn.Parent]!;
      }
    }
    addBinding(target, rows.data[row * ROW_WIDTH + Column.Name]!, row, kind);
  }

  function bindParameter(row: number, i: number, scope: number): void {
    if (row < 0) return;
    setName(row, units, starts[i]!, ends[i]!);
    addBinding(scope, rows.data[row * ROW_WIDTH + Column.Name]!, row, BindingKind.Param);
    rowAt[i] = DROPPED;
  }

  /** One name of an import statement; `whole` is the node with its alias, `nameNode` the dotted name. */
  function importedName(
    whole: number,
    nameNode: number,
    parent: number,
    parentKind: number,
    field: number,
    scope: number,
  ): void {
    rowAt[whole] = DROPPED;
    if (field !== F_NAME || field === F_MODULE_NAME) return;
    const start = starts[nameNode]!;
    const end = ends[nameNode]!;
    const isFrom = parentKind === IMPORT_FROM;
    const row = addRow(isFrom ? Form.ImportFrom : Form.Import, Role.Statement, 0, whole, rowAt[parent]!, scope);
    const imported = pool.id(units, start, end);
    rows.data[row * ROW_WIDTH + Column.Name] = isFrom ? moduleNameOf(parent) : imported;
    if (isFrom) {
      const child = addRow(Form.Name, Role.None, 0, nameNode, row, scope);
      rows.data[child * ROW_WIDTH + Column.Name] = imported;
    }
    let bound = imported;
    if (whole !== nameNode) {
      for (let child = nameNode; child >= 0; child = nexts[child]!) {
        if (((kinds[child]! >> FIELD_SHIFT) & FIELD_MASK) === F_ALIAS)
          bound = pool.id(units, starts[child]!, ends[child]!);
      }
    } else if (!isFrom) {
      // `import a.b` binds `a`.
      let dot = start;
      while (dot < end && units[dot] !== 46) dot++;
      bound = pool.id(units, start, dot);
    }
    addBinding(scope, bound, row, BindingKind.Import);
  }

  /** The pooled name of the module that an import-from statement names, with its leading dots. */
  function moduleNameOf(statement: number): number {
    for (let child = statement + 1; child >= 0; child = nexts[child]!) {
      if (((kinds[child]! >> FIELD_SHIFT) & FIELD_MASK) === F_MODULE_NAME) {
        return pool.id(units, starts[child]!, ends[child]!);
      }
    }
    return pool.id(units, 0, 0);
  }

  function addRow(form: number, role: number, flags: number, i: number, parentRow: number, scope: number): number {
    const at = rows.add(ROW_WIDTH);
    const row = at / ROW_WIDTH;
    const data = rows.data;
    data[at] = form | (role << 8) | flags | (kinds[i]! & MISSING ? Flag.Broken : 0);
    data[at + Column.Start] = starts[i]!;
    data[at + Column.End] = ends[i]!;
    data[at + Column.Parent] = parentRow;
    data[at + Column.Next] = row + 1;
    data[at + Column.Name] = -1;
    data[at + Column.Scope] = scope;
    return row;
  }

  function addNamedRow(form: number, role: number, i: number, parentRow: number, scope: number): number {
    const row = addRow(form, role, 0, i, parentRow, scope);
    setName(row, units, starts[i]!, ends[i]!);
    return row;
  }

  function setName(row: number, source: Uint16Array, start: number, end: number): void {
    if (row >= 0) rows.data[row * ROW_WIDTH + Column.Name] = pool.id(source, start, end);
  }

  function openScope(row: number, parent: number, kind: ScopeKind, nameStart: number): number {
    const at = scopes.add(SCOPE_WIDTH);
    scopes.data[at] = row;
    scopes.data[at + ScopeColumn.Parent] = parent;
    scopes.data[at + ScopeColumn.Kind] = kind;
    scopes.data[at + ScopeColumn.NameStart] = nameStart;
    return at / SCOPE_WIDTH;
  }

  function markScope(scope: number, flag: number): void {
    const row = scopes.data[scope * SCOPE_WIDTH]!;
    if (row >= 0) rows.data[row * ROW_WIDTH]! |= flag;
  }

  /** An `await` inside a comprehension suspends the function around it too. */
  function markAwait(scope: number): void {
    let at = scope;
    markScope(at, Flag.Awaits);
    while (at > 0 && scopes.data[at * SCOPE_WIDTH + ScopeColumn.Kind] === ScopeKind.Comprehension) {
      at = scopes.data[at * SCOPE_WIDTH + ScopeColumn.Parent]!;
      markScope(at, Flag.Awaits);
    }
  }

  function addBinding(scope: number, name: number, row: number, kind: BindingKind): void {
    const at = bindings.add(BINDING_WIDTH);
    bindings.data[at] = scope;
    bindings.data[at + BindingColumn.Name] = name;
    bindings.data[at + BindingColumn.Row] = row;
    bindings.data[at + BindingColumn.Kind] = kind;
    bindings.data[at + BindingColumn.Owner] = scope;
  }
}

/** The `|` of a type such as `list[int] | None` has no field. */
function isOperator(kind: number, parentKind: number, field: number): boolean {
  return field === F_OPERATOR || field === F_OPERATORS || (parentKind === UNION_TYPE && kind === BAR);
}
