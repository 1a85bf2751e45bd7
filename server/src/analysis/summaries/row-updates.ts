/** Rows of a database that are read, changed by what was read, and written back: in between they belong to everybody. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { CREATES, EXISTS, EXPRESSION_NAME, ROW_LOCKS, SAVES } from '../library/orm.ts';
import { linearBases } from '../program/classes.ts';
import { type Code, runningCode } from '../program/code.ts';
import { handlersAround } from '../program/handlers.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { isModel, type Query, queryOf, rowReadBy } from '../program/queries.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { locksHeldAt } from './locks.ts';

interface InRow {
  readonly code: Code;
  readonly model: string;
  /** What asks the database first, and what writes to it last. */
  readonly read: Node;
  readonly write: Node;
}

/** `account.balance += n` between `account = Account.objects.get(…)` and `account.save()`. */
export interface RowUpdate extends InRow {
  readonly kind: 'update';
  /** The statement that computes the new value, and the field: `account.balance`. */
  readonly update: Node;
  readonly field: Node;
}

/** `if not User.objects.filter(…).exists(): User.objects.create(…)` */
export interface RowDecision extends InRow {
  readonly kind: 'decision';
  /** Whether the database refuses a second such row, as far as the model says. */
  readonly isUnique: boolean;
}

/** One for each function and field. Errs towards fewer: whatever may be a lock, in the function, counts as one. */
export function* rowUpdatesIn(module: Module): Generator<RowUpdate | RowDecision> {
  const locked = new Set([...module.named(ROW_LOCKS, Form.Attribute)].map((node) => runningCode(node).id));
  const isLocked = (node: Node): boolean => locked.has(runningCode(node).id) || mayHoldLock(node);
  const seen = new Set<string>();
  for (const save of module.named(SAVES, Form.Attribute)) {
    const call = save.parent?.form === Form.Call && save.role === Role.Callee ? save.parent : undefined;
    const object = save.child(Role.Object);
    if (call === undefined || object?.form !== Form.Name || isLocked(call)) continue;
    for (const found of updatesBefore(call, object)) {
      const key = `${found.code.id} ${found.field.text}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield found;
    }
  }
  for (const exists of module.named(EXISTS, Form.Attribute)) {
    const call = exists.parent?.form === Form.Call && exists.role === Role.Callee ? exists.parent : undefined;
    const found = call === undefined || isLocked(call) ? undefined : decisionOn(call);
    if (found !== undefined) yield found;
  }
}

function mayHoldLock(node: Node): boolean {
  const { locks, isUncertain } = locksHeldAt(node);
  return isUncertain || locks.length > 0;
}

/** What is computed from the row's own fields between its reading and this call of `save`. */
function* updatesBefore(save: Node, object: Node): Generator<RowUpdate> {
  const { module } = save;
  const code = runningCode(save);
  const scope = object.scope.scopeOf(object.name);
  // The value of a global has been read who knows when.
  const binding =
    scope?.isModule === false ? scope.own(object.name).findLast(({ node }) => node.end <= save.start) : undefined;
  const query = binding === undefined ? undefined : rowReadBy(binding);
  const read = query?.calls.at(-1) ?? (binding === undefined ? undefined : iterableOf(binding.node));
  if (scope === undefined || binding === undefined || query === undefined || read === undefined) return;
  for (const field of module.named(new Set([object.name]))) {
    const target = field.parent?.form === Form.Attribute && field.role === Role.Object ? field.parent : undefined;
    const update = target?.role === Role.Target ? target.parent : undefined;
    if (target === undefined || update === undefined || runningCode(field).id !== code.id) continue;
    if (update.start < binding.node.end || update.end > save.start || !field.scope.scopeOf(field.name)?.is(scope))
      continue;
    if (!isComputed(update, target) || !isSaved(target.name, save) || !mayBeField(query.model, target.name)) continue;
    yield { kind: 'update', code, model: nameOfModel(query.model), read, write: save, update, field: target };
  }
}

function iterableOf(target: Node): Node | undefined {
  return target.parent?.form === Form.For ? target.parent.child(Role.Iterable) : undefined;
}

/** Whether the new value rests on the old one, as Python has read it: not `F('balance') + n`. */
function isComputed(update: Node, field: Node): boolean {
  const value = update.form === Form.Assign ? update.assignedValue : update.child(Role.Value);
  if (value === undefined) return false;
  const isInDatabase = [value, ...value.descendants(Form.Call)].some(
    (call) => call.form === Form.Call && EXPRESSION_NAME.test(symbolOf(call.child(Role.Callee)!) ?? ''),
  );
  if (isInDatabase) return false;
  if (update.form === Form.AugAssign) return true;
  // `a.n = a.n` and `a.done = not a.done` compute nothing that adds up.
  const reads = [...value.descendants(Form.Attribute)].filter(({ text }) => text === field.text);
  return reads.some((read) => [...read.ancestors()].some((node) => value.contains(node) && node.form === Form.Binary));
}

/** Whether the database may have it: not what a model that is all in sight does not declare as a field. */
function mayBeField(model: Node, name: string): boolean {
  const value = provenanceOf(model);
  if (value.kind !== 'class') return true;
  for (const base of linearBases(value.node)) {
    if (base.kind !== 'class') return base.kind !== 'symbol' || base.name !== 'django.db.models.Model';
    for (const statement of base.node.child(Role.Body)?.children ?? []) {
      const isIt = statement.form === Form.Assign && statement.child(Role.Target)?.name === name;
      if (isIt) return statement.assignedValue?.form === Form.Call;
      if (statement.form === Form.Function && statement.name === name) return false;
    }
  }
  return true;
}

/** `save(update_fields=[…])` writes only these. */
function isSaved(field: string, save: Node): boolean {
  const fields = save.keyword('update_fields');
  const isList = fields?.form === Form.List || fields?.form === Form.Tuple || fields?.form === Form.Set;
  if (!isList || !fields.children.every(({ form }) => form === Form.String)) return true;
  return fields.children.some(({ name }) => name === field);
}

/** The test of an `if` that decides whether such a row is made. */
function decisionOn(exists: Node): RowDecision | undefined {
  const query = queryOf(exists);
  const conditions = query?.calls.filter((call) => call.child(Role.Callee)?.name === 'filter') ?? [];
  const [filter] = conditions;
  if (query === undefined || filter === undefined || conditions.length !== query.calls.length - 1) return undefined;
  const asked = exists.isAwaited ? exists.parent! : exists;
  const isNegated = asked.parent?.form === Form.Not;
  const test = isNegated ? asked.parent! : asked;
  const branch = test.role === Role.Test && test.parent?.form === Form.If ? test.parent : undefined;
  if (branch === undefined || isTried(branch)) return undefined;
  const otherwise = branch.children.find(({ form }) => form === Form.Else);
  const create = isNegated
    ? createIn(branch.child(Role.Body), query, conditions)
    : (createIn(otherwise, query, conditions) ?? createAfter(branch, query, conditions));
  if (create === undefined || isTried(create)) return undefined;
  const names = keywordsOf(conditions).map(({ name }) => name);
  return {
    kind: 'decision',
    code: runningCode(exists),
    model: nameOfModel(query.model),
    read: exists,
    write: create,
    isUnique: isDeclaredUnique(query.model, names),
  };
}

/** `if ….exists(): return`, or `raise`, with the creation behind it in the same block. */
function createAfter(branch: Node, query: Query, conditions: readonly Node[]): Node | undefined {
  const last = branch.child(Role.Body)?.children.at(-1);
  const isLeft = last?.form === Form.Return || last?.form === Form.Raise;
  if (!isLeft || branch.child(Role.Clause) !== undefined) return undefined;
  const rest = branch.parent?.children.filter(({ start }) => start >= branch.end) ?? [];
  for (const statement of rest) {
    const create = createIn(statement, query, conditions);
    if (create !== undefined) return create;
  }
  return undefined;
}

/** A call in these statements that makes a row like those that were asked for. */
function createIn(body: Node | undefined, query: Query, conditions: readonly Node[]): Node | undefined {
  if (body === undefined) return undefined;
  const calls = body.form === Form.Call ? [body, ...body.descendants(Form.Call)] : [...body.descendants(Form.Call)];
  const asked = keywordsOf(conditions);
  return calls.find((call) => {
    const callee = call.child(Role.Callee)!;
    if (callee.form !== Form.Attribute || !CREATES.has(callee.name)) return false;
    const made = queryOf(call);
    const isSame = made !== undefined && made.calls.length === 1 && made.model.text === query.model.text;
    return isSame && isModel(made.model) && isAlike(keywordsOf([call]), asked);
  });
}

/** Whether what is made has something that was asked for, and no other constant where one was asked for. */
function isAlike(given: readonly Node[], asked: readonly Node[]): boolean {
  const constantIn = (keyword: Node): boolean => CONSTANTS.has(keyword.child(Role.Value)?.form ?? Form.Unknown);
  const pairs = given.flatMap((keyword) =>
    asked.filter(({ name }) => name === keyword.name).map((other) => [keyword, other] as const),
  );
  const isOther = pairs.some(([a, b]) => a.text !== b.text && constantIn(a) && constantIn(b));
  return !isOther && pairs.some(([a, b]) => a.text === b.text);
}

const CONSTANTS: ReadonlySet<Form> = new Set([Form.String, Form.Number, Form.True, Form.False, Form.None]);

const keywordsOf = (calls: readonly Node[]): Node[] =>
  calls.flatMap((call) => call.childrenIn(Role.Argument).filter(({ form }) => form === Form.Keyword));

/** In a `try` with `except`: the author expects to be refused. */
function isTried(node: Node): boolean {
  return handlersAround(node).length > 0;
}

/** The class that `cls` stands for, else what is written. */
function nameOfModel(model: Node): string {
  const value = provenanceOf(model);
  return value.kind === 'class' ? value.node.name : model.text;
}

/** `email = EmailField(unique=True)`, or constraints of several fields in `Meta`. */
function isDeclaredUnique(model: Node, fields: readonly string[]): boolean {
  const value = provenanceOf(model);
  if (value.kind !== 'class') return false;
  const body = value.node.child(Role.Body)?.children ?? [];
  return body.some((statement) => {
    if (statement.form === Form.Class) return /\bunique_together\b|\bUniqueConstraint\b/.test(statement.text);
    const target = statement.form === Form.Assign ? statement.child(Role.Target) : undefined;
    const field = statement.form === Form.Assign ? statement.assignedValue : undefined;
    if (target === undefined || field?.form !== Form.Call || !fields.includes(target.name)) return false;
    return ['unique', 'primary_key'].some((name) => field.keyword(name)?.form === Form.True);
  });
}

/** Whether what is added is text, which the database does not add with `+`. */
export function isText(value: Node): boolean {
  return value.form === Form.String || value.has(Flag.Interpolated);
}
