/** Calls that Python allows in the main thread alone, where another thread comes to them. */
import { Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { MAIN_THREAD_ONLY } from '../library/thread-identity.ts';
import { callsNamed } from '../program/called-names.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { type Condition, conditionsAt, isChosenByCaller } from '../program/conditions.ts';
import { isCaughtAt } from '../program/handlers.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { symbolOf } from '../program/value.ts';
import { type ExecutionContext, isThread } from './execution-context.ts';
import { placementOf } from './placement.ts';
import { isTask, taskPlacementOf } from './tasks.ts';
import { type InThread, surestThread } from './thread-evidence.ts';
import { mayReach } from './thread-guards.ts';

export interface MainThreadCall extends InThread {
  /** What it raises in other threads. */
  readonly raises: string;
}

/** In source order. */
export function* mainThreadCallsIn(module: Module): Generator<MainThreadCall> {
  for (const { call, raises } of callsIn(module)) {
    if (isGuarded(call) || conditionsAt(call).some(asksForThread)) continue;
    const code = runningCode(call);
    const runner = functionIn(code)?.isAsync ? runnerOf(functionIn(code)!) : { call, code };
    for (const start of [runner].flat()) {
      const placement = placementOf(start.call.module);
      const contexts = placement.contextsOf(start.code).filter((context) => isOther(context, call, start.call));
      const found = surestThread(call, start.code, contexts, placement);
      if (found === undefined || found.path.some(isGuarded)) continue;
      const path = start.call.is(call) ? found.path : [...found.path, start.call];
      yield { ...found, path, raises };
      break;
    }
  }
}

function isOther(context: ExecutionContext, call: Node, start: Node): boolean {
  return isThread(context) && mayReach(call, context) && mayReach(start, context);
}

/** Where loops are started for the coroutine alone: `asyncio.run(main())`. What else runs it may be in any thread. */
function runnerOf(fn: Node): { readonly call: Node; readonly code: ReturnType<typeof runningCode> }[] {
  return taskPlacementOf(fn.module)
    .contextsOf(fn)
    .flatMap((context) => {
      const isMain = isTask(context) && context.role === 'main' && context.origin !== undefined;
      return isMain ? [{ call: context.origin!, code: runningCode(context.origin!) }] : [];
    });
}

/** Whether somebody is ready for the exception, or it depends on what callers give: `if handle_signals:`. */
function isGuarded(call: Node): boolean {
  return isCaughtAt(call, CAUGHT) || isChosenByCaller(call);
}

const CAUGHT: readonly string[] = ['ValueError', 'RuntimeError', 'Exception', 'BaseException'];

/** Any test about threads or signals that is not understood: `in_main_thread()`, `self.handles_signals`. */
function asksForThread({ test }: Condition): boolean {
  return /main_?thread|signal/i.test(test.text);
}

const NAMES: ReadonlySet<string> = lastNames(Object.keys(MAIN_THREAD_ONLY));

const callsIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, NAMES).flatMap((call) => {
    const raises = MAIN_THREAD_ONLY[symbolOf(call.child(Role.Callee)!) ?? ''];
    return raises === undefined ? [] : [{ call, raises }];
  }),
);
