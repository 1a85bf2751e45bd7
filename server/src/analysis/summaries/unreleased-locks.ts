/** Locks that are acquired by hand and not released on every way out of the code that acquires them. */
import { Form, Role } from '../facts/forms.ts';
import { HARMLESS_CALLS, HARMLESS_METHODS } from '../library/harmless.ts';
import { ACQUIRABLE } from '../library/synchronization.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, runningCode } from '../program/code.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { HELD, type HeldCode, RELEASED, type Ways, waysThrough } from './held-flow.ts';
import { isEndless } from './lock-steps.ts';
import { lockIdentity } from './lock-wait.ts';

export interface UnreleasedLock {
  /** The call of `acquire`. */
  readonly acquire: Node;
  readonly lock: Node;
  /**
   * - `return`: a `return` leaves while it is held
   * - `end`: some path gets to the end, or to the next turn, while it is held
   * - `raise`: what may raise does so while it is held
   * - `none`: nothing in sight goes wrong, but nothing makes sure of it
   */
  readonly how: 'return' | 'end' | 'raise' | 'none';
  /** The `return`, or what may raise. */
  readonly by?: Node;
  /** Where it is released on some path. */
  readonly release: Node;
  /** The statements between the two, where both are statements of one block, and nothing between leaves it. */
  readonly region?: readonly Node[];
}

/**
 * In source order. Only code that both acquires and releases a lock is looked at: what acquires for its caller, or leaves
 * the release to somebody else, is another way to use a lock. Errs towards none.
 */
export function unreleasedLocksIn(module: Module): UnreleasedLock[] {
  const graph = callGraphOf(module);
  const acquires = graph.methodCalls('acquire');
  const releases = acquires.length === 0 ? [] : graph.methodCalls('release');
  if (releases.length === 0) return [];
  const acquiring = byUse(acquires);
  const releasing = byUse(releases);
  const handedOver = new Set(
    [...releasing].filter(([use]) => !acquiring.has(use)).map(([, [call]]) => lockKeyOf(call!)),
  );
  return acquires.flatMap((acquire): UnreleasedLock[] => {
    const own = releasing.get(useOf(acquire)) ?? [];
    const lock = objectOf(acquire);
    const value = provenanceOf(lock);
    if (own.length === 0 || value.kind !== 'instance' || !ACQUIRABLE.has(value.of)) return [];
    if (handedOver.has(lockKeyOf(acquire)) || isSharedOut(acquire)) return [];
    const others = acquiring.get(useOf(acquire))!.filter((call) => !call.is(acquire));
    const ways = waysOut(acquire, others, own);
    const region = regionOf(acquire, own);
    const fault = ways === undefined ? undefined : faultIn(ways, region);
    if (fault === undefined) return [];
    const release = own.find(({ start }) => start > acquire.start) ?? own[0]!;
    return [{ acquire, lock, release, ...fault, ...(region === undefined ? {} : { region }) }];
  });
}

/** The calls by the lock that they are on, and by the code that makes them. */
function byUse(calls: readonly Node[]): Map<string, Node[]> {
  const uses = new Map<string, Node[]>();
  for (const call of calls) {
    const use = useOf(call);
    const list = uses.get(use);
    if (list === undefined) uses.set(use, [call]);
    else list.push(call);
  }
  return uses;
}

function useOf(call: Node): string {
  return `${runningCode(call).id} ${lockKeyOf(call)}`;
}

function objectOf(call: Node): Node {
  return call.child(Role.Callee)!.child(Role.Object)!;
}

/** The same for two calls that may be on one lock. What is not known is told by its name. */
function lockKeyOf(call: Node): string {
  const object = objectOf(call);
  return lockIdentity(object) ?? object.name;
}

const ACQUIRING = /^(__a?enter__|_?acquire.*|_?lock)$/;

function waysOut(acquire: Node, others: readonly Node[], releases: readonly Node[]): Ways | undefined {
  const fn = functionIn(runningCode(acquire));
  if (fn?.form === Form.Lambda || ACQUIRING.test(fn?.name ?? '')) return undefined;
  const block = fn?.child(Role.Body) ?? blockOf(acquire);
  if (block === undefined) return undefined;
  const lock = objectOf(acquire);
  const code: HeldCode = {
    acquire,
    isCertain: isEndless(acquire),
    isAcquire: (call) => others.some((other) => other.is(call)),
    isRelease: (call) => releases.some((release) => release.is(call)),
    isHarmless: (call) => isHarmless(call, lock),
  };
  return waysThrough(block, code);
}

/** Of a module's own code, the outermost block. */
function blockOf(acquire: Node): Node | undefined {
  return [...acquire.ancestors()].findLast(({ form }) => form === Form.Block);
}

function isHarmless(call: Node, lock: Node): boolean {
  const callee = call.child(Role.Callee)!;
  if (callee.form === Form.Attribute) {
    if (HARMLESS_METHODS.test(callee.name)) return true;
    const object = callee.child(Role.Object)!;
    // `condition.wait()` gives the lock back even when it fails.
    if (object.text === lock.text && !call.isAwaited) return true;
    if (/\blog(ger|ging)?$/i.test(object.text)) return true;
  }
  const value = provenanceOf(callee);
  return value.kind === 'symbol' && HARMLESS_CALLS.test(value.name);
}

/** Whether the code may leave the release to others: it hands on the lock or its `release`, or has it from a `with`. */
function isSharedOut(acquire: Node): boolean {
  const lock = objectOf(acquire);
  const code = runningCode(acquire);
  const whole = functionIn(code) ?? blockOf(acquire);
  for (const other of whole?.descendants(lock.form) ?? []) {
    if (other.name !== lock.name || other.text !== lock.text) continue;
    if (other.role === Role.Context) {
      if (other.parent?.parent?.contains(acquire)) return true;
      continue;
    }
    if (other.role === Role.Target) continue;
    const attribute = other.role === Role.Object ? other.parent : undefined;
    const isCalled = attribute?.form === Form.Attribute && attribute.role === Role.Callee;
    const isTested = other.role === Role.Test || other.parent?.form === Form.Compare || other.parent?.form === Form.Not;
    if (isTested) continue;
    if (!isCalled) return true;
    // A function inside releases it, when it is called.
    if (attribute.name === 'release' && runningCode(attribute).id !== code.id) return true;
  }
  return false;
}

function regionOf(acquire: Node, releases: readonly Node[]): readonly Node[] | undefined {
  const step = acquire.isAwaited ? acquire.parent! : acquire;
  if (step.role !== Role.Statement) return undefined;
  const rest = (step.parent?.children ?? []).filter(({ start }) => start > step.end);
  const end = rest.findIndex((statement) => releases.some((release) => statement.contains(release)));
  // A release within another statement may be one of several.
  if (end <= 0 || !releases.some((release) => release.is(rest[end]))) return undefined;
  const region = rest.slice(0, end);
  return region.some(mayLeave) ? undefined : region;
}

const LEAVING: readonly Form[] = [Form.Return, Form.Break, Form.Continue, Form.Yield];

/** Whether a statement may end the block around it, or suspend the function that runs it. */
function mayLeave(statement: Node): boolean {
  return LEAVING.some((form) =>
    [statement, ...statement.descendants(form)].some(
      (inner) => inner.form === form && inner.code?.id === statement.code?.id,
    ),
  );
}

function faultIn(
  { after, returning, returned, raised, isUsed, isPassedOn }: Ways,
  region: readonly Node[] | undefined,
): Pick<UnreleasedLock, 'how' | 'by'> | undefined {
  const leaving = after | returning;
  // Who never releases it on an ordinary way out has acquired it for somebody else.
  if (isPassedOn || ((leaving & HELD) !== 0 && (leaving & RELEASED) === 0)) return undefined;
  if (returned !== undefined && (returning & HELD) !== 0) return { how: 'return', by: returned };
  if ((after & HELD) !== 0) return { how: 'end' };
  if (raised !== undefined) return { how: 'raise', by: raised };
  return isUsed && region !== undefined ? { how: 'none' } : undefined;
}
