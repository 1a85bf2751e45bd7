/** Whether a call that can block does not: by its arguments, by what it is called on, or because one has asked before. */

import { Form, Role } from '../facts/forms.ts';
import type { Wait } from '../library/blocking.ts';
import { lastName } from '../library/last-names.ts';
import {
  AWAITS_IF_NEEDED,
  NON_BLOCKING,
  type NonBlockingArgument,
  READY_TESTS,
  WOULD_BLOCK,
} from '../library/non-blocking.ts';
import { isSubclass, lookUp } from '../library/results.ts';
import { conditionsAt } from '../program/conditions.ts';
import { exceptionsCaughtAt, handlersAround } from '../program/handlers.ts';
import type { Node } from '../program/node.ts';
import { isNeverMet } from '../program/settled-tests.ts';
import { provenanceOf, symbolOf, type Value } from '../program/value.ts';
import { isOffLoop } from './loop-guards.ts';
import { isOverBefore, isSaidReady } from './readiness.ts';

/** A call of a function in the table of blocking calls. */
export interface Suspect {
  readonly call: Node;
  /** The function's qualified name. */
  readonly name: string;
  readonly kind: Wait;
  /** What the method is called on, as a value and as the user writes it. */
  readonly receiver?: Value;
  readonly object?: Node;
}

/** Errs towards yes: whatever hints that somebody has thought of it counts. */
export function returnsAtOnce(suspect: Suspect): boolean {
  const { call, name } = suspect;
  if ((lookUp(NON_BLOCKING, name) ?? []).some((argument) => isGiven(call, argument))) return true;
  if (suspect.kind === 'nested-loop' && exceptionsCaughtAt(call).has('RuntimeError')) return true;
  if (needsNoWait(suspect) || isTriedOnly(call) || isOffLoop(call) || isAwaitedIfNeeded(call)) return true;
  if (conditionsAt(call).some(isNeverMet)) return true;
  // The pipe of a process has all its output when the process has ended.
  const isPipe = name.startsWith('subprocess.Popen.std');
  const object = isPipe ? suspect.object?.child(Role.Object) : suspect.object;
  if (object === undefined) return false;
  return isReadyAt(call, object.text, isPipe ? 'subprocess.Popen.wait' : name) || isOverBefore(suspect);
}

/** Whether the tests before a place say that calling this method of `object` there would not wait. */
export function isReadyAt(place: Node, object: string, name: string): boolean {
  const tests = lookUp(READY_TESTS, name) ?? [];
  return isSaidReady(tests.length === 0 ? [] : conditionsAt(place), object, tests);
}

function isGiven(call: Node, { position, keyword, when }: NonBlockingArgument): boolean {
  const value = call.argument(position, keyword);
  if (when === 'absent') {
    const isHidden = call.children.some(({ form }) => form === Form.Star || form === Form.DoubleStar);
    return value === undefined ? !isHidden : value.form === Form.None;
  }
  if (value === undefined) return false;
  if (when === 'false') return value.form === Form.False || value.name === '0';
  if (when === 'true') return value.form === Form.True;
  if (when === 'none') return value.form === Form.None;
  if (when === 'zero') return isZeroOrLess(value);
  return when.some((name) => namesIn(value).includes(name));
}

/** The names in an expression, and in the values that a variable is given: `_FLAGS = socket.AI_NUMERICHOST`. */
function namesIn(value: Node): string[] {
  const bindings = value.form === Form.Name ? (value.scope.scopeOf(value.name)?.own(value.name) ?? []) : [];
  const given = bindings.flatMap(({ node: { parent } }) =>
    parent?.form === Form.Assign ? (parent.assignedValue ?? []) : [],
  );
  return [value, ...given].flatMap((node) => [...namesBelow(node), nameAtHome(node)]);
}

function namesBelow(node: Node): string[] {
  return [...node.descendants(Form.Name), ...node.descendants(Form.Attribute)].map(nameAtHome);
}

/** `from os import WNOHANG as at_once` means the same as `os.WNOHANG`. */
function nameAtHome(node: Node): string {
  return lastName(symbolOf(node) ?? node.name);
}

/** A literal number that is not above zero. */
function isZeroOrLess(value: Node): boolean {
  if (value.form === Form.Unary) return value.name === '-';
  return value.form === Form.Number && Number(value.name) === 0;
}

/** What the receiver's making or the other arguments say. */
function needsNoWait(suspect: Suspect): boolean {
  const { call, name, kind, receiver } = suspect;
  const made = receiver?.kind === 'instance' ? receiver.made : undefined;
  const owner = receiver?.kind === 'instance' ? receiver.of : '';
  if (kind === 'lock' && made !== undefined && isNew(made, suspect)) return true;
  if (kind === 'full-queue') return !isBounded(made);
  if (kind === 'socket' && isSubclass(owner, 'socket.socket')) return !isBlockingSocket(suspect, made);
  // `ZipFile(buffer)` writes where its buffer is.
  const files = [call, ...(made?.form === Form.Call ? [made] : [])].flatMap((each) => each.childrenIn(Role.Argument));
  if (kind === 'disk' && files.some(isInMemory)) return true;
  if (name === 'feedparser.parse') return !/^[rf]*['"]+https?:/i.test(call.argument(0)?.text ?? '');
  // The body has been read already unless one asked for a stream.
  if (name.startsWith('requests.Response.')) return made?.keyword('stream')?.form !== Form.True;
  if (name.startsWith('urllib3.response.')) return made?.keyword('preload_content')?.form !== Form.False;
  if (name.startsWith('httpx.Response.')) return made?.child(Role.Callee)?.name !== 'stream';
  if (owner === 'serial.Serial' || owner === 'filelock.FileLock') {
    const timeout = made?.form === Form.Call ? made.keyword('timeout') : undefined;
    return timeout !== undefined && isZeroOrLess(timeout);
  }
  return false;
}

/** `lock = Lock()` and then `lock.acquire()`: nobody else knows the lock yet. */
function isNew(made: Node, { call, object }: Suspect): boolean {
  const name = object?.form === Form.Name ? object.name : undefined;
  const assign = made.statement;
  if (name === undefined || assign.form !== Form.Assign || assign.child(Role.Target)?.name !== name) return false;
  const between = (assign.parent?.children ?? []).filter(({ start, end }) => start > assign.start && end < call.start);
  const isSameBlock = assign.parent?.is(call.statement.parent) === true;
  return isSameBlock && !between.some((step) => [...step.descendants(Form.Name)].some((use) => use.name === name));
}

/** `Queue()` and `Queue(0)` take whatever comes. */
function isBounded(made: Node | undefined): boolean {
  const size = made?.form === Form.Call ? made.argument(0, 'maxsize') : undefined;
  return size !== undefined && size.form !== Form.None && !isZeroOrLess(size) && provenanceOf(size).kind !== 'unknown';
}

/** Only a socket made here, for a stream or for receiving, that nobody sets to non-blocking or watches. */
function isBlockingSocket({ call, name }: Suspect, made: Node | undefined): boolean {
  if (made?.form !== Form.Call) return false;
  const words = namesBelow(made);
  if (words.includes('SOCK_NONBLOCK')) return false;
  const method = lastName(name);
  if (words.includes('SOCK_DGRAM') && /^(connect|send)/.test(method)) return false;
  // Whoever listens on this machine takes the connection at once.
  if (words.includes('AF_UNIX') && method.startsWith('connect')) return false;
  for (const other of call.module.calls) {
    const callee = other.child(Role.Callee);
    if (callee?.form !== Form.Attribute) continue;
    if (callee.name === 'setblocking' || callee.name === 'settimeout') {
      const target = provenanceOf(callee.child(Role.Object)!);
      const value = other.args[0];
      const isOff = value?.form === Form.False || (value !== undefined && isZeroOrLess(value));
      if (isOff && target.kind === 'instance' && target.made.is(made)) return false;
    }
    if (WATCHERS.has(callee.name) && other.args.some((argument) => isOrOf(argument, made))) return false;
  }
  return true;
}

/** Methods that wait for a file descriptor instead, or use it without blocking. */
const WATCHERS: ReadonlySet<string> = new Set([
  ...['add_reader', 'add_writer', 'register', 'wait_readable', 'wait_writable', 'from_stdlib_socket'],
  ...['sock_recv', 'sock_recv_into', 'sock_sendall', 'sock_connect', 'sock_accept', 'sock_recvfrom', 'sock_sendto'],
]);

/** Whether an argument is what `made` makes, or asks it for something: `sock`, `sock.fileno()`. */
function isOrOf(argument: Node, made: Node): boolean {
  return [argument, ...argument.descendants(Form.Name), ...argument.descendants(Form.Attribute)].some((part) => {
    const value = provenanceOf(part);
    return value.kind === 'instance' && value.made.is(made);
  });
}

function isInMemory(argument: Node): boolean {
  const value = provenanceOf(argument.form === Form.Keyword ? (argument.child(Role.Value) ?? argument) : argument);
  return value.kind === 'instance' && (value.of === 'io.StringIO' || value.of === 'io.BytesIO');
}

/** Given to a helper that awaits it if it can be awaited: what it is called on may be of either kind. */
function isAwaitedIfNeeded(call: Node): boolean {
  const wrapper = call.role === Role.Argument ? call.parent : undefined;
  if (wrapper?.form !== Form.Call || !wrapper.isAwaited) return false;
  return AWAITS_IF_NEEDED.test(wrapper.child(Role.Callee)?.name ?? '');
}

/** Inside `try` with a handler for "this would have to wait". */
function isTriedOnly(call: Node): boolean {
  return handlersAround(call).some((handler) =>
    exceptionTypes(handler).some((name) => name !== undefined && WOULD_BLOCK.has(name) && name !== 'queue.Empty'),
  );
}

function exceptionTypes(handler: Node): (string | undefined)[] {
  return handler
    .childrenIn(Role.ExceptionType)
    .flatMap((type) => (type.form === Form.Tuple ? type.children : [type]))
    .map(symbolOf);
}
