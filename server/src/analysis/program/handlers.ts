/** Which exceptions somebody is ready for at a place. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';
import { symbolOf } from './value.ts';

/** The `except` clauses of each `try` in whose body a row stands, within its function, the nearest first. */
export function handlersAround(node: Node): Node[] {
  return bodiesAround(node, Form.Try).flatMap((outer) =>
    outer.childrenIn(Role.Clause).filter(({ form }) => form === Form.Except),
  );
}

/**
 * The names of the exceptions that handlers around a row catch within its function, as they are written there: in
 * `except A`, `except (A, m.B)`, `with suppress(A)`. A bare `except` gives 'BaseException'.
 */
export function exceptionsCaughtAt(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const handler of handlersAround(node)) addNames(handler.child(Role.ExceptionType), names);
  for (const outer of bodiesAround(node, Form.With)) {
    for (const item of outer.childrenIn(Role.Clause)) {
      const context = item.child(Role.Context);
      if (context?.form === Form.Call && isSuppress(context.child(Role.Callee)!))
        for (const type of context.args) addNames(type, names);
    }
  }
  return names;
}

/** Whether handlers around a row name one of these exceptions, within its function. */
export function isCaughtAt(node: Node, names: readonly string[]): boolean {
  const caught = exceptionsCaughtAt(node);
  return names.some((name) => caught.has(name));
}

/** Whether a test expects a row to raise: `with pytest.raises(TypeError):`, `with self.assertRaises(TypeError):`. */
export function isExpectedToRaise(node: Node): boolean {
  return bodiesAround(node, Form.With).some((outer) =>
    outer.childrenIn(Role.Clause).some((item) => {
      const callee = item.child(Role.Context)?.child(Role.Callee);
      return callee !== undefined && EXPECTING.test(symbolOf(callee) ?? callee.name);
    }),
  );
}

const EXPECTING = /(^|\.)(raises|assertRaises(Regex)?)$/;

/** Whether a row runs only after an exception: `except KeyError: …`. */
export function isInHandler(node: Node): boolean {
  for (const outer of node.ancestors()) {
    if (outer.isFunction) return false;
    if (outer.form === Form.Except) return true;
  }
  return false;
}

/** Whether a missing attribute is caught around a place of a function: `try: … except AttributeError`, `suppress(…)`. */
export function isMissingAttributeCaught(node: Node): boolean {
  return isCaughtAt(node, ['AttributeError', 'Exception', 'BaseException']);
}

/** The statements of this form in whose body a row stands, within its function. */
function bodiesAround(node: Node, form: Form): Node[] {
  const found: Node[] = [];
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction) break;
    if (outer.form === form && inner.role === Role.Body) found.push(outer);
    inner = outer;
  }
  return found;
}

/** `contextlib.suppress`, or something of that name which a project has made for itself. */
function isSuppress(callee: Node): boolean {
  return callee.name === 'suppress' || symbolOf(callee) === 'contextlib.suppress';
}

function addNames(type: Node | undefined, names: Set<string>): void {
  if (type === undefined) names.add('BaseException');
  else if (type.form === Form.Tuple) for (const each of type.children) names.add(each.name);
  else names.add(type.name);
}
