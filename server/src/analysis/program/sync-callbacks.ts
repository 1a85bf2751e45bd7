/** Asynchronous functions in places where they are called without `await`, so that nothing in them ever runs. */
import { Flag, Form, Role } from '../facts/forms.ts';
import {
  SYNC_CALLER_NAMES,
  SYNC_METHODS,
  SYNC_OVERRIDES,
  type SyncCaller,
  syncCallerOf,
} from '../library/sync-callers.ts';
import { callsNamed } from './called-names.ts';
import { classOf, linearBases, methodOf } from './classes.ts';
import { coroutineFunctionOf, mayBeReplaced } from './coroutine-calls.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { isNeverReached } from './settled-tests.ts';
import { isDeclaration } from './signature.ts';
import { provenanceOf, symbolOf } from './value.ts';

export interface SyncCallback {
  /** The call that is given it. */
  readonly call: Node;
  readonly caller: SyncCaller;
  /** The argument. */
  readonly given: Node;
  /** The name of the `async def` in it, or the callee of the coroutine that it gives. */
  readonly fn: Node;
  /**
   * - `function`: the function itself; `lambda`: one that only makes its coroutine
   * - `coroutine`: a coroutine of it, which cannot be called at all
   */
  readonly how: 'function' | 'lambda' | 'coroutine';
  /** Its `async def`, where that is in the program. */
  readonly definition?: Node;
}

/** In source order. */
export function syncCallbacksIn(module: Module): SyncCallback[] {
  return callbacksIn(module).filter(({ fn }) => !mayBeReplaced(fn) && !isNeverReached(fn));
}

const callbacksIn = keptByChunk((module, chunk): SyncCallback[] =>
  callsNamed(module, chunk, SYNC_CALLER_NAMES).flatMap((call) => {
    const caller = syncCallerOf(symbolOf(call.child(Role.Callee)!) ?? '');
    const given = caller === undefined ? undefined : call.argument(caller.position, caller.keyword);
    const callback = given === undefined ? undefined : callbackOf(given);
    if (caller === undefined || given === undefined || callback === undefined || isSpread(call)) return [];
    return [{ call, caller, given, ...callback }];
  }),
);

/** `gather(*pool.map(f, xs))` awaits what the calls give. */
function isSpread({ parent }: Node): boolean {
  return parent?.form === Form.Star;
}

function callbackOf(given: Node): Pick<SyncCallback, 'fn' | 'how' | 'definition'> | undefined {
  if (given.form === Form.Lambda) {
    const body = given.child(Role.Body);
    return body?.form === Form.Call ? found(body.child(Role.Callee)!, 'lambda') : undefined;
  }
  const function_ = found(given, 'function');
  if (function_ !== undefined) return function_;
  return given.form === Form.Call ? found(given.child(Role.Callee)!, 'coroutine') : undefined;
}

function found(given: Node, how: SyncCallback['how']): Pick<SyncCallback, 'fn' | 'how' | 'definition'> | undefined {
  const value = provenanceOf(given);
  const made = coroutineFunctionOf(value);
  const inner = value.kind === 'partial' && given.form === Form.Call ? given.args[0] : undefined;
  return made === undefined ? undefined : { fn: inner ?? given, how, ...made };
}

/** Methods written with `async def` that Python or a library calls without `await`, in source order. */
export function asyncSpecialMethodsIn(module: Module): Node[] {
  return methodsIn(module).filter((fn) => !isDeclaration(fn) && !isNeverReached(fn));
}

const methodsIn = keptByChunk((module, chunk): Node[] =>
  module.rowsIn(chunk, Form.Function).filter((fn) => {
    const owner = fn.isAsync ? classOf(fn) : undefined;
    return owner !== undefined && fn.child(Role.Decorator) === undefined && isCalledPlainly(fn, owner);
  }),
);

function isCalledPlainly(fn: Node, owner: Node): boolean {
  const { name } = fn;
  if (name === '__init__' || name === '__post_init__') return !mayMakeItself(owner);
  // `async def __aiter__` with a `yield` is an asynchronous generator, as it should be.
  if (SYNC_METHODS.has(name)) return name !== '__aiter__' || !fn.has(Flag.Generator);
  const base = linearBases(owner).at(-1)!;
  return base.kind === 'symbol' && SYNC_OVERRIDES[base.name]?.test(name) === true && !mayRunItself(owner);
}

/** Whether objects of the class may be made in another way, which awaits `__init__`. */
function mayMakeItself(owner: Node): boolean {
  return linearBases(owner).some((base) => base.kind !== 'class') || hasMetaclass(owner) || hasAny(owner, ['__new__']);
}

/** Whether the class may call the method in another way, which awaits it. */
function mayRunItself(owner: Node): boolean {
  return hasMetaclass(owner) || hasAny(owner, OWN_WAYS);
}

const OWN_WAYS = ['start', '__call__', '__getattribute__', '__init_subclass__', '_callTestMethod'];

/** `class Shop(metaclass=…)`: a metaclass may do anything when it is called. */
function hasMetaclass(owner: Node): boolean {
  return linearBases(owner).some(
    (base) => base.kind === 'class' && base.node.childrenIn(Role.Base).some(({ form }) => form === Form.Keyword),
  );
}

function hasAny(owner: Node, names: readonly string[]): boolean {
  return names.some((name) => methodOf(owner, name) !== undefined);
}
