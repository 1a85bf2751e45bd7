/** Handlers in coroutines that catch the cancellation of their own task and do not raise it again. */
import { Form, Role } from '../facts/forms.ts';
import { CANCELLATION_CLASS, CANCELLATION_COUNTERS, CANCELLATIONS } from '../library/cancellation.ts';
import { handsOn, isSettledLater, tellsApart } from './cancellation-handling.ts';
import { type Awaited, awaitsChild } from './child-waits.ts';
import { isTargetAtLeast } from './environment.ts';
import { exitsOf, type Sequel, sequelOf } from './exits.ts';
import { keptByChunk } from './kept.ts';
import type { Node } from './node.ts';
import { isCleanup, ownPauses, pauseThatGoesOn } from './own-pauses.ts';
import { symbolOf } from './value.ts';

export interface SwallowedCancellation {
  /** The `except` clause, the item of a `with`, or the jump in a `finally`. */
  readonly node: Node;
  readonly how: 'except' | 'suppress' | 'finally';
  /** What names the exception; undefined for a bare `except` and for `finally`. */
  readonly type?: Node;
  /** Whether it catches everything, as a bare `except` does: the author may not have thought of cancellation. */
  readonly isWide: boolean;
  /** Where the task is suspended when the cancellation arrives. */
  readonly pause: Node;
  /** It is `Exception`, which catches a cancellation before Python 3.8. */
  readonly isOld: boolean;
  /** What the task does instead of ending, on the path that does most. */
  readonly sequel: Sequel;
  /** Whether the path ends by giving a value to the caller, who may see by it what happened. */
  readonly givesValue: boolean;
  /** Whether another path raises it again. */
  readonly isPartial: boolean;
  /** Only cleaning up is awaited: an author may have weighed it. */
  readonly isCleanup: boolean;
  /** What is awaited is a task or future that a variable holds, so the cancellation may be that one's. */
  readonly isHeld: boolean;
}

/** In source order. What a coroutine awaits after it has cancelled it is left out. Errs towards none. */
export const swallowedCancellationsIn = keptByChunk<SwallowedCancellation>((module, chunk) => {
  const found: SwallowedCancellation[] = [];
  for (const node of module.rowsIn(chunk, Form.Try, Form.With)) {
    const fn = node.code;
    if (fn?.form !== Form.Function || !fn.isAsync) continue;
    found.push(...(node.form === Form.Try ? inTry(node, fn) : inWith(node, fn)));
  }
  return found;
});

function inTry(node: Node, fn: Node): SwallowedCancellation[] {
  const body = node.child(Role.Body);
  const clauses = node.childrenIn(Role.Clause);
  const catching = clauses.find((clause) => clause.form === Form.Except && caughtBy(clause) !== undefined);
  const last = clauses.find(({ form }) => form === Form.Finally);
  const jump = last === undefined ? undefined : jumpIn(last);
  if (body === undefined || (catching === undefined && jump === undefined)) return [];
  const awaited = awaitedIn(body, fn);
  if (awaited === undefined) return [];
  const found: SwallowedCancellation[] = [];
  if (jump !== undefined && catching === undefined) {
    const exit = { kind: EXITS[jump.form]!, node: jump } as const;
    const sequel = sequelOf(exit, node, pauseThatGoesOn);
    found.push({ node: jump, how: 'finally', isWide: true, isOld: false, sequel, ...WHOLE, ...awaited });
  }
  if (catching === undefined || tellsApart(catching, fn) || handsOn(catching) || isSettledLater(catching, fn)) {
    return found;
  }
  const outcome = outcomeOf(catching.child(Role.Body), catching);
  const caught = caughtBy(catching)!;
  // `except BaseException as e:` that raises on some path asks which exception it is.
  if (outcome === undefined || (caught.isWide && outcome.isPartial)) return found;
  return [...found, { node: catching, how: 'except', ...caught, ...outcome, ...awaited }];
}

function inWith(node: Node, fn: Node): SwallowedCancellation[] {
  for (const item of node.childrenIn(Role.Clause)) {
    const call = item.child(Role.Context);
    if (call?.form !== Form.Call || symbolOf(call.child(Role.Callee)!) !== 'contextlib.suppress') continue;
    const type = call.args.find((arg) => kindOf(arg) !== undefined);
    const body = node.child(Role.Body);
    const awaited = type === undefined || body === undefined ? undefined : awaitedIn(body, fn);
    if (type === undefined || awaited === undefined || countsCancellations(fn)) continue;
    const sequel = sequelOf({ kind: 'end' }, node, pauseThatGoesOn);
    if (sequel.kind === 'raises') continue;
    const isWide = kindOf(type) === 'wide';
    const isOld = kindOf(type) === 'old';
    return [{ node: item, how: 'suppress', type, isWide, isOld, sequel, ...WHOLE, ...awaited }];
  }
  return [];
}

/** Where the body pauses; undefined where it does not, or waits for its own children only. */
function awaitedIn(body: Node, fn: Node): Pick<SwallowedCancellation, 'pause' | 'isHeld' | 'isCleanup'> | undefined {
  const pauses = ownPauses(body, fn);
  const kinds = pauses.map((pause): Awaited => awaitsChild(pause, fn));
  const at = kinds.findIndex((kind) => kind !== 'child');
  if (at < 0) return undefined;
  return { pause: pauses[at]!, isHeld: kinds.every((kind) => kind !== 'other'), isCleanup: pauses.every(isCleanup) };
}

function outcomeOf(
  body: Node | undefined,
  from: Node,
): Pick<SwallowedCancellation, 'sequel' | 'givesValue' | 'isPartial'> | undefined {
  const exits = exitsOf(body);
  const sequels = exits.map((exit) => sequelOf(exit, from.parent!, pauseThatGoesOn));
  const sequel = ORDER.flatMap((kind) => sequels.find((one) => one.kind === kind) ?? [])[0];
  const givesValue = exits.some(({ node }) => {
    const value = node?.form === Form.Return ? node.child(Role.Value) : undefined;
    return value !== undefined && value.form !== Form.None;
  });
  return sequel && { sequel, givesValue, isPartial: sequels.some(({ kind }) => kind === 'raises') };
}

const WHOLE = { givesValue: false, isPartial: false };

/** From the gravest. */
const ORDER: readonly Sequel['kind'][] = ['turn', 'more', 'end'];

/** What an `except` clause catches a cancellation by; undefined if it does not. */
function caughtBy(clause: Node): Pick<SwallowedCancellation, 'type' | 'isWide' | 'isOld'> | undefined {
  const type = clause.child(Role.ExceptionType);
  // `except*` sees groups.
  if (clause.text.startsWith('except*')) return undefined;
  if (type === undefined) return { isWide: true, isOld: false };
  const types = type.form === Form.Tuple ? type.children : [type];
  for (const kind of ['exact', 'wide', 'old'] as const) {
    const named = types.find((one) => kindOf(one) === kind);
    if (named !== undefined) return { type: named, isWide: kind === 'wide', isOld: kind === 'old' };
  }
  return undefined;
}

/** Whether an expression names the exception of cancellation, or a base of it. */
function kindOf(type: Node): 'exact' | 'wide' | 'old' | undefined {
  if (type.form === Form.Call) return symbolOf(type.child(Role.Callee)!) === CANCELLATION_CLASS ? 'exact' : undefined;
  if (type.form !== Form.Name && type.form !== Form.Attribute) return undefined;
  const name = symbolOf(type) ?? '';
  if (CANCELLATIONS.has(name)) return 'exact';
  if (name === 'builtins.BaseException') return 'wide';
  const { environment } = type.module;
  const isForOld = environment.targetPython !== undefined && !isTargetAtLeast(environment, 3, 8);
  return isForOld && name === 'builtins.Exception' ? 'old' : undefined;
}

function countsCancellations(fn: Node): boolean {
  return [...fn.descendants(Form.Attribute)].some(({ name }) => CANCELLATION_COUNTERS.has(name));
}

const EXITS: { readonly [form: number]: 'return' | 'break' | 'continue' } = {
  [Form.Return]: 'return',
  [Form.Break]: 'break',
  [Form.Continue]: 'continue',
};

/** The jump by which a `finally` drops the exception that brought it there. */
function jumpIn(clause: Node): Node | undefined {
  const exits = exitsOf(clause.child(Role.Body));
  return exits.find(({ kind }) => kind === 'return' || kind === 'break' || kind === 'continue')?.node;
}
