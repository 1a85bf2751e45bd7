/** What a program does seldom: once, such as filling a cache, when something is missing, or when it is debugged. */
import { Form, Role } from '../facts/forms.ts';
import { decoratorsOf } from '../program/classes.ts';
import { type Condition, conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';

/**
 * Whether `fn` comes to this place only while a variable of the module or of a class is empty that it fills itself, only after a failed
 * look for something, only in a debugging mode, or just before it ends the program; or whether the function called there,
 * having no parameters, keeps its result. Errs towards no.
 */
export function isSeldom(place: Node, fn: Node, target?: Node): boolean {
  if ((target !== undefined && isCached(target)) || isAfterMiss(place) || isLastAct(place)) return true;
  const conditions = conditionsAt(place);
  if (conditions.some((condition) => asksForDebugging(condition) || saysMissing(condition))) return true;
  const tested = conditions.flatMap((condition) => emptyVariable(condition) ?? []).filter(isShared);
  return tested.length > 0 && tested.some((variable) => isAssignedIn(fn, variable.text));
}

function asksForDebugging({ test, holds }: Condition): boolean {
  const named = test.form === Form.Call ? test.child(Role.Callee)! : test;
  return holds && /^_*(is_|get_|in_)?(debug|development|dev_mode)(_?mode|ging)?$/i.test(named.name);
}

/** `not importlib.util.find_spec('yaml')`, `shutil.which('git') is None`. */
function saysMissing({ test, holds }: Condition): boolean {
  const [left, right] = test.form === Form.Compare ? test.children : [];
  if (test.form !== Form.Call && right?.form !== Form.None) return false;
  const call = left ?? test;
  if (call.form !== Form.Call || !FINDERS.has(symbolOf(call.child(Role.Callee)!) ?? '')) return false;
  return test.form === Form.Call ? !holds : (test.name === 'is' || test.name === '==') === holds;
}

const FINDERS: ReadonlySet<string> = new Set(['importlib.util.find_spec', 'shutil.which']);

/** The variable that a test says to be empty: `not x`, `x is None`, `len(x) == 0`. */
function emptyVariable({ test, holds }: Condition): Node | undefined {
  if (test.form === Form.Name || test.form === Form.Attribute) return holds ? undefined : test;
  const [left, right] = test.form === Form.Compare ? test.children : [];
  if (left === undefined || (test.name === 'is' || test.name === '==') !== holds) return undefined;
  if (right?.form === Form.None) return left;
  const isCount = left.form === Form.Call && left.child(Role.Callee)!.name === 'len' && right?.text === '0';
  return isCount ? left.args[0] : undefined;
}

function isAssignedIn(fn: Node, variable: string): boolean {
  return [...fn.descendants(Form.Assign)].some((assign) => {
    const target = assign.child(Role.Target);
    return target?.text === variable && isShared(target);
  });
}

const MISSES: ReadonlySet<string> = new Set(
  ['KeyError', 'IndexError', 'LookupError', 'AttributeError', 'ImportError', 'ModuleNotFoundError'].map(
    (name) => `builtins.${name}`,
  ),
);

/** In the handler of `try: return texts[key]`, `try: import yaml`. */
function isAfterMiss(place: Node): boolean {
  for (const around of place.ancestors()) {
    if (around.isFunction) return false;
    if (around.form !== Form.Except) continue;
    const [type] = around.childrenIn(Role.ExceptionType);
    const types = type?.form === Form.Tuple ? type.children : type === undefined ? [] : [type];
    if (types.length > 0 && types.every((one) => MISSES.has(symbolOf(one) ?? ''))) return true;
  }
  return false;
}

/** `print(report()); sys.exit()`: nothing else is going to run. */
function isLastAct(place: Node): boolean {
  const { statement } = place;
  return (statement.parent?.children ?? []).some((other) => {
    const callee = other.form === Form.Call ? other.child(Role.Callee) : undefined;
    return callee !== undefined && other.start > statement.start && symbolOf(callee) === 'sys.exit';
  });
}

/** A variable of the module, or an attribute of a class: `_pool`, `cls._instance`, `Settings.loaded`. */
function isShared(node: Node): boolean {
  if (node.form === Form.Name) return node.scope.scopeOf(node.name)?.isModule === true;
  if (node.form !== Form.Attribute) return false;
  const object = node.child(Role.Object)!;
  return object.form === Form.Name && (object.name === 'cls' || provenanceOf(object).kind === 'class');
}

function isCached(fn: Node): boolean {
  if (fn.childrenIn(Role.Parameter).length > 0) return false;
  return decoratorsOf(fn).some((name) => name === 'functools.cache' || name === 'functools.lru_cache');
}
