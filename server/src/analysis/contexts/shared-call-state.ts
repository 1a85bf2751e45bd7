/** State of one call that several threads find, as they call one decorated function or enter one context manager. */

import { Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import { keptByProgram, keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf } from '../program/value.ts';
import {
  type CallState,
  isSharedDecorator,
  stateOfCallable,
  stateOfClosure,
  stateOfManager,
} from '../summaries/call-state.ts';
import { type HeldUse, holderOf } from '../summaries/held-objects.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { orderingOf } from './ordering.ts';
import { plainestParallelUse } from './parallel-uses.ts';
import { placementOf } from './placement.ts';

export interface SharedCallState {
  readonly state: CallState;
  /**
   * - `decorator`: an object with the state decorates a function
   * - `callable`, `closure`: what a decorator makes of the function has it
   * - `manager`: an object that is kept is entered by several threads
   */
  readonly how: 'decorator' | 'callable' | 'closure' | 'manager';
  /** What is reported: the decorator, the store of the state, or the `with`. */
  readonly place: Node;
  /** The decorator or the expression that is entered. */
  readonly use: Node;
  /** The decorated function. */
  readonly fn?: Node;
  /** The class or function that has the state. */
  readonly owner: Node;
  readonly contexts: readonly [ExecutionContext, ExecutionContext];
}

/** Those reported in the module. */
export function sharedCallStatesIn(module: Module): SharedCallState[] {
  return allShared(module.program!).filter(({ place }) => place.module === module);
}

const allShared = keptByProgram(({ modules }): SharedCallState[] => {
  const first = new Map<number, SharedCallState>();
  for (const each of modules.flatMap((module) => [...sharedIn(module)])) {
    if (!first.has(each.place.id)) first.set(each.place.id, each);
  }
  return [...first.values()];
});

function* sharedIn(module: Module): Generator<SharedCallState> {
  if (placementOf(module).contexts.length === 0) return;
  for (const { fn, decorator } of decorationsIn(module)) {
    const found = keptBy(decorator);
    const contexts = found === undefined ? undefined : parallelRuns(fn);
    if (found === undefined || contexts === undefined) continue;
    const place = found.how === 'decorator' ? decorator : found.state.written;
    yield { ...found, place, use: decorator, fn, contexts };
  }
  yield* enteredManagers(module);
}

interface Decoration {
  readonly fn: Node;
  readonly decorator: Node;
}

/** The decorators of a module that the program defines: only those can have state that is seen. */
const decorationsIn: (module: Module) => readonly Decoration[] = keptBySurface((module) =>
  module.functions
    .filter((fn) => !fn.isAsync)
    .flatMap((fn) => fn.childrenIn(Role.Decorator).map((decorator) => ({ fn, decorator })))
    .filter(({ decorator }) => ownerOf(decorator) !== undefined),
);

/** The class or function of the program that a decorator is made by. */
function ownerOf(decorator: Node): Node | undefined {
  const made = provenanceOf(decorator);
  if (made.kind === 'object') return made.of;
  if (made.kind === 'class') return made.node;
  const owner = functionOf(decorator.form === Form.Call ? provenanceOf(decorator.child(Role.Callee)!) : made);
  return owner?.form === Form.Function ? owner : undefined;
}

type Kept = Pick<SharedCallState, 'state' | 'how' | 'owner'>;

/** `@Timer()`, `@timer`, `@Timed`, `@exclusive`: the state of a call that the decorator keeps. */
function keptBy(decorator: Node): Kept | undefined {
  const owner = ownerOf(decorator);
  if (owner === undefined) return undefined;
  if (owner.form === Form.Function) {
    const state = stateOfClosure(owner);
    return state === undefined ? undefined : { state, how: 'closure', owner };
  }
  const isManager = provenanceOf(decorator).kind === 'object' && isSharedDecorator(owner);
  const ofManager = isManager ? stateOfManager(owner) : undefined;
  if (ofManager !== undefined) return { state: ofManager, how: 'decorator', owner };
  const ofCallable = stateOfCallable(owner);
  return ofCallable === undefined ? undefined : { state: ofCallable, how: 'callable', owner };
}

/** Two runs of a function that may be at work at the same time, the plainest ones. */
function parallelRuns(fn: Node): readonly [ExecutionContext, ExecutionContext] | undefined {
  const placement = placementOf(fn.module);
  const { mayRunInParallel } = orderingOf(fn.module.program!);
  const node = fn.child(Role.Body)?.children[0] ?? fn;
  const contexts = placement.contextsOf(fn).filter(({ isAssumed }) => !isAssumed);
  for (const context of contexts) {
    if (!isThread(context)) continue;
    for (const other of [context, ...contexts.filter((each) => each !== context)]) {
      if (mayRunInParallel({ node, context }, { node, context: other })) return [context, other];
    }
  }
  return undefined;
}

interface ManagerUse extends HeldUse {
  readonly cls: Node;
}

/** `with timer:` of a variable or attribute. */
function* enteredManagers(module: Module): Generator<SharedCallState> {
  for (const [cls, uses] of managerUsesIn(module)) {
    const state = stateOfManager(cls);
    const byState = new Map<string, ManagerUse[]>();
    for (const use of uses) byState.set(use.state.key, [...(byState.get(use.state.key) ?? []), use]);
    for (const group of state === undefined ? [] : byState.values()) {
      const found = plainestParallelUse(group, placementOf(module), ({ isAssumed }) => !isAssumed);
      if (found === undefined) continue;
      const { node } = found.use;
      const contexts = [found.context, found.otherContext] as const;
      yield { state: state!, how: 'manager', place: node, use: node, owner: cls, contexts };
    }
  }
}

const managerUses = new WeakMap<object, ReadonlyMap<Node, readonly ManagerUse[]>>();

function managerUsesIn(module: Module): ReadonlyMap<Node, readonly ManagerUse[]> {
  let found = managerUses.get(module.surface);
  if (found === undefined) {
    const byClass = new Map<number, { readonly cls: Node; readonly uses: ManagerUse[] }>();
    for (const node of module.all(Form.With).flatMap((each) => each.childrenIn(Role.Clause))) {
      const context = node.parent?.isAsync ? undefined : node.child(Role.Context);
      if (context?.form !== Form.Name && context?.form !== Form.Attribute) continue;
      const value = provenanceOf(context);
      const holder = value.kind === 'object' ? holderOf(context) : undefined;
      if (value.kind !== 'object' || holder === undefined) continue;
      const list = byClass.get(value.of.id) ?? { cls: value.of, uses: [] };
      list.uses.push({
        ...holder,
        kind: 'read',
        place: context,
        node: context,
        code: runningCode(context),
        cls: value.of,
      });
      byClass.set(value.of.id, list);
    }
    found = new Map([...byClass.values()].map(({ cls, uses }) => [cls, uses]));
    managerUses.set(module.surface, found);
  }
  return found;
}
