/** Edits that put every unprotected change of a state under the lock that guards the others, or under a new one. */
import type { Race } from './contexts/races.ts';
import { BindingKind, Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import { importedFor } from './import-edits.ts';
import { mayLockUp } from './lock-risk.ts';
import { assignedToSelf, methodOf } from './program/classes.ts';
import { functionIn } from './program/code.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { indentOf, isAlone, newlineOf } from './statement-lines.ts';
import { nameOfState } from './summaries/accesses.ts';
import { isMaybeHeldOnEntry } from './summaries/locks-on-entry.ts';
import { lineAt } from './suppression.ts';

/** No fix where the change shares its line with other code, reaches into other files, or where the lock might deadlock. */
export function addLock(module: Module, race: Race): Fix[] {
  const existing = existingLock(race);
  const { state } = race;
  const isElsewhere = state.module !== module || race.unprotected.some(({ node }) => node.module !== module);
  if (existing === null || isElsewhere || (existing !== undefined && existing.made.module !== module)) return [];
  const definition = existing === undefined ? newLock(module, state) : { name: existing.name, edits: [] };
  if (definition === undefined) return [];
  const edits: Edit[] = [...definition.edits];
  const names = new Set<string>();
  const regions: (readonly Node[])[] = [];
  for (const { node, place, read, code, receiver, locks } of race.unprotected) {
    if (existing !== undefined && locks.some(({ key }) => key === existing.key)) continue;
    const fn = functionIn(code);
    if (existing !== undefined && fn !== undefined && isMaybeHeldOnEntry(existing, fn)) return [];
    const name =
      existing === undefined && receiver !== undefined ? `${receiver.text}.${definition.name}` : definition.name;
    names.add(name);
    const region = regionOf(node, place, read);
    if (region === undefined) return [];
    const isLong = region.length > 1 || !region[0]!.is(node.statement);
    if (isLong && (fn === undefined || mayLockUp({ statements: region, code: fn }, existing))) return [];
    regions.push(region);
  }
  const apart = outermost(regions);
  if (apart === undefined) return [];
  for (const region of apart) {
    const edit = putUnder(module, region, [...names][0]!);
    if (edit === undefined) return [];
    edits.push(edit);
  }
  // Through different receivers it might be different locks.
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return [];
  return [{ title: `Change '${nameOfState(race.update)}' under '${name}'`, safety: 'unsafe', edits }];
}

/** The one lock that guards other writes; null when some are under one lock and some under another. */
function existingLock({ writes, unprotected }: Race): Race['update']['locks'][number] | null | undefined {
  const locks = new Map(writes.flatMap((write) => write.locks).map((lock) => [lock.key, lock]));
  if (locks.size > 1) return null;
  const [lock] = locks.values();
  if (lock === undefined) return undefined;
  if (lock.extent === 'one' && /^\w+$/.test(lock.name)) return lock;
  const receivers = unprotected.map(({ receiver }) => receiver?.text);
  const isOfSameObject = receivers.every((text) => text !== undefined && lock.name.startsWith(`${text}.`));
  return lock.extent === 'per-instance' && isOfSameObject ? lock : null;
}

export interface Definition {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** A lock beside the state: `_count_lock = threading.Lock()` below its first assignment, with the import if it is missing. */
export function newLock(module: Module, state: Race['state']): Definition | undefined {
  const statement = firstAssignment(state);
  if (statement === undefined) return undefined;
  let name = `_${state.name.replace(/^_+/, '')}_lock`;
  while (module.text.includes(name)) name = `_${name}`;

  const imported = importedFor(statement, 'threading');
  const { end } = lineAt(module.text, statement.end);
  if (imported === undefined || !isAlone(statement)) return undefined;
  const target = state.kind === 'attribute' ? `${selfOf(statement)}.${name}` : name;
  const made = `${newlineOf(module.text)}${indentOf(statement)}${target} = ${imported.name}.Lock()`;
  const edits = [...imported.edits, { range: { start: end, end }, text: made }];
  return { name, edits };
}

/** The statement that gives the state its first value: at the top of the module, class, function or `__init__`. */
function firstAssignment({ kind, name, module, owner }: Race['state']): Node | undefined {
  if (kind === 'attribute') {
    const method = methodOf(owner!, '__init__');
    const assigned = assignedToSelf(owner!, name).find((value) => method !== undefined && value.code?.is(method));
    const statement = assigned?.statement;
    return method !== undefined && statement?.parent?.parent?.is(method) ? statement : undefined;
  }
  const bindings = kind === 'global' ? module.globals(name) : (owner!.ownScope?.own(name) ?? []);
  const first = bindings.find(
    (binding) =>
      (binding.kind === BindingKind.Assign || binding.kind === BindingKind.Declaration) &&
      (kind === 'global' ? binding.owner.isModule : binding.owner.node?.is(owner)),
  );
  const statement = first?.node.statement;
  const block = statement?.parent;
  return kind === 'global'
    ? block === undefined
      ? statement
      : undefined
    : block?.parent?.is(owner)
      ? statement
      : undefined;
}

function selfOf(statement: Node): string {
  return statement.code?.child(Role.Parameter)?.name ?? 'self';
}

/** What goes under the lock: the change, with the read before it and the decision around it. */
function regionOf(node: Node, place: Node, read: Node | undefined): readonly Node[] | undefined {
  const decider = deciderOf(node, place);
  if (read === undefined && decider === undefined) return [node.statement];
  const last = decider ?? node;
  const first = read !== undefined && read.start < last.start ? read : last;
  return statementsFrom(first, last);
}

/** Without those that are part of another; undefined if some overlap otherwise. */
function outermost(regions: readonly (readonly Node[])[]): (readonly Node[])[] | undefined {
  const spans = regions.map((nodes) => ({ nodes, start: nodes[0]!.start, end: nodes.at(-1)!.end }));
  const kept = spans.filter((a, index) => {
    const isWithin = (b: typeof a): boolean => b.start <= a.start && a.end <= b.end;
    const isSame = (b: typeof a): boolean => b.start === a.start && a.end === b.end;
    return !spans.some((b, other) => other !== index && isWithin(b) && (!isSame(b) || other < index));
  });
  const isApart = kept.every((a) => kept.every((b) => a === b || a.end <= b.start || b.end <= a.start));
  return isApart ? kept.map(({ nodes }) => nodes) : undefined;
}

/** The outermost `if balance >= n:` around a change of the same place: what it decides must still hold at the change. */
function deciderOf(node: Node, place: Node): Node | undefined {
  let found: Node | undefined;
  for (const around of node.ancestors()) {
    if (around.isFunction) break;
    const test = around.form === Form.If ? around.child(Role.Test) : undefined;
    const asks = test === undefined ? [] : [test, ...test.descendants(place.form)];
    if (asks.some(({ form, text }) => form === place.form && text === place.text)) found = around;
  }
  return found;
}

/** The statements of one block from that with `first` in it to that with `last` in it; undefined if there is no such block. */
export function statementsFrom(first: Node, last: Node): Node[] | undefined {
  for (const block of first.ancestors()) {
    if (block.isFunction) return undefined;
    if (block.form !== Form.Block || !block.contains(last)) continue;
    const { children } = block;
    const at = children.findIndex((statement) => statement.contains(first));
    const end = children.findIndex((statement) => statement.contains(last));
    return at < 0 || end < at ? undefined : children.slice(at, end + 1);
  }
  return undefined;
}

/** Statements below `with lock:`, one step further in; undefined if they share their lines with other code. */
export function putUnder(module: Module, statements: readonly Node[], lock: string): Edit | undefined {
  const { text } = module;
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { start } = first;
  const { end } = last;
  const indent = text.slice(lineAt(text, start).start, start);
  const rest = text.slice(end, lineAt(text, end).end);
  if (indent.trim() !== '' || !/^\s*(#.*)?$/.test(rest)) return undefined;
  const newline = newlineOf(text);
  const step = indent.startsWith('\t') ? '\t' : stepOf(module, first, indent);
  const header = `with ${lock}:${newline}${indent}${step}`;
  const body = text.slice(start, end);
  // A string that goes on in the next line would become another one; as a simple statement's first line alone moves, it stays.
  if (statements.length === 1 && !HAS_BLOCK.has(first.form)) return { range: { start, end: start }, text: header };
  if (/"""|'''|\\[\r\n]/.test(body)) return undefined;
  return { range: { start, end }, text: header + indented(body, indent, step) };
}

const HAS_BLOCK: ReadonlySet<Form> = new Set([Form.If, Form.For, Form.While, Form.Try, Form.With, Form.Match]);

/** All lines but the first one step further in; those that go on within brackets stay where they are further out. */
export function indented(body: string, indent: string, step: string): string {
  return body.replace(/(\r\n|\n|\r)([ \t]*)(?=[^\s])/g, (line, newline: string, before: string) =>
    before.startsWith(indent) ? `${newline}${indent}${step}${before.slice(indent.length)}` : line,
  );
}

/** How far the block of the statement is indented beyond its header. */
export function stepOf(module: Module, statement: Node, indent: string): string {
  const header = statement.parent?.parent;
  if (header === undefined) return '    ';
  const line = lineAt(module.text, header.start);
  const outer = /^[ \t]*/.exec(module.text.slice(line.start, line.end))![0];
  return indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '    ';
}
