/** Edits of parameter lists: a default made in the body instead, and values bound as defaults. */
import { BindingKind, Flag, Form, Role } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import { importedMemberFor } from './import-edits.ts';
import { mayUse } from './program/environment.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { referencesTo } from './program/usage.ts';
import { lineAt } from './suppression.ts';

/**
 * Makes `None` the default of `param` and the default's value in the body, after the docstring:
 * `def f(x=[]):` becomes `def f(x=None):` with `if x is None: x = []` on two lines. Undefined where that is not sure to
 * mean the same for callers that do not pass `None`: lambdas, bodies that know `None` already, defaults whose names
 * mean something else in the body.
 */
export function moveDefaultIntoBody(param: Node): readonly Edit[] | undefined {
  const fn = param.parent!;
  const value = param.child(Role.Default);
  const body = fn.child(Role.Body);
  if (value === undefined || fn.form !== Form.Function || body?.form !== Form.Block || fn.has(Flag.Broken)) {
    return undefined;
  }
  if (asksForNone(param) || !meansTheSame(value, fn)) return undefined;
  const inserted = insertion(fn, body, param.name, value.text);
  if (inserted === undefined) return undefined;
  const annotation = annotationEdits(param);
  return annotation && [...annotation, { range: value.range, text: 'None' }, inserted];
}

/** Whether the function itself compares the parameter with `None`, so that `None` is a value of its own there. */
function asksForNone(param: Node): boolean {
  return referencesTo(param.name, param.parent!.ownScope!).some(
    ({ parent }) =>
      parent?.form === Form.Compare && parent.childrenIn(Role.Operand).some(({ form }) => form === Form.None),
  );
}

/** Whether the names in a default mean the same in the body: imports, builtins and definitions of the module do. */
function meansTheSame(value: Node, fn: Node): boolean {
  if (value.text.includes('\n') || value.text.includes('\r')) return false;
  const names = [...(value.form === Form.Name ? [value] : []), ...value.descendants(Form.Name)];
  const hasOwnEffect = [Form.NamedExpr, Form.Await, Form.Yield, Form.Lambda].some(
    (form) => value.descendants(form).next().done === false,
  );
  return (
    !hasOwnEffect &&
    names.every((name) => {
      const scope = name.scope.scopeOf(name.name);
      if (scope?.node !== undefined && value.contains(scope.node)) return true;
      if (fn.ownScope!.own(name.name).length > 0) return false;
      if (scope === undefined) return true;
      const bindings = scope.own(name.name);
      return scope.isModule && bindings.length === 1 && CONSTANT.has(bindings[0]!.kind);
    })
  );
}

const CONSTANT: ReadonlySet<number> = new Set([BindingKind.Import, BindingKind.Function, BindingKind.Class]);

function insertion(fn: Node, body: Node, name: string, value: string): Edit | undefined {
  const { text } = fn.module;
  const statements = body.children;
  const docstring =
    statements[0]?.form === Form.String && !statements[0].has(Flag.Interpolated) ? statements[0] : undefined;
  const first = statements[docstring === undefined ? 0 : 1];
  if (first === undefined) return undefined;
  const start = startOfStatement(first);
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const line = lineAt(text, start);
  const indent = text.slice(line.start, start);
  const outer = indentAt(text, fn.start);
  const before = text.slice(docstring === undefined ? fn.start : docstring.end, line.start);
  if (/^[ \t]+$/.test(indent) && indent.startsWith(outer)) {
    // Only comments may stand between the header or docstring and the statement; a bracket may hide before its row.
    if (!(docstring === undefined ? AFTER_HEADER : AFTER_DOCSTRING).test(before)) return undefined;
    const at = startOfComments(text, line.start, line.start - before.length);
    const inner = indent + (indent.slice(outer.length) || '    ');
    return {
      range: { start: at, end: at },
      text: `${indent}if ${name} is None:${lineEnd}${inner}${name} = ${value}${lineEnd}`,
    };
  }
  // `def f(x=[]): return x`: the body moves to lines of its own.
  const gap = /:[ \t]*$/.exec(text.slice(line.start, start));
  if (docstring !== undefined || gap === null) return undefined;
  const unit = outer.startsWith('\t') ? '\t' : '    ';
  const inner = outer + unit;
  return {
    range: { start: line.start + gap.index + 1, end: start },
    text: `${lineEnd}${inner}if ${name} is None:${lineEnd}${inner}${unit}${name} = ${value}${lineEnd}${inner}`,
  };
}

const AFTER_HEADER = /:[ \t]*(?:#.*)?(?:\r\n|\r|\n)(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))*$/;
const AFTER_DOCSTRING = /^[ \t]*(?:#.*)?(?:\r\n|\r|\n)(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))*$/;

/** Rows of imports start at the imported name. */
function startOfStatement(statement: Node): number {
  if (statement.form !== Form.Import && statement.form !== Form.ImportFrom && statement.form !== Form.ImportStar) {
    return statement.start;
  }
  const { text } = statement.module;
  for (let line = lineAt(text, statement.start); ; line = lineAt(text, line.start - 1)) {
    const keyword = /^[ \t]*(?=(?:from|import)\b)/.exec(text.slice(line.start, line.end));
    if (keyword !== null) return line.start + keyword[0].length;
    if (line.start === 0) return statement.start;
  }
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineAt(text, offset).start, offset))![0];
}

/** The start of the comment lines right above a line, so that they stay with their statement. */
function startOfComments(text: string, lineStart: number, limit: number): number {
  let start = lineStart;
  while (start > limit) {
    const above = lineAt(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
    if (above.start <= limit || !text.slice(above.start, above.end).trimStart().startsWith('#')) break;
    start = above.start;
  }
  return start;
}

/**
 * `list[int]` becomes `list[int] | None`; quoted annotations stay quoted. Where `|` between types may raise TypeError, it
 * becomes `Optional[list[int]]`; undefined where that has no name.
 */
function annotationEdits(param: Node): readonly Edit[] | undefined {
  const annotation = param.child(Role.Annotation);
  if (annotation === undefined || allowsNone(annotation)) return [];
  const isQuoted = annotation.form === Form.String;
  const { start, end } = annotation.range;
  if (!isQuoted && isEvaluatedEarly(param.module)) {
    const optional = importedMemberFor(param, 'typing', 'Optional');
    const [before, after] = [
      { start, end: start },
      { start: end, end },
    ];
    return optional && [...optional.edits, { range: before, text: `${optional.name}[` }, { range: after, text: ']' }];
  }
  const quote = /(\\?["']{1,3})$/.exec(annotation.text)?.[1]?.length ?? 0;
  const at = end - (isQuoted ? quote : 0);
  return [{ range: { start: at, end: at }, text: ' | None' }];
}

/** Whether annotations are evaluated with the function, on a Python without `|` between types (before 3.10, PEP 604). */
function isEvaluatedEarly({ environment, text }: Module): boolean {
  if (mayUse(environment, 3, 10)) return false;
  return !/^from __future__ import [^\n]*\bannotations\b/m.test(text);
}

function allowsNone(annotation: Node): boolean {
  const last = annotation.form === Form.Attribute ? annotation.name : annotation.text;
  switch (annotation.form) {
    case Form.Name:
    case Form.Attribute:
      return last === 'Any' || last === 'object';
    case Form.Subscript: {
      const object = annotation.child(Role.Object);
      if (object?.name === 'Optional') return true;
      return object?.name === 'Union' && annotation.childrenIn(Role.Index).some(({ form }) => form === Form.None);
    }
    case Form.Binary:
      return annotation.childrenIn(Role.Operand).some((arm) => arm.form === Form.None || allowsNone(arm));
    case Form.String:
      return /^(typing\.)?(Any|object|Optional\[.*\])$|(^|\|)\s*None\s*($|\|)/.test(annotation.name);
    default:
      return false;
  }
}

/**
 * Gives `fn` (a `def` or `lambda`) the parameters `name=name` for each of these names, which binds their values when it is made.
 * Keyword-only where asked, so that an argument of the caller cannot take the default's place.
 */
export function bindAsDefaults(
  fn: Node,
  names: readonly string[],
  { isKeywordOnly = false }: { readonly isKeywordOnly?: boolean } = {},
): readonly Edit[] | undefined {
  if (fn.has(Flag.Broken) || names.length === 0) return undefined;
  const bound = names.map((name) => `${name}=${name}`).join(', ');
  const params = fn.childrenIn(Role.Parameter);
  const isKeywordOnlyAlready = params.some((param) => param.has(Flag.VarArgs | Flag.KeywordOnly));
  const added = isKeywordOnly && !isKeywordOnlyAlready ? `*, ${bound}` : bound;
  const insert = (at: number, text: string): readonly Edit[] => [{ range: { start: at, end: at }, text }];
  const rest = params.find((param) => param.has(Flag.KwArgs));
  if (rest !== undefined) return insert(rest.start, `${added}, `);
  const last = params.at(-1);
  const { text } = fn.module;
  if (last === undefined) {
    if (fn.form === Form.Lambda) return insert(fn.start + 'lambda'.length, ` ${added}`);
    const open = /^\s*\(/.exec(text.slice(fn.ownScope!.nameRange.end, fn.end));
    return open === null ? undefined : insert(fn.ownScope!.nameRange.end + open[0].length, added);
  }
  // A `/` may follow the last parameter: what it makes positional-only ends before it.
  const slash = /^(?:[\s\\]|#.*)*,(?:[\s\\]|#.*)*\//.exec(text.slice(last.end, fn.end));
  return insert(last.end + (slash?.[0].length ?? 0), `, ${added}`);
}
