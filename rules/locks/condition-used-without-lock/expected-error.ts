import { Form, type Node, Role } from '#analysis';

/** Whether an `except` around a place catches this error by its name: then it is tried on purpose. */
export function expectsError(place: Node, error: string): boolean {
  let inner = place;
  for (const around of place.ancestors()) {
    if (around.isFunction) return false;
    if (around.form === Form.Try && inner.role === Role.Body) {
      for (const handler of around.childrenIn(Role.Clause)) {
        const type = handler.child(Role.ExceptionType);
        if (type !== undefined && new RegExp(`\\b${error}\\b`).test(type.text)) return true;
      }
    }
    inner = around;
  }
  return false;
}
