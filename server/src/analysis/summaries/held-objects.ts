/** Which variable or attribute an expression reads an object from, and which parameters of threads are given objects. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { ENTRIES } from '../library/entries.ts';
import { lastName, lastNames } from '../library/last-names.ts';
import { lookUp } from '../library/results.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { loopsAround } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf } from '../program/value.ts';
import type { Access } from './accesses.ts';
import { type SharedState, stateAt } from './shared-state.ts';

/** A use of what a variable or attribute holds; `place` names the object as the user writes it. */
export interface HeldUse extends Access {
  /** The call that has a thread run this very use, with the object as an argument. */
  readonly handedBy?: Node;
}

export interface Holder {
  readonly state: SharedState;
  readonly receiver?: Node;
}

/** Longest chain of local names followed. */
const DEEPEST = 5;

/** The variable or attribute that an expression reads from, through other local names for it. */
export function holderOf(expression: Node, depth = 0): Holder | undefined {
  if (expression.form === Form.Attribute) {
    const state = stateAt(expression);
    return state === undefined ? undefined : { state, receiver: expression.child(Role.Object)! };
  }
  if (expression.form !== Form.Name) return undefined;
  const scope = expression.scope.scopeOf(expression.name);
  const bindings = scope?.own(expression.name).filter(({ kind }) => kind < BindingKind.GlobalDeclaration) ?? [];
  const [binding, ...others] = bindings;
  const parent = binding?.kind === BindingKind.Assign && others.length === 0 ? binding.node.parent : undefined;
  const value = parent?.form === Form.Assign ? parent.assignedValue : undefined;
  const isAlias = value?.form === Form.Name || value?.form === Form.Attribute;
  if (isAlias && scope?.isModule === false) return depth > DEEPEST ? undefined : holderOf(value, depth + 1);
  const state = stateAt(expression);
  if (state !== undefined) return { state };
  // A variable of this very call, which a function in it may share.
  const owner = scope?.node?.isFunction === true ? scope.node : undefined;
  if (owner === undefined) return undefined;
  const { name } = expression;
  return { state: { kind: 'cell', key: `cell:${scope!.id}:${name}`, name, module: expression.module, owner } };
}

const ENTRY_NAMES = lastNames(Object.keys(ENTRIES));

/** What a call has a thread of this process run, and with which arguments. */
export interface HandOver {
  readonly run: Node;
  /** The arguments that are variables or attributes, with the parameters that get them. */
  readonly given: readonly { readonly object: Node; readonly param: Node }[];
}

/** The cheap question: whether something of this name may have functions run elsewhere. */
export function mayHandOver(name: string): boolean {
  return ENTRY_NAMES.has(lastName(name));
}

/** `Thread(target=work, args=(connection,))`, `pool.submit(work, connection)`; `name` is what is called. */
export function handOverBy(call: Node, name: string): HandOver | undefined {
  if (!mayHandOver(name)) return undefined;
  const model = lookUp(ENTRIES, name);
  if (model === undefined || (model.context !== 'thread' && model.context !== 'executor')) return undefined;
  const run = call.argument(model.position, model.keyword);
  if (run === undefined) return undefined;
  const value = provenanceOf(run);
  const fn = value.kind === 'partial' ? undefined : functionOf(value);
  if (fn === undefined) return { run, given: [] };
  const objects = model.starts === 'at-once' ? call.args.slice(model.position + 1) : startArguments(call, name);
  // The object of a bound method is no argument.
  const params = fn.childrenIn(Role.Parameter).slice(value.kind === 'method' ? 1 : 0);
  const given = objects.flatMap((object, index) => {
    const param = params[index];
    const isVariable = object.form === Form.Name || object.form === Form.Attribute;
    return isVariable && param !== undefined ? [{ object, param }] : [];
  });
  return { run, given };
}

/** `Thread(None, work, 'name', (connection,))`, `Timer(1, work, (connection,))`: their place in the arguments. */
function startArguments(call: Node, name: string): readonly Node[] {
  const args = call.keyword('args') ?? call.argument(name.endsWith('Timer') ? 2 : 3);
  return args?.form === Form.Tuple || args?.form === Form.List ? args.children : [];
}

/** Whether what `made` makes is one object for all threads that the call starts: not one made in each turn of a loop around it. */
export function isOneFor(call: Node, made: Node | undefined, { state }: Holder): boolean {
  if (made === undefined || (state.kind === 'cell' && functionIn(runningCode(made))?.is(state.owner) !== true))
    return false;
  return ![...loopsAround(call)].some((loop) => loop.contains(made));
}
