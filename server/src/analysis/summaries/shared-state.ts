/** State that several pieces of code can reach: which global, attribute or captured variable an expression names. */
import { BindingKind, Form, Role, ScopeKind } from '../facts/forms.ts';
import { MUTABLE_CONSTRUCTORS } from '../library/containers.ts';
import { outsideBases } from '../program/call-graph.ts';
import { assignedToSelf, isClassMethod, linearBases, methodOf } from '../program/classes.ts';
import { type GlobalVariable, moduleAt, variableOf } from '../program/globals.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Binding, Scope } from '../program/scope.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';

/**
 * - `global`: a variable at the top level of a module: one in the process
 * - `class-attribute`: an attribute of the class itself: one in the process
 * - `attribute`: an attribute of instances: each object has its own
 * - `cell`: a variable of a function that functions inside it use too: each call has its own
 */
export type StateKind = 'global' | 'class-attribute' | 'attribute' | 'cell';

export interface SharedState {
  readonly kind: StateKind;
  /** Equal for two expressions that name the same state; for attributes and cells, of the same object or call. */
  readonly key: string;
  readonly name: string;
  /** The module that defines it. */
  readonly module: Module;
  /** The class of an attribute, the function of a cell. */
  readonly owner?: Node;
}

/** The state that a name, or an attribute of anything, is; undefined for what is not known or nobody can share. */
export function stateAt(root: Node): SharedState | undefined {
  return root.form === Form.Name
    ? stateOfName(root)
    : root.form === Form.Attribute
      ? stateOfAttribute(root)
      : undefined;
}

/**
 * The state that assigning to a place changes: `count`, `d[k]`, `d[a][b]`, `self.count`, `state.d[k]`.
 */
export function stateOfPlace(place: Node): SharedState | undefined {
  const root = rootOf(place);
  if (root === undefined) return undefined;
  const state = stateAt(root);
  if (state === undefined) return undefined;
  // A name that is imported and then assigned to is a variable of the importing module; only its parts are shared.
  const isRebound = root === place && root.form === Form.Name && state.module !== root.module;
  if (isRebound || (root !== place && state.kind === 'global' && isProxy(state))) return undefined;
  if (root !== place || root.form !== Form.Attribute || state.kind !== 'class-attribute') return state;
  // Assigning to an attribute of an object gives the object one of its own, whatever the class has.
  return provenanceOf(root.child(Role.Object)!).kind === 'object' ? instanceAttribute(state.owner!, root.name) : state;
}

/** Whether a global stands for another object in each thread or request, whose parts are not shared. */
function isProxy({ module, name }: SharedState): boolean {
  return module.globals(name).some(({ kind, node }) => {
    const value =
      kind === BindingKind.Assign && node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
    const callee = value?.form === Form.Call ? value.child(Role.Callee) : undefined;
    return callee !== undefined && symbolOf(callee) === 'werkzeug.local.LocalProxy';
  });
}

/** The name or attribute that a place begins with: `d` in `d[a][b]`. */
export function rootOf(place: Node): Node | undefined {
  let node: Node | undefined = place;
  while (node?.form === Form.Subscript) node = node.child(Role.Object);
  return node?.form === Form.Name || node?.form === Form.Attribute ? node : undefined;
}

/** The object whose attribute a place is or is in. */
export function receiverOf(place: Node): { readonly receiver?: Node } {
  const root = rootOf(place);
  const receiver = root?.form === Form.Attribute ? root.child(Role.Object) : undefined;
  return receiver === undefined ? {} : { receiver };
}

function stateOfName(root: Node): SharedState | undefined {
  const { name } = root;
  const scope = root.scope.scopeOf(name);
  if (scope === undefined) return undefined;
  if (scope.isModule) {
    const variable = variableOf(root.module, name);
    return variable === undefined ? undefined : stateOfGlobal(variable);
  }
  const isFunction = scope.kind === ScopeKind.Function || scope.kind === ScopeKind.Lambda;
  if (!isFunction || !(isCaptured(root, scope) || isSetByInner(scope, name))) return undefined;
  return { kind: 'cell', key: `cell:${scope.id}:${name}`, name, module: root.module, owner: scope.node! };
}

function stateOfGlobal({ module, name }: GlobalVariable): SharedState {
  return { kind: 'global', key: `global:${module.id}:${name}`, name, module };
}

function isCaptured(root: Node, scope: Scope): boolean {
  return root.code?.is(scope.node) === false;
}

/** Whether a nested function says `nonlocal name`. */
function isSetByInner(scope: Scope, name: string): boolean {
  return scope.own(name).some(({ owner }) => !owner.is(scope) && !owner.isComprehension);
}

function stateOfAttribute(root: Node): SharedState | undefined {
  const object = root.child(Role.Object);
  if (object === undefined) return undefined;
  const value = provenanceOf(object);
  if (value.kind === 'module') {
    const owner = moduleAt(value);
    const variable = owner === undefined ? undefined : variableOf(owner, root.name);
    return variable === undefined ? undefined : stateOfGlobal(variable);
  }
  if (value.kind !== 'object' && value.kind !== 'class') return undefined;
  const cls = value.kind === 'object' ? value.of : value.node;
  root.module.consult(cls.module);
  if (isProcessLocal(cls)) return undefined;
  const found = declarationOf(cls, root.name);
  if (found.kind === 'member') return undefined;
  if (value.kind === 'class' || found.kind === 'class') return classAttribute(found.owner, root.name);
  return instanceAttribute(found.owner, root.name);
}

/** What `name` in a class body is to the methods: an attribute of the class, or of its instances. */
export function stateOfClassBody(cls: Node, name: string): SharedState | undefined {
  const { kind, owner } = declarationOf(cls, name);
  if (kind === 'member') return undefined;
  return kind === 'class' ? classAttribute(owner, name) : instanceAttribute(owner, name);
}

type Declaration = { readonly kind: 'member' | 'class' | 'instance'; readonly owner: Node };

/**
 * Where an attribute belongs: to the outermost base in the program that assigns it, so that all subclasses share one
 * state. `class`: only class bodies and classes assign it. `member`: a method, property, descriptor or nested class.
 */
function declarationOf(cls: Node, name: string): Declaration {
  let owner = cls;
  let isOnClass = false;
  let isOnInstance = false;
  for (const base of linearBases(cls)) {
    if (base.kind !== 'class') continue;
    const bindings = base.node.ownScope?.own(name).filter((binding) => binding.owner.node?.is(base.node)) ?? [];
    const isMember = bindings.some((binding) => MEMBERS.has(binding.kind) || isDescriptor(binding));
    if (isMember) return { kind: 'member', owner: base.node };
    const isAssigned = bindings.some((binding) => isKeptOnClass(binding, base.node));
    const isSet = assignedToSelf(base.node, name).length > 0;
    if (isAssigned || isSet || bindings.length > 0) owner = base.node;
    isOnClass ||= isAssigned;
    isOnInstance ||= isSet;
  }
  return { kind: isOnClass && !isOnInstance ? 'class' : 'instance', owner };
}

/** `limit = Setting(3)`, where `Setting` has a `__set__` of its own: it is asked whenever the attribute is assigned. */
function isDescriptor({ kind, node }: Binding): boolean {
  const value = kind === BindingKind.Assign ? node.parent?.assignedValue : undefined;
  if (value?.form !== Form.Call) return false;
  const made = provenanceOf(value);
  return made.kind === 'object' && methodOf(made.of, '__set__') !== undefined;
}

/**
 * Whether a class body gives the class itself a value: not the description of a field, which each object has for itself
 * (`size: int = 0` of a dataclass, `name = Column(String)` of a model).
 */
function isKeptOnClass({ kind, node }: Binding, cls: Node): boolean {
  if (kind !== BindingKind.Assign || node.parent?.form !== Form.Assign) return false;
  const annotation = node.parent.child(Role.Annotation);
  const describes = cls.childrenIn(Role.Decorator).length > 0 || linearBases(cls).some((base) => base.kind !== 'class');
  if (annotation !== undefined && describes) return /\bClassVar\b/.test(annotation.text);
  const value = node.parent.assignedValue;
  const callee = value?.form === Form.Call ? value.child(Role.Callee) : undefined;
  return callee === undefined || MUTABLE_CONSTRUCTORS[symbolOf(callee) ?? ''] !== undefined;
}

const MEMBERS: ReadonlySet<number> = new Set([BindingKind.Function, BindingKind.Class, BindingKind.Import]);

function instanceAttribute(owner: Node, name: string): SharedState {
  return { kind: 'attribute', key: `attribute:${owner.id}:${name}`, name, module: owner.module, owner };
}

function classAttribute(owner: Node, name: string): SharedState {
  return { kind: 'class-attribute', key: `class:${owner.id}:${name}`, name, module: owner.module, owner };
}

/** Objects of `threading.local` subclasses look different to every thread. */
function isProcessLocal(cls: Node): boolean {
  return outsideBases(cls).some((name) => name === 'threading.local' || name === '_thread._local');
}

/** Whether this is the parameter by which a method knows its object: `self`, not `cls`. */
export function isSelf(name: Node, method: Node): boolean {
  return name.form === Form.Name && method.child(Role.Parameter)?.name === name.name && !isClassMethod(method);
}
