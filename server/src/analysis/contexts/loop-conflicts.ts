/** What fails on a running event loop: another loop in the same thread, or waiting for what that very loop has to run. */
import { Role } from '../facts/forms.ts';
import { FORKS } from '../library/process-state.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { callsNamed } from '../program/called-names.ts';
import { type Code, functionIn, runningCode } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import { mayShareRun } from '../program/imports.ts';
import { keptByChunk, keptByProgram } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { type BlockingCall, blockingCallAt } from '../summaries/blocking-call.ts';
import { type BlockingHop, blockingHopsIn } from '../summaries/blocking-chains.ts';
import { blockingCallsIn } from '../summaries/loop-waits.ts';
import { codeOnEventLoop } from './event-loop.ts';
import type { ExecutionContext } from './execution-context.ts';
import { placementOf } from './placement.ts';
import { mayReach } from './thread-guards.ts';

export interface LoopConflict {
  /** What the loop runs: a coroutine, a callback, the cells of a notebook. */
  readonly code: Code;
  /** What gives a callback to the loop. */
  readonly origin?: Node;
  readonly blocking: BlockingCall;
  /** How the code comes to it, where it stands in a function that it runs. */
  readonly hop?: BlockingHop;
  /** Whether that depends on tests in the functions on the way. */
  readonly isConditional: boolean;
}

/** By the code that the loop runs, each in source order. */
export function* loopConflictsIn(module: Module, kind: 'nested-loop' | 'own-loop'): Generator<LoopConflict> {
  for (const found of conflictsIn(module, kind)) {
    // Asked only where there is something to say: it looks at the whole program.
    if (kind === 'nested-loop' && mayNest(module)) return;
    yield found;
  }
}

function* conflictsIn(module: Module, kind: 'nested-loop' | 'own-loop'): Generator<LoopConflict> {
  if (module.isNotebook && kind === 'nested-loop') {
    for (const call of runnersIn(module)) {
      const blocking = functionIn(runningCode(call)) === undefined ? blockingCallAt(call) : undefined;
      if (blocking?.model.kind === kind) yield { code: module, blocking, isConditional: false };
    }
  }
  for (const { code, origin } of codeOnEventLoop(module)) {
    const from = origin === undefined ? { code } : { code, origin };
    for (const hop of blockingHopsIn(code)) {
      const { blocking, hops } = hop.chain;
      if (blocking.model.kind !== kind || [hop, ...hops, blocking].some(({ node }) => isBehindFork(node))) continue;
      const isConditional = [...hops, blocking].some(({ node }) => conditionsAt(node).length > 0);
      yield { ...from, blocking, hop, isConditional };
    }
    for (const blocking of blockingCallsIn(code)) {
      if (blocking.model.kind === kind && !isBehindFork(blocking.node)) {
        yield { ...from, blocking, isConditional: false };
      }
    }
  }
}

/** In a child that is forked no loop runs: what is behind a fork may be the child's. */
function isBehindFork(node: Node): boolean {
  return callGraphOf(node.module)
    .callsRunBy(runningCode(node))
    .some((call) => call.start < node.start && FORKS.has(symbolOf(call.child(Role.Callee)!) ?? ''));
}

const RUNNERS: ReadonlySet<string> = new Set(['run', 'run_until_complete', 'run_forever', 'run_app']);
const runnersIn = keptByChunk((module, chunk) => callsNamed(module, chunk, RUNNERS));

/** `nest_asyncio.apply()`, after which a loop may run within another one, for the whole process. */
const appliesIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, NEST).filter((call) => symbolOf(call.child(Role.Callee)!) === 'nest_asyncio.apply'),
);
const NEST: ReadonlySet<string> = new Set(['apply']);
const modulesThatNest = keptByProgram(({ modules }) => modules.filter((module) => appliesIn(module).length > 0));

function mayNest(module: Module): boolean {
  return modulesThatNest(module.program!).some((other) => mayShareRun(module, other));
}

export interface WaitForLoop {
  readonly call: Node;
  readonly context: ExecutionContext;
}

const RESULTS: ReadonlySet<string> = new Set(['result', 'exception']);

/** `run_coroutine_threadsafe(f(), loop).result()` without a limit, in threads that are not the loop's. */
export function* waitsForLoopIn(module: Module): Generator<WaitForLoop> {
  for (const call of endlessResultsIn(module)) {
    const code = runningCode(call);
    if (functionIn(code)?.isAsync) continue;
    const contexts = placementOf(module).contextsOf(code);
    if (contexts.some((context) => context.kind === 'event-loop' && mayReach(call, context))) continue;
    if (contexts[0] !== undefined) yield { call, context: contexts[0] };
  }
}

const endlessResultsIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, RESULTS).filter((call) => {
    const future = call.child(Role.Callee)!.child(Role.Object);
    if (future === undefined || call.childrenIn(Role.Argument).length > 0) return false;
    const value = provenanceOf(future);
    const made = value.kind === 'instance' ? value.made.child(Role.Callee) : undefined;
    if (made === undefined || symbolOf(made) !== 'asyncio.run_coroutine_threadsafe') return false;
    return blockingCallAt(call) !== undefined;
  }),
);
