/** Values that a function makes visible first and completes afterwards. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { MUTABLE_CONSTRUCTORS, MUTATORS } from '../library/containers.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { rootOf, type SharedState, stateOfPlace } from './shared-state.ts';

export interface Publication {
  /**
   * `container`: an empty one that is filled; `object`: one whose attributes are set later; `flag`: it says that
   * something is there which is set later.
   */
  readonly kind: 'container' | 'object' | 'flag';
  readonly state: SharedState;
  /** What is assigned: `cache[key]`, `self.ready`. */
  readonly place: Node;
  readonly assign: Node;
  readonly fn: Node;
  /** What completes it, in source order. */
  readonly fills: readonly Node[];
  /** What a `flag` announces. */
  readonly announced?: SharedState;
}

/** All of a module, in source order. */
export const publicationsIn: (module: Module) => readonly Publication[] = keptBySurface((module) => [
  ...findPublications(module),
]);

function* findPublications(module: Module): Generator<Publication> {
  for (const assign of module.all(Form.Assign)) {
    const targets = assign.parent?.form === Form.Assign ? [] : targetsOf(assign);
    const fn = targets.every(isOwnVariable) ? undefined : functionIn(runningCode(assign));
    if (fn === undefined) continue;
    const shared = targets.filter((place) => mayBeShared(place, fn));
    const value = shared.length === 0 ? undefined : assign.assignedValue;
    const kind = value === undefined ? undefined : kindOf(value, assign, fn);
    if (kind === undefined) continue;
    for (const place of shared) {
      const base = { place, assign, fn };
      // What completes it is the cheap question; what state it is comes last.
      if (kind === 'flag') {
        for (const { fill, target } of announcedBy(base)) {
          const [state, announced] = [stateOfPlace(place), stateOfPlace(target)];
          if (state === undefined || announced === undefined || announced.key === state.key) continue;
          yield { kind, ...base, state, fills: [fill], announced };
        }
        continue;
      }
      // The value itself goes by the place, and by the variables of the function that hold it.
      const names = [
        place,
        ...targets.filter((other) => other !== place),
        ...(value!.form === Form.Name ? [value!] : []),
      ];
      const fills = fillsOf(base, names, kind);
      const state = fills.length === 0 || isGivenAnew(base) ? undefined : stateOfPlace(place);
      if (state !== undefined && state.kind !== 'cell') yield { kind, ...base, state, fills };
    }
  }
}

type Start = Pick<Publication, 'place' | 'assign' | 'fn'>;

/** All targets of `a = b = value`. */
function targetsOf(assign: Node): Node[] {
  const found: Node[] = [];
  for (let node: Node | undefined = assign; node?.form === Form.Assign; node = node.child(Role.Value)) {
    found.push(...node.childrenIn(Role.Target));
  }
  return found;
}

/** The cheap question: most assignments are to a variable of the function that they stand in. */
function isOwnVariable(target: Node): boolean {
  return target.form === Form.Name && target.scope.scopeOf(target.name)?.is(target.scope) === true;
}

/** What a function calls its own by a plain name is not shared, and neither is an object that is being made. */
function mayBeShared(place: Node, fn: Node): boolean {
  const root = rootOf(place);
  if (root?.form === Form.Attribute && fn.name === '__init__' && isOfSelf(root, fn)) return false;
  if (root?.form !== Form.Name) return root !== undefined;
  return root.scope.scopeOf(root.name)?.node?.is(fn) !== true;
}

function isOfSelf(attribute: Node, fn: Node): boolean {
  const object = attribute.child(Role.Object);
  return object?.form === Form.Name && object.name === fn.child(Role.Parameter)?.name;
}

/** What a value is that has just been made; undefined for one that others may have already, or that is complete. */
function kindOf(value: Node, assign: Node, fn: Node): Publication['kind'] | undefined {
  switch (value.form) {
    case Form.True:
      return 'flag';
    case Form.List:
    case Form.Dict:
    case Form.Set:
      return value.children.length === 0 ? 'container' : undefined;
    case Form.Call: {
      const callee = value.child(Role.Callee)!;
      if (MUTABLE_CONSTRUCTORS[symbolOf(callee) ?? ''] !== undefined)
        return isEmptyCall(value) ? 'container' : undefined;
      return provenanceOf(value).kind === 'object' ? 'object' : undefined;
    }
    case Form.Name: {
      const scope = value.scope.scopeOf(value.name);
      const [binding, ...others] = scope?.node?.is(fn) === true ? scope.own(value.name) : [];
      const made = binding?.kind === BindingKind.Assign ? binding.node.parent : undefined;
      if (others.length > 0 || made?.form !== Form.Assign || made.start >= assign.start) return undefined;
      const source = made.assignedValue;
      const kind = source === undefined || source.form === Form.Name ? undefined : kindOf(source, made, fn);
      return kind === 'flag' ? undefined : kind;
    }
    default:
      return undefined;
  }
}

/** `defaultdict(list)` is as empty as `dict()`. */
function isEmptyCall(call: Node): boolean {
  return call.args.every((argument) => provenanceOf(argument).kind !== 'unknown' && argument.form === Form.Name);
}

/** A container that is emptied by making a new one, again and again, is a buffer: nobody takes it for complete. */
function isGivenAnew({ place, fn, assign }: Start): boolean {
  return [...fn.descendants(place.form)].some(
    (other) => other.role === Role.Target && other.text === place.text && !assign.contains(other),
  );
}

const ANY_FILLER: ReadonlySet<string> = new Set(
  [...Object.values(MUTATORS).flatMap((names) => [...names])].filter(
    (name) => !/^(pop|remove|clear|discard)/.test(name),
  ),
);

/** What adds to the value behind the assignment, in the same block, but not in a loop that goes on as long as it likes. */
function fillsOf({ assign, fn }: Start, names: readonly Node[], kind: 'container' | 'object'): Node[] {
  const found: Node[] = [];
  for (const statement of assign.parent?.children ?? []) {
    if (statement.start < assign.end) continue;
    for (const name of names) {
      for (const node of statement.descendants(name.form)) {
        if (node.name !== name.name || node.text !== name.text || runningCode(node).id !== fn.id) continue;
        const fill = kind === 'container' ? fillBy(node) : attributeSetOn(node);
        if (fill !== undefined && isStraightBehind(assign, fill)) found.push(fill);
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** `x.path = v` */
function attributeSetOn({ parent }: Node): Node | undefined {
  return parent?.form === Form.Attribute && parent.role === Role.Target ? parent.statement : undefined;
}

/** `x.append(v)`, `x[k] = v`, `x[k].append(v)` */
function fillBy(name: Node): Node | undefined {
  let place = name;
  while (place.role === Role.Object && place.parent?.form === Form.Subscript) place = place.parent;
  if (place !== name && place.role === Role.Target) return place.statement;
  const method = place.role === Role.Object ? place.parent : undefined;
  return method?.role === Role.Callee && ANY_FILLER.has(method.name) ? method.parent : undefined;
}

/** Whether the second is run behind the first one in its block, in a `with`, `if` or `for` at most. */
function isStraightBehind(first: Node, then: Node): boolean {
  const block = first.parent;
  if (block?.contains(then) !== true) return false;
  for (const around of then.ancestors()) {
    if (around.is(block)) return true;
    if (around.form === Form.While || around.form === Form.Except || around.isFunction) return false;
  }
  return false;
}

/** `self.ready = True`, then `self.value = …` for the first time. */
function* announcedBy({ place, assign, fn }: Start): Generator<{ readonly fill: Node; readonly target: Node }> {
  if (place.form === Form.Subscript) return;
  const holder = place.child(Role.Object)?.text;
  for (const fill of assign.parent?.children ?? []) {
    if (fill.form !== Form.Assign || fill.start < assign.end || !isMade(fill.assignedValue)) continue;
    for (const target of targetsOf(fill)) {
      if (target.form !== place.form || target.child(Role.Object)?.text !== holder) continue;
      if (mayBeShared(target, fn) && !isSetBefore(target, assign, fn)) yield { fill, target };
    }
  }
}

/** Not a constant, to which a value is set back as a flag is. */
function isMade(value: Node | undefined): boolean {
  return value !== undefined && !(value.form >= Form.String && value.form <= Form.Ellipsis);
}

function isSetBefore(target: Node, assign: Node, fn: Node): boolean {
  for (const other of fn.descendants(Form.Assign)) {
    if (other.start >= assign.start) return false;
    if (other.childrenIn(Role.Target).some(({ name, text }) => name === target.name && text === target.text))
      return true;
  }
  return false;
}
