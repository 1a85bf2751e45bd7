/** The places in a part of a coroutine where its task may be suspended, and so be cancelled. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { TIMED_SCOPES } from '../library/synchronization.ts';
import type { Node } from './node.ts';
import { symbolOf } from './value.ts';

/**
 * Each `await`, `async for` and `async with` below `part` in the own code of `fn`, in source order; in an asynchronous
 * context manager its `yield` too, where what happens in the block of its caller arrives. Timeouts only wait for others.
 */
export function ownPauses(part: Node, fn: Node): Node[] {
  const isManager = fn.has(Flag.Generator) && isContextManager(fn);
  const found = [
    ...part.descendants(Form.Await),
    ...[...part.descendants(Form.For), ...part.descendants(Form.ComprehensionFor)].filter(({ isAsync }) => isAsync),
    ...[...part.descendants(Form.With)].filter((node) => node.isAsync && !isTimeout(node)),
    ...(isManager ? part.descendants(Form.Yield) : []),
  ];
  const own = found.filter((node) => node.code?.is(fn));
  if (part.form === Form.Await) own.push(part);
  return own.sort((a, b) => a.start - b.start);
}

export function isContextManager(fn: Node): boolean {
  return fn.childrenIn(Role.Decorator).some((node) => symbolOf(node) === 'contextlib.asynccontextmanager');
}

function isTimeout(node: Node): boolean {
  return node.childrenIn(Role.Clause).every((item) => {
    const context = item.child(Role.Context);
    return context?.form === Form.Call && TIMED_SCOPES.has(symbolOf(context.child(Role.Callee)!) ?? '');
  });
}

/** Where a statement pauses for something else than to clean up. */
export function pauseThatGoesOn(statement: Node): Node | undefined {
  const fn = statement.code;
  return fn && ownPauses(statement, fn).find((pause) => !isCleanup(pause) && pause.code?.is(fn));
}

/** Whether it waits for something that closes or stops, by its name. */
export function isCleanup(pause: Node): boolean {
  const call = pause.form === Form.Await ? pause.children[0] : undefined;
  return call?.form === Form.Call && CLEANUP.test(call.child(Role.Callee)?.name ?? '');
}

/** Names of what one awaits when one has done with something. */
const CLEANUP =
  /^_*a?(close|clean|stop|shut|disconnect|release|cancel|finish|exit|end|terminate|kill|teardown|tear_down|wait_closed|leave|log|unsubscribe|delete|remove|drain|join)|__aexit__|_(close|closed|stop|cleanup|shutdown)$/;
