/** Values that can be changed in place: what an expression makes when it makes one. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { MUTABLE_CONSTRUCTORS } from '../library/containers.ts';
import { classOf } from './classes.ts';
import type { Node } from './node.ts';
import { provenanceOf } from './value.ts';

export interface Mutable {
  /** What it is, as a message says it: `list`, `deque`, or the name of a class. */
  readonly word: string;
  /** Whether it is surely empty when it is made, so that a test of it is false. */
  readonly isEmpty: boolean;
  /** Whether it is made with mutable values inside it. */
  readonly isNested: boolean;
  /** The methods that change it, for instances of the module's own classes. */
  readonly mutators?: ReadonlySet<string>;
  /** The module's variable that holds it, when the expression is its name. */
  readonly variable?: string;
}

/** The mutable value that this expression makes, or that a variable of the module named here holds. */
export function mutableOf(node: Node): Mutable | undefined {
  switch (node.form) {
    case Form.List:
      return display('list', node);
    case Form.Dict:
      return display('dict', node);
    case Form.Set:
      return display('set', node);
    case Form.Comprehension: {
      const word = COMPREHENSIONS.find(([flag]) => node.has(flag))?.[1];
      return word === undefined ? undefined : { ...display(word, node), isEmpty: false };
    }
    case Form.Call:
      return constructed(node);
    case Form.Name:
      return heldByModule(node);
    default:
      return undefined;
  }
}

const COMPREHENSIONS = [
  [Flag.MakesList, 'list'],
  [Flag.MakesSet, 'set'],
  [Flag.MakesDict, 'dict'],
] as const;

function display(word: string, node: Node): Mutable {
  const inside = MUTABLE_FORMS.some((form) => node.descendants(form).next().done === false);
  return { word, isEmpty: node.children.length === 0, isNested: inside };
}

const MUTABLE_FORMS = [Form.List, Form.Dict, Form.Set, Form.Comprehension, Form.Call];

function constructed(call: Node): Mutable | undefined {
  const callee = call.child(Role.Callee);
  if (callee === undefined) return undefined;
  const value = provenanceOf(callee);
  if (value.kind === 'class') {
    const mutators = mutatorsOfClass(value.node);
    return mutators.size === 0 ? undefined : { word: value.node.name, isEmpty: false, isNested: false, mutators };
  }
  const word = value.kind === 'symbol' ? MUTABLE_CONSTRUCTORS[value.name] : undefined;
  if (word === undefined) return undefined;
  const args = call.childrenIn(Role.Argument);
  // `defaultdict(list)` is empty and makes lists; `deque(maxlen=3)` is empty.
  const isFactory = word === 'defaultdict';
  const isEmpty = args.length === (isFactory ? Math.min(args.length, 1) : 0);
  return { word, isEmpty, isNested: isFactory || args.some((arg) => display(word, arg).isNested) };
}

/** A variable of the module that is bound once, to a display or constructor. */
function heldByModule(name: Node): Mutable | undefined {
  const scope = name.scope.scopeOf(name.name);
  if (!scope?.isModule) return undefined;
  const [binding, ...others] = scope.lookup(name.name);
  if (others.length > 0 || binding?.kind !== BindingKind.Assign || binding.node.parent?.form !== Form.Assign) {
    return undefined;
  }
  const value = binding.node.parent.assignedValue;
  const held = value === undefined || value.form === Form.Name ? undefined : mutableOf(value);
  // What is in it by now is not known.
  return held === undefined ? undefined : { ...held, isEmpty: false, variable: name.name };
}

const CONSTRUCTORS: ReadonlySet<string> = new Set(['__init__', '__new__', '__post_init__', '__setstate__']);

/** The methods of a class of the module, constructors aside, that assign to attributes or items of `self`. */
function mutatorsOfClass(cls: Node): ReadonlySet<string> {
  const found = new Set<string>();
  for (const fn of cls.descendants(Form.Function)) {
    const self = fn.child(Role.Parameter)?.name;
    if (self === undefined || CONSTRUCTORS.has(fn.name) || !classOf(fn)?.is(cls)) continue;
    const isTarget = (node: Node): boolean => node.role === Role.Target && node.child(Role.Object)?.name === self;
    if ([...fn.descendants(Form.Attribute), ...fn.descendants(Form.Subscript)].some(isTarget)) found.add(fn.name);
  }
  return found;
}
