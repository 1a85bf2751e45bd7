/** Where the program runs event loops, each of which begins and ends there, and which of them are several in one run. */
import { Role } from '../facts/forms.ts';
import { EVENT_HANDLER, LOOP_PER_CALL } from '../library/loop-bound.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { callsNamed } from '../program/called-names.ts';
import { functionIn, moduleOf, runningCode } from '../program/code.ts';
import { areExclusive, isInLoop, leaves } from '../program/control-flow.ts';
import { mayShareRun } from '../program/imports.ts';
import { keptByChunk, keptByProgram } from '../program/kept.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { functionsReachedFrom } from '../program/reached-functions.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { isThread } from './execution-context.ts';
import { placementOf } from './placement.ts';

export interface LoopRun {
  /** `asyncio.run(main())` */
  readonly call: Node;
  /** Whether one run of the program comes there several times. */
  readonly isRepeated: boolean;
  /** Whether the coroutine comes to a function, through any number of calls. */
  reaches(fn: Node): boolean;
}

/** Those of the program, without those of tests. */
export const loopRunsOf = keptByProgram((program: Program): readonly LoopRun[] =>
  program.modules
    .filter(({ isTest }) => !isTest)
    .flatMap((module) => runsIn(module))
    .map(({ call, entry }) => {
      let reached: ReadonlySet<number> | undefined;
      let repeated: boolean | undefined;
      return {
        call,
        get isRepeated() {
          repeated ??= isRepeated(call);
          return repeated;
        },
        reaches: (fn) => {
          reached ??= reachedFrom(entry);
          return reached.has(fn.id);
        },
      };
    }),
);

const NAMES: ReadonlySet<string> = new Set(['run']);

const runsIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, NAMES).flatMap((call) => {
    const takes = LOOP_PER_CALL[symbolOf(call.child(Role.Callee)!) ?? ''];
    const given = takes === undefined ? undefined : call.args[0];
    const called = takes === 'coroutine' ? given?.child(Role.Callee) : given;
    const entry = called === undefined ? undefined : functionOf(provenanceOf(called));
    return entry === undefined ? [] : [{ call, entry }];
  }),
);

/** More functions than this say nothing of one object any more. */
const MOST_REACHED = 5000;

function reachedFrom(entry: Node): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const { id } of functionsReachedFrom(entry)) {
    reached.add(id);
    if (reached.size >= MOST_REACHED) break;
  }
  return reached;
}

/** Calls are followed back so far. */
const FARTHEST = 3;

/** In a loop, in a handler or job that runs often, or in a function that is called so. */
function isRepeated(place: Node, depth = 0): boolean {
  if (isInLoop(place)) return true;
  const code = runningCode(place);
  const fn = functionIn(code);
  if (fn === undefined) return false;
  const contexts = placementOf(moduleOf(code)).contextsOf(code);
  const isMany = contexts.some(
    (context) => !context.isAssumed && ((isThread(context) && context.isMany) || context.runsMany === true),
  );
  if (isMany || (EVENT_HANDLER.test(fn.name) && fn.childrenIn(Role.Parameter).length === 2)) return true;
  if (depth >= FARTHEST) return false;
  const sites = callGraphOf(fn.module)
    .callSites(fn)
    .filter(({ module }) => !module.isTest);
  const isTwice = sites.some((a, index) => sites.slice(index + 1).some((b) => isFollowedBy(a, b)));
  return isTwice || sites.some((site) => isRepeated(site, depth + 1));
}

/** Whether one run of the program may come to both: one after the other in one function, or in different threads. */
export function areBothRun(a: Node, b: Node): boolean {
  if (isFollowedBy(a, b)) return true;
  if (!mayShareRun(a.module, b.module)) return false;
  const [ofA, ofB] = [a, b].map((call) =>
    placementOf(call.module)
      .contextsOf(runningCode(call))
      .filter(({ isAssumed, kind }) => !isAssumed && kind !== 'process'),
  );
  return ofA!.some((first) => ofB!.some((second) => first !== second && (isThread(first) || isThread(second))));
}

/** Whether the second stands behind the first in the same code, and is not left out where the first is run. */
function isFollowedBy(first: Node, second: Node): boolean {
  const [a, b] = first.start < second.start ? [first, second] : [second, first];
  if (runningCode(a).id !== runningCode(b).id || areExclusive(a, b)) return false;
  for (const around of a.ancestors()) {
    if (around.contains(b) || around.isFunction) return true;
    if (around.children.some((statement) => statement.start >= a.end && leaves(statement))) return false;
    if (leaves(around)) return false;
  }
  return true;
}
