/** Calls of library functions that make their thread wait, by provenance and after all guards. */
import { Form, Role } from '../facts/forms.ts';
import { BLOCKING_NAMES, type BlockingModel, OPEN_ROOTS, OWN_LOOP } from '../library/blocking.ts';
import { isSubclass } from '../library/results.ts';
import { mayBeNamed } from '../program/declared-names.ts';
import { importsAny } from '../program/imports.ts';
import type { Node } from '../program/node.ts';
import { qualifiedNameOf } from '../program/qualified-name.ts';
import { provenanceOf, symbolOf, type Value } from '../program/value.ts';
import { returnsAtOnce } from './blocking-guards.ts';
import { DECLARED, modelOf, verdictOn } from './declared-blocking.ts';

/** Something that makes the thread that runs it wait. */
export interface BlockingCall {
  /** The call, the iterable or the context manager. */
  readonly node: Node;
  /** How it waits: when called, when iterated, when entered by `with`, or when the `with` ends. */
  readonly how: 'call' | 'iteration' | 'enter' | 'exit';
  /** Its qualified name. */
  readonly name: string;
  readonly model: BlockingModel;
  /** Whether it is awaited although it gives nothing that one can await. */
  readonly isAwaited: boolean;
  /** Whether it is over soon: a lock whose holders in this module never block. */
  readonly isShort: boolean;
  /** Why it may take long: what is done elsewhere under the same lock, or the job that nobody awaits. */
  readonly cause?: Node;
}

/** What this call waits for; undefined when it does not block or nobody knows. Lazy results are waited for elsewhere. */
export function blockingCallAt(call: Node): BlockingCall | undefined {
  const found = waitAt(call);
  return found?.model.isLazy === true ? undefined : found;
}

/** What one waits for who iterates the result of this call, or enters it by `with`. */
export function lazyCallAt(call: Node): BlockingCall | undefined {
  const found = waitAt(call);
  return found?.model.isLazy === true ? found : undefined;
}

function waitAt(call: Node): BlockingCall | undefined {
  const callee = call.child(Role.Callee);
  if (callee === undefined || !mayBeListed(callee)) return undefined;
  const value = provenanceOf(callee);
  const name = calledName(value, call);
  const known = name === undefined ? undefined : isOfProgram(value) ? DECLARED : modelOf(name, call.module.environment);
  if (name === undefined || known === undefined) return undefined;
  const receiver = value.kind === 'symbol' ? value.receiver : value;
  const model = known.kind === 'future' && isOfOwnLoop(receiver, call) ? OWN_LOOP : known;
  const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const suspect = {
    call,
    name,
    kind: model.kind,
    ...(receiver === undefined ? {} : { receiver }),
    ...(object === undefined ? {} : { object }),
  };
  if (returnsAtOnce(suspect)) return undefined;
  if (
    model.kind === 'disk' &&
    [receiver, ...call.args.map((arg) => provenanceOf(arg))].some((file) => isOpenedHere(file, call))
  )
    return undefined;
  // Whoever awaits it knows better.
  if (call.isAwaited && model.kind === 'declared') return undefined;
  const isAwaited = call.isAwaited && !model.givesAnything;
  // An annotation that says otherwise than the code does is no evidence.
  if (isAwaited && receiver?.kind === 'instance' && receiver.made.form !== Form.Call) return undefined;
  return { node: call, how: 'call', name, model, isAwaited, isShort: false };
}

/** Whether a closer look is worth while: most methods have names that no table knows. */
function mayBeListed({ form, name, module }: Node): boolean {
  if (form !== Form.Attribute || BLOCKING_NAMES.has(name)) return true;
  return mayBeNamed(name, module.environment.blocking) || importsAny(module, OPEN_ROOTS);
}

/** Of what is defined in the program, only what the configuration says of it counts here. */
function calledName(value: Value, { module }: Node): string | undefined {
  if (isOfProgram(value)) {
    const isDeclared = !value.node.isAsync && verdictOn(value.node, module.environment) === 'blocks';
    return isDeclared ? qualifiedNameOf(value.node) : undefined;
  }
  if (value.kind === 'instance') return `${value.of}.__call__`;
  if (value.kind !== 'symbol') return undefined;
  return isStubMethod(value) ? 'grpc.Channel.stub.method' : value.name;
}

function isOfProgram(value: Value): value is Value & { readonly kind: 'function' | 'method' | 'class' } {
  return value.kind === 'function' || value.kind === 'method' || value.kind === 'class';
}

/** `GreeterStub(channel)` of generated code: its methods are calls over the channel. */
function isStubMethod({ name, receiver }: Value & { kind: 'symbol' }): boolean {
  if (receiver?.kind !== 'instance' || !receiver.of.endsWith('Stub') || receiver.made.form !== Form.Call) return false;
  if (name.slice(0, name.lastIndexOf('.')) !== receiver.of) return false;
  const channel = receiver.made.args[0];
  const value = channel === undefined ? undefined : provenanceOf(channel);
  return value?.kind === 'instance' && value.of === 'grpc.Channel';
}

/**
 * A future of `run_coroutine_threadsafe` for the loop that runs in this thread, if any does: one that somebody got as the
 * running loop, or that the same function asks for.
 */
function isOfOwnLoop(receiver: Value | undefined, call: Node): boolean {
  const future = receiver?.kind === 'instance' ? receiver.made : undefined;
  if (future?.form !== Form.Call || symbolOf(future.child(Role.Callee)!) !== 'asyncio.run_coroutine_threadsafe') {
    return false;
  }
  const given = future.argument(1, 'loop');
  const loop = given === undefined ? undefined : provenanceOf(given);
  if (loop?.kind !== 'instance' || loop.made.form !== Form.Call) return false;
  const name = symbolOf(loop.made.child(Role.Callee)!);
  if (name === 'asyncio.get_running_loop') return true;
  return (
    name === 'asyncio.get_event_loop' && (loop.made.code?.is(call.code) === true || loop.made.code?.isAsync === true)
  );
}

/** Reads and writes of a file that the same function opens: the opening is the place to speak of. */
function isOpenedHere(receiver: Value | undefined, call: Node): boolean {
  if (receiver?.kind !== 'instance' || !isSubclass(receiver.of, 'io.IOBase')) return false;
  const { made } = receiver;
  const opening = made.form === Form.Call ? made.child(Role.Callee) : undefined;
  if (opening === undefined || made.code?.id !== call.code?.id || made.is(call)) return false;
  const value = provenanceOf(opening);
  const model = value.kind === 'symbol' ? modelOf(value.name, call.module.environment) : undefined;
  return model?.kind === 'disk' && blockingCallAt(made) !== undefined;
}
