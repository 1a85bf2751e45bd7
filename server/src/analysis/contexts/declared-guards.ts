/** Accesses and calls that go without the lock which a comment declares for them. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { type Code, functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { type Access, accessesTo } from '../summaries/accesses.ts';
import { type Guard, guardCommentsOf } from '../summaries/guard-comments.ts';
import { lockOf } from '../summaries/lock.ts';
import { locksHeldAt } from '../summaries/locks.ts';
import { locksHeldOnEntry } from '../summaries/locks-on-entry.ts';
import type { SharedState } from '../summaries/shared-state.ts';
import { isUnderConstruction } from './guarded-access.ts';
import { type Placement, placementOf } from './placement.ts';

export interface GuardViolation {
  readonly kind: 'read' | 'write' | 'call';
  /** The access or the call. */
  readonly node: Node;
  /** What is accessed or called, as the user writes it. */
  readonly name: string;
  readonly guard: Guard;
  /** The module in which the comment stands. */
  readonly declaredIn: Module;
  /** What is accessed; undefined for a call. */
  readonly state?: SharedState;
}

/** Whether a comment says which lock guards a state: then nothing is left to guess. */
export function isGuardDeclared({ module, key }: SharedState): boolean {
  return guardCommentsOf(module).states.has(key);
}

const declaring = new WeakMap<Program, readonly Module[]>();

/** The modules that have guard comments. */
function modulesWithComments(program: Program): readonly Module[] {
  let modules = declaring.get(program);
  if (modules === undefined) {
    modules = program.modules.filter((module) => {
      const { states, required } = guardCommentsOf(module);
      return states.size > 0 || required.size > 0;
    });
    declaring.set(program, modules);
  }
  return modules;
}

/** The violations in the module's code, of guards declared there or elsewhere in the program. */
export function* guardViolationsIn(module: Module): Generator<GuardViolation> {
  const placement = placementOf(module);
  for (const declaredIn of modulesWithComments(module.program!)) {
    const { states, required } = guardCommentsOf(declaredIn);
    for (const { state, guard } of states.values()) {
      for (const access of accessesTo(state)) {
        if (
          access.node.module !== module ||
          isFree(access) ||
          isHeld(access.place, access.receiver, guard, placement)
        ) {
          continue;
        }
        const kind = access.kind === 'read' ? 'read' : 'write';
        yield { kind, node: access.place, name: access.place.text, guard, declaredIn, state };
      }
    }
    for (const { fn, guard } of required.values()) {
      for (const call of callGraphOf(fn.module).callSites(fn)) {
        if (call.module !== module || functionIn(runningCode(call))?.name === '__init__') continue;
        const callee = call.child(Role.Callee)!;
        const receiver = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
        if (!isHeld(call, receiver, guard, placement)) {
          yield { kind: 'call', node: callee, name: callee.text, guard, declaredIn };
        }
      }
    }
  }
}

/** Nobody else has the object yet, or the module is still being imported. */
function isFree(access: Access): boolean {
  return functionIn(access.code) === undefined || isUnderConstruction(access);
}

/** Errs towards yes: what may be a lock counts. */
function isHeld(node: Node, receiver: Node | undefined, guard: Guard, placement: Placement): boolean {
  const code = runningCode(node);
  const fn = functionIn(code);
  const here = locksHeldAt(node);
  const before = fn === undefined ? undefined : locksHeldOnEntry(fn, placement.isEntry);
  if (here.isUncertain && !isKnownOtherwise(node)) return true;
  const wanted = guard.isAttribute && receiver !== undefined ? `${receiver.text}.${guard.name}` : guard.name;
  if (isEnteredByName(node, wanted)) return true;
  const held = [...here.locks, ...(before?.locks ?? [])];
  if (held.some((lock) => lock.name === wanted || (guard.made !== undefined && lock.made.is(guard.made)))) return true;
  return requires(code, guard);
}

/** Whether all that is entered around a place is known by a name that is not the lock's. */
function isKnownOtherwise(node: Node): boolean {
  return contextsAround(node).every((context) => context.form === Form.Attribute || context.form === Form.Name);
}

/** `with self._lock:`, whatever `self._lock` is: it may have been given to the object. */
function isEnteredByName(node: Node, wanted: string): boolean {
  return contextsAround(node).some((context) => context.text === wanted && lockOf(context)?.model.excludes !== 'tasks');
}

function contextsAround(node: Node): Node[] {
  const found: Node[] = [];
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction) break;
    if (outer.form === Form.With && inner.role === Role.Body) {
      for (const item of outer.children) {
        const context = item.child(Role.Context);
        if (context !== undefined) found.push(context);
      }
    }
    inner = outer;
  }
  return found;
}

/** Whether the function's own comment says that its callers hold the lock. */
function requires(code: Code, guard: Guard): boolean {
  const fn = functionIn(code);
  const own = fn === undefined ? undefined : guardCommentsOf(fn.module).required.get(fn.id);
  return own !== undefined && own.guard.name === guard.name;
}
