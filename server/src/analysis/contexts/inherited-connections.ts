/** Connections and sequences of numbers that a module makes once, and that the processes forked from it use all the same. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import {
  DRAWS_FROM_ONE,
  FORK_UNSAFE,
  type ForkUnsafe,
  ONE_GENERATOR,
  PREPARES_FOR_FORK,
} from '../library/fork-unsafe.ts';
import { lookUpClass } from '../library/results.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { codesOf, functionIn, runningCode } from '../program/code.ts';
import { keptByProgram } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { startMethodsOfOrigin } from '../program/start-methods.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { type SharedState, stateAt } from '../summaries/shared-state.ts';
import type { ExecutionContext } from './execution-context.ts';
import { type Placement, placementOf } from './placement.ts';

export interface InheritedConnection {
  /** What uses it in a process. */
  readonly use: Node;
  readonly name: string;
  readonly model: ForkUnsafe;
  /** Where it is made, at import; undefined for what a library makes itself then. */
  readonly made?: Node;
  readonly context: ExecutionContext;
}

/** One for each variable, at its first use in a process, in source order. */
export function* inheritedConnectionsIn(module: Module): Generator<InheritedConnection> {
  const placement = placementOf(module);
  const forked = forkedIn(module.program!);
  if (forked.size === 0) return;
  const seen = new Set<string>();
  for (const code of codesOf(module).codes) {
    const fn = functionIn(code);
    const context = fn === undefined ? undefined : placement.contextsOf(code).find((one) => forked.has(one));
    if (fn === undefined || context === undefined) continue;
    const draw = context.isMany && !seen.has(NUMPY) && !isPrepared(module) ? drawIn(fn) : undefined;
    if (draw !== undefined) {
      seen.add(NUMPY);
      yield { use: draw, name: draw.text, model: ONE_GENERATOR, context };
    }
    for (const use of [...fn.descendants(Form.Name), ...fn.descendants(Form.Attribute)]) {
      if (runningCode(use).id !== fn.id || use.role === Role.Target) continue;
      const state = stateAt(use);
      if (state?.kind !== 'global' || seen.has(state.key)) continue;
      seen.add(state.key);
      const found = modelOf(use, state);
      if (found === undefined || isPrepared(module) || isPrepared(state.module)) continue;
      if (isHarmful(found.model, accessesTo(state), { context, placement })) yield { use, ...found, context };
    }
  }
}

const NUMPY = 'numpy.random';

/** The function of `numpy.random` that a function calls first. */
function drawIn(fn: Node): Node | undefined {
  return callGraphOf(fn.module)
    .callsRunBy(fn)
    .map((call) => call.child(Role.Callee)!)
    .find((callee) => DRAWS_FROM_ONE.has(symbolOf(callee) ?? ''));
}

const forkedIn = keptByProgram(
  ({ modules: [first] }): ReadonlySet<ExecutionContext> =>
    new Set(first === undefined ? [] : placementOf(first).contexts.filter(isForked)),
);

/** A process that may be a copy of the one that imported the module. */
function isForked({ kind, origin }: ExecutionContext): boolean {
  return kind === 'process' && origin !== undefined && startMethodsOfOrigin(origin).methods.includes('fork');
}

/** What a variable holds that is given its only value when its module is imported. */
function modelOf(use: Node, { module, name }: SharedState): Omit<InheritedConnection, 'use' | 'context'> | undefined {
  const [binding, ...others] = module.globals(name);
  if (binding?.kind !== BindingKind.Assign || others.length > 0 || binding.node.code !== undefined) return undefined;
  const given = provenanceOf(use);
  // `orders = client.shop.orders` asks through its client.
  const value = given.kind === 'symbol' && given.receiver !== undefined ? given.receiver : given;
  if (value.kind !== 'instance' || value.made.form !== Form.Call || runningCode(value.made) !== module)
    return undefined;
  const model = lookUpClass(FORK_UNSAFE, value.of);
  if (model === undefined) return undefined;
  const maker = value.made.child(Role.Callee);
  if (model.madeBy !== undefined && (maker === undefined || symbolOf(maker) !== model.madeBy)) return undefined;
  return { name: use.text, model, made: value.made };
}

/** Whether a module names something by which programs make new connections in their children. */
function isPrepared(module: Module): boolean {
  return module.chunks.some((_, chunk) => module.mentionsAny(chunk, PREPARES_FOR_FORK));
}

interface Where {
  readonly context: ExecutionContext;
  readonly placement: Placement;
}

/** Two of the processes have to use it, and it has to be open before the fork. */
function isHarmful(model: ForkUnsafe, all: readonly Access[], { context, placement }: Where): boolean {
  const isByParent = all.some((access) => isUse(access) && isParents(access, placement));
  if (model.isSequence) return context.isMany || isByParent;
  return model.opens === 'at-once' || isByParent;
}

/** Asked for something, or handed to what asks it: `Base.metadata.create_all(engine)`. */
function isUse({ kind, place }: Access): boolean {
  if (kind !== 'read') return false;
  if (place.role === Role.Object) return place.parent?.role === Role.Callee;
  return place.role === Role.Argument && place.parent?.child(Role.Callee)?.name === 'create_all';
}

function isParents({ code }: Access, placement: Placement): boolean {
  if (functionIn(code) === undefined) return true;
  return placement.contextsOf(code).some(({ kind, isAssumed }) => kind !== 'process' && !isAssumed);
}
