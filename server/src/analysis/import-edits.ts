/** Edits that make a module's name usable: the name it has already, or an import of it in its place. */
import { BindingKind, Form } from './facts/forms.ts';
import type { Edit } from './finding.ts';
import type { Module } from './program/module.ts';
import { Node } from './program/node.ts';
import { valueOfBinding } from './program/value.ts';
import { newlineOf } from './statement-lines.ts';
import { lineAt } from './suppression.ts';

export interface Imported {
  /** What to write for the module. */
  readonly name: string;
  readonly edits: readonly Edit[];
}

/**
 * How code at `node` can name the module `wanted`: under the name that a top-level import gives it, else by a new
 * `import wanted`. Undefined where the name means something else, or where it is not sure that the import runs.
 */
export function importedFor(node: Node, wanted: string): Imported | undefined {
  const { module } = node;
  for (const { name, value } of importsSeenFrom(node)) if (value === wanted) return { name, edits: [] };
  const isTaken = node.scope.scopeOf(wanted) !== undefined || module.globals(wanted).length > 0;
  const edit = isTaken || module.starImports.length > 0 ? undefined : newImport(module, wanted);
  return edit === undefined ? undefined : { name: wanted, edits: [edit] };
}

/** What top-level imports name of the libraries, where the code at `node` means the same by the name. */
function* importsSeenFrom(node: Node): Generator<{ readonly name: string; readonly value: string }> {
  const { module } = node;
  for (const name of module.globalNames) {
    const [binding, ...others] = module.globals(name);
    if (binding?.kind !== BindingKind.Import || others.length > 0 || !isAtTop(binding.node)) continue;
    const value = valueOfBinding(binding);
    if (value.kind === 'symbol' && node.scope.scopeOf(name)?.isModule) yield { name, value: value.name };
  }
}

/** The same for a name of a module: `from wanted import member`, where nothing else has that name. */
export function importedMemberFor(node: Node, wanted: string, member: string): Imported | undefined {
  const { module } = node;
  for (const { name, value } of importsSeenFrom(node)) {
    if (value === `${wanted}.${member}`) return { name, edits: [] };
    if (value === wanted) return { name: `${name}.${member}`, edits: [] };
  }
  const isTaken = node.scope.scopeOf(member) !== undefined || module.globals(member).length > 0;
  const imports = module.imports.filter(({ form, parent }) => parent === undefined && form === Form.ImportFrom);
  if (isTaken || module.starImports.length > 0 || imports.length === 0) return undefined;
  const newline = newlineOf(module.text);
  const line = `from ${wanted} import ${member}`;
  const next = imports.find(({ name }) => name > wanted);
  if (next !== undefined) {
    return { name: member, edits: [insertion(startOfImport(next), `${line}${newline}`)] };
  }
  return { name: member, edits: [insertion(endOfImport(imports.at(-1)!), `${newline}${line}`)] };
}

/** Whether an import runs whenever the module does: not one below `if TYPE_CHECKING` or in a function. */
function isAtTop(node: Node): boolean {
  return node.parent === undefined || node.statement.parent === undefined;
}

/** Sorted into the first block of plain imports, before imports from modules; below the docstring where there is none. */
function newImport(module: Module, wanted: string): Edit | undefined {
  const newline = newlineOf(module.text);
  const imports = module.imports.filter((node) => node.parent === undefined);
  const next = imports.find(({ form, name }) => form === Form.ImportFrom || name > wanted);
  if (next !== undefined) return insertion(startOfImport(next), `import ${wanted}${newline}`);
  const last = imports.at(-1);
  if (last !== undefined) return insertion(endOfImport(last), `${newline}import ${wanted}`);
  // Imports from `__future__` are not among the imports, and must stay first.
  const first = firstStatement(module);
  if (first === undefined || module.text.includes('__future__')) return undefined;
  if (first.form !== Form.String) {
    return insertion(lineAt(module.text, first.start).start, `import ${wanted}${newline}${newline}`);
  }
  return insertion(lineAt(module.text, first.end).end, `${newline}${newline}import ${wanted}`);
}

/** Where the line begins on which the statement does; its names may stand on others, within parentheses. */
function startOfImport({ module: { text }, start }: Node): number {
  let line = lineAt(text, start);
  while (line.start > 0 && !/^(?:from|import)\b/.test(text.slice(line.start, line.end))) {
    line = lineAt(text, line.start - 1);
  }
  return line.start;
}

/** Where the line ends on which the statement does that has this name as its last. */
function endOfImport(last: Node): number {
  const { text } = last.module;
  const isInParentheses = text.slice(startOfImport(last), last.start).includes('(');
  const closing = isInParentheses ? text.indexOf(')', last.end) : -1;
  return lineAt(text, Math.max(closing, last.end)).end;
}

function insertion(at: number, text: string): Edit {
  return { range: { start: at, end: at }, text };
}

function firstStatement(module: Module): Node | undefined {
  const chunk = module.chunks.findIndex(({ facts }) => facts.rows.length > 0);
  return chunk < 0 ? undefined : new Node(module, chunk, 0);
}
