/** Coroutines that a failed `gather` leaves running, with something that the error closes on its way out. */
import { Form, Role } from '../facts/forms.ts';
import { CANCELLING_SCOPES } from '../library/cancellation.ts';
import { CLOSED_BY_WITH, CLOSING_METHODS } from '../library/closed-by-with.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { handledErrors } from '../program/handled-errors.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { type Arm, armsOfGather } from './task-arms.ts';

/** What is closed, and where: the `with`, or the call in a `finally`. */
interface Closing {
  readonly resource: Node;
  readonly end: Node;
}

export interface AbandonedSiblings extends Closing {
  readonly gather: Node;
  /** One that uses the resource. */
  readonly user: Arm;
}

/**
 * In source order. Only where an exception of `gather` surely leaves what closes the resource, and where not all that is
 * gathered takes care of its errors itself.
 */
export function abandonedSiblingsIn(module: Module): AbandonedSiblings[] {
  return gathersIn(module).flatMap(({ gather, closings }): AbandonedSiblings[] => {
    const arms = armsOfGather(gather);
    if (arms.length < 2 && arms.every(({ repeatedIn }) => repeatedIn.length === 0)) return [];
    if (arms.every(({ call }) => handlesItsErrors(call))) return [];
    for (const closing of closings) {
      const user = arms.find(({ call }) => mentions(call, closing.resource));
      if (user !== undefined) return [{ gather, user, ...closing }];
    }
    return [];
  });
}

const gathersIn = keptByChunk((module, chunk): { readonly gather: Node; readonly closings: readonly Closing[] }[] =>
  module.rowsIn(chunk, Form.Await).flatMap((pause) => {
    const gather = pause.child(Role.Operand);
    const callee = gather?.form === Form.Call ? gather.child(Role.Callee) : undefined;
    if (gather === undefined || callee === undefined || (callee.form !== Form.Name && callee.name !== 'gather'))
      return [];
    if (symbolOf(callee) !== 'asyncio.gather' || gather.keyword('return_exceptions') !== undefined) return [];
    const closings = closingsAround(pause);
    return closings.length === 0 ? [] : [{ gather, closings }];
  }),
);

/** What an exception that is raised here closes before anybody catches it, innermost first. */
function closingsAround(pause: Node): Closing[] {
  const found: Closing[] = [];
  let inner = pause;
  for (const outer of pause.ancestors()) {
    if (outer.isFunction) break;
    const isInBody = inner.role === Role.Body;
    if (outer.form === Form.Try && isInBody) {
      const clauses = outer.childrenIn(Role.Clause);
      // Who catches it may cancel the others, or wait for them.
      if (clauses.some(({ form }) => form === Form.Except)) break;
      for (const clause of clauses) if (clause.form === Form.Finally) found.push(...closedIn(clause));
    }
    if (outer.form === Form.With && isInBody) found.push(...outer.childrenIn(Role.Clause).flatMap(closedByItem));
    inner = outer;
  }
  return found;
}

/** `async with ClientSession() as session`, `with open(path) as file`. */
function closedByItem(item: Node): Closing[] {
  const resource = item.child(Role.Target);
  const context = item.child(Role.Context);
  if (resource?.form !== Form.Name || context?.form !== Form.Call) return [];
  const callee = context.child(Role.Callee)!;
  const name = symbolOf(callee) ?? '';
  // A group of tasks or a limit of time is no resource.
  const isClosed = item.parent!.isAsync ? !Object.hasOwn(CANCELLING_SCOPES, name) : CLOSED_BY_WITH.has(name);
  return isClosed ? [{ resource, end: item.parent! }] : [];
}

/** `await session.close()`, unless something is cancelled or awaited there besides. */
function closedIn(clause: Node): Closing[] {
  const calls = [...clause.descendants(Form.Call)];
  if (calls.some((call) => /^(cancel|gather|wait)$/.test(call.child(Role.Callee)!.name))) return [];
  return calls.flatMap((end) => {
    const callee = end.child(Role.Callee)!;
    const resource =
      callee.form === Form.Attribute && CLOSING_METHODS.has(callee.name) ? callee.child(Role.Object) : undefined;
    return resource?.form === Form.Name ? [{ resource, end }] : [];
  });
}

function mentions(call: Node, { name, scope }: Node): boolean {
  const owner = scope.scopeOf(name);
  return [...call.descendants(Form.Name)].some(
    (other) => other.name === name && owner !== undefined && other.scope.scopeOf(name)?.is(owner) === true,
  );
}

function handlesItsErrors(call: Node): boolean {
  const fn = callGraphOf(call.module).target(call) ?? functionOf(provenanceOf(call.child(Role.Callee)!));
  return fn !== undefined && handledErrors(fn) === 'all';
}
