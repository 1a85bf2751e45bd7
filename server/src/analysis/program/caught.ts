/** Whether code is ready for an exception. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';
import { symbolOf } from './value.ts';

/** Whether a missing attribute is caught around a place of a function: `try: … except AttributeError`, `suppress(…)`. */
export function isMissingAttributeCaught(node: Node): boolean {
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction) return false;
    if (outer.form === Form.Try && inner.role === Role.Body) {
      const clauses = outer.childrenIn(Role.Clause).filter(({ form }) => form === Form.Except);
      const catches = (type: Node | undefined): boolean =>
        type === undefined || /\b(AttributeError|Exception|BaseException)\b/.test(type.text);
      if (clauses.some((clause) => catches(clause.child(Role.ExceptionType)))) return true;
    }
    if (outer.form === Form.With && inner.role === Role.Body) {
      if (outer.children.some((item) => suppresses(item.child(Role.Context)))) return true;
    }
    inner = outer;
  }
  return false;
}

/** `with contextlib.suppress(AttributeError):` */
function suppresses(context: Node | undefined): boolean {
  return context?.form === Form.Call && symbolOf(context.child(Role.Callee)!) === 'contextlib.suppress';
}
