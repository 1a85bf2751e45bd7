/** Which variables of a loop a function made in it reads: those that the next turn binds anew. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { isInTurn, loopsAround } from './control-flow.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import type { Binding, Scope } from './scope.ts';

/** A function, lambda or generator expression made in a loop that reads, when it runs, what the loop binds. */
export interface LoopClosure {
  readonly closure: Node;
  /** A `for` or `while`, or a comprehension. */
  readonly loop: Node;
  /** The reads inside the closure, in source order, each with the places in the loop that bind its name. */
  readonly reads: readonly LateRead[];
}

export interface LateRead {
  readonly name: Node;
  readonly bindings: readonly Binding[];
}

/** Every closure made in a loop, with each loop around it whose variables it reads; innermost loops first. */
export function* loopClosuresOf(module: Module): Generator<LoopClosure> {
  for (const closure of [...module.all(Form.Lambda), ...module.functions, ...module.all(Form.Comprehension)]) {
    if (!isClosure(closure)) continue;
    for (const loop of loopsAround(closure)) {
      const reads = lateReads(closure, loop);
      if (reads.length > 0) yield { closure, loop, reads };
    }
  }
}

/** A comprehension is a closure when it is a generator expression: it reads its names as it is advanced. */
export function isClosure(node: Node): boolean {
  return node.isFunction || (node.form === Form.Comprehension && isGenerator(node));
}

export function isGenerator(comprehension: Node): boolean {
  return !comprehension.has(Flag.MakesList | Flag.MakesSet | Flag.MakesDict);
}

/** `within` are the functions whose own reads are being looked at, so that two that call each other come to an end. */
function lateReads(closure: Node, loop: Node, within: readonly Node[] = []): LateRead[] {
  const scope = loop.form === Form.Comprehension ? loop.ownScope! : loop.scope;
  const inner = closure.ownScope;
  if (inner === undefined) return [];
  const reads: LateRead[] = [];
  const bindingsByName = new Map<string, readonly Binding[]>();
  for (const name of closure.descendants(Form.Name)) {
    if (name.role === Role.Target || !isWithin(name.scope, inner)) continue;
    let bindings = bindingsByName.get(name.name);
    if (bindings === undefined) {
      bindings = bindingsInLoop(name.name, scope, loop, [...within, closure]);
      bindingsByName.set(name.name, bindings);
    }
    if (bindings.length > 0 && name.scope.scopeOf(name.name)?.is(scope)) reads.push({ name, bindings });
  }
  return reads;
}

/** Whether `scope` is `outer` or lies inside it. */
function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.is(outer)) return true;
  return false;
}

/** The places in a loop that give a name another value in the next turn. */
function bindingsInLoop(name: string, scope: Scope, loop: Node, within: readonly Node[]): readonly Binding[] {
  const all = scope.own(name);
  const closure = within.at(-1)!;
  // A closure that assigns the variable itself means to share it.
  if (all.some(({ owner }) => owner.node !== undefined && closure.contains(owner.node))) return [];
  return all.filter(
    (binding) =>
      REBINDS.has(binding.kind) &&
      loop.contains(binding.node) &&
      isInTurn(binding.node, loop) &&
      !within.some((fn) => fn.is(binding.node)) &&
      mayDiffer(binding, loop, within),
  );
}

const REBINDS: ReadonlySet<number> = new Set([
  BindingKind.Assign,
  BindingKind.AugAssign,
  BindingKind.For,
  BindingKind.With,
  BindingKind.Walrus,
  BindingKind.Pattern,
  BindingKind.Function,
]);

/**
 * Whether a binding may give another value in another turn. A constant does not, nor does an attribute of something that
 * the loop does not bind, nor a function that reads nothing of the loop.
 */
function mayDiffer({ kind, node }: Binding, loop: Node, within: readonly Node[]): boolean {
  if (kind === BindingKind.Function) return lateReads(node, loop, within).length > 0;
  const value =
    kind === BindingKind.Assign && node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
  return value === undefined || !isInvariant(value, loop);
}

function isInvariant(value: Node, loop: Node): boolean {
  switch (value.form) {
    case Form.None:
    case Form.True:
    case Form.False:
    case Form.Number:
    case Form.Ellipsis:
      return true;
    case Form.String:
      return !value.has(Flag.Interpolated);
    case Form.Attribute:
      return isInvariant(value.child(Role.Object)!, loop);
    case Form.Name: {
      const bindings = value.scope.scopeOf(value.name)?.own(value.name) ?? [];
      return !bindings.some(({ node }) => loop.contains(node));
    }
    default:
      return false;
  }
}
