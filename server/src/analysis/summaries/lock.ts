/** Which lock an expression stands for, which object has it, and whom it keeps out. */
import { Form, Role } from '../facts/forms.ts';
import { LOCKS, type LockModel } from '../library/synchronization.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { assignedToSelf, classOf, linearBases, memberOf } from '../program/classes.ts';
import { isInLoop } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, type Value } from '../program/value.ts';
import { type ObjectPath, objectPathOf, pathInCaller, pathOfParameter } from './object-path.ts';

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

/** Where code reads a lock from. */
interface LockPlace {
  /** As the user writes it. */
  readonly name: string;
  readonly code: Node | undefined;
  /** The attribute that it is, if it is one. */
  readonly attribute: () => AttributePlace | undefined;
}

interface AttributePlace {
  readonly name: string;
  /** The class of the object, as far as it is known, and the object. */
  readonly cls?: Node;
  readonly of?: ObjectPath;
}

/** The lock that an expression stands for; undefined when it is none or not known. */
export function lockOf(expression: Node): Lock | undefined {
  const attribute = (): AttributePlace | undefined => attributeBehind(expression);
  return lockFrom(provenanceOf(expression), { name: expression.text, code: expression.code, attribute });
}

/** The lock that an attribute of a method's own object is: `self._lock`. */
export function lockOfSelf(method: Node, name: string): Lock | undefined {
  const cls = classOf(method);
  const self = method.child(Role.Parameter);
  if (cls === undefined || self === undefined) return undefined;
  const value = memberOf(cls, { kind: 'object', of: cls, made: cls }, name);
  const attribute = { name, cls, of: pathOfParameter(self) };
  return lockFrom(value, { name: `${self.name}.${name}`, code: method, attribute: () => attribute });
}

function lockFrom(value: Value, place: LockPlace): Lock | undefined {
  const model = value.kind === 'instance' ? LOCKS[value.of] : undefined;
  if (value.kind !== 'instance' || model === undefined) return undefined;
  const { made } = value;
  if (made.form === Form.Call) {
    const inner = model.wraps === undefined ? undefined : made.argument(model.wraps, 'lock');
    const wrapped = inner === undefined ? undefined : lockOf(inner);
    if (wrapped !== undefined) {
      const { of: _, ...lock } = wrapped;
      // `Condition(RLock())` is the only name of its lock.
      return heldBy(place.attribute(), inner?.form === Form.Call ? { ...lock, name: place.name } : lock);
    }
    const count = model.count === undefined ? undefined : made.argument(model.count, 'value');
    if (count !== undefined && count.name !== '1') return undefined;
  }
  const base = { key: String(made.id), name: place.name, model, made };
  const maker = made.code;
  const attribute = maker === undefined ? undefined : place.attribute();
  const definer = attribute === undefined ? undefined : definerOf(attribute, made);
  if (attribute !== undefined && definer !== undefined) {
    const lock = { ...base, key: `${definer.id}.${attribute.name}`, extent: 'per-instance', owner: definer } as const;
    return heldBy(attribute, lock);
  }
  if (maker === undefined || maker.form === Form.Class) return { ...base, extent: 'one' };
  const owner = classOf(maker);
  if (owner !== undefined && isAssignedToAttribute(made)) return { ...base, extent: 'per-instance', owner };
  // Made in this very call, by `with Lock():` or into a local: nobody else has it, unless nested functions share it.
  return { ...base, extent: place.code?.is(maker) ? 'per-call' : 'one' };
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

/** The class whose objects have the lock in this attribute; undefined for a lock that objects only know of. */
function definerOf({ cls, name }: AttributePlace, made: Node): Node | undefined {
  // A lock that is made elsewhere and stored in each object is still one lock.
  const isOwn = made.form !== Form.Call ? made.role === Role.Annotation : isAssignedToAttribute(made);
  if (cls === undefined || !isOwn) return undefined;
  const classes = linearBases(cls).flatMap((base) => (base.kind === 'class' ? [base.node] : []));
  // A subclass that makes the lock anew gives the base's methods that one.
  return (
    classes.findLast((one) => assignedToSelf(one, name).length > 0) ?? classes.findLast((one) => one.contains(made))
  );
}

/** `self._lock`, also through `lock = self._lock`. */
function attributeBehind(expression: Node): AttributePlace | undefined {
  let node: Node | undefined = expression;
  for (let depth = 0; node?.form === Form.Name && depth < 5; depth++) {
    const [binding, ...others]: readonly { readonly node: Node }[] = node.scope.lookup(node.name);
    const { parent }: { readonly parent?: Node | undefined } = binding?.node ?? {};
    node = others.length === 0 && parent?.form === Form.Assign ? parent.assignedValue : undefined;
  }
  if (node?.form !== Form.Attribute) return undefined;
  const object = node.child(Role.Object)!;
  const value = provenanceOf(object);
  const of = objectPathOf(object);
  return {
    name: node.name,
    ...(value.kind === 'object' ? { cls: value.of } : {}),
    ...(of === undefined ? {} : { of }),
  };
}

/** The lock as an attribute of the object that code reads it from. */
function heldBy(attribute: AttributePlace | undefined, lock: Lock): Lock {
  const of = lock.extent === 'per-instance' ? attribute?.of : undefined;
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
