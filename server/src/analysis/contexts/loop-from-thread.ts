/** Uses of an event loop, and of what belongs to it, in other threads than the loop's. */
import { Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { LOOP_THREAD_USES, type LoopThreadUse } from '../library/loop-thread.ts';
import { lookUp } from '../library/results.ts';
import { callsNamed } from '../program/called-names.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { isChosenByCaller } from '../program/conditions.ts';
import { makesCoroutine } from '../program/coroutine-calls.ts';
import { isCaughtAt } from '../program/handlers.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, type Value } from '../program/value.ts';
import { isOnLoop } from '../summaries/loop-guards.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { loopOwnersOf, loopThreadsOf } from './loop-owners.ts';
import { orderingOf } from './ordering.ts';
import { placementOf } from './placement.ts';
import { type InThread, surestThread } from './thread-evidence.ts';
import { mayReach } from './thread-guards.ts';

export interface LoopFromThread extends InThread {
  readonly use: LoopThreadUse;
  /** The qualified name of what is called. */
  readonly name: string;
  /** Whether the context is the thread that runs the loop, and it is the main flow that uses it. */
  readonly isFromMain: boolean;
}

/** In source order, one for each call. */
export function* loopFromThreadIn(module: Module): Generator<LoopFromThread> {
  const uses = loopUsesIn(module);
  if (uses.length === 0) return;
  const placement = placementOf(module);
  for (const { call, use, name, made } of uses) {
    const code = runningCode(call);
    if (functionIn(code)?.isAsync) continue;
    const contexts = placement.contextsOf(code).filter((context) => mayReach(call, context));
    if (use === 'running-loop' ? isReady(call) : isOnLoop(call)) continue;
    const threads = contexts.filter(isThread);
    if (threads.length === 0) {
      const fromMain = use === 'scheduling' && made !== undefined ? usedFromMain(call, made, contexts) : undefined;
      if (fromMain !== undefined) yield { ...fromMain, use, name, isFromMain: true };
      continue;
    }
    const owners = loopOwnersOf(module.program!);
    const makers = made === undefined ? [] : placementOf(made.module).contextsOf(runningCode(made));
    const foreign = threads.filter((context) => !owners.has(context) && !makers.includes(context));
    const found = surestThread(call, code, foreign, placement);
    if (found !== undefined) yield { ...found, use, name, isFromMain: false };
  }
}

/** A loop that a thread of the program runs, and the main flow uses meanwhile. What nothing in sight calls is assumed. */
function usedFromMain(call: Node, made: Node, contexts: readonly ExecutionContext[]): InThread | undefined {
  const mains = contexts.filter(({ kind }) => kind === 'main' || kind === 'import');
  if (mains.length === 0 || mains.length < contexts.length) return undefined;
  const thread = loopThreadsOf(call.module.program!).get(made.id);
  if (thread === undefined) return undefined;
  const { mayRunInParallel } = orderingOf(call.module.program!);
  const run = { node: thread.run, context: thread.context };
  const during = mains.filter((context) => mayRunInParallel({ node: call, context }, run));
  if (during.length === 0) return undefined;
  const isAssumed = during.every((context) => context.isAssumed);
  return { call, context: thread.context, path: [], evidence: isAssumed ? 'assumed' : 'start' };
}

/** Whether somebody is ready for a thread without a loop, or it depends on what callers give: `if is_async:`. */
function isReady(call: Node): boolean {
  if (isChosenByCaller(call) || isOnLoop(call)) return true;
  return isCaughtAt(call, ['RuntimeError', 'Exception', 'BaseException']);
}

interface LoopUse {
  readonly call: Node;
  readonly use: LoopThreadUse;
  readonly name: string;
  /** Where the object that it is called on is made. */
  readonly made?: Node;
}

const NAMES: ReadonlySet<string> = lastNames(Object.keys(LOOP_THREAD_USES));

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
  return !call.args.some(makesCoroutine);
}
