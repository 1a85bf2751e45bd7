/** The fix: puts every unprotected change of the global under the lock that guards the others, or under a new one. */
import {
  BindingKind,
  type Edit,
  type Fix,
  functionIn,
  isMaybeHeldOnEntry,
  lineAt,
  type Module,
  type Node,
  type Race,
  Role,
} from '#analysis';

/** No fix where the change shares its line with other code, reaches into other files, or where the lock might deadlock. */
export function addLock(module: Module, race: Race): Fix[] {
  const existing = existingLock(race);
  const { variable } = race;
  const isElsewhere = variable.module !== module || race.unprotected.some(({ node }) => node.module !== module);
  if (existing === null || isElsewhere || (existing !== undefined && existing.made.module !== module)) return [];
  const definition = existing === undefined ? newLock(module, variable.name) : { name: existing.name, edits: [] };
  if (definition === undefined) return [];
  const edits: Edit[] = [...definition.edits];
  for (const { node, code } of race.unprotected) {
    const fn = functionIn(code);
    if (existing !== undefined && fn !== undefined && isMaybeHeldOnEntry(existing, fn)) return [];
    const edit = putUnder(module, node.statement, definition.name);
    if (edit === undefined) return [];
    edits.push(edit);
  }
  return [{ title: `Change '${variable.name}' under '${definition.name}'`, safety: 'unsafe', edits }];
}

/** The one lock that guards other writes; null when some are under one lock and some under another. */
function existingLock({ writes }: Race): Race['update']['locks'][number] | null | undefined {
  const locks = new Map(writes.flatMap((write) => write.locks).map((lock) => [lock.key, lock]));
  if (locks.size > 1) return null;
  const [lock] = locks.values();
  return lock === undefined || (lock.extent === 'one' && /^\w+$/.test(lock.name)) ? lock : null;
}

/** `_count_lock = threading.Lock()` below the first assignment of the global, with the import if it is missing. */
function newLock(module: Module, variable: string): { readonly name: string; readonly edits: Edit[] } | undefined {
  const first = module
    .globals(variable)
    .find(({ kind, owner }) => owner.isModule && (kind === BindingKind.Assign || kind === BindingKind.Declaration));
  const statement = first?.node.statement;
  if (statement === undefined || statement.parent !== undefined) return undefined;
  let name = `_${variable.replace(/^_+/, '')}_lock`;
  while (module.globals(name).length > 0) name = `_${name}`;

  const threading = importedAs(module, 'threading', statement.end);
  const lockClass = importedAs(module, 'threading.Lock', statement.end);
  const newline = module.text.includes('\r\n') ? '\r\n' : '\n';
  const { end } = lineAt(module.text, statement.end);
  const call = lockClass ?? `${threading ?? 'threading'}.Lock`;
  const edits: Edit[] = [{ range: { start: end, end }, text: `${newline}${name} = ${call}()` }];
  if (lockClass === undefined && threading === undefined) {
    // Beside the imports there are: a docstring and `from __future__` must stay first.
    const anchor = module.imports.find((node) => node.parent === undefined && node.start < statement.start);
    if (anchor === undefined || module.globals('threading').length > 0) return undefined;
    const { start } = lineAt(module.text, anchor.start);
    edits.unshift({ range: { start, end: start }, text: `import threading${newline}` });
  }
  return { name, edits };
}

/** The global name under which the module imports something before this offset. */
function importedAs(module: Module, symbol: string, before: number): string | undefined {
  for (const name of module.globalNames) {
    const [binding, ...others] = module.globals(name);
    if (binding?.kind !== BindingKind.Import || others.length > 0 || binding.node.start > before) continue;
    if (binding.owner.isModule && symbolOfBinding(binding.node, name) === symbol) return name;
  }
  return undefined;
}

function symbolOfBinding(node: Node, name: string): string | undefined {
  const imported = node.child(Role.None);
  if (imported !== undefined) return `${node.name}.${imported.name}`;
  return node.name.includes('.') && node.name !== name ? undefined : node.name;
}

/** The statement below `with lock:`, one step further in; undefined if it shares its line with other code. */
function putUnder(module: Module, statement: Node, lock: string): Edit | undefined {
  const { text } = module;
  const line = lineAt(text, statement.start);
  const indent = text.slice(line.start, statement.start);
  const rest = text.slice(statement.end, lineAt(text, statement.end).end);
  if (indent.trim() !== '' || !/^\s*(#.*)?$/.test(rest)) return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const step = indent.startsWith('\t') ? '\t' : stepOf(module, statement, indent);
  const { start } = statement;
  return { range: { start, end: start }, text: `with ${lock}:${newline}${indent}${step}` };
}

/** How far the block of the statement is indented beyond its header. */
function stepOf(module: Module, statement: Node, indent: string): string {
  const header = statement.parent?.parent;
  if (header === undefined) return '    ';
  const line = lineAt(module.text, header.start);
  const outer = /^[ \t]*/.exec(module.text.slice(line.start, line.end))![0];
  return indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : '    ';
}
