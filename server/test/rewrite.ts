/**
 * Writes a Python text in another way that means the same, by its facts: other names, other styles of import, code moved
 * into a function or a method. What cannot be rewritten for sure is left as it is.
 */
import {
  type Binding,
  BindingKind,
  type Edit,
  Flag,
  Form,
  lineAt,
  type Module,
  Node,
  Role,
  ScopeKind,
} from '#analysis';
import { ROW_WIDTH } from '../src/analysis/facts/chunk-facts.ts';
import { moduleOf } from './analyse.ts';

export interface Rewritten {
  readonly text: string;
  /** The line, counted from 1, that a line of the original has become. */
  readonly lineOf: (line: number) => number;
}

export type Rewriting = (text: string) => Rewritten;

const sameLine = (line: number): number => line;

/**
 * Gives every variable, function, class and parameter another name. Left alone: attributes and methods, which need types to
 * be told apart; imported names; parameters whose name some call uses as a keyword; names in quoted annotations; dunder
 * names and `test_…`. What a name says by its form stays: capitals, a leading underscore, its last word.
 */
export const withOtherNames: Rewriting = (text) => {
  const module = parsed(text);
  const keywords = new Set([...everyRow(module)].filter(({ form }) => form === Form.Keyword).map(({ name }) => name));
  const quoted = wordsInStrings(module);
  const isRenamed = (name: string, bindings: readonly Binding[]): boolean =>
    bindings.length > 0 &&
    !/^(__.*__|_+|test_.*)$/.test(name) &&
    !quoted.has(name) &&
    !bindings.some(({ kind }) => kind === BindingKind.Import || kind === BindingKind.ImportStar) &&
    !(keywords.has(name) && bindings.some(({ kind }) => kind === BindingKind.Param));

  const edits: Edit[] = [];
  const rename = (name: string, start: number): void => {
    edits.push({ range: { start, end: start + name.length }, text: otherName(name) });
  };
  for (const node of everyRow(module)) {
    if (node.form === Form.Global || node.form === Form.Nonlocal) {
      for (const word of node.text.matchAll(/\w+/g)) {
        const scope = node.scope.scopeOf(word[0]);
        if (word.index > 0 && isRenamed(word[0], scope?.own(word[0]) ?? [])) rename(word[0], node.start + word.index);
      }
      continue;
    }
    const isDefinition = node.form === Form.Function || node.form === Form.Class;
    if (!isDefinition && node.form !== Form.Param && node.form !== Form.Name) continue;
    if (node.parent?.form === Form.ImportFrom) continue;
    const around = node.form === Form.Param ? node.parent!.ownScope! : node.scope;
    const scope = around.scopeOf(node.name);
    if (scope === undefined || scope.kind === ScopeKind.Class || !isRenamed(node.name, scope.own(node.name))) continue;
    if (isDefinition) rename(node.name, node.ownScope!.nameRange.start);
    else if (node.form === Form.Param) rename(node.name, node.start + /^[*\s]*/.exec(node.text)![0].length);
    else rename(node.name, node.start);
  }
  // Comments that name a lock name it as it is called now.
  for (const { start, text: comment } of module.directives()) {
    const match = /^(#\s*interleave:\s*(?:guarded-by|requires)\s*=\s*)(\w+)/.exec(comment);
    const isMeant =
      match !== null && module.globals(match[2]!).length > 0 && isRenamed(match[2]!, module.globals(match[2]!));
    if (isMeant) rename(match[2]!, start + match[1]!.length);
  }
  return { text: applied(text, edits), lineOf: sameLine };
};

/** `_cache` becomes `_zz_cache`, `LIMIT` becomes `ZZ_LIMIT`, `Window` becomes `ZzWindow`. */
function otherName(name: string): string {
  const [, underscores = '', rest = ''] = /^(_*)(.*)$/.exec(name)!;
  if (rest === rest.toUpperCase() && /[A-Z]/.test(rest)) return `${underscores}ZZ_${rest}`;
  return /^[A-Z]/.test(rest) ? `${underscores}Zz${rest}` : `${underscores}zz_${rest}`;
}

/** `import time` becomes `import time as zz_time`, `from time import sleep` becomes `from time import sleep as zz_sleep`. */
export const withImportAliases: Rewriting = (text) => {
  const module = parsed(text);
  const edits = importsOf(module).flatMap((imported): Edit[] => {
    if (!imported.isSure || (imported.node.form === Form.Import && imported.isDotted)) return [];
    const alias = otherName(imported.bound);
    const end = imported.node.end;
    const start = imported.hasAlias ? end - imported.bound.length : end;
    return [
      { range: { start, end }, text: imported.hasAlias ? alias : ` as ${alias}` },
      ...imported.uses.map(({ range }) => ({ range, text: alias })),
    ];
  });
  return { text: applied(text, edits), lineOf: sameLine };
};

/** `from time import sleep` becomes `import time`, and `sleep` becomes `time.sleep`. */
export const withQualifiedNames: Rewriting = (text) => {
  const module = parsed(text);
  const edits = importStatements(module, Form.ImportFrom).flatMap(({ range, names }): Edit[] => {
    const [first] = names as [Imported];
    const target = first.node.name;
    const rootName = target.split('.', 1)[0]!;
    // The root must not be another thing here; it may be the same package, imported elsewhere.
    const others = [...module.globals(rootName)].filter(
      ({ kind, node }) =>
        kind !== BindingKind.Import || node.name.split('.', 1)[0] !== rootName || node.text.includes(' as '),
    );
    const isTaken = others.length > 0 || [...module.named(new Set([rootName]))].some((node) => isLocal(node));
    if (target.startsWith('.') || isTaken || names.some(({ isSure }) => !isSure)) return [];
    return [
      { range, text: `import ${target}${lineEndsIn(text, range)}` },
      ...names.flatMap(({ uses, imported }) =>
        uses.map((use) => ({ range: use.range, text: `${target}.${imported}` })),
      ),
    ];
  });
  return { text: applied(text, edits), lineOf: sameLine };
};

/** `import time` becomes `from time import sleep as zz_time_sleep`, and `time.sleep` becomes `zz_time_sleep`. */
export const withImportedNames: Rewriting = (text) => {
  const module = parsed(text);
  const edits = importStatements(module, Form.Import).flatMap(({ range, names }): Edit[] => {
    const attributes = names.map(({ uses }) => uses.map((use) => use.parent!));
    const isLoaded = ({ form, role }: Node): boolean => form === Form.Attribute && role !== Role.Target;
    const isRewritable = names.every(
      (name, index) =>
        name.isSure &&
        (name.hasAlias || !name.isDotted) &&
        name.uses.length > 0 &&
        name.uses.every(({ role }) => role === Role.Object) &&
        attributes[index]!.every(isLoaded),
    );
    if (!isRewritable) return [];
    const statements = names.map(({ node }, index) => {
      const wanted = [...new Set(attributes[index]!.map(({ name }) => name))];
      return `from ${node.name} import ${wanted.map((name) => `${name} as ${importedAs(node, name)}`).join(', ')}`;
    });
    return [
      { range, text: statements.join('; ') + lineEndsIn(text, range) },
      ...names.flatMap(({ node }, index) =>
        attributes[index]!.map(({ range: use, name }) => ({ range: use, text: importedAs(node, name) })),
      ),
    ];
  });
  return { text: applied(text, edits), lineOf: sameLine };
};

function importedAs(statement: Node, name: string): string {
  return `zz_${statement.name.replaceAll('.', '_')}_${name}`;
}

/** Puts the whole text into the body of a function: its globals become variables of the function. */
export const insideFunction: Rewriting = (text) => ({
  text: `def zz_main():\n${indented(text)}    return zz_main\n`,
  lineOf: (line) => line + 1,
});

/**
 * Makes a method of each top-level function that nobody names elsewhere in the text and that no decorator registers; what
 * it reads of the module it still reads from the method.
 */
export const insideClass: Rewriting = (text) => {
  const module = parsed(text);
  const edits: Edit[] = [];
  const insertedAt: number[] = [];
  for (const { start, end } of module.chunks) {
    const fn = module.functions.find((node) => node.parent === undefined && node.start >= start && node.end <= end);
    if (fn === undefined || fn.child(Role.Decorator) !== undefined || !isUnnamed(fn)) continue;
    const body = text.slice(fn.start, fn.end);
    const { end: nameEnd } = fn.ownScope!.nameRange;
    const open = text.indexOf('(', nameEnd) + 1;
    const self = fn.child(Role.Parameter) === undefined ? 'zz_self' : 'zz_self, ';
    const method = body.slice(0, open - fn.start) + self + body.slice(open - fn.start);
    edits.push({ range: fn.range, text: `class ZzOwner${edits.length}:\n${indented(method)}`.trimEnd() });
    insertedAt.push(text.slice(0, fn.start).split('\n').length);
  }
  return {
    text: applied(text, edits),
    lineOf: (line) => line + insertedAt.filter((at) => at <= line).length,
  };
};

function isUnnamed(fn: Node): boolean {
  return [...fn.module.named(new Set([fn.name]))].length === 0 && fn.module.globals(fn.name).length === 1;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `    ${line}`))
    .join('\n');
}

interface Imported {
  readonly node: Node;
  readonly bound: string;
  /** The name in the other module, for `from … import`. */
  readonly imported: string;
  readonly hasAlias: boolean;
  readonly isDotted: boolean;
  readonly uses: readonly Node[];
  /** Whether the name is this import's alone and all its uses are in sight. */
  readonly isSure: boolean;
}

function importsOf(module: Module): Imported[] {
  const quoted = wordsInStrings(module);
  return [...module.all(Form.Import), ...module.all(Form.ImportFrom)].map((node) => {
    const imported = node.child(Role.None)?.name ?? node.name;
    const [, alias] = /\sas\s+(\w+)$/.exec(node.text) ?? [];
    const bound = alias ?? imported.split('.', 1)[0]!;
    const scope = node.scope.scopeOf(bound);
    const uses = [...module.named(new Set([bound]))].filter(
      (use) => use.parent?.form !== Form.ImportFrom && scope !== undefined && use.scope.scopeOf(bound)?.is(scope),
    );
    const isSure = scope?.own(bound).length === 1 && scope.kind !== ScopeKind.Class && !quoted.has(bound);
    return { node, bound, imported, hasAlias: alias !== undefined, isDotted: imported.includes('.'), uses, isSure };
  });
}

interface ImportStatement {
  readonly range: { readonly start: number; readonly end: number };
  readonly names: readonly Imported[];
}

/** Import statements that have their lines for themselves, with all their names. */
function importStatements(module: Module, form: Form): ImportStatement[] {
  const { text } = module;
  const byStart = new Map<number, Imported[]>();
  for (const imported of importsOf(module)) {
    if (imported.node.form !== form) continue;
    const start = startOfImport(text, imported.node.start);
    byStart.set(start, [...(byStart.get(start) ?? []), imported]);
  }
  return [...byStart].flatMap(([start, names]) => {
    const last = names.at(-1)!.node.end;
    const hasBracket = text.slice(start, names[0]!.node.start).includes('(');
    const end = hasBracket ? text.indexOf(')', last) + 1 : last;
    const rest = text.slice(end, lineAt(text, end).end).trim();
    const isAlone = !text.slice(start, last).includes(';') && (rest === '' || rest.startsWith('#'));
    return isAlone ? [{ range: { start, end }, names }] : [];
  });
}

/** The keyword that the statement of an imported name starts with, on its line or one above. */
function startOfImport(text: string, name: number): number {
  for (let line = lineAt(text, name); ; line = lineAt(text, line.start - 1)) {
    const indent = /^[ \t]*(?=(?:from|import)\b)/.exec(text.slice(line.start, line.end));
    if (indent !== null) return line.start + indent[0].length;
    if (line.start === 0) return name;
  }
}

function lineEndsIn(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return '\n'.repeat(text.slice(start, end).split('\n').length - 1);
}

/** Whether the name is a variable of a function or comprehension where it stands. */
function isLocal(node: Node): boolean {
  const scope = node.scope.scopeOf(node.name);
  return scope !== undefined && !scope.isModule;
}

/** Words in quoted annotations, which have no rows. */
function wordsInStrings(module: Module): Set<string> {
  const words = new Set<string>();
  for (const node of everyRow(module)) {
    if (node.form !== Form.String || node.has(Flag.Interpolated)) continue;
    for (const around of [node, ...node.ancestors()]) {
      if (around.role === Role.Annotation) for (const [word] of node.text.matchAll(/\w+/g)) words.add(word);
    }
  }
  return words;
}

function* everyRow(module: Module): Generator<Node> {
  for (const [chunk, { facts }] of module.chunks.entries()) {
    for (let row = 0; row * ROW_WIDTH < facts.rows.length; row++) yield new Node(module, chunk, row);
  }
}

function parsed(text: string): Module {
  return moduleOf(text);
}

function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (result, { range, text: inserted }) => result.slice(0, range.start) + inserted + result.slice(range.end),
      text,
    );
}
