/** The same lock of two objects, taken in the order in which the caller happens to give the objects. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { LOCK_LIKE_NAME } from '../library/synchronization.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { lockOf } from './lock.ts';

export interface ArbitraryOrder {
  /** The contexts of the two `with` items: `source.lock`, `target.lock`. */
  readonly first: Node;
  readonly second: Node;
}

/**
 * `with a.lock: with b.lock:` for two parameters, where nothing compares them first. The locks need not be known as such:
 * a name like a lock's will do. Errs towards nothing.
 */
export function arbitraryOrdersIn(module: Module): ArbitraryOrder[] {
  const found: ArbitraryOrder[] = [];
  for (const statement of module.all(Form.With)) {
    for (const item of statement.childrenIn(Role.Clause)) {
      const second = item.child(Role.Context);
      if (second === undefined || !isLockOfParameter(second)) continue;
      const first = contextsAround(item).find((outer) => outer.name === second.name && isLockOfParameter(outer));
      if (first === undefined || first.child(Role.Object)!.name === second.child(Role.Object)!.name) continue;
      if (first.code?.is(second.code) && !isCompared(first, second)) found.push({ first, second });
    }
  }
  return found;
}

/** The contexts that are entered when this one is, nearest first. */
function contextsAround(item: Node): Node[] {
  const found: Node[] = [];
  let inner = item;
  for (const outer of item.ancestors()) {
    if (outer.isFunction) break;
    if (outer.form === Form.With) {
      const items = outer.childrenIn(Role.Clause);
      const before = items.slice(0, items.findIndex((other) => other.is(inner)) >>> 0);
      found.push(...before.flatMap((other) => other.child(Role.Context) ?? []).reverse());
    }
    inner = outer;
  }
  return found;
}

/** `self.lock`, `other.lock`: an attribute of a parameter that nobody rebinds. */
function isLockOfParameter(node: Node): boolean {
  if (node.form !== Form.Attribute) return false;
  const object = node.child(Role.Object)!;
  if (object.form !== Form.Name) return false;
  const bindings = object.scope.scopeOf(object.name)?.own(object.name) ?? [];
  const isParameter = bindings.length === 1 && bindings[0]!.kind === BindingKind.Param;
  if (!isParameter || bindings[0]!.node.name !== object.name) return false;
  const lock = lockOf(node);
  if (lock !== undefined) return lock.extent === 'per-instance' && lock.model.excludes !== 'processes';
  return provenanceOf(node).kind === 'unknown' && LOCK_LIKE_NAME.test(node.name);
}

/** Whether the function looks at both objects at once before: `if a.id < b.id:`, `if a is b: return`. */
function isCompared(first: Node, second: Node): boolean {
  const names = [first, second].map((node) => node.child(Role.Object)!.name);
  return [...(first.code?.descendants(Form.Compare) ?? [])].some((comparison) => {
    if (comparison.start > second.start || comparison.name === 'is' || comparison.name === 'is not') return false;
    const used = [...comparison.descendants(Form.Name)].map(({ name }) => name);
    return names.every((name) => used.includes(name));
  });
}
