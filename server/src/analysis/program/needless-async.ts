/** Functions written with `async def` that never wait, and that nobody needs as a coroutine. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { classOf, hasOwn, linearBases } from './classes.ts';
import { importersOf } from './imports.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { isDeclaration } from './signature.ts';
import { overridesOf } from './subclasses.ts';

/**
 * In source order. A function that overrides, declares, is decorated or called by its name counts as one that has to be
 * asynchronous, and so does one that is used in another way than by awaiting its calls. Errs towards none.
 */
export function needlessAsyncIn(module: Module): Node[] {
  return candidatesIn(module).filter((fn) => {
    const owner = classOf(fn);
    return !isDeclaration(fn) && (owner === undefined || isOwnMethod(fn, owner)) && isOnlyAwaited(fn);
  });
}

const candidatesIn = keptByChunk((module, chunk): Node[] =>
  module
    .rowsIn(chunk, Form.Function)
    .filter(
      (fn) =>
        fn.isAsync &&
        !fn.has(Flag.Awaits | Flag.Generator | Flag.Broken) &&
        fn.child(Role.Decorator) === undefined &&
        !CALLED_BY_NAME.test(fn.name),
    ),
);

/** Special methods, tests and their fixtures. */
const CALLED_BY_NAME = /^(__\w+__|test\w*|setup\w*|teardown\w*|async(SetUp|TearDown))$/i;

/** Whether all bases are in sight and none has the method, nor does a subclass. */
function isOwnMethod(fn: Node, owner: Node): boolean {
  const bases = linearBases(owner);
  if (bases.some((base) => base.kind !== 'class') || overridesOf(owner, fn.name).length > 0) return false;
  return bases.slice(1).every((base) => base.kind === 'class' && !hasOwn(base.node, fn.name));
}

/** Whether the name is used for nothing but calls that are awaited on the spot, here and where the module is imported. */
function isOnlyAwaited(fn: Node): boolean {
  const names = new Set([fn.name]);
  return [fn.module, ...importersOf(fn.module)].every((module) =>
    [...module.named(names), ...module.named(names, Form.Attribute)].every((use) => {
      if (use.role === Role.Callee) return use.parent!.isAwaited;
      // What else binds the name, or an attribute that is set.
      return use.role === Role.Target;
    }),
  );
}
