/** Scopes and the names bound in them, with Python's rules of lookup. */
import { BINDING_WIDTH, BindingColumn, SCOPE_WIDTH, ScopeColumn } from '../facts/chunk-facts.ts';
import { BindingKind, ScopeKind } from '../facts/forms.ts';
import type { Module } from './module.ts';
import { Node, type Range } from './node.ts';

/** One place that binds a name. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The row that binds: a target Name, Param, Function, Class or import. */
  readonly node: Node;
  /** The scope whose code does it; not the scope of the name when it is `global` or `nonlocal` there. */
  readonly owner: Scope;
}

const NOT_VALUES: ReadonlySet<number> = new Set([
  BindingKind.GlobalDeclaration,
  BindingKind.NonlocalDeclaration,
  BindingKind.Declaration,
  BindingKind.ImportStar,
]);

/** A scope of a module; the module's own scope is shared by all chunks and has number 0 in each. */
export class Scope {
  readonly module: Module;
  /** -1 for the module's own scope. */
  readonly chunk: number;
  readonly index: number;

  constructor(module: Module, chunk: number, index: number) {
    this.module = module;
    this.chunk = chunk;
    this.index = index;
  }

  private column(column: number): number {
    return this.module.chunks[this.chunk]!.facts.scopes[this.index * SCOPE_WIDTH + column]!;
  }

  /** Unique in the process. */
  get id(): number {
    return this.isModule ? this.module.id : this.node!.id;
  }

  is(other: Scope): boolean {
    return (
      this.index === other.index && (this.index === 0 || this.chunk === other.chunk) && this.module === other.module
    );
  }

  get isModule(): boolean {
    return this.index === 0;
  }

  get kind(): ScopeKind {
    return this.isModule ? ScopeKind.Module : (this.column(ScopeColumn.Kind) as ScopeKind);
  }

  get isComprehension(): boolean {
    return this.kind === ScopeKind.Comprehension;
  }

  /** The row that opens the scope; undefined for the module. */
  get node(): Node | undefined {
    return this.isModule ? undefined : new Node(this.module, this.chunk, this.column(ScopeColumn.Row));
  }

  get parent(): Scope | undefined {
    return this.isModule ? undefined : this.module.scope(this.chunk, this.column(ScopeColumn.Parent));
  }

  /** Where the name of the function or class stands; its whole range when it has none. */
  get nameRange(): Range {
    const node = this.node!;
    const at = this.column(ScopeColumn.NameStart);
    if (at < 0) return node.range;
    const start = this.module.chunks[this.chunk]!.start + at;
    return { start, end: start + node.name.length };
  }

  /** The bindings of a name in this very scope, in source order, `global` and `nonlocal` ones of inner scopes included. */
  own(name: string): readonly Binding[] {
    return this.isModule ? this.module.globals(name) : bindingsIn(this.module, this.chunk, this.index, name);
  }

  /**
   * The scope whose variable this name is when code in this scope uses it; undefined when nothing in the module binds
   * it (a builtin, or undefined). Class scopes are skipped from within functions, as Python does.
   */
  scopeOf(name: string): Scope | undefined {
    let isFirst = true;
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      if (isFirst || scope.kind !== ScopeKind.Class) {
        const bindings = scope.own(name);
        // At module level a `global` statement says nothing new; a global may have thousands of bindings.
        if (scope.isModule) return bindings.length > 0 ? scope : undefined;
        if (bindings.some((binding) => binding.kind === BindingKind.GlobalDeclaration && binding.owner.is(scope!))) {
          return this.module.globals(name).length > 0 ? this.module.moduleScope : undefined;
        }
        if (bindings.some((binding) => binding.kind !== BindingKind.NonlocalDeclaration)) return scope;
      }
      // A comprehension in a class body sees the class's names only in its first iterable; that one has the class's scope.
      isFirst = false;
    }
    return undefined;
  }

  /** What this name may stand for in code of this scope: every binding that gives it a value. */
  lookup(name: string): readonly Binding[] {
    return (
      this.scopeOf(name)
        ?.own(name)
        .filter((binding) => !NOT_VALUES.has(binding.kind)) ?? []
    );
  }
}

/** The bindings of a scope's names whose rows lie below `node`, by name; `node` must be a row of the scope's code. */
export function bindingsBelow(scope: Scope, node: Node): Map<string, Binding[]> {
  const { module, index } = scope;
  const { facts } = module.chunks[node.chunk]!;
  const { bindings, names } = facts;
  const found = new Map<string, Binding[]>();
  for (let at = firstBinding(bindings, index); at < bindings.length && bindings[at] === index; at += BINDING_WIDTH) {
    const row = bindings[at + BindingColumn.Row]!;
    if (row <= node.row || row >= node.endRow) continue;
    const name = names[bindings[at + BindingColumn.Name]!]!;
    const binding: Binding = {
      name,
      kind: bindings[at + BindingColumn.Kind] as BindingKind,
      node: new Node(module, node.chunk, row),
      owner: module.scope(node.chunk, bindings[at + BindingColumn.Owner]!),
    };
    const list = found.get(name);
    if (list === undefined) found.set(name, [binding]);
    else list.push(binding);
  }
  return found;
}

/** The offset of the first binding of a scope; bindings are sorted by scope. */
function firstBinding(bindings: Int32Array, scope: number): number {
  let low = 0;
  let high = bindings.length / BINDING_WIDTH;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bindings[middle * BINDING_WIDTH + BindingColumn.Scope]! < scope) low = middle + 1;
    else high = middle;
  }
  return low * BINDING_WIDTH;
}

/** The bindings of `name` in one scope of a chunk, in source order. */
export function bindingsIn(module: Module, chunk: number, scope: number, name: string): Binding[] {
  const { facts } = module.chunks[chunk]!;
  const { bindings, names } = facts;
  const found: Binding[] = [];
  for (let at = firstBinding(bindings, scope); at < bindings.length && bindings[at] === scope; at += BINDING_WIDTH) {
    if (names[bindings[at + BindingColumn.Name]!] !== name) continue;
    found.push({
      name,
      kind: bindings[at + BindingColumn.Kind] as BindingKind,
      node: new Node(module, chunk, bindings[at + BindingColumn.Row]!),
      owner: module.scope(chunk, bindings[at + BindingColumn.Owner]!),
    });
  }
  return found;
}
