/** Waits on a condition after which nobody looks whether what they waited for is true. */
import { Form, Role } from '../facts/forms.ts';
import { isInTurn, isLoop } from '../program/control-flow.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { type ConditionCall, conditionCallsIn } from './condition-calls.ts';

export interface UncheckedWait extends ConditionCall {
  /** The `if` that decides whether to wait. */
  readonly decider?: Node;
  /** What runs next. */
  readonly next: Node;
  /** Whether it gives up after a time, so that it is not only woken. */
  readonly isTimed: boolean;
}

/**
 * A wait counts where what runs next acts, and neither a loop around it nor what runs next looks again. One with a timeout
 * counts behind an `if` alone: by itself it is a sleep that can be cut short. Errs towards none.
 */
export function uncheckedWaitsIn(module: Module): UncheckedWait[] {
  return conditionCallsIn(module, ['wait']).flatMap((wait): UncheckedWait[] => {
    const { call } = wait;
    const outer = timeLimit(call);
    const isTimed = outer !== undefined || call.childrenIn(Role.Argument).some(isLimit);
    const step = stepOf(outer ?? call);
    const next = step === undefined ? undefined : nextStep(step);
    if (step === undefined || next === undefined || LOOKS.has(next.form)) return [];
    const decider = deciderOf(step);
    // A loop around an `if` that decides to wait is a loop for something else.
    if (decider === undefined && isLookedAtAgain(step)) return [];
    // A helper that waits for a while leaves the look to its caller.
    if (isTimed && (decider === undefined || isPlainReturn(next))) return [];
    return [{ ...wait, next, isTimed, ...(decider === undefined ? {} : { decider }) }];
  });
}

/** `return delay`: what it gives back is not looked up now. */
function isPlainReturn(statement: Node): boolean {
  const value = statement.form === Form.Return ? statement.child(Role.Value) : undefined;
  return value !== undefined && value.form !== Form.Call && value.form !== Form.Subscript;
}

function isLimit({ form, name }: Node): boolean {
  return form !== Form.None && !(form === Form.Keyword && name !== 'timeout');
}

/** `asyncio.wait_for(condition.wait(), 5)`. */
function timeLimit(call: Node): Node | undefined {
  const around = call.role === Role.Argument ? call.parent : undefined;
  return around?.form === Form.Call && symbolOf(around.child(Role.Callee)!) === 'asyncio.wait_for' ? around : undefined;
}

/** The statement that the wait is, if its result is not asked for. */
function stepOf(call: Node): Node | undefined {
  const whole = call.isAwaited ? call.parent! : call;
  return whole.role === Role.Statement && whole.parent?.form === Form.Block ? whole : undefined;
}

/** What asks before it acts, goes through what there is, or expects to find nothing. */
const LOOKS: ReadonlySet<number> = new Set([
  ...[Form.If, Form.While, Form.For, Form.Match, Form.Assert, Form.Try, Form.Continue],
]);

/** Whether the next turn of the loop around looks at what the wait was for before anything else. */
function isLookedAtAgain(step: Node): boolean {
  for (const loop of step.ancestors()) {
    if (loop.isFunction) return false;
    if (!isLoop(loop) || !isInTurn(step, loop)) continue;
    if (!isEndless(loop)) return true;
    // `while True:` looks by a test of its own that comes before the wait.
    return [...loop.child(Role.Body)!.descendants(Form.If)].some((test) => test.end <= step.start);
  }
  return false;
}

function isEndless(loop: Node): boolean {
  const test = loop.form === Form.While ? loop.child(Role.Test) : undefined;
  return test?.form === Form.True || test?.form === Form.Number;
}

/** What runs after a statement, but for what only counts or lets go: the first of the block's rest, or of those around it. */
function nextStep(step: Node): Node | undefined {
  let at = step;
  for (const block of step.ancestors()) {
    if (block.isFunction || isLoop(block)) return undefined;
    if (block.form === Form.Block) {
      const next = block.children.find((other) => other.start > at.start && !isTrivial(other));
      if (next !== undefined) return next;
    }
    at = block;
  }
  return undefined;
}

/** What only counts, reports, or lets go. */
function isTrivial(statement: Node): boolean {
  if (statement.form === Form.Pass || statement.form === Form.String || statement.form === Form.AugAssign) return true;
  if (statement.form === Form.Return) return statement.child(Role.Value) === undefined;
  if (statement.form !== Form.Call) return false;
  const callee = statement.child(Role.Callee)!;
  const { name } = callee;
  return name === 'print' || name === 'release' || /log/i.test(callee.child(Role.Object)?.text ?? '');
}

function deciderOf(step: Node): Node | undefined {
  let inner = step;
  for (const around of step.ancestors()) {
    if (around.isFunction || isLoop(around)) return undefined;
    const isBranch = (around.form === Form.If || around.form === Form.Elif) && inner.role === Role.Body;
    // `if started.wait(5):` waits for something else first.
    if (isBranch) return isWait(around.child(Role.Test)!) ? undefined : around;
    if (around.form === Form.Else && around.parent?.form === Form.If) return around.parent;
    inner = around;
  }
  return undefined;
}

function isWait(test: Node): boolean {
  return test.form === Form.Call && test.child(Role.Callee)!.name === 'wait';
}
