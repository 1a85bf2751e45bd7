/** Uses of an event loop, and of what belongs to it, in other threads than the loop's. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { LOOP_THREAD_USES, type LoopThreadUse } from '../library/loop-thread.ts';
import { lookUp } from '../library/results.ts';
import { callsNamed } from '../program/called-names.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { type Condition, conditionsAt } from '../program/conditions.ts';
import { exceptionsCaughtAt } from '../program/handlers.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, type Value } from '../program/value.ts';
import { isOnLoop } from '../summaries/loop-guards.ts';
import { isThread } from './execution-context.ts';
import { loopOwnersOf } from './loop-owners.ts';
import { placementOf } from './placement.ts';
import { type InThread, surestThread } from './thread-evidence.ts';
import { mayReach } from './thread-guards.ts';

export interface LoopFromThread extends InThread {
  readonly use: LoopThreadUse;
  /** The qualified name of what is called. */
  readonly name: string;
}

/** In source order, one for each call. */
export function* loopFromThreadIn(module: Module): Generator<LoopFromThread> {
  const uses = loopUsesIn(module);
  if (uses.length === 0) return;
  const placement = placementOf(module);
  for (const { call, use, name, made } of uses) {
    const code = runningCode(call);
    if (functionIn(code)?.isAsync) continue;
    const contexts = placement.contextsOf(code).filter((context) => isThread(context) && mayReach(call, context));
    if (contexts.length === 0 || (use === 'running-loop' ? isReady(call) : isOnLoop(call))) continue;
    const owners = loopOwnersOf(module.program!);
    const makers = made === undefined ? [] : placementOf(made.module).contextsOf(runningCode(made));
    const foreign = contexts.filter((context) => !owners.has(context) && !makers.includes(context));
    const found = surestThread(call, code, foreign, placement);
    if (found !== undefined) yield { ...found, use, name };
  }
}

/** Whether somebody is ready for a thread without a loop, or it depends on what callers give: `if is_async:`. */
function isReady(call: Node): boolean {
  const isGiven = ({ test }: Condition): boolean =>
    test.form === Form.Name && test.scope.scopeOf(test.name)?.own(test.name)[0]?.kind === BindingKind.Param;
  if (conditionsAt(call).some(isGiven) || isOnLoop(call)) return true;
  const caught = exceptionsCaughtAt(call);
  return ['RuntimeError', 'Exception', 'BaseException'].some((name) => caught.has(name));
}

interface LoopUse {
  readonly call: Node;
  readonly use: LoopThreadUse;
  readonly name: string;
  /** Where the object that it is called on is made. */
  readonly made?: Node;
}

const NAMES: ReadonlySet<string> = new Set(
  Object.keys(LOOP_THREAD_USES).map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

const loopUsesIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, NAMES).flatMap((call): LoopUse[] => {
    const value = provenanceOf(call.child(Role.Callee)!);
    const use = value.kind === 'symbol' ? lookUp(LOOP_THREAD_USES, value.name) : undefined;
    if (value.kind !== 'symbol' || use === undefined || isOfGivenLoop(call, value)) return [];
    const made = value.receiver?.kind === 'instance' ? value.receiver.made : undefined;
    return [{ call, use, name: value.name, ...(made === undefined ? {} : { made }) }];
  }),
);

/** `ensure_future(f(), loop=loop)`, `all_tasks(loop)`, `gather(future)`: they need not look for a loop. */
function isOfGivenLoop(call: Node, { name }: Value & { readonly kind: 'symbol' }): boolean {
  if (name === 'asyncio.all_tasks' || name === 'asyncio.current_task') return call.args.length > 0;
  if (name !== 'asyncio.ensure_future' && name !== 'asyncio.gather') return call.keyword('loop') !== undefined;
  if (call.keyword('loop') !== undefined) return true;
  // What is no call of a coroutine function may be a future, which knows its loop.
  return !call.args.some((argument) => isCoroutine(argument));
}

function isCoroutine(argument: Node): boolean {
  if (argument.form !== Form.Call) return false;
  const value = provenanceOf(argument.child(Role.Callee)!);
  if (value.kind === 'symbol') return value.name === 'asyncio.sleep' || value.name === 'asyncio.to_thread';
  return (value.kind === 'function' || value.kind === 'method') && value.node.isAsync;
}
