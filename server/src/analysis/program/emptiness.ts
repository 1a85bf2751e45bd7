/** Which code runs, and which values pass on, when a variable holds an empty container. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';

/** Whether a test can only be true when this name is not empty: `if x`, `if x and …`, `if len(x) > 0`, `if k in x`. */
export function asksForItems(test: Node | undefined, name: Node): boolean {
  if (test === undefined) return false;
  switch (test.form) {
    case Form.Name:
      return test.name === name.name;
    case Form.BoolOp:
      return test.name === 'and' && test.childrenIn(Role.Operand).some((operand) => asksForItems(operand, name));
    case Form.Call: {
      const callee = test.child(Role.Callee);
      if (callee?.form === Form.Attribute) {
        const isLookup = callee.name === 'get' && test.childrenIn(Role.Argument).length === 1;
        return isLookup && asksForItems(callee.child(Role.Object), name);
      }
      const isLength = callee?.form === Form.Name && (callee.name === 'len' || callee.name === 'bool');
      return isLength && asksForItems(test.args[0], name);
    }
    case Form.Compare: {
      const [left, right] = test.childrenIn(Role.Operand);
      if (test.name === 'in') return right?.form === Form.Name && right.name === name.name;
      const asksForMore = (test.name === '>' || test.name === '!=') && right?.text === '0';
      return asksForMore && left?.form === Form.Call && asksForItems(left, name);
    }
    default:
      return false;
  }
}

/** `if not x:`: surely taken while `x` is empty. */
export function isFalsehoodTest(test: Node, binding: Node): boolean {
  return test.form === Form.Not && asksForItems(test.child(Role.Operand), binding);
}

/** Code that does not run while the name is empty: `if x:`, `for y in x:`, `x and …`, the `else` of `if not x:`. */
export function isSkippedWhenFalsy(reference: Node): boolean {
  let inner: Node = reference;
  for (const around of reference.ancestors()) {
    if (around.isFunction || around.form === Form.Class) return false;
    const test = around.child(Role.Test);
    switch (around.form) {
      case Form.If:
      case Form.Elif:
      case Form.While:
        if (inner.role === Role.Body && asksForItems(test, reference)) return true;
        if (inner.role === Role.Clause && test !== undefined && isFalsehoodTest(test, reference)) return true;
        break;
      case Form.Conditional:
        if (around.childrenIn(Role.Operand)[0]?.is(inner) && asksForItems(test, reference)) return true;
        break;
      case Form.BoolOp: {
        const [first] = around.childrenIn(Role.Operand);
        if (around.name === 'and' && !first?.is(inner) && asksForItems(first, reference)) return true;
        break;
      }
      case Form.For:
        if (inner.role === Role.Body && goesThrough(around.child(Role.Iterable), reference)) return true;
        break;
      case Form.Comprehension: {
        const clause = around.child(Role.Clause);
        if (!clause?.is(inner) && goesThrough(clause?.child(Role.Iterable), reference)) return true;
        break;
      }
    }
    inner = around;
  }
  return false;
}

/** Whether an iterable is this very name, or a view or copy of it: `x`, `x.items()`, `sorted(x)`. */
function goesThrough(iterable: Node | undefined, name: Node): boolean {
  if (iterable === undefined) return false;
  if (iterable.form === Form.Name) return iterable.name === name.name;
  if (iterable.form !== Form.Call) return false;
  const callee = iterable.child(Role.Callee);
  if (callee?.form === Form.Attribute) {
    return ['items', 'keys', 'values', 'copy'].includes(callee.name) && goesThrough(callee.child(Role.Object), name);
  }
  const isCopy =
    callee?.form === Form.Name && ['list', 'sorted', 'tuple', 'reversed', 'enumerate'].includes(callee.name);
  return isCopy && goesThrough(iterable.args[0], name);
}
