/** Calls of `asyncio.get_event_loop()` where no loop runs and none is set: in threads, and in the main flow. */
import { Form, Role } from '../facts/forms.ts';
import { isForOlderPythons } from '../program/asyncio-changes.ts';
import { callsNamed } from '../program/called-names.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { isCaughtAt } from '../program/handlers.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { isOnLoop } from '../summaries/loop-guards.ts';
import { isThread } from './execution-context.ts';
import { loopOwnersOf } from './loop-owners.ts';
import { placementOf } from './placement.ts';
import { type InThread, surestThread } from './thread-evidence.ts';
import { mayReach } from './thread-guards.ts';

export interface LoopAccess {
  readonly call: Node;
  /** The thread that asks; undefined for the main flow. */
  readonly thread?: InThread;
}

/**
 * In source order. What a coroutine or a callback of a loop may come to is left out, and so is what nothing in sight
 * calls, as a coroutine may.
 */
export function* loopAccessesIn(module: Module): Generator<LoopAccess> {
  const calls = accessesIn(module);
  if (calls.length === 0) return;
  const placement = placementOf(module);
  for (const call of calls) {
    const code = runningCode(call);
    if (functionIn(code)?.isAsync || isReady(call) || isOnLoop(call) || isForOlderPythons(call)) continue;
    const contexts = placement.contextsOf(code).filter((context) => mayReach(call, context));
    const owners = loopOwnersOf(module.program!);
    const threads = contexts.filter((context) => isThread(context) && !owners.has(context));
    const thread = surestThread(call, code, threads, placement);
    if (thread !== undefined) yield { call, thread };
    else if (setsLoop(module) || contexts.some(({ kind }) => kind === 'event-loop')) continue;
    else if (contexts.some(({ kind, isAssumed }) => !isAssumed && (kind === 'main' || kind === 'import')))
      yield { call };
  }
}

/** Whether somebody is ready for there being no loop. */
function isReady(call: Node): boolean {
  return isCaughtAt(call, ['RuntimeError', 'Exception', 'BaseException', 'DeprecationWarning']);
}

const GET: ReadonlySet<string> = new Set(['get_event_loop']);
const SET: ReadonlySet<string> = new Set(['set_event_loop']);

const accessesIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, GET).filter((call) => symbolOf(call.child(Role.Callee)!) === 'asyncio.get_event_loop'),
);

/** `asyncio.set_event_loop(loop)`, by whatever name one has for it. */
const setsIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, SET).filter((call) => call.args[0]?.form !== Form.None),
);

function setsLoop(module: Module): boolean {
  return setsIn(module).length > 0;
}
