/** Calls that stand where a function is asked for: `Thread(target=work())` runs `work` here and gives its result on. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { ASYNC_CALLERS, GIVE_NO_CALLABLE, SYNC_CALLER_NAMES, syncCallerOf } from '../library/sync-callers.ts';
import { callsNamed } from './called-names.ts';
import { classOf, isProperty } from './classes.ts';
import { coroutineFunctionOf } from './coroutine-calls.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { isNeverReached } from './settled-tests.ts';
import { isDeclaration } from './signature.ts';
import { overridesOf } from './subclasses.ts';
import { provenanceOf, symbolOf, type Value } from './value.ts';

export interface CalledCallback {
  /** The call that is given the result of another one. */
  readonly call: Node;
  /** The qualified name of what it calls. */
  readonly caller: string;
  /** The call that stands where the function should. */
  readonly given: Node;
  /**
   * What is given: a coroutine to something that makes its own, a generator, what a library gives, `None` or another value
   * that cannot be called.
   */
  readonly result: 'coroutine' | 'generator' | 'none' | 'value';
  /** The function that is called, where it is in the program. */
  readonly definition?: Node;
}

interface Candidate {
  readonly call: Node;
  readonly caller: string;
  readonly given: Node;
  readonly value: Value;
  readonly takesCoroutines: boolean;
}

/** In source order. Only what surely cannot be called counts: a function that gives one back is called on purpose. */
export function calledCallbacksIn(module: Module): CalledCallback[] {
  return candidatesIn(module).flatMap(({ call, caller, given, value, takesCoroutines }): CalledCallback[] => {
    if (isNeverReached(call)) return [];
    if (takesCoroutines) {
      const made = coroutineFunctionOf(value);
      return made === undefined ? [] : [{ call, caller, given, result: 'coroutine', ...made }];
    }
    if (value.kind === 'symbol') {
      return GIVE_NO_CALLABLE.has(value.name) ? [{ call, caller, given, result: 'value' }] : [];
    }
    if (value.kind !== 'function' && value.kind !== 'method') return [];
    const definition = value.node;
    const result = resultOf(definition, 0);
    const others = value.kind === 'method' ? overridesOf(value.owner, definition.name) : [];
    // A signal's handler may be a number: `SIG_IGN`.
    if (caller === 'signal.signal' && result === 'value') return [];
    if (result === undefined || others.some((other) => resultOf(other, 0) === undefined)) return [];
    return [{ call, caller, given, result, definition }];
  });
}

const candidatesIn = keptByChunk((module, chunk): Candidate[] =>
  callsNamed(module, chunk, LAST_NAMES).flatMap((call): Candidate[] => {
    const caller = symbolOf(call.child(Role.Callee)!) ?? '';
    const takesCoroutines = Object.hasOwn(ASYNC_CALLERS, caller);
    const given = takesCoroutines ? call.argument(ASYNC_CALLERS[caller]!) : functionGivenTo(call, caller);
    const inner = given?.form === Form.Call ? given.child(Role.Callee) : undefined;
    if (given === undefined || inner === undefined) return [];
    return [{ call, caller, given, value: provenanceOf(inner), takesCoroutines }];
  }),
);

const LAST_NAMES: ReadonlySet<string> = new Set([...SYNC_CALLER_NAMES, ...lastNames(Object.keys(ASYNC_CALLERS))]);

/** `None` says something of its own to some: there is no handler, no initializer, no callback. */
const TAKES_NONE = /\.(set_exception_handler|ref|proxy|WeakMethod|\w*Pool|\w+PoolExecutor)$/;

function functionGivenTo(call: Node, caller: string): Node | undefined {
  const found = syncCallerOf(caller);
  if (found === undefined || found.kind === 'at-once' || TAKES_NONE.test(caller)) return undefined;
  return call.argument(found.position, found.keyword);
}

/** How far functions that return what another one does are followed. */
const DEEPEST = 2;

/** What a function surely gives that cannot be called; undefined if it may be something else. */
function resultOf(fn: Node, depth: number): 'generator' | 'none' | 'value' | undefined {
  if (fn.form !== Form.Function || fn.isAsync || depth > DEEPEST) return undefined;
  if (fn.child(Role.Decorator) !== undefined && !isPlainMethod(fn)) return undefined;
  if (isDeclaration(fn) || isProperty(fn)) return undefined;
  if (fn.has(Flag.Generator)) return 'generator';
  const returned = [...fn.descendants(Form.Return)].flatMap((node) =>
    node.code?.is(fn) ? [node.child(Role.Value)] : [],
  );
  if (returned.every((value) => value === undefined || value.form === Form.None)) return 'none';
  return returned.every((value) => value === undefined || isNoCallable(value, depth)) ? 'value' : undefined;
}

function isPlainMethod(fn: Node): boolean {
  const known = ['builtins.staticmethod', 'builtins.classmethod'];
  return (
    classOf(fn) !== undefined && fn.childrenIn(Role.Decorator).every((node) => known.includes(symbolOf(node) ?? ''))
  );
}

function isNoCallable(value: Node, depth: number): boolean {
  if (VALUES.has(value.form)) return true;
  if (value.form === Form.Conditional || value.form === Form.BoolOp) {
    return value.childrenIn(Role.Operand).every((operand) => isNoCallable(operand, depth));
  }
  if (value.form !== Form.Call) return false;
  const inner = provenanceOf(value.child(Role.Callee)!);
  if (inner.kind === 'symbol') return GIVE_NO_CALLABLE.has(inner.name);
  return inner.kind === 'function' && resultOf(inner.node, depth + 1) !== undefined;
}

const VALUES: ReadonlySet<number> = new Set([
  ...[Form.String, Form.Number, Form.None, Form.True, Form.False, Form.List, Form.Tuple, Form.Set, Form.Dict],
  ...[Form.Comprehension, Form.Compare, Form.Not],
]);
