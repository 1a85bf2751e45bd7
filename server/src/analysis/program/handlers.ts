/** Which exceptions somebody is ready for at a place. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';

/**
 * The names of the exceptions that handlers around a row catch within its function, as they are written there: in
 * `except A`, `except (A, m.B)`, `with suppress(A)`. A bare `except` gives 'BaseException'.
 */
export function exceptionsCaughtAt(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction) break;
    if (outer.form === Form.Try && inner.role === Role.Body) {
      for (const handler of outer.childrenIn(Role.Clause)) {
        if (handler.form === Form.Except) addNames(handler.child(Role.ExceptionType), names);
      }
    }
    if (outer.form === Form.With && inner.role === Role.Body) {
      for (const item of outer.childrenIn(Role.Clause)) {
        const context = item.child(Role.Context);
        if (context?.form !== Form.Call || context.child(Role.Callee)?.name !== 'suppress') continue;
        for (const type of context.args) addNames(type, names);
      }
    }
    inner = outer;
  }
  return names;
}

function addNames(type: Node | undefined, names: Set<string>): void {
  if (type === undefined) names.add('BaseException');
  else if (type.form === Form.Tuple) for (const each of type.children) names.add(each.name);
  else names.add(type.name);
}
