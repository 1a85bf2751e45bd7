/** What happens to the value that a variable holds: changed in place, kept, given back, passed on, or only read. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { ARGUMENT_KEEPERS, ARGUMENT_MUTATORS, KEEPERS, MUTATORS, REDUCERS } from '../library/containers.ts';
import { isStatic, linearBases, methodOf } from './classes.ts';
import { isLoop, statementsBefore, surelyPasses } from './control-flow.ts';
import { isFalsehoodTest, isSkippedWhenFalsy } from './emptiness.ts';
import type { Mutable } from './mutable.ts';
import type { Node } from './node.ts';
import type { Scope } from './scope.ts';
import { functionOf, provenanceOf, type Value } from './value.ts';
import { type Sink, sinksOf } from './value-flow.ts';

/**
 * - `mutate`: changed in place; `by` is the method or function that does it, or the operator
 * - `store`: kept in an attribute, a container or a global; `by` is that place
 * - `return`: given to the caller, by `return`, `yield` or as a lambda's value
 * - `pass`: passed to code that is not known
 * - `read`: anything else; the value stays as it is and where it is
 */
export interface Use {
  readonly kind: 'mutate' | 'store' | 'return' | 'pass' | 'read';
  /** The expression that does it. */
  readonly node: Node;
  readonly by: string;
  /** The attribute that a `store` keeps it in. */
  readonly place?: Node;
}

/** How far calls into functions of the module are followed. */
const DEEPEST = 3;

interface Search {
  readonly value: Mutable;
  readonly seen: Set<number>;
  readonly depth: number;
}

/**
 * The uses of the value that `binding` (a parameter, or the target of an assignment) gives to its name, in source
 * order. Aliases and functions of the module are followed. Where a use may not be of this value, it counts.
 */
export function usesOf(binding: Node, value: Mutable): Use[] {
  return follow(binding, { value, seen: new Set(), depth: 0 });
}

/** Every row that reads this variable, or updates it by `x += …`; nested scopes included. */
export function referencesTo(name: string, scope: Scope): Node[] {
  const roots = scope.isModule ? scope.module.named(new Set([name])) : scope.node!.descendants(Form.Name);
  const found: Node[] = [];
  for (const node of roots) {
    if (node.name !== name || (node.role === Role.Target && node.parent?.form !== Form.AugAssign)) continue;
    if (node.scope.scopeOf(name)?.is(scope)) found.push(node);
  }
  return found;
}

/** What a variable is given by an assignment, where nothing else binds it. */
export function onlyValueOf(name: Node): Node | undefined {
  const [only, ...others] = name.scope.scopeOf(name.name)?.own(name.name) ?? [];
  const assign = only?.kind === BindingKind.Assign && others.length === 0 ? only.node.parent : undefined;
  return assign?.form === Form.Assign ? assign.assignedValue : undefined;
}

/** The references that may see what `binding` gave the name: those that no other binding surely comes before. */
export function reachedReferences(binding: Node, isTaken?: (test: Node) => boolean): Node[] {
  const { name } = binding;
  const scope = (binding.form === Form.Param ? binding.parent!.ownScope! : binding.scope).scopeOf(name);
  if (scope === undefined) return [];
  const within = scope.node;
  const others = new Set(
    scope
      .own(name)
      .filter(({ kind, node }) => REBINDS.has(kind) && !node.is(binding))
      .map(({ node }) => node.statement.id),
  );
  const statement = binding.form === Form.Param ? undefined : binding.statement;
  return referencesTo(name, scope).filter((reference) => {
    let from = statement?.start ?? -1;
    if (statement !== undefined && reference.start < statement.end) {
      // It stands before: reached in the next turn of a loop around both, or by a function that runs later.
      if (runsLater(reference, scope)) return true;
      const loop = [...statement.ancestors()].find((around) => isLoop(around) && around.contains(reference));
      if (loop === undefined) return false;
      from = loop.start;
    }
    if (others.size === 0 && isTaken === undefined) return true;
    for (const before of statementsBefore(reference, within)) {
      if (before.start <= from) break;
      if (surelyPasses(before, (candidate) => others.has(candidate.id), isTaken)) return false;
    }
    return true;
  });
}

const REBINDS: ReadonlySet<number> = new Set([
  BindingKind.Assign,
  BindingKind.With,
  BindingKind.Import,
  BindingKind.Function,
  BindingKind.Class,
  BindingKind.Delete,
]);

/** Whether a row belongs to a function inside `scope`, which may run at any time. */
function runsLater(node: Node, scope: Scope): boolean {
  const code = node.code;
  return code !== undefined && !(scope.node?.is(code) ?? false) && code.isFunction;
}

function follow(binding: Node, search: Search): Use[] {
  if (search.seen.has(binding.id)) return [];
  search.seen.add(binding.id);
  const { isEmpty: isFalsy } = search.value;
  const isTaken = isFalsy ? (test: Node) => isFalsehoodTest(test, binding) : undefined;
  return reachedReferences(binding, isTaken)
    .filter((reference) => !isFalsy || !isSkippedWhenFalsy(reference))
    .flatMap((reference) =>
      sinksOf(reference, { isFalsy }).flatMap((sink) => usesAt(sink, reference, binding, search)),
    );
}

function usesAt(sink: Sink, reference: Node, binding: Node, search: Search): Use[] {
  const { node } = sink;
  switch (sink.kind) {
    case 'name':
      return isLocal(node) ? follow(node, search) : [{ kind: 'store', node, by: node.name }];
    case 'place':
      return [storeIn(node)];
    case 'update':
      return [{ kind: 'mutate', node, by: node.name }];
    case 'argument':
      return usesByCall(node, sink.value, search);
    case 'attribute':
      return [usesOfAttribute(node, search)];
    case 'item':
      return [useOfItem(node, search)];
    case 'element':
      return usesOfContainer(node, binding);
    case 'return':
    case 'yield':
      return [{ kind: isGivenBack(node, binding) ? 'return' : 'read', node: reference, by: sink.kind }];
    default:
      return [{ kind: 'read', node: reference, by: '' }];
  }
}

function storeIn(place: Node): Use {
  return { kind: 'store', node: place, by: place.text, ...(place.form === Form.Attribute ? { place } : {}) };
}

/**
 * The place that changes, in place, the value that `place`, an attribute of an object of a class of this module, keeps: in
 * that class, its bases or subclasses, or through a name known to hold such an object.
 */
export function changeOfAttribute(place: Node, value: Mutable): Node | undefined {
  const owner = ownerOf(place);
  if (owner === undefined) return undefined;
  for (const attribute of place.module.named(new Set([place.name]), Form.Attribute)) {
    const change = changeOf(attribute, value);
    if (change === undefined) continue;
    const other = ownerOf(attribute);
    if (other !== undefined && (isBaseOf(owner, other) || isBaseOf(other, owner))) return change;
  }
  return undefined;
}

function changeOf(attribute: Node, value: Mutable): Node | undefined {
  return sinksOf(attribute).find(({ kind, node }) => {
    if (kind === 'attribute') return mutatorsOf(value).has(node.name) && !(value.isEmpty && REDUCERS.has(node.name));
    if (kind === 'item') return node.role === Role.Target && changesItem(node, value);
    return kind === 'update';
  })?.node;
}

/** The class of this module whose instance has this attribute. */
function ownerOf(attribute: Node): Node | undefined {
  const object = attribute.child(Role.Object);
  const value = object === undefined ? undefined : provenanceOf(object);
  return value?.kind === 'object' ? value.of : undefined;
}

function isBaseOf(base: Node, cls: Node): boolean {
  return linearBases(cls).some((value) => value.kind === 'class' && value.node.is(base));
}

/** Whether a target is a variable of the very function that assigns it. */
function isLocal(target: Node): boolean {
  const scope = target.scope.scopeOf(target.name);
  return scope?.node?.isFunction === true && scope.node.is(target.code);
}

/** A `return` of a function nested in the one that got the value gives it to that one's own callers only. */
function isGivenBack(node: Node, binding: Node): boolean {
  const owner = binding.form === Form.Param ? binding.parent : binding.code;
  return owner?.is(node.form === Form.Lambda ? node : node.code) === true;
}

function usesOfAttribute(attribute: Node, { value }: Search): Use {
  const { name } = attribute;
  if (attribute.role === Role.Target) return { kind: 'mutate', node: attribute, by: name };
  const isCalled = attribute.role === Role.Callee;
  if (mutatorsOf(value).has(name) && !(value.isEmpty && isCalled && REDUCERS.has(name))) {
    return { kind: 'mutate', node: attribute, by: name };
  }
  return { kind: changesInside(attribute, value) ? 'mutate' : 'read', node: attribute, by: name };
}

function useOfItem(item: Node, { value }: Search): Use {
  if (item.role === Role.Target) return { kind: changesItem(item, value) ? 'mutate' : 'read', node: item, by: '[]' };
  // Looking up a missing key of a defaultdict adds it.
  if (value.word === 'defaultdict') return { kind: 'mutate', node: item, by: '[]' };
  return { kind: changesInside(item, value) ? 'mutate' : 'read', node: item, by: '[]' };
}

/** In an empty container there is nothing to delete, and in an empty list no place to assign to but a slice. */
function changesItem(item: Node, { isEmpty, word }: Mutable): boolean {
  if (!isEmpty) return true;
  if (item.parent?.form === Form.Delete) return false;
  return !SEQUENCES.has(word) || item.child(Role.Index)?.form === Form.Slice;
}

const SEQUENCES: ReadonlySet<string> = new Set(['list', 'deque', 'bytearray', 'array', 'UserList']);

const ANY_MUTATOR: ReadonlySet<string> = new Set(Object.values(MUTATORS).flatMap((names) => [...names]));

function mutatorsOf(value: Mutable): ReadonlySet<string> {
  return MUTATORS[value.word] ?? value.mutators ?? new Set();
}

/** `x[k].append(…)`, `x[k][j] = …`: changes a value inside a default that has mutable values inside. */
function changesInside(part: Node, value: Mutable): boolean {
  if (!value.isNested) return false;
  return sinksOf(part).some(({ kind, node }) => {
    if (kind === 'update') return true;
    if (kind === 'attribute') return ANY_MUTATOR.has(node.name) || changesInside(node, value);
    return kind === 'item' && (node.role === Role.Target || changesInside(node, value));
  });
}

/** The value is in a display or comprehension: what is done with that is done with the value, as far as it goes on. */
function usesOfContainer(container: Node, binding: Node): Use[] {
  return sinksOf(container).map(({ kind, node }): Use => {
    if (kind === 'place') return { kind: 'store', node, by: node.text };
    if (kind === 'return' || kind === 'yield') {
      return { kind: isGivenBack(node, binding) ? 'return' : 'read', node: container, by: kind };
    }
    if (kind === 'argument') return { kind: 'pass', node, by: '' };
    return { kind: 'read', node: container, by: '' };
  });
}

function usesByCall(call: Node, value: Node, search: Search): Use[] {
  const callee = call.child(Role.Callee)!;
  const provenance = provenanceOf(callee);
  const position = call.args.findIndex((arg) => arg.is(value) || arg.contains(value));
  if (provenance.kind === 'symbol') {
    const { name } = provenance;
    if (ARGUMENT_MUTATORS[name] === position) return [{ kind: 'mutate', node: call, by: callee.text }];
    if (ARGUMENT_KEEPERS[name] === position) return [{ kind: 'store', node: call, by: callee.text }];
    return [{ kind: name.startsWith('builtins.') ? 'read' : 'pass', node: call, by: callee.text }];
  }
  const target = parameterFor(call, provenance, value, position);
  if (target !== undefined && search.depth < DEEPEST) {
    const uses = follow(target, { ...search, depth: search.depth + 1 });
    const gravest = uses.find(({ kind }) => kind === 'mutate') ?? uses.find(({ kind }) => kind === 'store');
    const place = gravest?.place === undefined ? {} : { place: gravest.place };
    return [{ kind: gravest?.kind ?? 'pass', node: call, by: callee.text, ...place }];
  }
  if (callee.form === Form.Attribute && KEEPERS[callee.name] === position) {
    const holder = callee.child(Role.Object)!;
    const isKnown = provenanceOf(holder).kind === 'display' || provenanceOf(holder).kind === 'instance';
    if (isKnown && !(holder.form === Form.Name && isLocal(holder))) {
      return [{ kind: 'store', node: call, by: holder.text }];
    }
  }
  return [{ kind: 'pass', node: call, by: callee.text }];
}

/** The parameter of a function of this module that an argument becomes. */
export function parameterFor(call: Node, callee: Value, value: Node, position: number): Node | undefined {
  const fn = callee.kind === 'class' ? methodOf(callee.node, '__init__') : functionOf(callee);
  if (fn === undefined || callee.kind === 'partial') return undefined;
  if (call.args.slice(0, position + 1).some(({ form }) => form === Form.Star)) return undefined;
  const params = fn.childrenIn(Role.Parameter);
  const keyword = call.childrenIn(Role.Argument).find((arg) => arg.form === Form.Keyword && arg.contains(value));
  if (keyword !== undefined) return params.find(({ name }) => name === keyword.name);
  const isBound = callee.kind === 'class' || (callee.kind === 'method' && !isStatic(fn));
  const param = position < 0 ? undefined : params[position + (isBound ? 1 : 0)];
  return param?.text.startsWith('*') ? undefined : param;
}
