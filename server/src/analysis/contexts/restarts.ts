/** Threads that start again only when the one before is gone: several runs, but never two at once. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { runningCode } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';

/**
 * Whether the function that starts a thread makes sure first that there is none: by a join before it, or by a test of
 * something that it sets itself, as in `if self.thread is None: self.thread = Thread(…)`. Errs towards no.
 */
export function isStartedAnew(origin: Node): boolean {
  const code = runningCode(origin);
  if (!('form' in code)) return false;
  const joins = callGraphOf(code.module)
    .callsRunBy(code)
    .some((call) => isJoin(call) && call.end <= origin.start);
  const tests = [...conditionsAt(origin).map(({ test }) => test), ...testsBefore(origin)];
  return joins || tests.some((test) => isSetIn(code, test));
}

/** The tests of the `if` statements before a place, in its block or one around it, that end the function. */
function* testsBefore(node: Node): Generator<Node> {
  for (const outer of [node, ...node.ancestors()]) {
    if (outer.isFunction) return;
    for (const before of outer.role === Role.Statement ? (outer.parent?.children ?? []) : []) {
      if (before.start >= outer.start) break;
      const test = before.form === Form.If ? before.child(Role.Test) : undefined;
      if (test !== undefined && before.child(Role.Body)?.children.at(-1)?.form === Form.Return) yield test;
    }
  }
}

function isJoin(call: Node): boolean {
  const callee = call.child(Role.Callee);
  const receiver = callee?.form === Form.Attribute && callee.name === 'join' ? callee.child(Role.Object) : undefined;
  // `', '.join(parts)` and `os.path.join(a, b)` have arguments.
  return receiver !== undefined && call.args.length === 0;
}

/** Whether a function assigns to a global or an attribute that a test asks for. */
function isSetIn(fn: Node, test: Node): boolean {
  const asked = new Set<string>();
  for (const node of [test, ...test.descendants(Form.Attribute), ...test.descendants(Form.Name)]) {
    const isGlobal = node.form === Form.Name && node.scope.scopeOf(node.name)?.isModule === true;
    if (node.form === Form.Attribute || isGlobal) asked.add(node.text);
  }
  if (asked.size === 0) return false;
  for (const assign of fn.descendants(Form.Assign)) {
    if (assign.childrenIn(Role.Target).some(({ text }) => asked.has(text))) return true;
  }
  return false;
}
