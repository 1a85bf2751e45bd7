/** How a block of a function is left, and what runs next. */
import { Form, Role } from '../facts/forms.ts';
import { NEVER_RETURNING } from '../library/cancellation.ts';
import { isLoop } from './control-flow.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf, symbolOf } from './value.ts';

/** `end`: it goes on behind the block; `node` is the statement that leaves it otherwise. */
export interface Exit {
  readonly kind: 'raise' | 'return' | 'break' | 'continue' | 'end';
  readonly node?: Node;
}

const END: Exit = { kind: 'end' };

/** Every way out of a block but for what its expressions may raise. Errs towards more; a `raise` in an inner `try` counts. */
export function exitsOf(block: Node | undefined): Exit[] {
  if (block === undefined) return [END];
  return exitsOfStatements(block.form === Form.Block ? block.children : [block]);
}

function exitsOfStatements(statements: readonly Node[]): Exit[] {
  const found: Exit[] = [];
  for (const statement of statements) {
    const exits = exitsOfStatement(statement);
    found.push(...exits.filter(({ kind }) => kind !== 'end'));
    if (!exits.some(({ kind }) => kind === 'end')) return found;
  }
  return [...found, END];
}

function exitsOfStatement(node: Node): Exit[] {
  const body = (of: Node): Exit[] => exitsOf(of.child(Role.Body));
  switch (node.form) {
    case Form.Raise:
      return [{ kind: 'raise', node }];
    case Form.Return:
      return [{ kind: 'return', node }];
    case Form.Break:
      return [{ kind: 'break', node }];
    case Form.Continue:
      return [{ kind: 'continue', node }];
    case Form.Call:
    case Form.Await:
      return neverReturns(node) ? [{ kind: 'raise', node }] : [END];
    case Form.If: {
      const clauses = node.childrenIn(Role.Clause);
      const isWhole = clauses.some(({ form }) => form === Form.Else);
      return [...body(node), ...clauses.flatMap(body), ...(isWhole ? [] : [END])];
    }
    case Form.Match:
      return [...node.childrenIn(Role.Clause).flatMap(body), END];
    case Form.With:
      return [...body(node), ...(node.childrenIn(Role.Clause).some(maySuppress) ? [END] : [])];
    case Form.For:
    case Form.While:
      return exitsOfLoop(node);
    case Form.Try:
      return exitsOfTry(node);
    default:
      return [END];
  }
}

function exitsOfLoop(loop: Node): Exit[] {
  const exits = exitsOf(loop.child(Role.Body));
  const isEndless = loop.form === Form.While && loop.child(Role.Test)?.form === Form.True;
  const mayEnd = !isEndless || exits.some(({ kind }) => kind === 'break');
  return [...exits.filter(({ kind }) => kind === 'raise' || kind === 'return'), ...(mayEnd ? [END] : [])];
}

function exitsOfTry(node: Node): Exit[] {
  const clauses = node.childrenIn(Role.Clause);
  const last = clauses.find(({ form }) => form === Form.Finally);
  const atLast = last === undefined ? [END] : exitsOf(last.child(Role.Body));
  if (!atLast.some(({ kind }) => kind === 'end')) return atLast;
  const others = clauses
    .filter(({ form }) => form === Form.Except)
    .flatMap((clause) => exitsOf(clause.child(Role.Body)));
  const body = exitsOf(node.child(Role.Body));
  const otherwise = clauses.find(({ form }) => form === Form.Else);
  const whole = otherwise === undefined ? body : [...body.filter(isLeaving), ...exitsOf(otherwise.child(Role.Body))];
  return [...whole, ...others, ...atLast.filter(isLeaving)];
}

function isLeaving({ kind }: Exit): boolean {
  return kind !== 'end';
}

/** `with suppress(…):` goes on behind the block, whatever happens in it. */
function maySuppress(item: Node): boolean {
  const context = item.child(Role.Context);
  return context?.form === Form.Call && symbolOf(context.child(Role.Callee)!) === 'contextlib.suppress';
}

const NEVER = /^['"]?(typing(_extensions)?\.)?(NoReturn|Never)['"]?$/;

/** `sys.exit()`, or a function that is annotated with `NoReturn` or `Never`. */
export function neverReturns(statement: Node): boolean {
  const call = statement.form === Form.Await ? statement.children[0] : statement;
  const callee = call?.form === Form.Call ? call.child(Role.Callee) : undefined;
  if (callee === undefined) return false;
  const value = provenanceOf(callee);
  if (value.kind === 'symbol') return NEVER_RETURNING.has(value.name);
  const annotation = functionOf(value)?.child(Role.Annotation);
  return annotation !== undefined && NEVER.test(symbolOf(annotation) ?? annotation.text);
}

/**
 * What comes after a way out of `from`, a statement or a clause of one:
 * - `raises`: an exception leaves the function, whatever happened before
 * - `turn`: the next turn of the loop `node`
 * - `more`: the function goes on, and pauses or does something at `node`
 * - `end`: it returns, with nothing left to do that counts as going on
 */
export interface Sequel {
  readonly kind: 'raises' | 'turn' | 'more' | 'end';
  readonly node?: Node;
}

/** What follows after `exit` of a clause or statement `from`; `isMore` tells which statements count as going on. */
export function sequelOf(exit: Exit, from: Node, isMore: (statement: Node) => Node | undefined): Sequel {
  const { node } = exit;
  switch (exit.kind) {
    case 'raise':
      return { kind: 'raises' };
    case 'return':
      return { kind: 'end' };
    case 'end':
      return sequelBehind(from, isMore);
    default: {
      const loop = [...node!.ancestors()].find(({ form }) => form === Form.For || form === Form.While);
      if (loop === undefined) return { kind: 'end' };
      return exit.kind === 'continue' ? { kind: 'turn', node: loop } : sequelBehind(loop, isMore);
    }
  }
}

function sequelBehind(from: Node, isMore: (statement: Node) => Node | undefined): Sequel {
  let at = from;
  for (const around of from.ancestors()) {
    if (around.isFunction || around.form === Form.Class) break;
    if (isLoop(around) && at.role === Role.Body) return { kind: 'turn', node: around };
    // The `else` of a `try` runs behind its body.
    const next = around.form === Form.Try && at.role === Role.Body ? elseOf(around) : undefined;
    const rest = around.form === Form.Block ? around.children.filter(({ start }) => start >= at.end) : [];
    for (const statement of next === undefined ? rest : next.children) {
      const more = isMore(statement);
      if (more !== undefined) return { kind: 'more', node: more };
      const exits = exitsOfStatement(statement);
      const [first] = exits;
      if (exits.length === 1 && first !== undefined && isLeaving(first)) return sequelOf(first, statement, isMore);
    }
    at = around;
  }
  return { kind: 'end' };
}

function elseOf(node: Node): Node | undefined {
  return node
    .childrenIn(Role.Clause)
    .find(({ form }) => form === Form.Else)
    ?.child(Role.Body);
}
