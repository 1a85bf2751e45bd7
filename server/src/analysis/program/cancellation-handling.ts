/** What an `except` clause does with a cancellation besides raising it: hand it on, keep it for later, tell whose it is. */
import { Form, Role } from '../facts/forms.ts';
import { CANCELLATION_COUNTERS, HANDING_ON, LOOKING_AT } from '../library/cancellation.ts';
import type { Node } from './node.ts';
import { sinksOf } from './value-flow.ts';

/** Whether the function asks how often its task was cancelled, or takes a cancellation back. */
export function tellsApart(clause: Node, fn: Node): boolean {
  return (
    [...fn.descendants(Form.Attribute)].some(({ name }) => CANCELLATION_COUNTERS.has(name)) ||
    [...clause.descendants(Form.Call)].some((call) => {
      const callee = call.child(Role.Callee)!;
      // `if task.cancelled():` in the handler asks whether it is the child's.
      return callee.form === Form.Attribute && (callee.name === 'cancelled' || callee.name === 'done');
    })
  );
}

/** Whether the clause gives the exception to somebody: stores it, returns it, passes it on, cancels what others wait for. */
export function handsOn(clause: Node): boolean {
  const body = clause.child(Role.Body);
  if (body === undefined) return false;
  const handing = (call: Node): boolean => {
    const callee = call.child(Role.Callee)!;
    return (callee.form === Form.Attribute && HANDING_ON.has(callee.name)) || callee.name === 'exc_info';
  };
  if ([...body.descendants(Form.Call)].some(handing)) return true;
  const alias = clause.child(Role.Target);
  return (
    alias?.form === Form.Name && [...body.descendants(Form.Name)].some((use) => use.name === alias.name && isKept(use))
  );
}

function isKept(use: Node): boolean {
  return sinksOf(use).some(({ kind, node }) => {
    switch (kind) {
      case 'name':
      case 'place':
      case 'return':
      case 'yield':
        return true;
      case 'element':
        return node.form !== Form.String;
      case 'argument':
        return !LOOKING_AT.test(node.child(Role.Callee)?.name ?? '');
      default:
        return false;
    }
  });
}

/** Whether the clause sets a variable by which a `raise` behind it is decided: `cancelled = True`, then `if cancelled: raise`. */
export function isSettledLater(clause: Node, fn: Node): boolean {
  const body = clause.child(Role.Body);
  const set = new Set(
    [...(body?.descendants(Form.Assign) ?? [])]
      .flatMap((assign) => assign.childrenIn(Role.Target))
      .map(({ text }) => text),
  );
  if (set.size === 0) return false;
  return [...fn.descendants(Form.Raise)].some((raise) => {
    if (raise.start < clause.end) return false;
    if ([...raise.descendants(Form.Name)].some(({ text }) => set.has(text))) return true;
    return [...raise.ancestors()].some((around) => {
      const test = around.form === Form.If || around.form === Form.Elif ? around.child(Role.Test) : undefined;
      return (
        test !== undefined &&
        [test, ...test.descendants(Form.Name), ...test.descendants(Form.Attribute)].some(({ text }) => set.has(text))
      );
    });
  });
}
