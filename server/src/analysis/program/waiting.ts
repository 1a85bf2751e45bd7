/** Whether a turn of a loop waits for what it started: a thread joined, a future's result asked for, a task awaited. */
import { Form, Role } from '../facts/forms.ts';
import { WAITS } from '../library/callables.ts';
import { KEEPERS } from '../library/containers.ts';
import { lastName } from '../library/last-names.ts';
import { isInTurn } from './control-flow.ts';
import type { Node } from './node.ts';
import { reachedReferences } from './usage.ts';
import { symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

const DEEPEST = 4;

/**
 * Whether the turn of `loop` that makes this value (a thread, future, task or awaitable) waits for it before it ends.
 * Errs towards yes: any wait in the turn counts, on whatever path.
 */
export function isWaitedFor(value: Node, loop: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (isAwaited(value, loop)) return true;
  const scope = value.form === Form.Name ? value.scope.scopeOf(value.name) : undefined;
  if (scope !== undefined) {
    const bindings = scope.own(value.name).filter(({ node }) => isInTurn(node, loop));
    if (bindings.some(({ node }) => isNameWaitedFor(node, loop, depth))) return true;
  }
  return sinksOf(value).some(({ kind, node, value: arrived }) => {
    switch (kind) {
      case 'await':
      case 'yield':
        return true;
      case 'attribute':
        return isWait(node);
      case 'element':
        return !node.is(loop) && isWaitedFor(node, loop, depth + 1);
      case 'name':
        return isNameWaitedFor(node, loop, depth);
      case 'argument': {
        const callee = node.child(Role.Callee)!;
        if (isWaitingFunction(callee)) return true;
        const position = node.args.findIndex((arg) => arg.is(arrived));
        const holder = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
        return KEEPERS[callee.name] === position && holder !== undefined && isHolderWaitedFor(holder, loop, depth);
      }
      default:
        return false;
    }
  });
}

const WAITING_FUNCTIONS =
  /^(wait|gather|as_completed|join_?all|wait_for|run_until_complete|run|block_on|inlineCallbacks)$/i;

/** By the name that it goes by, or the one that it was imported from. */
function isWaitingFunction(callee: Node): boolean {
  const symbol = symbolOf(callee);
  return WAITING_FUNCTIONS.test(callee.name) || WAITING_FUNCTIONS.test(lastName(symbol ?? ''));
}

function isNameWaitedFor(binding: Node, loop: Node, depth: number): boolean {
  return reachedReferences(binding).some((reference) => {
    if (!isInTurn(reference, loop)) return false;
    if (isAwaited(reference, loop) || isIteratedWithWaits(reference)) return true;
    return sinksOf(reference).some(({ kind, node }) => {
      if (kind === 'attribute') return isWait(node);
      if (kind === 'yield') return true;
      if (kind === 'argument')
        return isWaitingFunction(node.child(Role.Callee)!) || keepsWaited(node, reference, loop, depth);
      return kind === 'element' && isWaitedFor(node, loop, depth + 1);
    });
  });
}

/** `tasks.append(task)`, and the turn waits for `tasks`. */
function keepsWaited(call: Node, value: Node, loop: Node, depth: number): boolean {
  const callee = call.child(Role.Callee)!;
  const position = call.args.findIndex((arg) => arg.is(value));
  const holder =
    callee.form === Form.Attribute && KEEPERS[callee.name] === position ? callee.child(Role.Object) : undefined;
  return holder !== undefined && isHolderWaitedFor(holder, loop, depth);
}

function isHolderWaitedFor(holder: Node, loop: Node, depth: number): boolean {
  if (holder.form !== Form.Name || depth > DEEPEST) return false;
  const scope = holder.scope.scopeOf(holder.name);
  const bindings = scope?.own(holder.name).filter(({ node }) => isInTurn(node, loop)) ?? [];
  return bindings.some(({ node }) => isNameWaitedFor(node, loop, depth + 1));
}

/** Whether an `await` in the turn stands around this value: `await gather(task)`. */
function isAwaited(value: Node, loop: Node): boolean {
  for (const around of value.ancestors()) {
    if (around.is(loop) || around.form === Form.Block || around.isFunction) return false;
    if (around.form === Form.Await || (around.form === Form.Yield && around.parent?.form !== Form.Block)) return true;
  }
  return false;
}

/** `.join()`, `.result()`: a join with a timeout may give up. */
function isWait(attribute: Node): boolean {
  const call = attribute.parent;
  if (call?.form !== Form.Call || attribute.role !== Role.Callee || !WAITS.has(attribute.name)) return false;
  return attribute.name !== 'join' || call.childrenIn(Role.Argument).length === 0;
}

/** `for thread in threads: thread.join()`. */
function isIteratedWithWaits(reference: Node): boolean {
  const loop = reference.parent;
  if (reference.role !== Role.Iterable || loop === undefined) return false;
  return (
    loop.descendants(Form.Await).next().done === false ||
    [...loop.descendants(Form.Attribute)].some((node) => isWait(node))
  );
}
