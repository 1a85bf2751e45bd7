/** Where code asks the database through Django's models: by a method, a loop, a test, an item or a transaction. */
import { Form, Role } from '../facts/forms.ts';
import { lastName, lastNames } from '../library/last-names.ts';
import {
  BUILDERS,
  CONNECTING_CALLS,
  EVALUATIONS,
  MANAGERS,
  MODEL_NAME,
  QUERY_SHORTCUTS,
  ROW_EVALUATIONS,
  TRANSACTION,
  UNSAFE_ALLOWED,
} from '../library/orm.ts';
import { outsideBases } from '../program/call-graph.ts';
import { methodOf } from '../program/classes.ts';
import { runningCode } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import { importsAny } from '../program/imports.ts';
import { keptByChunk, keptByModule, keptByProgram } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { DJANGO, type Query, queryOf, rowReadBy, usesDjango } from '../program/queries.ts';
import { isNeverMet } from '../program/settled-tests.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { isRunBy, iterablesIn } from './iteration.ts';
import { isOffLoop } from './loop-guards.ts';

export interface OrmEvaluation {
  /** The call, or the query that is gone through, tested or indexed, or the transaction that a `with` enters. */
  readonly node: Node;
  readonly how: 'call' | 'iteration' | 'test' | 'item' | 'enter';
  /** What there is of the same kind that one can await: `aget`. */
  readonly twin?: string;
}

/** In source order, what the code of a `def`, `async def` or lambda itself asks. Nothing in a program without Django. */
export function ormEvaluationsIn(code: Node): readonly OrmEvaluation[] {
  const program = code.module.program!;
  if (!usesDjango(program) || allowsUnsafe(program)) return [];
  return byCode(code.module).get(code.id) ?? [];
}

/** `os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"` anywhere: then Django asks, and blocks. */
const allowsUnsafe = keptByProgram(({ modules }): boolean =>
  modules.some((module) => module.chunks.some((_, chunk) => module.mentionsAny(chunk, SWITCHES))),
);
const SWITCHES: ReadonlySet<string> = new Set([UNSAFE_ALLOWED]);

const byCode = keptByModule((module: Module): ReadonlyMap<number, readonly OrmEvaluation[]> => {
  const found = new Map<number, OrmEvaluation[]>();
  for (const evaluation of candidatesIn(module)) {
    const { node } = evaluation;
    const code = runningCode(node);
    if (!('form' in code) || !isRunBy(node, code) || isOffLoop(node) || conditionsAt(node).some(isNeverMet)) continue;
    const list = found.get(code.id);
    if (list === undefined) found.set(code.id, [evaluation]);
    else if (!list.some((other) => other.node.is(node))) list.push(evaluation);
  }
  for (const list of found.values()) list.sort((a, b) => a.node.start - b.node.start);
  return found;
});

const CONNECTING_NAMES: ReadonlySet<string> = lastNames([...CONNECTING_CALLS, ...QUERY_SHORTCUTS]);
const NAMES: ReadonlySet<string> = new Set([...MANAGERS, ...ROW_EVALUATIONS]);

const candidatesIn = keptByChunk((module, chunk): OrmEvaluation[] => {
  // What is imported from Django may have any name here.
  if (!importsAny(module, DJANGO) && !module.mentionsAny(chunk, NAMES)) return [];
  return [
    ...module.rowsIn(chunk, Form.Call).flatMap((call) => evaluationBy(call) ?? []),
    ...module.rowsIn(chunk, Form.Function, Form.Lambda).flatMap(iterationsIn),
    ...module.rowsIn(chunk, Form.Name, Form.Call, Form.Subscript).flatMap((node) => evaluationOf(node) ?? []),
    ...module.rowsIn(chunk, Form.WithItem).flatMap((item) => transactionOf(item) ?? []),
  ];
});

/** `Account.objects.get(…)`, `account.save()`, `get_object_or_404(…)`, `connection.cursor()`, `len(accounts)`. */
function evaluationBy(call: Node): OrmEvaluation | undefined {
  const callee = call.child(Role.Callee)!;
  const { name } = callee;
  if (callee.form === Form.Name || CONNECTING_NAMES.has(name)) {
    const symbol = symbolOf(callee) ?? '';
    if (QUERY_SHORTCUTS.has(symbol)) return { node: call, how: 'call', twin: `a${lastName(symbol)}` };
    if (CONNECTING_CALLS.has(symbol)) return { node: call, how: 'call' };
  }
  if (MEASURES.has(name) && symbolOf(callee) === `builtins.${name}`) {
    const [only] = call.args;
    return only !== undefined && isUnasked(only) ? { node: only, how: 'test' } : undefined;
  }
  const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  if (object === undefined || !(EVALUATIONS.has(name) || ROW_EVALUATIONS.has(name))) return undefined;
  const asks = (EVALUATIONS.has(name) && asksQuery(callee, object, call)) || asksForRow(callee, object);
  return asks ? { node: call, how: 'call', twin: `a${name}` } : undefined;
}

const MEASURES: ReadonlySet<string> = new Set(['len', 'bool']);

/** A manager's method of the program's own may do anything, and other mappers have managers whose methods one awaits. */
function asksQuery(callee: Node, object: Node, call: Node): boolean {
  const query = queryOf(object);
  if (query === undefined || !isLazy(query) || provenanceOf(callee).kind === 'method') return false;
  return !call.isAwaited || isSurelyModel(query.model);
}

function isLazy({ calls }: Query): boolean {
  return calls.every((call) => BUILDERS.has(call.child(Role.Callee)!.name));
}

function isSurelyModel(model: Node): boolean {
  const value = provenanceOf(model);
  if (value.kind === 'symbol') return value.name.startsWith('django.');
  return value.kind === 'class' && outsideBases(value.node).some((base) => base.startsWith('django.'));
}

/** `account.save()`, where the row was made or read here, or is the model's own `self`. */
function asksForRow(callee: Node, object: Node): boolean {
  if (!ROW_EVALUATIONS.has(callee.name)) return false;
  const value = provenanceOf(callee);
  if (value.kind === 'symbol' && value.receiver !== undefined) {
    return MODEL_NAME.test(value.name.slice(0, value.name.lastIndexOf('.')));
  }
  const scope = object.form === Form.Name ? object.scope.scopeOf(object.name) : undefined;
  if (scope === undefined || scope.isModule) return false;
  const binding = scope.own(object.name).findLast(({ node }) => node.end <= object.start);
  const query = binding === undefined ? undefined : rowReadBy(binding);
  if (query === undefined) return false;
  const model = provenanceOf(query.model);
  return model.kind !== 'class' || methodOf(model.node, callee.name)?.isAsync !== true;
}

function iterationsIn(fn: Node): OrmEvaluation[] {
  return iterablesIn(fn).flatMap((node): OrmEvaluation[] => {
    const query = node.form === Form.Subscript ? slicedFrom(node) : node;
    return query !== undefined && isUnasked(query) ? [{ node, how: 'iteration' }] : [];
  });
}

/** `accounts[:3]` is a query still. */
function slicedFrom(node: Node): Node | undefined {
  const index = node.child(Role.Index);
  return index?.form === Form.Slice ? node.child(Role.Object) : undefined;
}

/** `if accounts:`, `not accounts`, `x in accounts`, `accounts[0]`. */
function evaluationOf(node: Node): OrmEvaluation | undefined {
  if (node.form === Form.Subscript) {
    const isItem = node.child(Role.Index)?.form === Form.Number && node.role !== Role.Target;
    const query = isItem ? node.child(Role.Object) : undefined;
    return query !== undefined && isUnasked(query) ? { node, how: 'item' } : undefined;
  }
  const { parent, role } = node;
  const isMember = parent?.form === Form.Compare && IN.has(parent.name) && parent.children.at(-1)?.is(node);
  const isTested = role === Role.Test || parent?.form === Form.Not || isMember;
  return isTested && isUnasked(node) ? { node, how: 'test' } : undefined;
}

const IN: ReadonlySet<string> = new Set(['in', 'not in']);

/** Whether an expression is a query whose rows are not here yet. */
function isUnasked(expression: Node): boolean {
  const query = queryOf(expression);
  if (query === undefined || query.calls.length === 0 || !isLazy(query)) return false;
  return expression.form !== Form.Name || !isAskedBefore(expression);
}

/** A query keeps its rows: after `async for a in accounts` and `await sync_to_async(list)(accounts)` it has them. */
function isAskedBefore(name: Node): boolean {
  const { code } = name;
  if (code === undefined) return false;
  return [...code.descendants(Form.Name)].some((other) => {
    if (other.name !== name.name || other.end > name.start) return false;
    const { parent, role } = other;
    if (role === Role.Iterable) return parent?.isAsync === true;
    return role === Role.Argument && parent?.isAwaited === true;
  });
}

/** `with transaction.atomic():` */
function transactionOf(item: Node): OrmEvaluation | undefined {
  const context = item.parent?.isAsync ? undefined : item.child(Role.Context);
  if (context === undefined) return undefined;
  const named = context.form === Form.Call ? context.child(Role.Callee)! : context;
  return symbolOf(named) === TRANSACTION ? { node: context, how: 'enter' } : undefined;
}
