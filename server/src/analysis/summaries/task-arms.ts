/** The calls that a function has run as tasks beside each other: by `gather`, in a task group, or by `create_task`. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { areExclusive, isInLoop, loopsAround } from '../program/control-flow.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { isWaitedFor } from '../program/waiting.ts';

/** A coroutine that becomes a task. */
export interface Arm {
  /** The call that gives the coroutine: `load(session)`; for `start_soon(load, session)` the call of `start_soon`. */
  readonly call: Node;
  /** The call that makes a task of it: of `gather`, `create_task`, `start_soon`. */
  readonly starter: Node;
  /** The loops or comprehensions in which it becomes a task again while the others run; empty for a single task. */
  readonly repeatedIn: readonly Node[];
  /** What surely lets them run beside each other: the `gather`, or the `with` of a task group. */
  readonly group?: Node;
}

const GATHERS: ReadonlySet<string> = new Set(['asyncio.gather', 'asyncio.wait', 'asyncio.as_completed']);
const WRAPPERS =
  /^asyncio\.(create_task|ensure_future|wait_for|shield|AbstractEventLoop\.create_task|TaskGroup\.create_task)$/;
const STARTERS = /^asyncio\.(create_task|ensure_future|AbstractEventLoop\.create_task|TaskGroup\.create_task)$/;
/** Given a function and its arguments: https://anyio.readthedocs.io/en/stable/tasks.html, https://trio.readthedocs.io */
const SOON = /\.(TaskGroup|Nursery)\.start_soon$/;
/** The last parts of these names: other calls need no closer look. */
const NAMES = /^(gather|wait|as_completed|create_task|ensure_future|start_soon)$/;

export function mayStartTasks(call: Node): boolean {
  const callee = call.child(Role.Callee);
  return callee?.form === Form.Name || (callee?.form === Form.Attribute && NAMES.test(callee.name));
}

/** The pairs of arms that run at once; an arm with itself where a loop starts it several times. */
export function* overlappingArms(fn: Node): Generator<readonly [Arm, Arm]> {
  const arms = armsOf(fn);
  for (const [index, arm] of arms.entries()) {
    if (arm.repeatedIn.length > 0) yield [arm, arm];
    for (const other of arms.slice(index + 1)) if (mayOverlap(arm, other)) yield [arm, other];
  }
}

/** The coroutines that a function makes tasks of, in source order. */
export function armsOf(fn: Node): readonly Arm[] {
  const found = new Map<number, Arm>();
  const starters = callGraphOf(fn.module)
    .callsRunBy(fn)
    .filter(mayStartTasks)
    .sort((a, b) => a.start - b.start);
  // What a gather is given counts as part of it, however its task is made.
  for (const call of starters) {
    if (!GATHERS.has(symbolOf(call.child(Role.Callee)!) ?? '')) continue;
    for (const arm of armsOfGather(call)) found.set(arm.call.id, arm);
  }
  for (const call of starters) {
    const name = symbolOf(call.child(Role.Callee)!) ?? '';
    const isSoon = SOON.test(name);
    const coroutine = isSoon ? call : STARTERS.test(name) ? call.args[0] : undefined;
    if (coroutine?.form !== Form.Call || found.has(coroutine.id) || call.isAwaited) continue;
    const group = groupAround(call);
    const repeatedIn = [...loopsAround(call)].filter(
      (loop) => !isWaitedFor(call, loop) && group?.contains(loop) !== false,
    );
    found.set(coroutine.id, { call: coroutine, starter: call, repeatedIn, ...(group === undefined ? {} : { group }) });
  }
  return [...found.values()].sort((a, b) => a.call.start - b.call.start);
}

/** The coroutines that a call of `gather` runs as tasks beside each other, as far as they are in sight. */
export function armsOfGather(gather: Node): Arm[] {
  return gather.args.flatMap((argument) => [...gathered(argument, gather)]);
}

/** `gather(f(), *[g(x) for x in xs], *tasks)`: the calls that an argument stands for. */
function* gathered(argument: Node, gather: Node, depth = 0): Generator<Arm> {
  if (depth > DEEPEST) return;
  const arm = (call: Node, repeatedIn: readonly Node[] = []): Arm => ({
    call,
    starter: gather,
    repeatedIn,
    group: gather,
  });
  switch (argument.form) {
    case Form.Star:
      yield* gathered(argument.children[0]!, gather, depth + 1);
      return;
    case Form.List:
    case Form.Tuple:
    case Form.Set:
      for (const element of argument.children) yield* gathered(element, gather, depth + 1);
      return;
    case Form.Comprehension: {
      const element = argument.child(Role.Element);
      for (const inner of element === undefined ? [] : gathered(element, gather, depth + 1)) {
        yield { ...inner, repeatedIn: [...inner.repeatedIn, argument] };
      }
      return;
    }
    case Form.Call: {
      const wrapped = WRAPPERS.test(symbolOf(argument.child(Role.Callee)!) ?? '') ? argument.args[0] : undefined;
      if (wrapped === undefined) yield arm(argument);
      else yield* gathered(wrapped, gather, depth + 1);
      return;
    }
    case Form.Name:
      for (const value of valuesOf(argument)) yield* gathered(value, gather, depth + 1);
      for (const appended of appendedTo(argument)) {
        const loops = [...loopsAround(appended)].filter((loop) => !loop.contains(gather));
        for (const inner of gathered(appended, gather, depth + 1)) {
          yield { ...inner, repeatedIn: [...inner.repeatedIn, ...loops] };
        }
      }
  }
}

const DEEPEST = 6;

/** What a variable of the same function is assigned, if it is assigned once. */
function valuesOf(name: Node): Node[] {
  const scope = name.scope.scopeOf(name.name);
  const bindings = scope?.own(name.name).filter(({ kind }) => kind < BindingKind.GlobalDeclaration) ?? [];
  const [only, ...others] = bindings.filter(({ kind }) => kind !== BindingKind.AugAssign);
  if (only === undefined || others.length > 0 || scope?.isModule === true || scope?.node?.is(name.code) !== true)
    return [];
  const value = only.node.parent?.form === Form.Assign ? only.node.parent.assignedValue : undefined;
  return value === undefined || isInLoop(only.node) !== isInLoop(name) ? [] : [value];
}

/** `tasks.append(f(x))`. */
function appendedTo(name: Node): Node[] {
  return callGraphOf(name.module)
    .methodCalls('append')
    .filter((call) => {
      const list = call.child(Role.Callee)!.child(Role.Object)!;
      return list.form === Form.Name && list.name === name.name && list.scope.is(name.scope) && call.start < name.start;
    })
    .flatMap((call) => call.args);
}

/** The `async with` of the task group that a task is started in: its end waits for the task. */
function groupAround(call: Node): Node | undefined {
  const group = call.child(Role.Callee)!.child(Role.Object)?.text;
  if (group === undefined) return undefined;
  for (const outer of call.ancestors()) {
    if (outer.isFunction) return undefined;
    if (outer.form !== Form.With) continue;
    if (outer.childrenIn(Role.Clause).some((item) => item.child(Role.Target)?.text === group)) return outer;
  }
  return undefined;
}

function mayOverlap(a: Arm, b: Arm): boolean {
  if (areExclusive(a.call, b.call)) return false;
  if (a.group !== undefined && b.group !== undefined && a.group.is(b.group)) return true;
  const [first, second] = a.starter.start <= b.starter.start ? [a, b] : [b, a];
  // The end of a group, and an awaited gather, wait for all of theirs.
  if (first.group !== undefined && first.group.end <= second.starter.start) return false;
  if (GATHERS.has(symbolOf(first.starter.child(Role.Callee)!) ?? '')) return false;
  return !isAwaitedBetween(first.starter, second.starter);
}

/** Whether the task is awaited, or something that has it, before the next one starts. Errs towards yes. */
function isAwaitedBetween(task: Node, next: Node): boolean {
  const target = task.parent?.form === Form.Assign ? task.parent.child(Role.Target) : undefined;
  if (target === undefined) return true;
  const fn = functionIn(runningCode(task));
  if (fn === undefined) return true;
  const name = new RegExp(`\\b${target.text.replace(/\W/g, '\\$&')}\\b`);
  for (const await_ of fn.descendants(Form.Await)) {
    if (await_.start > task.end && await_.end <= next.start && name.test(await_.text)) return true;
  }
  return false;
}
