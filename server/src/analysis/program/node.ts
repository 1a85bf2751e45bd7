/** A handle on one row of a module's facts, with the questions that one asks of a piece of code. */
import { type ChunkFacts, Column, ROW_WIDTH } from '../facts/chunk-facts.ts';
import { Flag, Form, Role } from '../facts/forms.ts';
import type { Module } from './module.ts';
import type { Scope } from './scope.ts';

/** UTF-16 offsets into the module's text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * One row of a module's facts. Handles are made on demand; two handles on the same row have the same `id` (unique in
 * the process) but need not be the same object, so compare with `is`.
 */
export class Node {
  readonly module: Module;
  readonly chunk: number;
  readonly row: number;

  constructor(module: Module, chunk: number, row: number) {
    this.module = module;
    this.chunk = chunk;
    this.row = row;
  }

  private get facts(): ChunkFacts {
    return this.module.chunks[this.chunk]!.facts;
  }

  private column(column: number): number {
    return this.facts.rows[this.row * ROW_WIDTH + column]!;
  }

  get id(): number {
    return this.module.firstIds[this.chunk]! + this.row;
  }

  /** The first row after those below this one. */
  get endRow(): number {
    return this.column(Column.Next);
  }

  is(other: Node | undefined): boolean {
    return other !== undefined && other.id === this.id;
  }

  get form(): Form {
    return (this.column(Column.Head) & 0xff) as Form;
  }

  get role(): Role {
    return ((this.column(Column.Head) >> 8) & 0xff) as Role;
  }

  has(flag: number): boolean {
    return (this.column(Column.Head) & flag) !== 0;
  }

  /** The row's name ('' for none); what it names depends on the form. */
  get name(): string {
    const name = this.column(Column.Name);
    return name < 0 ? '' : this.facts.names[name]!;
  }

  get start(): number {
    return this.module.chunks[this.chunk]!.start + this.column(Column.Start);
  }

  get end(): number {
    return this.module.chunks[this.chunk]!.start + this.column(Column.End);
  }

  get range(): Range {
    return { start: this.start, end: this.end };
  }

  get text(): string {
    return this.module.text.slice(this.start, this.end);
  }

  /** The scope in which this row is evaluated. */
  get scope(): Scope {
    return this.module.scope(this.chunk, this.column(Column.Scope));
  }

  /** The scope that this definition, lambda or comprehension opens; undefined for other forms. */
  get ownScope(): Scope | undefined {
    return this.module.scopeOpenedBy(this);
  }

  get parent(): Node | undefined {
    const parent = this.column(Column.Parent);
    return parent < 0 ? undefined : new Node(this.module, this.chunk, parent);
  }

  get children(): Node[] {
    const { rows } = this.facts;
    const found: Node[] = [];
    const end = this.column(Column.Next);
    for (let row = this.row + 1; row < end; row = rows[row * ROW_WIDTH + Column.Next]!) {
      // Rows without a form are places that an edit left free.
      if (rows[row * ROW_WIDTH] !== 0) found.push(new Node(this.module, this.chunk, row));
    }
    return found;
  }

  childrenIn(role: Role): Node[] {
    const { rows } = this.facts;
    const found: Node[] = [];
    const end = this.column(Column.Next);
    for (let row = this.row + 1; row < end; row = rows[row * ROW_WIDTH + Column.Next]!) {
      const head = rows[row * ROW_WIDTH]!;
      if (head !== 0 && ((head >> 8) & 0xff) === role) found.push(new Node(this.module, this.chunk, row));
    }
    return found;
  }

  /** The first child in this role. */
  child(role: Role): Node | undefined {
    const { rows } = this.facts;
    const end = this.column(Column.Next);
    for (let row = this.row + 1; row < end; row = rows[row * ROW_WIDTH + Column.Next]!) {
      const head = rows[row * ROW_WIDTH]!;
      if (head !== 0 && ((head >> 8) & 0xff) === role) return new Node(this.module, this.chunk, row);
    }
    return undefined;
  }

  /** Every row below this one with this form, in source order; nested scopes included. */
  *descendants(form: Form): Generator<Node> {
    const { rows } = this.facts;
    const end = this.column(Column.Next);
    for (let row = this.row + 1; row < end; row++) {
      if ((rows[row * ROW_WIDTH]! & 0xff) === form) yield new Node(this.module, this.chunk, row);
    }
  }

  contains(other: Node): boolean {
    return (
      other.module === this.module &&
      other.chunk === this.chunk &&
      other.row >= this.row &&
      other.row < this.column(Column.Next)
    );
  }

  /** The rows around this one, innermost first. */
  *ancestors(): Generator<Node> {
    for (let node = this.parent; node !== undefined; node = node.parent) yield node;
  }

  /** The function, lambda, class or module code that runs this row; comprehensions count as part of the code around. */
  get code(): Node | undefined {
    let { scope } = this;
    while (scope.isComprehension) scope = scope.parent!;
    return scope.node;
  }

  /** The statement this row is part of, or the row itself if it is one. */
  get statement(): Node {
    let node: Node = this;
    while (node.role !== Role.Statement && node.role !== Role.Clause && node.role !== Role.Body) {
      const { parent } = node;
      if (parent === undefined) break;
      node = parent;
    }
    return node;
  }

  get isAsync(): boolean {
    return this.has(Flag.Async);
  }

  /** Whether this is a comprehension that makes no container: `(f(x) for x in xs)`. */
  get isGeneratorExpression(): boolean {
    return this.form === Form.Comprehension && !this.has(Flag.MakesList | Flag.MakesSet | Flag.MakesDict);
  }

  /** Whether this is a `def`, `async def` or `lambda`. */
  get isFunction(): boolean {
    const { form } = this;
    return form === Form.Function || form === Form.Lambda;
  }

  /** Whether this call is awaited on the spot. */
  get isAwaited(): boolean {
    return this.parent?.form === Form.Await;
  }

  /** The positional arguments of a call, `*args` included. */
  get args(): Node[] {
    return this.childrenIn(Role.Argument).filter((arg) => arg.form !== Form.Keyword && arg.form !== Form.DoubleStar);
  }

  /** The value of a call's keyword argument. */
  keyword(name: string): Node | undefined {
    return this.childrenIn(Role.Argument)
      .find((arg) => arg.form === Form.Keyword && arg.name === name)
      ?.child(Role.Value);
  }

  /** A call's argument by its position or keyword; undefined when a `*` or `**` before it hides it. */
  argument(position: number, name?: string): Node | undefined {
    const keyword = name === undefined ? undefined : this.keyword(name);
    if (keyword !== undefined) return keyword;
    const args = position < 0 ? [] : this.args.slice(0, position + 1);
    return args.some((arg) => arg.form === Form.Star) ? undefined : args[position];
  }

  /** The value that an assignment gives to its targets, through `a = b = value`. */
  get assignedValue(): Node | undefined {
    let value = this.child(Role.Value);
    while (value?.form === Form.Assign) value = value.child(Role.Value);
    return value;
  }
}
