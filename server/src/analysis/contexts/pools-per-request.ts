/** Executors that a handler of requests makes for itself, on the event loop. */
import { Form, Role } from '../facts/forms.ts';
import { EXECUTORS } from '../library/executors.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { isOnServerPath } from './server-path.ts';

/** The calls in this code that make a pool for one run of it: in a `with`, or under a name of its own. */
export function poolsPerRequestIn(code: Node): Node[] {
  if (!isOnServerPath(code)) return [];
  return [...code.descendants(Form.Call)].filter((call) => {
    if (!EXECUTORS.has(symbolOf(call.child(Role.Callee)!) ?? '') || !call.code?.is(code)) return false;
    const { parent, role } = call;
    const target = parent?.form === Form.Assign ? parent.child(Role.Target) : undefined;
    const isLocal = target?.form === Form.Name && target.scope.scopeOf(target.name)?.isModule === false;
    return role === Role.Context || isLocal;
  });
}
