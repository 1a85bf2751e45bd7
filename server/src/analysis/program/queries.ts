/** Queries of Django's models: which model they ask, and what is asked on the way. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { MANAGERS, MODEL_NAME, ROW_OR_NEW, ROW_READS, ROW_SHORTCUTS } from '../library/orm.ts';
import { outsideBases } from './call-graph.ts';
import { importsAny } from './imports.ts';
import { keptByProgram } from './kept.ts';
import type { Node } from './node.ts';
import { provenanceOf, symbolOf } from './value.ts';

export interface Query {
  /** The model, as it is written. */
  readonly model: Node;
  /** The calls from the model on: `filter(…)`, `get(…)`. */
  readonly calls: readonly Node[];
}

/** Longest chain of names followed to where a query begins. */
const DEEPEST = 8;

/** The query that an expression is: `Account.objects.filter(…).first()`, through names that are assigned once. */
export function queryOf(expression: Node, depth = 0): Query | undefined {
  if (depth > DEEPEST) return undefined;
  switch (expression.form) {
    case Form.Await: {
      const inner = expression.child(Role.Operand);
      return inner === undefined ? undefined : queryOf(inner, depth + 1);
    }
    case Form.Call: {
      const callee = expression.child(Role.Callee)!;
      const [first] = expression.args;
      const isShortcut = first !== undefined && ROW_SHORTCUTS.has(symbolOf(callee) ?? '');
      const object = isShortcut ? first : callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
      const inner = object === undefined ? undefined : (queryOf(object, depth + 1) ?? allOf(object, isShortcut));
      return inner === undefined ? undefined : { ...inner, calls: [...inner.calls, expression] };
    }
    case Form.Attribute: {
      const model = MANAGERS.has(expression.name) ? expression.child(Role.Object) : undefined;
      return model !== undefined && isModel(model) ? { model, calls: [] } : undefined;
    }
    case Form.Name: {
      const assigned = assignedOnce(expression);
      return assigned === undefined ? undefined : queryOf(assigned, depth + 1);
    }
    default:
      return undefined;
  }
}

/** `get_object_or_404(Account, …)` asks all rows of the model. */
function allOf(model: Node, isShortcut: boolean): Query | undefined {
  return isShortcut && isModel(model) ? { model, calls: [] } : undefined;
}

/** What a local name was given, if by one assignment only. */
function assignedOnce(name: Node): Node | undefined {
  const bindings = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  const [only] = bindings;
  const parent = bindings.length === 1 && only?.kind === BindingKind.Assign ? only.node.parent : undefined;
  return parent?.form === Form.Assign ? parent.assignedValue : undefined;
}

/** Whether an expression names a model: a class derived from one, or a class of a module of models. */
export function isModel(expression: Node): boolean {
  const value = provenanceOf(expression);
  if (value.kind === 'symbol') {
    // Other mappers have models with `objects`, too: mongoengine.
    return value.receiver === undefined && MODEL_NAME.test(value.name) && usesDjango(expression.module.program!);
  }
  return value.kind === 'class' && outsideBases(value.node).some((base) => MODEL_NAME.test(base));
}

/** Its package. */
export const DJANGO: ReadonlySet<string> = new Set(['django']);

/** Whether any module of a program imports Django. */
export const usesDjango = keptByProgram(({ modules }): boolean => modules.some((module) => importsAny(module, DJANGO)));

/** The query whose row a binding gives a name: by assignment, as the first of a pair, or in the turns of a loop. */
export function rowReadBy(binding: { readonly kind: BindingKind; readonly node: Node }): Query | undefined {
  const { kind, node } = binding;
  const { parent } = node;
  if (kind === BindingKind.For) {
    const iterable = parent?.form === Form.For && node.role === Role.Target ? parent.child(Role.Iterable) : undefined;
    return iterable === undefined ? undefined : queryOf(iterable);
  }
  if (kind !== BindingKind.Assign) return undefined;
  const isFirst = parent?.form === Form.Tuple && parent.children[0]?.is(node) === true;
  const assignment = isFirst ? parent.parent : parent;
  const value = assignment?.form === Form.Assign ? assignment.assignedValue : undefined;
  const query = value === undefined ? undefined : queryOf(value);
  const last = query?.calls.at(-1)?.child(Role.Callee);
  if (query === undefined || last === undefined) return undefined;
  if (isFirst) return ROW_OR_NEW.has(last.name) ? query : undefined;
  return ROW_READS.has(last.name) || ROW_SHORTCUTS.has(symbolOf(last) ?? '') ? query : undefined;
}
