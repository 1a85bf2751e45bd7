/** Which conditions hold where: what the tests around and before a place have settled. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { isLoop, leaves, statementsBefore } from './control-flow.ts';
import type { Node } from './node.ts';

/** An expression that was tested, without `not`, `and` and `or`, and how the test came out. */
export interface Condition {
  readonly test: Node;
  readonly holds: boolean;
}

/**
 * What is known at a place within its function: by the branches around it, by earlier `if … : return`, by loops that
 * ended because their test failed, by `assert`. Errs towards more: what happens between a test and the place is not
 * looked at.
 */
export function conditionsAt(node: Node): Condition[] {
  const found: Condition[] = [];
  const settle = (test: Node | undefined, holds: boolean): void => {
    if (test !== undefined) found.push(...parts(test, holds));
  };
  let inner = node;
  for (const outer of node.ancestors()) {
    if (inner.role === Role.Statement) {
      for (const before of statementsBefore(inner, outer.parent)) settleAfter(before, settle);
    }
    if (outer.isFunction || outer.form === Form.Class) break;
    settleWithin(outer, inner, settle);
    inner = outer;
  }
  return found;
}

/** Whether a parameter alone decides if a place is reached: `if handle_signals:`. What callers give is not looked at. */
export function isChosenByCaller(node: Node): boolean {
  return conditionsAt(node).some(
    ({ test }) =>
      test.form === Form.Name && test.scope.scopeOf(test.name)?.own(test.name)[0]?.kind === BindingKind.Param,
  );
}

type Settle = (test: Node | undefined, holds: boolean) => void;

/** What holds in `inner` because `outer` runs it. */
function settleWithin(outer: Node, inner: Node, settle: Settle): void {
  switch (outer.form) {
    case Form.If:
      if (inner.role === Role.Body) settle(outer.child(Role.Test), true);
      else if (inner.role === Role.Clause) {
        settle(outer.child(Role.Test), false);
        for (const clause of outer.childrenIn(Role.Clause)) {
          if (clause.is(inner)) break;
          settle(clause.child(Role.Test), false);
        }
      }
      break;
    case Form.Elif:
      if (inner.role === Role.Body) settle(outer.child(Role.Test), true);
      break;
    case Form.While:
      if (inner.role !== Role.Test) settle(outer.child(Role.Test), inner.role === Role.Body);
      break;
    case Form.Conditional: {
      const [whenTrue, whenFalse] = outer.childrenIn(Role.Operand);
      if (whenTrue?.is(inner)) settle(outer.child(Role.Test), true);
      else if (whenFalse?.is(inner)) settle(outer.child(Role.Test), false);
      break;
    }
    case Form.BoolOp:
      for (const operand of outer.children) {
        if (operand.is(inner)) break;
        settle(operand, outer.name === 'and');
      }
      break;
    case Form.Comprehension:
      for (const test of outer.childrenIn(Role.Test)) if (inner.role === Role.Element) settle(test, true);
      break;
    default:
      break;
  }
}

/** What holds behind a statement, because it would not have been left so otherwise. */
function settleAfter(statement: Node, settle: Settle): void {
  switch (statement.form) {
    case Form.Assert:
      settle(statement.child(Role.Test), true);
      break;
    case Form.If: {
      const clauses = statement.childrenIn(Role.Clause);
      if (neverEnds(statement)) settle(statement.child(Role.Test), false);
      else if (clauses.length === 1 && clauses[0]!.form === Form.Else && neverEnds(clauses[0]!)) {
        settle(statement.child(Role.Test), true);
      }
      break;
    }
    case Form.While:
      if (!hasBreak(statement)) settle(statement.child(Role.Test), false);
      break;
    case Form.With:
      // Its block is run whole, or left for good.
      for (const inner of statement.child(Role.Body)?.children ?? []) settleAfter(inner, settle);
      break;
    default:
      break;
  }
}

function neverEnds(branch: Node): boolean {
  return (branch.child(Role.Body)?.children ?? []).some(leaves);
}

function hasBreak(loop: Node): boolean {
  return [...loop.descendants(Form.Break)].some((end) => {
    for (const around of end.ancestors()) {
      if (around.is(loop)) return true;
      if (isLoop(around)) return false;
    }
    return false;
  });
}

function parts(test: Node, holds: boolean): Condition[] {
  switch (test.form) {
    case Form.Not: {
      const operand = test.children[0];
      return operand === undefined ? [] : parts(operand, !holds);
    }
    case Form.BoolOp:
      // `a and b` failing says nothing of either.
      return (test.name === 'and') === holds ? test.children.flatMap((operand) => parts(operand, holds)) : [];
    case Form.NamedExpr: {
      const value = test.child(Role.Value);
      return [{ test, holds }, ...(value === undefined ? [] : parts(value, holds))];
    }
    default:
      return [{ test, holds }];
  }
}
