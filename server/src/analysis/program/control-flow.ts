/** The order in which the statements of one function run, as far as its blocks tell it. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from './node.ts';

/** A loop: a `for` or `while` statement, or a comprehension. */
export function isLoop({ form }: Node): boolean {
  return form === Form.For || form === Form.While || form === Form.Comprehension;
}

/** Whether a row is run by each turn of a loop: not the iterable of a `for`, nor its `else`. */
export function isInTurn(node: Node, loop: Node): boolean {
  if (loop.form === Form.Comprehension) return loop.contains(node);
  const body = loop.child(Role.Body);
  if (body?.contains(node)) return true;
  const header = loop.child(loop.form === Form.For ? Role.Target : Role.Test);
  return header?.contains(node) === true;
}

/** The loops whose turns run this row, innermost first, as far out as the function or class body around it. */
export function* loopsAround(node: Node): Generator<Node> {
  for (const around of node.ancestors()) {
    if (around.isFunction || around.form === Form.Class) return;
    if (isLoop(around) && isInTurn(node, around)) yield around;
  }
}

/** Whether code runs several times in one run of the function around it. */
export function isInLoop(node: Node): boolean {
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer.isFunction || outer.form === Form.Class) return false;
    if ((outer.form === Form.For || outer.form === Form.While) && inner.role === Role.Body) return true;
    if (outer.form === Form.While && inner.role === Role.Test) return true;
    if (
      outer.form === Form.Comprehension &&
      !(inner.form === Form.ComprehensionFor && inner.child(Role.Iterable)?.contains(node))
    ) {
      return true;
    }
    inner = outer;
  }
  return false;
}

/**
 * The statements that stand before a row, in its own block and in those around it as far as `within`, nearest first. The
 * statements of the module itself stand in no block and are left out.
 */
export function* statementsBefore(node: Node, within: Node | undefined): Generator<Node> {
  let at: Node = node;
  for (let block = node.parent; block !== undefined && !block.is(within); at = block, block = block.parent) {
    if (block.form !== Form.Block) continue;
    const before = block.children.filter(({ end }) => end <= at.start);
    for (let index = before.length - 1; index >= 0; index--) yield before[index]!;
  }
}

/**
 * Whether every way through `statement` that goes on behind it has passed a place that `isDone` accepts. `isTaken` may
 * say that a branch is certain for what the caller looks for. Errs towards no.
 */
export function surelyPasses(
  statement: Node,
  isDone: (statement: Node) => boolean,
  isTaken: (test: Node) => boolean = () => false,
): boolean {
  if (isDone(statement) || leaves(statement)) return true;
  const passes = (block: Node | undefined): boolean =>
    block !== undefined &&
    (block.form === Form.Block
      ? block.children.some((child) => surelyPasses(child, isDone, isTaken))
      : surelyPasses(block, isDone, isTaken));
  switch (statement.form) {
    case Form.With:
      return passes(statement.child(Role.Body));
    case Form.If:
    case Form.Elif: {
      if (!passes(statement.child(Role.Body))) return false;
      const test = statement.child(Role.Test);
      if (test !== undefined && isTaken(test)) return true;
      const clauses = statement.childrenIn(Role.Clause);
      return (
        clauses.some(({ form }) => form === Form.Else) && clauses.every((clause) => passes(clause.child(Role.Body)))
      );
    }
    case Form.Try: {
      const clauses = statement.childrenIn(Role.Clause);
      const isFinally = ({ form }: Node): boolean => form === Form.Finally;
      if (clauses.some((clause) => isFinally(clause) && passes(clause.child(Role.Body)))) return true;
      if (!passes(statement.child(Role.Body))) return false;
      return clauses.every((clause) => clause.form !== Form.Except || passes(clause.child(Role.Body)));
    }
    default:
      return false;
  }
}

/** Whether two rows stand in branches of one statement of which only one is taken. */
export function areExclusive(a: Node, b: Node): boolean {
  let branch = a;
  for (const around of a.ancestors()) {
    if (around.isFunction) return false;
    if (around.contains(b)) {
      const other = around.children.find((child) => child.contains(b));
      const isBranching = around.form === Form.If || around.form === Form.Match || around.form === Form.Conditional;
      return (
        isBranching && other !== undefined && !other.is(branch) && branch.role !== Role.Test && other.role !== Role.Test
      );
    }
    branch = around;
  }
  return false;
}

/**
 * Whether code at `node` may run before that at `place` does, once `made` has run: before it in the code, or in an earlier
 * turn of a loop.
 */
export function mayComeBefore(node: Node, place: Node, made: Node): boolean {
  if (areExclusive(node, place)) return false;
  if (node.start < place.start) return true;
  return [...loopsAround(place)].some((loop) => loop.contains(node) && !loop.contains(made));
}

/** Whether the code behind this statement, in its block, is never reached from it. */
export function leaves({ form }: Node): boolean {
  return form === Form.Return || form === Form.Raise || form === Form.Break || form === Form.Continue;
}

/** Whether the turn of `loop` that runs this row surely ends the loop behind it: a `break`, `return` or `raise` follows. */
export function endsLoop(node: Node, loop: Node): boolean {
  let at: Node = node;
  for (let around = node.parent; around !== undefined && !around.is(loop); at = around, around = around.parent) {
    if (around.form !== Form.Block) continue;
    if (around.children.some((statement) => statement.start >= at.start && leavesLoop(statement, loop))) return true;
  }
  return false;
}

function leavesLoop(statement: Node, loop: Node): boolean {
  if (statement.form === Form.Return) return true;
  if (statement.form !== Form.Break && statement.form !== Form.Raise) return false;
  let inner: Node = statement;
  for (const around of statement.ancestors()) {
    if (around.is(loop)) return true;
    if (statement.form === Form.Break && isLoop(around)) return false;
    // A `raise` in a `try` with handlers may be caught inside the loop.
    if (statement.form === Form.Raise && around.form === Form.Try && inner.role === Role.Body) return false;
    inner = around;
  }
  return false;
}
