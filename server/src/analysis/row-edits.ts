/** Edits that have the database compute a field from what it has: `account.balance = F("balance") + n`. */
import { Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import { importedMemberFor } from './import-edits.ts';
import { runningCode } from './program/code.ts';
import { loopsAround } from './program/control-flow.ts';
import type { Node } from './program/node.ts';
import { referencesTo } from './program/usage.ts';
import { indentOf, isAlone, newlineOf } from './statement-lines.ts';
import { isText, type RowUpdate } from './summaries/row-updates.ts';
import { lineAt } from './suppression.ts';

/**
 * Only where nothing else reads the field, since it is an expression until it is read anew, and where the row is saved
 * once, since each `save` would add again.
 * Source: https://docs.djangoproject.com/en/stable/ref/models/expressions/#f-assignments-persist-after-model-save
 */
export function computeInDatabase({ update, field, write, code }: RowUpdate): Fix[] {
  const value = update.form === Form.AugAssign ? update.child(Role.Value) : undefined;
  const operator = update.name.slice(0, -1);
  if (value === undefined || !/^[-+*]$/.test(operator) || isText(value) || CONTAINERS.has(value.form)) return [];
  const object = field.child(Role.Object)!;
  const scope = object.scope.scopeOf(object.name);
  const references = scope === undefined ? [] : referencesTo(object.name, scope);
  if (references.some((reference) => runningCode(reference).id !== code.id)) return [];
  const others = references.filter(({ parent }) => !parent?.is(field) && parent?.parent?.is(write) !== true);
  if (others.some((reference) => mayRead(reference, field, update, write))) return [];
  const read = scope?.own(object.name).findLast(({ node }) => node.end <= update.start)?.node;
  if ([...loopsAround(write)].some((loop) => read === undefined || !loop.contains(read))) return [];

  const imported = importedMemberFor(update, 'django.db.models', 'F');
  const refreshed = refreshAfter(write, object, others);
  if (imported === undefined || refreshed === undefined) return [];
  const operand = ATOMS.has(value.form) ? value.text : `(${value.text})`;
  const text = `${field.text} = ${imported.name}("${field.name}") ${operator} ${operand}`;
  return [
    {
      title: `Have the database compute '${field.text}'`,
      safety: 'unsafe',
      edits: [...imported.edits, { range: update.range, text }, ...refreshed],
    },
  ];
}

const CONTAINERS: ReadonlySet<Form> = new Set([Form.List, Form.Tuple, Form.Set, Form.Dict, Form.Comprehension]);
const ATOMS: ReadonlySet<Form> = new Set([Form.Name, Form.Number, Form.Attribute, Form.Subscript, Form.Call]);

/** Whether what is done with the row may ask for the field: before it is saved anything may but another field. */
function mayRead(reference: Node, field: Node, update: Node, save: Node): boolean {
  const { parent } = reference;
  const attribute = parent?.form === Form.Attribute && reference.role === Role.Object ? parent : undefined;
  if (attribute?.name === field.name || attribute?.name === save.child(Role.Callee)!.name) return true;
  const isCalled = attribute?.role === Role.Callee || attribute === undefined;
  return isCalled && reference.start > update.start && reference.start < save.start;
}

/** Nothing where the row is not used after it was saved; undefined where it cannot be read anew there. */
function refreshAfter(save: Node, object: Node, others: readonly Node[]): readonly Edit[] | undefined {
  if (!others.some(({ start }) => start >= save.end)) return [];
  const statement = save.isAwaited ? save.parent! : save;
  const { text } = save.module;
  const { end } = lineAt(text, statement.end);
  if (statement.role !== Role.Statement || !isAlone(statement)) return undefined;
  const refresh = save.isAwaited ? `await ${object.name}.arefresh_from_db()` : `${object.name}.refresh_from_db()`;
  return [{ range: { start: end, end }, text: `${newlineOf(text)}${indentOf(statement)}${refresh}` }];
}
