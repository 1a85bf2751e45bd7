/** Functions whose one result `functools.cache` keeps: until the first call has ended, every call makes its own. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import type { Decision } from './decisions.ts';

/** The look into the cache that a decorator makes, and what the function makes if nothing is there. */
export function cachedResultOf(fn: Node): Decision | undefined {
  if (fn.form !== Form.Function || fn.isAsync || fn.has(Flag.Generator)) return undefined;
  // With parameters it would be one result for each set of arguments.
  if (fn.child(Role.Parameter) !== undefined) return undefined;
  const decorator = fn.childrenIn(Role.Decorator).find(isCache);
  if (decorator === undefined) return undefined;
  const [end, ...others] = [...fn.descendants(Form.Return)].filter((node) => runningCode(node).id === fn.id);
  const value = end?.child(Role.Value);
  if (value === undefined || others.length > 0) return undefined;
  const { module, name } = fn;
  const state = { kind: 'global', key: `cached:${fn.id}`, name, module } as const;
  return { kind: 'cached', state, root: value, test: decorator, look: value, act: value, value };
}

function isCache(decorator: Node): boolean {
  const callee = decorator.form === Form.Call ? decorator.child(Role.Callee) : decorator;
  const name = callee === undefined ? undefined : symbolOf(callee);
  return name === 'functools.cache' || name === 'functools.lru_cache';
}
