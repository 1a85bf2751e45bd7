/** Objects of `threading.local`: where each is made, and which of its attributes are set and read where. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { assignedToSelf, hasOwn, linearBases, methodOf } from '../program/classes.ts';
import { importersOf, importsAny } from '../program/imports.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';

export interface ThreadLocal {
  /** The call that makes it. */
  readonly made: Node;
  /** The variable or attribute that holds it. */
  readonly name: string;
  readonly uses: readonly LocalUse[];
  /** Whether these are all uses: an object that is handed on somewhere may be used there too. */
  readonly isWhole: boolean;
}

export interface LocalUse {
  readonly local: ThreadLocal;
  readonly attribute: string;
  readonly kind: 'read' | 'write' | 'delete';
  /** Whether it is fine if the thread has no such attribute: `getattr(local, 'x', None)`. */
  readonly isOptional?: boolean;
  /** `local.x`, or the call `setattr(local, 'x', …)`. */
  readonly node: Node;
}

const byProgram = new WeakMap<Program, readonly ThreadLocal[]>();

/** Those that are kept in a variable or an attribute. */
export function threadLocalsOf(program: Program): readonly ThreadLocal[] {
  let found = byProgram.get(program);
  if (found === undefined) {
    found = program.modules.flatMap(localsMadeIn).flatMap((made) => localMadeBy(made) ?? []);
    byProgram.set(program, found);
  }
  return found;
}

/** Whether every thread finds the attribute set: the class of the object gives it to each of them. */
export function isGivenByClass({ made }: ThreadLocal, attribute: string): boolean {
  const value = provenanceOf(made);
  if (value.kind !== 'object') return false;
  if (methodOf(value.of, '__getattr__') !== undefined) return true;
  return linearBases(value.of).some((base) => {
    if (base.kind !== 'class') return base.kind === 'unknown';
    const isBound = hasOwn(base.node, attribute);
    return isBound || assignedToSelf(base.node, attribute).length > 0;
  });
}

const madeIn = new WeakMap<object, readonly Node[]>();
const THREADING: ReadonlySet<string> = new Set(['threading', '_thread', '_threading_local']);
const LOCALS: ReadonlySet<string> = new Set(['threading.local', '_thread._local', '_threading_local.local']);

/** The calls of a module that make one, and those anywhere of its classes that derive from `threading.local`. */
function localsMadeIn(module: Module): readonly Node[] {
  if (!importsAny(module, THREADING)) return [];
  let found = madeIn.get(module.surface);
  if (found === undefined) {
    const classes = module
      .all(Form.Class)
      .filter((cls) => cls.child(Role.Base) !== undefined && outsideBases(cls).some((name) => LOCALS.has(name)));
    found = [
      ...module.calls.filter((call) => LOCALS.has(symbolOf(call.child(Role.Callee)!) ?? '')),
      ...classes.flatMap((cls) => callGraphOf(module).instantiations(cls)),
    ];
    madeIn.set(module.surface, found);
  }
  return found;
}

function localMadeBy(made: Node): ThreadLocal | undefined {
  const [target, ...others] = made.parent?.form === Form.Assign ? made.parent.childrenIn(Role.Target) : [];
  if (target === undefined || others.length > 0 || made.parent?.parent?.form === Form.Assign) return undefined;
  if (target.form !== Form.Name && target.form !== Form.Attribute) return undefined;
  const found = [target.module, ...importersOf(target.module)].map((module) => usesIn(module, made, target));
  const uses: LocalUse[] = [];
  const local = { made, name: target.name, uses, isWhole: found.every(({ isWhole }) => isWhole) };
  for (const use of found.flatMap((inModule) => inModule.uses)) uses.push({ ...use, local });
  return local;
}

type Use = Omit<LocalUse, 'local'>;

interface Uses {
  readonly uses: readonly Use[];
  /** Not where the module does something with the object that may set any attribute. */
  readonly isWhole: boolean;
}

const usesByModule = new WeakMap<object, Map<number, Uses>>();

function usesIn(module: Module, made: Node, holder: Node): Uses {
  let memo = usesByModule.get(module.surface);
  if (memo === undefined) {
    memo = new Map();
    usesByModule.set(module.surface, memo);
  }
  let found = memo.get(made.id);
  if (found === undefined) {
    found = findUses(module, made, holder);
    memo.set(made.id, found);
  }
  return found;
}

function findUses(module: Module, made: Node, holder: Node): Uses {
  const uses: Use[] = [];
  let isWhole = true;
  const names = new Set([holder.name]);
  const places = [...module.named(names), ...module.named(names, Form.Attribute)];
  for (const place of places) {
    if (place.is(holder) || isDeclared(place)) continue;
    const value = provenanceOf(place);
    const isIt = (value.kind === 'instance' || value.kind === 'object') && value.made.is(made);
    if (!isIt) {
      // `other._local` of an object that nothing is known of may be this one.
      if (value.kind === 'unknown' && place.form === Form.Attribute && holder.form === Form.Attribute) isWhole = false;
      continue;
    }
    const use = useAt(place);
    if (use === undefined) isWhole = false;
    else if (use !== 'harmless') uses.push(use);
  }
  const isRenamed = module.all(Form.ImportFrom).some((node) => {
    return node.child(Role.None)?.name === holder.name && / as /.test(node.text);
  });
  return { uses, isWhole: isWhole && !(isRenamed && module !== made.module) };
}

/** `global local`, `from m import local`. */
function isDeclared({ parent }: Node): boolean {
  return parent?.form === Form.Global || parent?.form === Form.ImportFrom;
}

function useAt(place: Node): Use | 'harmless' | undefined {
  const { parent } = place;
  if (parent === undefined) return undefined;
  if (parent.form === Form.Attribute && place.role === Role.Object) {
    if (/^__\w+__$/.test(parent.name)) return undefined;
    const kind =
      parent.role !== Role.Target || parent.parent?.form === Form.AugAssign
        ? 'read'
        : parent.parent?.form === Form.Delete
          ? 'delete'
          : 'write';
    return { attribute: parent.name, kind, node: parent };
  }
  if (parent.form !== Form.Call || place.role !== Role.Argument || !parent.args[0]?.is(place)) return undefined;
  const attribute = parent.args[1];
  switch (symbolOf(parent.child(Role.Callee)!)) {
    case 'builtins.hasattr':
      return 'harmless';
    case 'builtins.delattr':
      return attribute?.form === Form.String ? 'harmless' : undefined;
    case 'builtins.getattr':
      if (attribute?.form !== Form.String) return 'harmless';
      return { attribute: attribute.name, kind: 'read', node: parent, isOptional: parent.args.length > 2 };
    case 'builtins.setattr':
      return attribute?.form === Form.String ? { attribute: attribute.name, kind: 'write', node: parent } : undefined;
    default:
      return undefined;
  }
}
