/** The functions that threads outside of the program are assumed to call: what `assume-concurrent` in the configuration says. */
import { Form } from '../facts/forms.ts';
import { isModuleNamed } from '../program/declared-names.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';

interface Open {
  readonly functions: readonly Node[];
  readonly ids: ReadonlySet<number>;
}

const NONE: Open = { functions: [], ids: new Set() };
const known = new WeakMap<object, Open>();

/** Public functions of the module and public methods of its public classes; none if nothing is assumed of it. */
export function openFunctionsOf(module: Module): readonly Node[] {
  return openIn(module).functions;
}

export function isOpen(fn: Node): boolean {
  return openIn(fn.module).ids.has(fn.id);
}

function openIn(module: Module): Open {
  const { assumeConcurrent } = module.environment;
  if (assumeConcurrent === false || module.isTest || module.isNotebook) return NONE;
  let open = known.get(module.surface);
  if (open === undefined) {
    const isMeant = assumeConcurrent === true || isModuleNamed(module, assumeConcurrent);
    const functions = isMeant ? module.functions.filter(isPublic) : [];
    open = { functions, ids: new Set(functions.map(({ id }) => id)) };
    known.set(module.surface, open);
  }
  return open;
}

/** Coroutines run on the loop of whoever awaits them, so threads have nothing to do with them. */
function isPublic(fn: Node): boolean {
  if (fn.isAsync || !hasPublicName(fn)) return false;
  const { scope } = fn;
  const owner = scope.node;
  if (scope.isModule) return true;
  return owner?.form === Form.Class && owner.scope.isModule && !owner.name.startsWith('_');
}

/** `__call__` and `__enter__` are what users write as `f()` and `with`; some are for Python alone. */
function hasPublicName({ name }: Node): boolean {
  return !name.startsWith('_') || (/^__\w+__$/.test(name) && !FOR_PYTHON.has(name));
}

const FOR_PYTHON: ReadonlySet<string> = new Set([
  ...['__del__', '__init_subclass__', '__set_name__', '__class_getitem__', '__prepare__', '__getstate__'],
  ...['__setstate__', '__reduce__', '__reduce_ex__', '__subclasshook__', '__instancecheck__', '__sizeof__'],
]);
