/** Objects of a module that belong to one event loop, and that coroutines of several loops use. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { LOOP_BOUND, LOOP_BOUND_MAKERS, type LoopBound } from '../library/loop-bound.ts';
import { callsNamed } from '../program/called-names.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { importersOf } from '../program/imports.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { areBothRun, type LoopRun, loopRunsOf } from './loop-runs.ts';

export interface SharedByLoops {
  readonly kind: LoopBound;
  readonly name: string;
  /** The call that makes it. */
  readonly made: Node;
  /** The runs of loops that come to it: one that is repeated, or two; one alone where making it has settled the loop. */
  readonly runs: readonly LoopRun[];
  /** A use in a function that they come to. */
  readonly use: Node;
  /** Whether the Python that the code must run on gives it a loop when it is made: up to 3.9. */
  readonly isBoundWhenMade: boolean;
}

/** In source order, one for each object. */
export function* sharedByLoopsIn(module: Module): Generator<SharedByLoops> {
  const objects = objectsIn(module);
  if (objects.length === 0) return;
  const all = loopRunsOf(module.program!);
  if (all.length === 0) return;
  const target = module.environment.targetPython;
  const bindsEarly = target !== undefined && target[0] === 3 && target[1] < 10;
  for (const { made, name, kind } of objects) {
    const uses = [...usesOf(made, name)];
    const comesTo = (run: LoopRun, use: Node): boolean => run.reaches(functionIn(runningCode(use))!);
    const runs = uses.length === 0 ? [] : all.filter((run) => uses.some((use) => comesTo(run, use)));
    const several = severalOf(runs);
    const isBoundWhenMade = several === undefined && bindsEarly && kind === 'primitive' && runs.length > 0;
    if (several === undefined && !isBoundWhenMade) continue;
    const shown = several ?? runs.slice(0, 1);
    const use = uses.find((each) => shown.some((run) => comesTo(run, each)))!;
    yield { kind, name, made, use, runs: shown, isBoundWhenMade };
  }
}

function severalOf(runs: readonly LoopRun[]): readonly LoopRun[] | undefined {
  const repeated = runs.find(({ isRepeated }) => isRepeated);
  if (repeated !== undefined) return [repeated];
  for (const [index, first] of runs.entries()) {
    const second = runs.slice(index + 1).find(({ call }) => areBothRun(first.call, call));
    if (second !== undefined) return [first, second];
  }
  return undefined;
}

/** Uses in functions, of the module or of one that imports it. */
function* usesOf(made: Node, name: string): Generator<Node> {
  const names = new Set([name]);
  for (const module of [made.module, ...importersOf(made.module)]) {
    for (const form of [Form.Name, Form.Attribute]) {
      for (const node of module.named(names, form)) {
        if (node.role === Role.Target || functionIn(runningCode(node)) === undefined) continue;
        const value = provenanceOf(node);
        if (value.kind === 'instance' && value.made.is(made)) yield node;
      }
    }
  }
}

const NAMES: ReadonlySet<string> = new Set([...lastNames(Object.keys(LOOP_BOUND)), ...LOOP_BOUND_MAKERS]);

/** `lock = asyncio.Lock()` at the top level of the module. */
const objectsIn = keptByChunk((module, chunk) =>
  callsNamed(module, chunk, NAMES).flatMap((made) => {
    const assign = made.parent;
    const target = assign?.form === Form.Assign ? assign.child(Role.Target) : undefined;
    if (target?.form !== Form.Name || !made.scope.isModule) return [];
    const value = provenanceOf(made);
    const kind = value.kind === 'instance' ? LOOP_BOUND[value.of] : undefined;
    return kind === undefined ? [] : [{ made, name: target.name, kind }];
  }),
);
