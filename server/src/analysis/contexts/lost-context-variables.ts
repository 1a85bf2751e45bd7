/** Context variables that code sets before it hands a function to a thread, where the function does not find the value. */
import { Form, Role } from '../facts/forms.ts';
import { CONTEXT_INHERITORS, CONTEXT_LOSERS, CONTEXT_VARIABLE } from '../library/context-carriers.ts';
import { outsideBases } from '../program/call-graph.ts';
import { callsNamed } from '../program/called-names.ts';
import { type Code, runningCode } from '../program/code.ts';
import { exceptionsCaughtAt } from '../program/handlers.ts';
import { importsAny } from '../program/imports.ts';
import { keptByChunk, keptByProgram, keptBySurface } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionsReachedFrom } from '../program/reached-functions.ts';
import { provenanceOf } from '../program/value.ts';
import { entryPointsOf } from './entries.ts';
import type { EntryPoint } from './entry-forms.ts';
import { placementOf } from './placement.ts';

export interface LostContextVariable {
  /** The call that hands the function to a thread. */
  readonly origin: Node;
  /** The function that the thread runs. */
  readonly entry: Node;
  /** Where it is set by code that the thread's is not told of, and where the thread asks for it. */
  readonly set: Node;
  readonly get: Node;
  /** Whether asking has a default, so that nothing fails. */
  readonly hasDefault: boolean;
}

interface Use {
  readonly call: Node;
  readonly made: Node;
  readonly isSet: boolean;
}

interface Uses {
  /** By the id of the code that does it. */
  readonly byCode: ReadonlyMap<number, readonly Use[]>;
  /** By the id of the call that makes the variable. */
  readonly sets: ReadonlyMap<number, readonly Use[]>;
}

/** One for each hand-over and variable. */
export function* lostContextVariablesIn(module: Module): Generator<LostContextVariable> {
  const uses = usesIn(module.program!);
  if (uses.sets.size === 0) return;
  for (const point of entryPointsOf(module)) {
    if ((point.kind !== 'thread' && point.kind !== 'executor') || !losesContext(point)) continue;
    const inThread = usesReachedFrom(point.entry, uses);
    const seen = new Set<number>();
    for (const { call: get, made, isSet } of inThread) {
      if (isSet || seen.has(made.id) || inThread.some((other) => other.isSet && other.made.is(made))) continue;
      const set = setBefore(point.origin, uses.sets.get(made.id) ?? []);
      if (set === undefined || exceptionsCaughtAt(get).has('LookupError')) continue;
      seen.add(made.id);
      const hasDefault = get.args.length > 0 || made.keyword('default') !== undefined;
      yield { origin: point.origin, entry: point.entry, set: set.call, get, hasDefault };
    }
  }
}

/** Whether the new thread starts without the values of the code that hands the function over. */
function losesContext({ origin }: EntryPoint): boolean {
  if (origin.form !== Form.Call) return false;
  const value = provenanceOf(origin.child(Role.Callee)!);
  const names = value.kind === 'symbol' ? [value.name] : value.kind === 'class' ? outsideBases(value.node) : [];
  const { freeThreaded } = origin.module.environment;
  return names.some((name) => CONTEXT_LOSERS.test(name) && !(freeThreaded && CONTEXT_INHERITORS.test(name)));
}

/** How far calls are followed. */
const FARTHEST = 5;

/** What the function does with context variables, itself or by what it calls. */
function usesReachedFrom(entry: Node, { byCode }: Uses): Use[] {
  const reached = functionsReachedFrom(entry, { farthest: FARTHEST, isLeftOut: ({ isAsync }) => isAsync });
  return [...reached].flatMap(({ id }) => byCode.get(id) ?? []);
}

/** What sets the variable in the flow that comes to the hand-over: the same function before it, or both on the loop. */
function setBefore(origin: Node, sets: readonly Use[]): Use | undefined {
  const code = runningCode(origin);
  const own = sets.find(({ call }) => runningCode(call).id === code.id && call.end <= origin.start);
  if (own !== undefined || !isOnLoop(code)) return own;
  return sets.find(({ call }) => isOnLoop(runningCode(call)));
}

function isOnLoop(code: Code): boolean {
  const { module } = 'form' in code ? code : { module: code };
  return placementOf(module)
    .contextsOf(code)
    .some(({ kind }) => kind === 'event-loop');
}

const usesIn = keptByProgram(({ modules }): Uses => {
  const byCode = new Map<number, Use[]>();
  const sets = new Map<number, Use[]>();
  const uses: Uses = { byCode, sets };
  if (!modules.some((module) => importsAny(module, CONTEXTVARS))) return uses;
  for (const use of modules.flatMap(usesOf)) {
    push(byCode, runningCode(use.call).id, use);
    if (use.isSet) push(sets, use.made.id, use);
  }
  return uses;
});

const CONTEXTVARS: ReadonlySet<string> = new Set(['contextvars']);
const METHODS: ReadonlySet<string> = new Set(['get', 'set']);

/** Asked of all modules of each program, so it must be quick where nothing has changed. */
const usesOf = keptBySurface((module): readonly Use[] => usesByChunk(module));

const usesByChunk = keptByChunk((module, chunk): Use[] =>
  callsNamed(module, chunk, METHODS).flatMap((call): Use[] => {
    const callee = call.child(Role.Callee)!;
    if (callee.form !== Form.Attribute) return [];
    const value = provenanceOf(callee.child(Role.Object)!);
    const isVariable = value.kind === 'instance' && value.of === CONTEXT_VARIABLE && value.made.form === Form.Call;
    return isVariable ? [{ call, made: value.made, isSet: callee.name === 'set' }] : [];
  }),
);

function push(map: Map<number, Use[]>, key: number, use: Use): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [use]);
  else list.push(use);
}
