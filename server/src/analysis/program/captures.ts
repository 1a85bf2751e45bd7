/** Which variables of a loop a function made in it reads: those that the next turn binds anew. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { isInTurn, loopsAround } from './control-flow.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { type Binding, bindingsBelow, type Scope } from './scope.ts';

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

/** A loop with the variables that its turns bind. */
interface Turns {
  readonly loop: Node;
  readonly scope: Scope;
  readonly variables: ReadonlyMap<string, readonly Binding[]>;
}

/** Every closure made in a loop, with each loop around it whose variables it reads; innermost loops first. */
export function* loopClosuresOf(module: Module): Generator<LoopClosure> {
  const turnsByLoop = new Map<number, Turns>();
  for (const closure of [...module.all(Form.Lambda), ...module.functions, ...module.all(Form.Comprehension)]) {
    if (!isClosure(closure)) continue;
    for (const loop of loopsAround(closure)) {
      let turns = turnsByLoop.get(loop.id);
      if (turns === undefined) {
        turns = turnsOf(loop);
        turnsByLoop.set(loop.id, turns);
      }
      const reads = lateReads(closure, turns);
      if (reads.length > 0) yield { closure, loop, reads };
    }
  }
}

/** A comprehension is a closure when it is a generator expression: it reads its names as it is advanced. */
function isClosure(node: Node): boolean {
  return node.isFunction || (node.form === Form.Comprehension && isGenerator(node));
}

export function isGenerator(comprehension: Node): boolean {
  return comprehension.isGeneratorExpression;
}

function turnsOf(loop: Node): Turns {
  const scope = loop.form === Form.Comprehension ? loop.ownScope! : loop.scope;
  const variables = new Map<string, readonly Binding[]>();
  for (const [name, bindings] of bindingsBelow(scope, loop)) {
    const inTurn = bindings.filter(({ kind, node }) => REBINDS.has(kind) && isInTurn(node, loop));
    if (inTurn.length > 0) variables.set(name, inTurn);
  }
  return { loop, scope, variables };
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

/** `within` are the functions whose own reads are being looked at, so that two that call each other come to an end. */
function lateReads(closure: Node, turns: Turns, within: readonly Node[] = []): LateRead[] {
  const inner = closure.ownScope;
  if (inner === undefined || turns.variables.size === 0) return [];
  const reads: LateRead[] = [];
  const chain = [...within, closure];
  const known = new Map<string, readonly Binding[]>();
  for (const name of closure.descendants(Form.Name)) {
    if (!turns.variables.has(name.name) || name.role === Role.Target || !isWithin(name.scope, inner)) continue;
    if (name.scope.scopeOf(name.name)?.is(turns.scope) !== true) continue;
    let bindings = known.get(name.name);
    if (bindings === undefined) {
      bindings = changingBindings(name.name, turns, chain);
      known.set(name.name, bindings);
    }
    if (bindings.length > 0) reads.push({ name, bindings });
  }
  return reads;
}

/** Whether `scope` is `outer` or lies inside it. */
function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.is(outer)) return true;
  return false;
}

/** The places in a loop that may give a variable another value in another turn. */
function changingBindings(name: string, turns: Turns, within: readonly Node[]): readonly Binding[] {
  const closure = within.at(-1)!;
  // A closure that assigns the variable itself means to share it.
  const isShared = turns.scope.own(name).some(({ owner }) => owner.node !== undefined && closure.contains(owner.node));
  if (isShared) return [];
  return (turns.variables.get(name) ?? []).filter(
    (binding) => !within.some((fn) => fn.is(binding.node)) && mayDiffer(binding, turns, within),
  );
}

/**
 * Whether a binding may give another value in another turn. A constant does not, nor does an attribute of something that
 * the loop does not bind, nor a function that reads nothing of the loop.
 */
function mayDiffer({ kind, node }: Binding, turns: Turns, within: readonly Node[]): boolean {
  if (kind === BindingKind.Function) return lateReads(node, turns, within).length > 0;
  const value =
    kind === BindingKind.Assign && node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
  return value === undefined || !isInvariant(value, turns.loop);
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
