/** Edits that keep a task until it is done, or wait for it. */
import { BindingKind, Flag, Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import type { DroppedTask } from './program/dropped-tasks.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { indentOf, isAlone, newlineOf } from './statement-lines.ts';
import { lineAt } from './suppression.ts';

/**
 * `create_task(f())` becomes `task = create_task(f())`, with the task in a set of the module until it is done; `gather(…)`
 * as a statement of a coroutine is awaited. No fix for what is no statement of its own, or shares its line with others.
 */
export function keepTask(module: Module, { call, what, dropped }: DroppedTask): Fix[] {
  const value = call.isAwaited ? call.parent! : call;
  const { statement } = value;
  const { how, name } = dropped;
  if ((how !== 'statement' && how !== 'unused') || !isAlone(statement) || statement.has(Flag.Broken)) return [];
  if (what === 'gather') return statement.is(call) ? awaited(call) : [];
  const isAssigned = name !== undefined && statement.form === Form.Assign && statement.child(Role.Value)?.is(value);
  // `create_task(f()).add_done_callback(g)`: what is called on the task moves below.
  const chained = name === undefined && !statement.is(value) ? chainedOn(value, statement) : undefined;
  if (name === undefined ? !statement.is(value) && chained === undefined : !isAssigned) return [];
  const task = name === undefined || name.name === '_' ? freeName(statement) : name.name;
  const holder = setFor(statement);
  if (task === undefined || holder === undefined) return [];
  const { text } = module;
  const newline = newlineOf(text);
  const indent = indentOf(statement);
  const kept = [`${holder.name}.add(${task})`, `${task}.add_done_callback(${holder.name}.discard)`];
  const below = [...kept, ...(chained === undefined ? [] : [`${task}${chained}`])].map(
    (line) => `${newline}${indent}${line}`,
  );
  const edits: Edit[] = [...holder.edits];
  if (name === undefined) edits.push({ range: { start: statement.start, end: statement.start }, text: `${task} = ` });
  else if (name.name !== task) edits.push({ range: name.range, text: task });
  edits.push({ range: { start: value.end, end: statement.end }, text: below.join('') });
  return [{ title: `Keep the task in '${holder.name}' until it is done`, safety: 'unsafe', edits }];
}

function awaited(call: Node): Fix[] {
  const fn = call.code;
  if (fn?.form !== Form.Function || !fn.isAsync) return [];
  const start = { start: call.start, end: call.start };
  return [{ title: `Wait for it: 'await'`, safety: 'unsafe', edits: [{ range: start, text: 'await ' }] }];
}

/** `.add_done_callback(g)`, as it is written behind the task. */
function chainedOn(value: Node, statement: Node): string | undefined {
  const attribute = value.parent;
  const isChained = attribute?.form === Form.Attribute && attribute.parent?.is(statement) === true;
  const rest = value.module.text.slice(value.end, statement.end);
  return isChained && rest.startsWith('.') ? rest : undefined;
}

/** A name that nothing in the function, or in the module's own code, has. */
function freeName(statement: Node): string | undefined {
  const code = statement.code;
  const isTaken = (name: string): boolean =>
    code === undefined
      ? statement.module.globals(name).length > 0
      : [Form.Name, Form.Param, Form.Function].some((form) =>
          [...code.descendants(form)].some((node) => node.name === name),
        );
  return ['task', 'background_task', 'started_task'].find((name) => !isTaken(name));
}

interface Holder {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** The module's own set for tasks, or a new one below its imports. */
function setFor(statement: Node): Holder | undefined {
  const { module } = statement;
  for (const name of module.globalNames) {
    if (/tasks$/i.test(name) && isEmptySet(module, name) && statement.scope.scopeOf(name)?.isModule === true) {
      return { name, edits: [] };
    }
  }
  const name = 'background_tasks';
  const last = lastImport(statement);
  if (last === undefined || module.text.includes(name) || module.starImports.length > 0) return undefined;
  const newline = newlineOf(module.text);
  const { end } = lineAt(module.text, last);
  return { name, edits: [{ range: { start: end, end }, text: `${newline}${newline}${name} = set()` }] };
}

function isEmptySet(module: Module, name: string): boolean {
  const [only, ...others] = module.globals(name);
  const assigned = only?.kind === BindingKind.Assign && others.length === 0 ? only.node.parent : undefined;
  const value = assigned?.form === Form.Assign ? assigned.assignedValue : undefined;
  return value?.text === 'set()';
}

/** Where the last import ends that stands at the top of the module before all definitions and this statement. */
function lastImport(statement: Node): number | undefined {
  const { module } = statement;
  const definitions = [...module.functions, ...module.all(Form.Class)].filter(({ parent }) => parent === undefined);
  const limit = Math.min(statement.start, ...definitions.map(({ start }) => start));
  const imports = module.imports.filter(({ parent, end }) => parent === undefined && end < limit);
  const last = imports.at(-1);
  if (last === undefined) return undefined;
  const { text } = module;
  // `from a import (b,\n  c,\n)`
  const from = text.lastIndexOf('import', last.start);
  const isInParentheses = text.slice(from, last.start).includes('(');
  const closing = isInParentheses ? text.indexOf(')', last.end) : -1;
  return Math.max(closing + 1, last.end);
}
