/** What keeps a value from being pickled, as far as its provenance tells. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { INHERITED_ONLY, PICKLES_ITSELF, UNPICKLABLE } from '../library/processes.ts';
import { isSubclass } from '../library/results.ts';
import { assignedToSelf, classOf, isClassMethod, isStatic, linearBases, methodOf } from './classes.ts';
import { statementsBefore } from './control-flow.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf, type Value } from './value.ts';

/**
 * - `lambda`, `local-function`, `local-class`: pickle looks a function or class up by its name in its module
 * - `generator`, `instance`: an object that has no state which could be copied
 * - `inherited`: of multiprocessing, and goes along only while a process is being started
 */
export interface Obstacle {
  readonly kind: 'lambda' | 'local-function' | 'local-class' | 'generator' | 'instance' | 'inherited';
  /** The expression that has it: the one asked about, or a part of it. */
  readonly at: Node;
  /** The function or class that is defined inside another one. */
  readonly definition?: Node;
  /** The qualified name of the library's class. */
  readonly of?: string;
  /** The attributes by which an object of the program holds it, and where the first is set. */
  readonly path?: readonly string[];
  readonly attribute?: Node;
}

export interface PicklingOptions {
  /** Whether the value goes along with a process that is being started. */
  readonly isStarting: boolean;
}

/** Objects that hold objects: how deep one looks. */
const DEEPEST = 3;

/** The first thing that cannot be pickled in the value of an expression. Errs towards none. */
export function obstacleIn(expression: Node, options: PicklingOptions, depth = 0): Obstacle | undefined {
  if (depth > DEEPEST) return undefined;
  const inside = (parts: readonly (Node | undefined)[]): Obstacle | undefined => {
    for (const part of parts) {
      const found = part === undefined ? undefined : obstacleIn(part, options, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  switch (expression.form) {
    case Form.Tuple:
    case Form.List:
    case Form.Set:
      return inside(expression.children);
    case Form.Dict:
      return inside(expression.children.map((pair) => (pair.form === Form.Pair ? pair.child(Role.Value) : undefined)));
    case Form.Comprehension:
      if (expression.isGeneratorExpression) return { kind: 'generator', at: expression };
      return undefined;
    case Form.Call:
      if (isGeneratorCall(expression)) return { kind: 'generator', at: expression };
      break;
    default:
      break;
  }
  const value = provenanceOf(expression);
  if (value.kind === 'partial') return value.made.is(expression) ? inside(value.made.args) : undefined;
  return obstacleOf(value, expression, options, depth);
}

function obstacleOf(value: Value, at: Node, options: PicklingOptions, depth: number): Obstacle | undefined {
  switch (value.kind) {
    case 'function':
      if (value.node.form === Form.Lambda) return { kind: 'lambda', at };
      return isLocal(value.node) ? { kind: 'local-function', at, definition: value.node } : undefined;
    case 'class':
      return isLocal(value.node) ? { kind: 'local-class', at, definition: value.node } : undefined;
    case 'object':
      return obstacleOfObject(value.of, at, options, depth);
    case 'method': {
      // A bound method takes its object along.
      const isBound = !isStatic(value.node) && !isClassMethod(value.node) && value.receiver.kind === 'object';
      return isBound ? obstacleOfObject((value.receiver as Value & { of: Node }).of, at, options, depth) : undefined;
    }
    case 'instance':
      // An annotation may also mean the stand-in that a manager gives: `queue: Queue`.
      if (value.made.form !== Form.Call) return undefined;
      if (isOneOf(value.of, UNPICKLABLE)) return { kind: 'instance', at, of: value.of };
      return !options.isStarting && isOneOf(value.of, INHERITED_ONLY)
        ? { kind: 'inherited', at, of: value.of }
        : undefined;
    default:
      return undefined;
  }
}

function isOneOf(name: string, classes: ReadonlySet<string>): boolean {
  if (classes.has(name)) return true;
  return [...classes].some((base) => isSubclass(name, base));
}

/** Whether a definition has `<locals>` in its qualified name; `global` in front of it takes that away. */
function isLocal(definition: Node): boolean {
  if (definition.scope.scopeOf(definition.name)?.isModule) return false;
  for (const outer of definition.ancestors()) if (outer.isFunction) return true;
  return false;
}

function isGeneratorCall(call: Node): boolean {
  const callee = call.child(Role.Callee);
  const fn = callee === undefined ? undefined : functionOf(provenanceOf(callee));
  return fn?.form === Form.Function && fn.has(Flag.Generator) && !fn.isAsync && fn.child(Role.Decorator) === undefined;
}

/** What an object of a class holds in its attributes since it was made, or since just before `at`. */
function obstacleOfObject(cls: Node, at: Node, options: PicklingOptions, depth: number): Obstacle | undefined {
  if (isLocal(cls)) return { kind: 'local-class', at, definition: cls };
  const bases = linearBases(cls);
  if (PICKLES_ITSELF.some((name) => methodOf(cls, name) !== undefined)) return undefined;
  for (const base of bases) {
    if (base.kind === 'class') continue;
    if (base.kind === 'symbol' && UNPICKLABLE.has(base.name)) return { kind: 'instance', at, of: base.name };
    // Another base may pickle itself as it likes.
    if (base.kind !== 'symbol' || base.name !== 'multiprocessing.Process') return undefined;
  }
  for (const target of [...setBefore(at), ...setWhenMade(cls)]) {
    const value = target.parent?.form === Form.Assign ? target.parent.assignedValue : undefined;
    const found = value === undefined ? undefined : obstacleIn(value, options, depth + 1);
    if (found !== undefined) return { ...found, at, path: [target.name, ...(found.path ?? [])], attribute: target };
  }
  return undefined;
}

/** `self.name = …` in `__init__`, on every way through it, of attributes that are never anything else. */
function* setWhenMade(cls: Node): Generator<Node> {
  const init = methodOf(cls, '__init__');
  const body = init?.child(Role.Body);
  if (init === undefined || body === undefined) return;
  const owner = classOf(init) ?? cls;
  for (const statement of body.children) {
    const target = statement.form === Form.Assign ? statement.child(Role.Target) : undefined;
    if (target === undefined || !isOfSelf(target, init)) continue;
    const isOnly = linearBases(cls).every((base) => {
      const given = base.kind === 'class' ? assignedToSelf(base.node, target.name) : [];
      return given.every((value) => value.is(statement.assignedValue));
    });
    if (isOnly && !isDeleted(target.name, owner)) yield target;
  }
}

/** The same in the statements before a place in its method: `self.pool = Pool()`, then `self.pool.map(self.work, …)`. */
function* setBefore(at: Node): Generator<Node> {
  const method = at.code;
  if (method?.form !== Form.Function || classOf(method) === undefined || method.name === '__init__') return;
  const seen = new Set<string>();
  for (const statement of statementsBefore(at, method)) {
    const target = statement.form === Form.Assign ? statement.child(Role.Target) : undefined;
    if (target === undefined || !isOfSelf(target, method) || seen.has(target.name)) continue;
    seen.add(target.name);
    yield target;
  }
}

function isOfSelf(target: Node, method: Node): boolean {
  return target.form === Form.Attribute && target.child(Role.Object)?.name === method.child(Role.Parameter)?.name;
}

function isDeleted(name: string, cls: Node): boolean {
  return [...cls.descendants(Form.Delete)].some((statement) =>
    statement.children.some((target) => target.name === name),
  );
}
