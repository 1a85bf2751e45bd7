/** Where code takes values from a generator or another iterator that a variable or attribute holds. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { ADVANCERS, GENERATOR_METHODS, WRAPPING_ITERATORS } from '../library/iterators.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { isGenerator } from '../program/captures.ts';
import { decoratorsOf } from '../program/classes.ts';
import { runningCode } from '../program/code.ts';
import { keptByBehaviour } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { referencesTo } from '../program/usage.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { accessesTo, valuesOf } from './accesses.ts';
import { type HeldUse, type Holder, handOverBy, holderOf, isOneFor } from './held-objects.ts';
import type { SharedState } from './shared-state.ts';

/** A generator runs code of its own, and refuses a second thread meanwhile; other iterators only lose their place. */
export type IteratorKind = 'generator' | 'iterator';

export interface HeldIterator {
  readonly state: SharedState;
  readonly kind: IteratorKind;
  /** The expression that makes it. */
  readonly made: Node;
}

export interface IteratorUse extends HeldUse {
  readonly held: HeldIterator;
}

/** The variables and attributes of a module that hold iterators and nothing else. */
export const heldIteratorsIn: (module: Module) => readonly HeldIterator[] = keptByBehaviour((module) => [
  ...findHeld(module),
]);

interface MadeIterator {
  readonly assign: Node;
  readonly made: Node;
  readonly kind: IteratorKind;
}

const assigned = new WeakMap<object, readonly MadeIterator[]>();

/** The assignments of iterators, which edits of the bodies of functions elsewhere leave alone. */
function assignedIn(module: Module): readonly MadeIterator[] {
  let found = assigned.get(module.surface);
  if (found === undefined) {
    found = module.all(Form.Assign).flatMap((assign) => {
      const made = assign.assignedValue;
      const kind = made === undefined ? undefined : iteratorKind(made);
      return made === undefined || kind === undefined ? [] : [{ assign, made, kind }];
    });
    assigned.set(module.surface, found);
  }
  return found;
}

function* findHeld(module: Module): Generator<HeldIterator> {
  const seen = new Set<string>();
  for (const { assign, made, kind } of assignedIn(module)) {
    for (const target of assign.childrenIn(Role.Target)) {
      const state = holderOf(target)?.state;
      if (state === undefined || seen.has(state.key)) continue;
      seen.add(state.key);
      const values = valuesOf(state).filter(({ form }) => form !== Form.None);
      if (values.every((value) => iteratorKind(value) !== undefined)) yield { state, kind, made };
    }
  }
}

/** What an expression makes anew: `numbers()` of a generator function, `(x for x in xs)`, `iter(xs)`. */
function iteratorKind(made: Node): IteratorKind | undefined {
  if (made.form === Form.Comprehension) return isGenerator(made) && !made.has(Flag.Awaits) ? 'generator' : undefined;
  if (made.form !== Form.Call) return undefined;
  const target = callGraphOf(made.module).target(made);
  if (target !== undefined) {
    const isPlain = target.has(Flag.Generator) && !target.isAsync && decoratorsOf(target).length === 0;
    return isPlain && provenanceOf(made.child(Role.Callee)!).kind !== 'class' ? 'generator' : undefined;
  }
  const name = symbolOf(made.child(Role.Callee)!);
  if (name === undefined || !WRAPPING_ITERATORS.has(name)) return undefined;
  return made.args.some((argument) => iteratorKind(argument) === 'generator') ? 'generator' : 'iterator';
}

const usesByProgram = new WeakMap<Program, Map<string, readonly IteratorUse[]>>();

/** Everything in the program that takes values from it. */
export function usesOfIterator(held: HeldIterator): readonly IteratorUse[] {
  const program = held.state.module.program!;
  let memo = usesByProgram.get(program);
  if (memo === undefined) {
    memo = new Map();
    usesByProgram.set(program, memo);
  }
  let uses = memo.get(held.state.key);
  if (uses === undefined) {
    uses = referencesOf(held.state).flatMap(({ place, holder }) => [...usesAt(place, holder, held)]);
    memo.set(held.state.key, uses);
  }
  return uses;
}

interface Reference {
  readonly place: Node;
  readonly holder: Holder;
}

function referencesOf(state: SharedState): Reference[] {
  // A function reads its own variable too, which counts as no access to something shared.
  if (state.kind === 'cell') {
    return referencesTo(state.name, state.owner!.ownScope!).map((place) => ({ place, holder: { state } }));
  }
  return accessesTo(state)
    .filter(({ kind }) => kind === 'read')
    .map(({ place, receiver }) => ({ place, holder: { state, ...(receiver === undefined ? {} : { receiver }) } }));
}

function* usesAt(place: Node, holder: Holder, held: HeldIterator): Generator<IteratorUse> {
  const base = { ...holder, kind: 'read' as const, held };
  const node = advancing(place);
  if (node !== undefined) yield { ...base, place, node, code: runningCode(node) };
  const call = callAround(place);
  const handed = call === undefined ? undefined : handOverBy(call, symbolOf(call.child(Role.Callee)!) ?? '');
  if (call === undefined || handed === undefined || !isOneFor(call, held.made, holder)) return;
  for (const { object, param } of handed.given) {
    if (!object.is(place)) continue;
    for (const reference of referencesTo(param.name, param.parent!.ownScope!)) {
      const inner = advancing(reference);
      if (inner === undefined) continue;
      yield { ...base, place: reference, node: inner, code: runningCode(inner), handedBy: call };
    }
  }
}

/** `pool.submit(work, numbers)`, `Thread(target=work, args=(numbers,))`. */
function callAround(place: Node): Node | undefined {
  for (const outer of place.ancestors()) {
    if (outer.form === Form.Call) return outer;
    if (outer.form !== Form.Tuple && outer.form !== Form.List && outer.form !== Form.Keyword) return undefined;
  }
  return undefined;
}

/** The expression that takes a value from the iterator which `place` names: `next(numbers)`, `for x in numbers`. */
function advancing(place: Node): Node | undefined {
  const { parent, role } = place;
  if (parent === undefined) return undefined;
  if (role === Role.Iterable) return parent.isAsync ? undefined : place;
  if (role === Role.Object && parent.form === Form.Attribute && parent.role === Role.Callee) {
    return GENERATOR_METHODS.has(parent.name) ? parent.parent : undefined;
  }
  if (parent.form === Form.Star || (parent.form === Form.Yield && parent.has(Flag.Delegates))) return place;
  if (role !== Role.Argument || parent.form !== Form.Call) return undefined;
  const name = symbolOf(parent.child(Role.Callee)!) ?? '';
  if (ADVANCERS.has(name)) return parent;
  return WRAPPING_ITERATORS.has(name) ? advancing(parent) : undefined;
}
