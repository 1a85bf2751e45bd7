/** What a program does at most once, since it keeps the result: filling a cache of the module, a cached function. */
import { Form, Role } from '../facts/forms.ts';
import { decoratorsOf } from '../program/classes.ts';
import { conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';

/**
 * Whether `fn` comes to this place only while a variable of the module is empty that it fills itself, or whether the
 * function called there, having no parameters, keeps its result. Errs towards no.
 */
export function isDoneOnce(place: Node, fn: Node, target?: Node): boolean {
  if (target !== undefined && isCached(target)) return true;
  const globals = [...fn.descendants(Form.Assign)].flatMap((assign) => {
    const variable = assign.child(Role.Target);
    return variable !== undefined && isGlobal(variable) ? [variable.name] : [];
  });
  if (globals.length === 0) return false;
  return conditionsAt(place).some(({ test, holds }) => {
    if (test.form === Form.Name) return !holds && globals.includes(test.name) && isGlobal(test);
    const [left, right] = test.form === Form.Compare ? test.children : [];
    if (left === undefined || right?.form !== Form.None) return false;
    return (test.name === 'is' || test.name === '==') === holds && globals.includes(left.name) && isGlobal(left);
  });
}

function isGlobal(node: Node): boolean {
  return node.form === Form.Name && node.scope.scopeOf(node.name)?.isModule === true;
}

function isCached(fn: Node): boolean {
  if (fn.childrenIn(Role.Parameter).length > 0) return false;
  return decoratorsOf(fn).some((name) => name === 'functools.cache' || name === 'functools.lru_cache');
}
