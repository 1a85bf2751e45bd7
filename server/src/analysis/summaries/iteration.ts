/** What a piece of code iterates itself, and which generator expressions it runs. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';

/** Functions that go through their arguments at once. */
const CONSUMERS: ReadonlySet<string> = new Set([
  ...['list', 'tuple', 'set', 'frozenset', 'dict', 'sorted', 'sum', 'any', 'all', 'max', 'min', 'next', 'bytes'].map(
    (name) => `builtins.${name}`,
  ),
  'collections.deque',
  'collections.Counter',
  'collections.OrderedDict',
  'functools.reduce',
]);

/** Functions whose result is iterated by iterating their arguments. */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...['enumerate', 'zip', 'map', 'filter', 'iter'].map((name) => `builtins.${name}`),
  ...['chain', 'islice', 'takewhile', 'dropwhile', 'starmap', 'zip_longest'].map((name) => `itertools.${name}`),
  'tqdm.tqdm',
]);

/** Their last parts: other calls need no closer look. */
const CONSUMER_NAMES = lastNames(CONSUMERS);
const WRAPPER_NAMES = lastNames(WRAPPERS);

/** Whether a function's own code runs this row when it runs: not in a nested function, nor in a generator nobody drains. */
export function isRunBy(node: Node, fn: Node): boolean {
  if (runningCode(node).id !== fn.id) return false;
  for (let { scope } = node; scope.isComprehension; scope = scope.parent!) {
    if (!isDrained(scope.node!)) return false;
  }
  return true;
}

/** Whether a comprehension runs where it stands; a generator expression only if something goes through it there. */
function isDrained(comprehension: Node): boolean {
  if (!comprehension.isGeneratorExpression) return true;
  return isIterated(comprehension);
}

function isIterated(expression: Node): boolean {
  const { parent } = expression;
  if (parent === undefined) return false;
  if (parent.form === Form.For) return expression.role === Role.Iterable && !parent.isAsync;
  if (parent.form === Form.ComprehensionFor) return !parent.isAsync && isDrained(parent.parent!);
  if (parent.form === Form.Star) return true;
  if (parent.form !== Form.Call || expression.role !== Role.Argument) return false;
  return isConsumer(parent) || (isWrapper(parent) && isIterated(parent));
}

/** The expressions that a function goes through itself, seen through `enumerate`, `zip` and the like. */
export function iterablesIn(fn: Node): Node[] {
  const found: Node[] = [];
  const add = (expression: Node | undefined): void => {
    if (expression !== undefined && isRunBy(expression, fn)) found.push(...sourcesOf(expression));
  };
  for (const loop of fn.descendants(Form.For)) if (!loop.isAsync) add(loop.child(Role.Iterable));
  for (const clause of fn.descendants(Form.ComprehensionFor)) {
    if (!clause.isAsync && isDrained(clause.parent!)) add(clause.child(Role.Iterable));
  }
  for (const star of fn.descendants(Form.Star)) if (star.role !== Role.Target) add(star.children[0]);
  for (const call of fn.descendants(Form.Call)) if (isConsumer(call)) call.args.forEach(add);
  for (const assign of fn.descendants(Form.Assign)) {
    if (assign.child(Role.Target)?.form === Form.Tuple) add(assign.assignedValue);
  }
  return found.filter((node, index) => found.findIndex((other) => other.is(node)) === index);
}

function sourcesOf(expression: Node): Node[] {
  if (expression.form === Form.Call && isWrapper(expression)) return expression.args.flatMap(sourcesOf);
  return expression.form === Form.Star ? [] : [expression];
}

function isConsumer(call: Node): boolean {
  const callee = call.child(Role.Callee)!;
  // `', '.join(…)`
  if (callee.form === Form.Attribute && callee.name === 'join') return callee.child(Role.Object)?.form === Form.String;
  return CONSUMER_NAMES.has(callee.name) && CONSUMERS.has(symbolOf(callee) ?? '');
}

function isWrapper(call: Node): boolean {
  const callee = call.child(Role.Callee)!;
  return WRAPPER_NAMES.has(callee.name) && WRAPPERS.has(symbolOf(callee) ?? '');
}
