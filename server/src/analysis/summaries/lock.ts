/** Which lock an expression stands for, which object has it, and whom it keeps out. */
import { Form, Role } from '../facts/forms.ts';
import { LOCKS, type LockModel } from '../library/synchronization.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { assignedToSelf, classOf, linearBases } from '../program/classes.ts';
import { isInLoop } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { type ObjectPath, objectPathOf, pathInCaller } from './object-path.ts';

export interface Lock {
  /** Equal for two expressions that are the same lock, or the same attribute of objects of one class. */
  readonly key: string;
  /** As the user writes it. */
  readonly name: string;
  readonly model: LockModel;
  /**
   * - `one`: there is one such lock in the process
   * - `per-instance`: each object has its own
   * - `per-call`: each call makes its own, so it keeps nobody out
   */
  readonly extent: 'one' | 'per-instance' | 'per-call';
  /** The class whose objects have it, when it is one per instance. */
  readonly owner?: Node;
  /** The object that has it, when it is one per instance and one can tell. */
  readonly of?: ObjectPath;
  /** The call that makes it, or the annotation that says so. */
  readonly made: Node;
}

/** The lock that an expression stands for; undefined when it is none or not known. */
export function lockOf(expression: Node): Lock | undefined {
  const value = provenanceOf(expression);
  if (value.kind !== 'instance') return undefined;
  const model = LOCKS[value.of];
  if (model === undefined) return undefined;
  const { made } = value;
  if (made.form === Form.Call) {
    const inner = model.wraps === undefined ? undefined : made.argument(model.wraps, 'lock');
    if (inner !== undefined) {
      const wrapped = lockOf(inner);
      if (wrapped !== undefined) return heldBy(expression, wrapped);
    }
    const count = model.count === undefined ? undefined : made.argument(model.count, 'value');
    if (count !== undefined && count.name !== '1') return undefined;
  }
  const base = { key: String(made.id), name: expression.text, model, made };
  const maker = made.code;
  const attribute = maker === undefined ? undefined : attributeOf(expression, made);
  if (attribute !== undefined) {
    const { owner, name } = attribute;
    return heldBy(expression, { ...base, key: `${owner.id}.${name}`, extent: 'per-instance', owner });
  }
  if (maker === undefined || maker.form === Form.Class) return { ...base, extent: 'one' };
  const owner = classOf(maker);
  if (owner !== undefined && isAssignedToAttribute(made)) return { ...base, extent: 'per-instance', owner };
  // Made in this very call, by `with Lock():` or into a local: nobody else has it, unless nested functions share it.
  return { ...base, extent: expression.code?.is(maker) ? 'per-call' : 'one' };
}

/** Whether it is known where the lock is made, and not only that there is one: a parameter's annotation names no lock. */
export function isIdentified({ made, extent }: Lock): boolean {
  return made.form === Form.Call || extent === 'per-instance';
}

/** Whether two expressions of one function are surely the same lock. */
export function isSameLock(a: Lock, b: Lock): boolean {
  if (a.key !== b.key || !isIdentified(a)) return false;
  return a.extent !== 'per-instance' || (a.of !== undefined && a.of.key === b.of?.key);
}

/** The lock that a function means, said in the words of the code that calls it. */
export function lockInCaller({ of, ...lock }: Lock, call: Node, callee: Node): Lock {
  const path = of === undefined ? undefined : pathInCaller(of, call, callee);
  return path === undefined ? lock : { ...lock, of: path };
}

/** The attribute of a class's objects that an expression reads its lock from, through names that are given to it. */
function attributeOf(expression: Node, made: Node): { readonly owner: Node; readonly name: string } | undefined {
  const attribute = attributeBehind(expression);
  const object = attribute === undefined ? undefined : provenanceOf(attribute.child(Role.Object)!);
  if (attribute === undefined || object?.kind !== 'object') return undefined;
  const { name } = attribute;
  // A lock that is made elsewhere and stored in each object is still one lock.
  const isOwn = made.form !== Form.Call ? made.role === Role.Annotation : isAssignedToAttribute(made);
  if (!isOwn) return undefined;
  const classes = linearBases(object.of).flatMap((base) => (base.kind === 'class' ? [base.node] : []));
  // A subclass that makes the lock anew gives the base's methods that one.
  const owner =
    classes.findLast((cls) => assignedToSelf(cls, name).length > 0) ?? classes.findLast((cls) => cls.contains(made));
  return owner === undefined ? undefined : { owner, name };
}

/** `self._lock`, also through `lock = self._lock`. */
function attributeBehind(expression: Node): Node | undefined {
  let node: Node | undefined = expression;
  for (let depth = 0; node?.form === Form.Name && depth < 5; depth++) {
    const [binding, ...others]: readonly { readonly node: Node }[] = node.scope.lookup(node.name);
    const { parent }: { readonly parent?: Node | undefined } = binding?.node ?? {};
    node = others.length === 0 && parent?.form === Form.Assign ? parent.assignedValue : undefined;
  }
  return node?.form === Form.Attribute ? node : undefined;
}

/** The lock as an attribute of the object that the expression reads it from. */
function heldBy(expression: Node, { of: _, ...lock }: Lock): Lock {
  const attribute = lock.extent === 'per-instance' ? attributeBehind(expression) : undefined;
  const of = attribute === undefined ? undefined : objectPathOf(attribute.child(Role.Object)!);
  return of === undefined ? lock : { ...lock, of };
}

function isAssignedToAttribute(made: Node): boolean {
  for (let node: Node | undefined = made.parent; node !== undefined; node = node.parent) {
    if (node.form === Form.Assign) return node.childrenIn(Role.Target).some((target) => target.form === Form.Attribute);
    if (node.role === Role.Statement) return false;
  }
  return false;
}

/** Whether this lock keeps two threads from running code at once that touches state which all instances share. */
export function guardsSharedState(lock: Lock): boolean {
  if (lock.model.excludes === 'tasks' || lock.extent === 'per-call') return false;
  if (lock.extent === 'one' || lock.owner === undefined) return true;
  // One lock per object guards shared state only if there is one object.
  const made = callGraphOf(lock.owner.module).instantiations(lock.owner);
  const isThread = outsideBases(lock.owner).includes('threading.Thread');
  return made.length === 0 ? !isThread : made.length === 1 && !isInLoop(made[0]!);
}
