/** A module of the program: its facts, with rows numbered through all chunks and its global names indexed. */
import {
  BINDING_WIDTH,
  BindingColumn,
  Column,
  type DirectiveComment,
  ROW_WIDTH,
  SCOPE_WIDTH,
} from '../facts/chunk-facts.ts';
import { BindingKind, Form } from '../facts/forms.ts';
import type { Chunk, ParsedModule, ParseProblem } from '../facts/parse-module.ts';
import type { EditedFunction } from '../facts/quiet-edit.ts';
import { DEFAULT_ENVIRONMENT, type Environment } from './environment.ts';
import { Node, type Range } from './node.ts';
import type { Program } from './program.ts';
import { type Binding, bindingsIn, Scope } from './scope.ts';
import type { Value } from './value.ts';

/** How a module is called, by the caller. */
export interface ModuleIdentity {
  /** With forward slashes; imports are looked up among the paths of the program. */
  readonly path: string;
  readonly isTest?: boolean;
  /** Whether it is the cells of a notebook: its own code then runs on an event loop. */
  readonly isNotebook?: boolean;
  /** What the configuration says about its code; the same object for all that one configuration holds for. */
  readonly environment?: Environment;
}

/** Values that have been found. */
export interface Meanings {
  /** By the id of an expression. */
  readonly byRow: Map<number, Value>;
  /** What a name means, by the id of its scope, then by name: the same wherever it is used. */
  readonly byName: Map<number, Map<string, Value>>;
}

/** Ids of rows and of modules' own code are never used twice. */
let nextId = 0;

export class Module {
  /** As the caller names it: a path with forward slashes. */
  readonly path: string;
  /** Whether it is a test file, by its place below the workspace's root. */
  readonly isTest: boolean;
  readonly isNotebook: boolean;
  readonly environment: Environment;
  parsed: ParsedModule;
  /**
   * What is derived from the names, definitions and values of the module, and of all that it looks at, is kept by this
   * object: another one takes its place once any of that may have changed.
   */
  surface: object = {};
  /** The same for what depends on what the bodies of functions do, in the module and in all that it looks at. */
  behaviour: object = {};
  /** The id of the module's own code; no row and no other module has it. */
  readonly id: number;
  /** By chunk: the id of its first row. Ids are unique in the process, whatever the module. */
  readonly firstIds: Float64Array;
  /** The program that the module belongs to now; imports are looked up in it. */
  program: Program | undefined;
  /**
   * What names, definitions and values mean, by what they are and say themselves: another object takes its place once
   * any of that may have changed, but for the rows of functions that were edited quietly.
   */
  readonly meanings: Meanings = { byRow: new Map(), byName: new Map() };
  /** The modules of the program whose names this one has looked at so far; a change of theirs makes it out of date. */
  readonly consulted = new Set<Module>();
  /** Those that have looked at names of this one. */
  readonly consultedBy = new Set<Module>();
  /** Whether it has looked for any module: then one that comes or goes makes it out of date too. */
  hasLookedAround = false;
  readonly moduleScope: Scope;
  private readonly chunksByGlobal: ReadonlyMap<string, readonly number[]>;
  /** By any name in their text; empty until somebody asks. */
  private readonly chunksByName = new Map<string, number[]>();
  private readonly bindingsByGlobal = new Map<string, readonly Binding[]>();
  private readonly byForm = new Map<Form, readonly Node[]>();
  private readonly scopeByRow = new Map<number, number>();

  constructor({
    parsed,
    path,
    isTest = false,
    isNotebook = false,
    environment = DEFAULT_ENVIRONMENT,
  }: ModuleIdentity & { readonly parsed: ParsedModule }) {
    this.path = path;
    this.isTest = isTest;
    this.isNotebook = isNotebook;
    this.environment = environment;
    this.parsed = parsed;
    this.firstIds = new Float64Array(parsed.chunks.length);
    this.id = nextId;
    let id = nextId + 1;
    parsed.chunks.forEach(({ facts }, chunk) => {
      this.firstIds[chunk] = id;
      id += facts.rows.length / ROW_WIDTH;
    });
    nextId = id;
    this.moduleScope = new Scope(this, -1, 0);
    this.chunksByGlobal = indexGlobals(parsed.chunks);
  }

  get text(): string {
    return this.parsed.text;
  }

  get chunks(): readonly Chunk[] {
    return this.parsed.chunks;
  }

  get problems(): readonly ParseProblem[] {
    return this.parsed.problems;
  }

  /** Takes the module's next text after an edit that is quiet: rows mean what they meant, but for those of its functions. */
  takeQuietEdit(parsed: ParsedModule, edited: readonly EditedFunction[]): void {
    this.parsed = parsed;
    this.surface = {};
    this.byForm.clear();
    this.chunksByName.clear();
    for (const { chunk, start, end } of edited) {
      for (let id = this.firstIds[chunk]! + start; id < this.firstIds[chunk]! + end; id++) {
        this.meanings.byRow.delete(id);
        this.meanings.byName.delete(id);
      }
    }
  }

  /** Notes that this module looks at names of another one. */
  consult(other: Module): void {
    if (other === this) return;
    this.consulted.add(other);
    other.consultedBy.add(this);
  }

  /** Takes the module out of a program: it looks at nothing any more. */
  retire(): void {
    for (const other of this.consulted) other.consultedBy.delete(this);
  }

  scope(chunk: number, index: number): Scope {
    return index === 0 ? this.moduleScope : new Scope(this, chunk, index);
  }

  scopeOpenedBy(node: Node): Scope | undefined {
    if (this.scopeByRow.size === 0) {
      this.chunks.forEach(({ facts }, chunk) => {
        for (let at = SCOPE_WIDTH; at < facts.scopes.length; at += SCOPE_WIDTH) {
          this.scopeByRow.set(this.firstIds[chunk]! + facts.scopes[at]!, at / SCOPE_WIDTH);
        }
      });
    }
    const index = this.scopeByRow.get(node.id);
    return index === undefined ? undefined : new Scope(this, node.chunk, index);
  }

  /** Every binding of a module-level name, from functions that declare it `global` too. */
  globals(name: string): readonly Binding[] {
    let found = this.bindingsByGlobal.get(name);
    if (found === undefined) {
      const chunks = this.chunksByGlobal.get(name) ?? [];
      found = chunks.flatMap((chunk) => bindingsIn(this, chunk, 0, name));
      this.bindingsByGlobal.set(name, found);
    }
    return found;
  }

  get globalNames(): Iterable<string> {
    return this.chunksByGlobal.keys();
  }

  /** All rows of a form, in source order. */
  all(form: Form): readonly Node[] {
    let found = this.byForm.get(form);
    if (found === undefined) {
      this.indexForms();
      found = this.byForm.get(form) ?? [];
    }
    return found;
  }

  /** Every row of this form with one of these names, in source order. */
  *named(names: ReadonlySet<string>, form: Form = Form.Name): Generator<Node> {
    for (const chunk of this.chunksWith(names)) {
      const { rows, names: own } = this.chunks[chunk]!.facts;
      const wanted = new Set<number>();
      for (let index = 0; index < own.length; index++) if (names.has(own[index]!)) wanted.add(index);
      for (let at = 0; at < rows.length; at += ROW_WIDTH) {
        if ((rows[at]! & 0xff) === form && wanted.has(rows[at + Column.Name]!)) {
          yield new Node(this, chunk, at / ROW_WIDTH);
        }
      }
    }
  }

  /** Every row of a form that is not worth an index, in source order. */
  rowsOf(form: Form): Node[] {
    const found: Node[] = [];
    for (let chunk = 0; chunk < this.chunks.length; chunk++) {
      const { rows } = this.chunks[chunk]!.facts;
      for (let at = 0; at < rows.length; at += ROW_WIDTH) {
        if ((rows[at]! & 0xff) === form) found.push(new Node(this, chunk, at / ROW_WIDTH));
      }
    }
    return found;
  }

  /** The rows of a chunk with one of these forms, in source order. */
  rowsIn(chunk: number, ...forms: readonly Form[]): Node[] {
    const { rows } = this.chunks[chunk]!.facts;
    const found: Node[] = [];
    for (let at = 0; at < rows.length; at += ROW_WIDTH) {
      if (forms.includes((rows[at]! & 0xff) as Form)) found.push(new Node(this, chunk, at / ROW_WIDTH));
    }
    return found;
  }

  /** Whether a chunk has one of these names anywhere: a cheap question to ask first. */
  mentionsAny(chunk: number, names: ReadonlySet<string>): boolean {
    return this.chunks[chunk]!.facts.names.some((name) => names.has(name));
  }

  /** Every `def` and `async def`. */
  get functions(): readonly Node[] {
    return this.all(Form.Function);
  }

  get calls(): readonly Node[] {
    return this.all(Form.Call);
  }

  /** Comments that speak to the tool, with their range in the module. */
  *directives(): Generator<DirectiveComment> {
    for (const { start, facts } of this.chunks) {
      for (const { start: from, end, text } of facts.directives) yield { start: start + from, end: start + end, text };
    }
  }

  /** Every imported name or module, in source order. */
  get imports(): readonly Node[] {
    return [...this.all(Form.Import), ...this.all(Form.ImportFrom)].sort((a, b) => a.id - b.id);
  }

  /** The names of star-imported modules. */
  get starImports(): string[] {
    return this.all(Form.ImportStar).map((node) => node.name);
  }

  textOf(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** The chunks that have one of these names anywhere, in source order. */
  private chunksWith(names: ReadonlySet<string>): readonly number[] {
    if (this.chunksByName.size === 0) {
      this.chunks.forEach(({ facts }, chunk) => {
        for (const name of facts.names) {
          const chunks = this.chunksByName.get(name);
          if (chunks === undefined) this.chunksByName.set(name, [chunk]);
          else chunks.push(chunk);
        }
      });
    }
    const lists: (readonly number[])[] = [];
    for (const name of names) {
      const chunks = this.chunksByName.get(name);
      if (chunks !== undefined) lists.push(chunks);
    }
    if (lists.length < 2) return lists[0] ?? [];
    return [...new Set(lists.flat())].sort((a, b) => a - b);
  }

  private indexForms(): void {
    const lists = new Map<Form, Node[]>(INDEXED.map((form) => [form, []]));
    const byNumber: (Node[] | undefined)[] = [];
    for (const [form, list] of lists) byNumber[form] = list;
    this.chunks.forEach(({ facts: { rows } }, chunk) => {
      for (let at = 0; at < rows.length; at += ROW_WIDTH) {
        byNumber[rows[at]! & 0xff]?.push(new Node(this, chunk, at / ROW_WIDTH));
      }
    });
    for (const [form, list] of lists) this.byForm.set(form, list);
  }
}

/** Whether these are the very same modules in the same order. */
export function isSameList(a: readonly Module[], b: readonly Module[]): boolean {
  return a.length === b.length && a.every((module, index) => module === b[index]);
}

/** Whether a path below the workspace's root, with forward slashes, is a test file's. */
export function isTestPath(path: string): boolean {
  const parts = path.split('/');
  const file = parts.pop()!;
  return parts.includes('tests') || parts.includes('test') || /^test_.*\.py$|_test\.py$|^conftest\.py$/.test(file);
}

/** The forms that rules and layers ask for by the module. */
const INDEXED: readonly Form[] = [
  Form.Function,
  Form.Class,
  Form.Lambda,
  Form.Comprehension,
  Form.Call,
  Form.With,
  Form.For,
  Form.While,
  Form.Try,
  Form.Await,
  Form.AugAssign,
  Form.Assign,
  Form.Global,
  Form.ImportStar,
  Form.Import,
  Form.ImportFrom,
];

function indexGlobals(chunks: readonly Chunk[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  chunks.forEach(({ facts: { bindings, names } }, chunk) => {
    let last = -1;
    for (let at = 0; at < bindings.length && bindings[at] === 0; at += BINDING_WIDTH) {
      const name = bindings[at + BindingColumn.Name]!;
      if (name === last || bindings[at + BindingColumn.Kind] === BindingKind.ImportStar) continue;
      last = name;
      const chunksOfName = index.get(names[name]!);
      if (chunksOfName === undefined) index.set(names[name]!, [chunk]);
      else chunksOfName.push(chunk);
    }
  });
  return index;
}
