/** What a function's parameters must be for a place in it to be reached, or to wait there: `def get(self, block=True)`. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { NON_BLOCKING } from '../library/non-blocking.ts';
import { lookUp } from '../library/results.ts';
import { isStatic } from '../program/classes.ts';
import { type Condition, conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import type { BlockingCall } from './blocking-call.ts';
import type { Hop } from './hops.ts';

export interface Requirement {
  readonly param: string;
  /** What is asked of it: whether it is true, `None`, zero or less, or this constant, as it is written. */
  readonly is: 'true' | 'none' | 'zero' | { readonly constant: string };
  /** The answer that lets one through. */
  readonly holds: boolean;
}

/** What must be given for `place` in the code of `fn` to be reached. Parameters that the function has bound anew before are left out. */
export function requirementsAt(place: Node, fn: Node): Requirement[] {
  if (fn.childrenIn(Role.Parameter).length === 0) return [];
  return conditionsAt(place).flatMap((condition) => requirementOf(condition, fn) ?? []);
}

/** The same for a wait, with what must be given so that its own arguments do not make it return at once. */
export function requirementsOf({ node, name }: BlockingCall, fn: Node): Requirement[] {
  const found = requirementsAt(node, fn);
  if (node.form !== Form.Call) return found;
  for (const { position, keyword, when } of lookUp(NON_BLOCKING, name) ?? []) {
    const given = node.argument(position, keyword);
    const value = given !== undefined && when === 'zero' ? (scaledFrom(given) ?? given) : given;
    if (value === undefined || !isParameter(value, fn) || typeof when !== 'string') continue;
    const is = when === 'zero' ? 'zero' : when === 'false' || when === 'true' ? 'true' : 'none';
    found.push({ param: value.name, is, holds: when === 'false' });
  }
  return found;
}

/**
 * The parameter or variable that this is a multiple of, so that it is zero where that is: `timeout * 1000`,
 * `None if timeout is None else timeout * 1000`, or a variable that is given one of these.
 */
function scaledFrom(value: Node, depth = 0): Node | undefined {
  if (depth > 4) return undefined;
  switch (value.form) {
    case Form.Name: {
      const [only, ...others] = value.scope.node?.ownScope?.own(value.name) ?? [];
      const { parent } = only?.node ?? {};
      const made = parent?.form === Form.Assign && others.length === 0 ? parent.assignedValue : undefined;
      return made === undefined ? value : scaledFrom(made, depth + 1);
    }
    case Form.Binary: {
      const [left, right] = value.children;
      if (left === undefined || right === undefined) return undefined;
      if (right.form === Form.Number && (value.name === '*' || value.name === '/')) return scaledFrom(left, depth + 1);
      return left.form === Form.Number && value.name === '*' ? scaledFrom(right, depth + 1) : undefined;
    }
    case Form.Conditional: {
      const branches = value.childrenIn(Role.Operand).filter(({ form }) => form !== Form.None);
      const [only, ...others] = branches;
      return only === undefined || others.length > 0 ? undefined : scaledFrom(only, depth + 1);
    }
    default:
      return undefined;
  }
}

function requirementOf({ test, holds }: Condition, fn: Node): Requirement | undefined {
  if (isParameter(test, fn)) return { param: test.name, is: 'true', holds };
  const [left, right, ...others] = test.form === Form.Compare ? test.children : [];
  if (left === undefined || right === undefined || others.length > 0 || !isParameter(left, fn)) return undefined;
  const isSame = test.name === 'is' || test.name === '==';
  if (!isSame && test.name !== 'is not' && test.name !== '!=') return undefined;
  const answer = isSame === holds;
  if (right.form === Form.None) return { param: left.name, is: 'none', holds: answer };
  const constant = constantOf(right);
  return constant === undefined ? undefined : { param: left.name, is: { constant }, holds: answer };
}

/** Whether a name still has the value that the caller gave: `fn` binds it anew further down at most. */
function isParameter(node: Node, fn: Node): boolean {
  if (node.form !== Form.Name || node.scope.node?.is(fn) !== true) return false;
  const [first, ...others] = fn.ownScope?.own(node.name) ?? [];
  return first?.kind === BindingKind.Param && others.every((binding) => binding.node.start > node.start);
}

/**
 * What must be given to `fn` so that this hop in it gives the target what that requires; undefined when it gives something
 * else. What is not known may be anything.
 */
export function requirementsBefore(required: readonly Requirement[], hop: Hop, fn: Node): Requirement[] | undefined {
  const found: Requirement[] = [];
  for (const requirement of required) {
    const given = argumentFor(requirement.param, hop);
    const answer =
      given === undefined ? undefined : (answerFor(requirement, given) ?? answerBefore(requirement, given));
    if (answer !== undefined && answer !== requirement.holds) return undefined;
    if (answer === undefined && given !== undefined && isParameter(given, fn)) {
      found.push({ ...requirement, param: given.name });
    }
  }
  return found;
}

/** Without those that say the same, in a fixed order. */
export function distinct(requirements: readonly Requirement[]): Requirement[] {
  const byKey = new Map(requirements.map((requirement) => [keyOf(requirement), requirement]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, requirement]) => requirement);
}

export function isSubset(few: readonly Requirement[], many: readonly Requirement[]): boolean {
  return few.every((one) => many.some((other) => keyOf(one) === keyOf(other)));
}

function keyOf({ param, is, holds }: Requirement): string {
  return `${param} ${typeof is === 'string' ? is : `== ${is.constant}`} ${holds}`;
}

/** What a call gives to a parameter: its argument, or the default. */
function argumentFor(name: string, { node: call, target }: Hop): Node | undefined {
  const params = target.childrenIn(Role.Parameter);
  const index = params.findIndex((param) => param.name === name);
  const param = params[index];
  if (call.form !== Form.Call || param === undefined || param.has(Flag.VarArgs | Flag.KwArgs)) return undefined;
  const keyword = call.keyword(name);
  if (keyword !== undefined) return keyword;
  const callee = provenanceOf(call.child(Role.Callee)!);
  if (callee.kind === 'partial' || callee.kind === 'unknown') return undefined;
  const isBound = callee.kind === 'class' || (callee.kind === 'method' && !isStatic(target));
  const position = param.has(Flag.KeywordOnly) ? -1 : index - (isBound ? 1 : 0);
  const isHidden = call.childrenIn(Role.Argument).some(({ form }) => form === Form.Star || form === Form.DoubleStar);
  const given = call.argument(position);
  return given ?? (isHidden ? undefined : param.child(Role.Default));
}

/** What a constant is to the question; undefined when it is not known. */
function answerFor({ is }: Requirement, given: Node): boolean | undefined {
  const constant = constantOf(given);
  if (is === 'none') return constant === undefined ? (isDisplay(given) ? false : undefined) : constant === 'None';
  if (constant === undefined) return undefined;
  if (is === 'true') return !FALSE.has(constant);
  if (is === 'zero') return constant === 'False' || constant.startsWith('-') || Number(constant) === 0;
  return constant === is.constant;
}

/** `if name: greet(name)`: what is true is not `None` either. */
function answerBefore({ is }: Requirement, given: Node): boolean | undefined {
  if (is !== 'true' && is !== 'none') return undefined;
  if (given.form !== Form.Name && given.form !== Form.Attribute) return undefined;
  const { text } = given;
  const known = conditionsAt(given).find(({ test }) => test.form === given.form && test.text === text);
  if (known === undefined) return undefined;
  return is === 'true' ? known.holds : known.holds ? false : undefined;
}

const FALSE: ReadonlySet<string> = new Set(['False', 'None', '0', '0.0', '""', "''"]);

function isDisplay({ form }: Node): boolean {
  return form === Form.List || form === Form.Tuple || form === Form.Dict || form === Form.Set || form === Form.Lambda;
}

/** A constant as Python would print it; undefined for everything else. */
function constantOf(node: Node): string | undefined {
  switch (node.form) {
    case Form.None:
    case Form.True:
    case Form.False:
    case Form.Number:
      return node.text;
    case Form.Unary:
      return /^-\s*[\d.]+$/.test(node.text) ? node.text : undefined;
    case Form.String:
      return /^(['"])[^'"\\]*\1$/.test(node.text) ? `'${node.text.slice(1, -1)}'` : undefined;
    default:
      return undefined;
  }
}
