/** Tests that tell the thread or the running loop: code behind them is not reached in every context of its function. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { CURRENT_THREAD, MAIN_THREAD, MAIN_THREAD_NAME } from '../library/thread-identity.ts';
import { importsByAnotherName } from '../program/called-names.ts';
import { type Condition, conditionsAt } from '../program/conditions.ts';
import { keptBySurface } from '../program/kept.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { isOffLoop, isOnLoop } from '../summaries/loop-guards.ts';
import type { ExecutionContext } from './execution-context.ts';

/** What the tests around a place let through; several may hold. */
export const Guard = { None: 0, MainThread: 1, OtherThreads: 2, OffLoop: 4, OnLoop: 8 } as const;

/** What is known of the thread at a place, as bits of `Guard`. Errs towards nothing. */
export function guardsAt(node: Node): number {
  if (!asks(node)) return Guard.None;
  let guards: number = isOffLoop(node) ? Guard.OffLoop : Guard.None;
  if (isOnLoop(node)) guards |= Guard.OnLoop;
  for (const condition of conditionsAt(node)) {
    const isMain = saysMainThread(condition);
    if (isMain !== undefined) guards |= isMain ? Guard.MainThread : Guard.OtherThreads;
  }
  return guards;
}

/** Whether a place may be reached in a context of the function that it stands in. */
export function mayReach(node: Node, context: ExecutionContext): boolean {
  return letsThrough(guardsAt(node), context);
}

export function letsThrough(guards: number, { kind }: ExecutionContext): boolean {
  if (guards === Guard.None) return true;
  const isOther = kind === 'thread' || kind === 'executor';
  if (guards & (Guard.MainThread | Guard.OnLoop) && isOther) return false;
  if (guards & Guard.OtherThreads && (kind === 'main' || kind === 'import' || kind === 'signal-handler')) return false;
  return !(guards & Guard.OffLoop && kind === 'event-loop');
}

const QUESTIONS: ReadonlySet<string> = new Set([
  ...lastNames([...CURRENT_THREAD, ...MAIN_THREAD]),
  ...['get_running_loop', '_get_running_loop', 'get_event_loop', 'is_running'],
]);

/** By a chunk's facts: whether it has a name that asks; most do not, and need no closer look. */
const asking = new WeakMap<object, boolean>();

/** Whether the module imports one of them under another name: then any of its chunks may ask. */
const importsRenamed = keptBySurface((module) => importsByAnotherName(module, QUESTIONS));

/** Whether the statement of the module that a node is in asks at all. */
function asks({ module, chunk }: Node): boolean {
  const { facts } = module.chunks[chunk]!;
  let known = asking.get(facts);
  if (known === undefined) {
    known = facts.names.some((name) => QUESTIONS.has(name));
    asking.set(facts, known);
  }
  return known || importsRenamed(module);
}

/**
 * `current_thread() is main_thread()`, `current_thread().name == 'MainThread'`, `isinstance(current_thread(), _MainThread)`;
 * undefined for other tests.
 */
function saysMainThread({ test, holds }: Condition): boolean | undefined {
  if (test.form === Form.Call && symbolOf(test.child(Role.Callee)!) === 'builtins.isinstance') {
    const [thread, of] = test.args;
    const isAsked =
      thread !== undefined && isCurrent(thread) && of !== undefined && symbolOf(of) === 'threading._MainThread';
    return isAsked ? holds : undefined;
  }
  if (test.form !== Form.Compare) return undefined;
  const [left, right, ...others] = test.children;
  if (left === undefined || right === undefined || others.length > 0) return undefined;
  const isAsked = (isCurrent(left) && isMain(right)) || (isCurrent(right) && isMain(left));
  if (!isAsked) return undefined;
  if (test.name === 'is' || test.name === '==') return holds;
  return test.name === 'is not' || test.name === '!=' ? !holds : undefined;
}

function isCurrent(node: Node): boolean {
  return CURRENT_THREAD.has(askedBy(node) ?? '');
}

function isMain(node: Node): boolean {
  return MAIN_THREAD.has(askedBy(node) ?? '') || (node.form === Form.String && MAIN_THREAD_NAME.test(node.text));
}

/** The function whose result an expression is, or an attribute of it: `main_thread().ident`, a variable with it. */
function askedBy(node: Node): string | undefined {
  const object = node.form === Form.Attribute ? node.child(Role.Object)! : node;
  if (object.form === Form.Call) return symbolOf(object.child(Role.Callee)!);
  const value = provenanceOf(object);
  return value.kind === 'instance' && value.made.form === Form.Call
    ? symbolOf(value.made.child(Role.Callee)!)
    : undefined;
}
