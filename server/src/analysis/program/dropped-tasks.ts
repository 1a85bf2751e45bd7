/** Tasks of asyncio that nobody keeps: the event loop has only weak references to them. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { callGraphOf } from './call-graph.ts';
import { callsNamed } from './called-names.ts';
import { conditionsAt } from './conditions.ts';
import { makesCoroutine } from './coroutine-calls.ts';
import { type Dropped, droppedAt, isHeldOn } from './dropped-values.ts';
import { importsAny } from './imports.ts';
import { keptByChunk, keptByProgram } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { isNeverMet } from './settled-tests.ts';
import { reachedReferences } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

export interface DroppedTask {
  /** The call that gives the task to code which drops it. */
  readonly call: Node;
  /** What nobody keeps: one task, or the future that `gather` gives for several. */
  readonly what: 'task' | 'gather';
  readonly dropped: Dropped;
  /** The call that starts the task, where that is another one: in a function that gives it back. */
  readonly started?: Node;
  /** The calls of such a function that drop what it gives, when they are so many that the function is the place to speak of. */
  readonly callers?: readonly Node[];
}

/** In source order. */
export function droppedTasksIn(module: Module): DroppedTask[] {
  const own = startsIn(module).flatMap(({ call, what }) => droppedTask(call, call, what) ?? []);
  const given = givenBack(module.program!).filter(({ call }) => call.module === module);
  return given.length === 0 ? own : [...own, ...given].sort((a, b) => a.call.start - b.call.start);
}

function droppedTask(call: Node, value: Node | undefined, what: DroppedTask['what']): DroppedTask | undefined {
  // The output of a cell is kept.
  if (value === undefined || (call.module.isNotebook && call.code === undefined)) return undefined;
  const dropped = droppedAt(value, UNASKING);
  if (dropped === undefined) return undefined;
  const isKept = dropped.name !== undefined && isHeldOn(dropped.name);
  return isKept || conditionsAt(call).some(isNeverMet) ? undefined : { call, what, dropped };
}

/** Methods of a task that make nobody keep it: what is called back is kept by the task, not the reverse. */
const UNASKING: ReadonlySet<string> = new Set(['add_done_callback', 'set_name', 'get_name', 'done', 'cancelled']);

interface Start {
  readonly call: Node;
  readonly what: DroppedTask['what'];
}

/** Every call that starts a task, or several, without waiting. */
const startsIn = keptByChunk((module, chunk): Start[] => {
  if (!importsAny(module, LIBRARIES)) return [];
  return callsNamed(module, chunk, LAST_NAMES).flatMap((call): Start[] => {
    if (call.isAwaited) return [];
    const name = symbolOf(call.child(Role.Callee)!) ?? '';
    const what = STARTERS[name];
    // Code that is made from asynchronous code has a bare `gather` where the other awaits it.
    if (what === 'gather') return call.code?.isAsync === true ? [{ call, what }] : [];
    return what === undefined || isTaskAlready(call, name) ? [] : [{ call, what }];
  });
});

const LIBRARIES: ReadonlySet<string> = new Set(['asyncio', 'uvloop']);

/** Source: https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task, "Save a reference to the result". */
const STARTERS: Readonly<Record<string, DroppedTask['what']>> = {
  'asyncio.create_task': 'task',
  'asyncio.ensure_future': 'task',
  'asyncio.Task': 'task',
  'asyncio.AbstractEventLoop.create_task': 'task',
  'asyncio.gather': 'gather',
};
const LAST_NAMES: ReadonlySet<string> = lastNames(Object.keys(STARTERS));

/** `ensure_future(future)` gives back what somebody else may have; a name stands for a coroutine if a call of one made it. */
function isTaskAlready(call: Node, name: string): boolean {
  const given = call.args[0] ?? call.childrenIn(Role.Argument)[0]?.child(Role.Value);
  if (given === undefined) return true;
  const value = provenanceOf(given);
  if (value.kind === 'instance' && /^asyncio\.(Future|Task)$/.test(value.of)) return true;
  const takesFutures = name === 'asyncio.ensure_future' && given.form !== Form.Call;
  return takesFutures && !isCoroutineHeld(given);
}

function isCoroutineHeld(name: Node): boolean {
  const bindings = name.form === Form.Name ? (name.scope.scopeOf(name.name)?.own(name.name) ?? []) : [];
  return (
    bindings.length > 0 &&
    bindings.every(({ node }) => {
      const made = node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
      return made !== undefined && makesCoroutine(made);
    })
  );
}

/** What is dropped by the callers of functions that do nothing with a task but start it and give it back. */
const givenBack = keptByProgram((program): DroppedTask[] =>
  program.modules.flatMap((module) =>
    startsIn(module).flatMap(({ call: started, what }): DroppedTask[] => {
      if (what !== 'task') return [];
      const sites = sitesGiven(started, 0).flatMap((site) => droppedTask(site, taskAt(site), what) ?? []);
      if (sites.length <= MOST_SITES) return sites.map((site) => ({ ...site, started }));
      return [{ call: started, what, dropped: { how: 'returned' }, callers: sites.map(({ call }) => call) }];
    }),
  ),
);

/** From more than these on, it is the function that should keep its tasks. */
const MOST_SITES = 2;

/** The calls that are given this value by the function that it stands in. */
function sitesGiven(value: Node, depth: number): Node[] {
  const fn = depth > DEEPEST ? undefined : giverOf(value);
  if (fn === undefined) return [];
  return callGraphOf(fn.module)
    .callSites(fn)
    .flatMap((site) => {
      const given = taskAt(site);
      return given === undefined ? [] : [site, ...sitesGiven(given, depth + 1)];
    });
}

const DEEPEST = 2;

/** The function whose callers alone have this value: `return create_task(f())`, by way of a variable too. */
function giverOf(value: Node): Node | undefined {
  const sinks = sinksOf(value);
  const [sink] = sinks;
  const fn = value.code;
  if (sink === undefined || sinks.length > 1 || fn?.form !== Form.Function || fn.has(Flag.Generator)) return undefined;
  if (sink.kind === 'return') return fn;
  if (sink.kind !== 'name' || sink.node.scope.scopeOf(sink.node.name)?.node?.is(fn) !== true) return undefined;
  const references = reachedReferences(sink.node);
  const isGiven = references.some((reference) => sinksOf(reference).some(({ kind }) => kind === 'return'));
  const isKeptElsewhere = references.some(
    (reference) =>
      reference.code?.is(fn) !== true ||
      (!sinksOf(reference).every(({ kind }) => kind === 'return') && droppedAt(reference, UNASKING) === undefined),
  );
  return isGiven && !isKeptElsewhere ? fn : undefined;
}

/** What a call of a function that gives back a task has as its value: of a coroutine function, what awaiting it gives. */
function taskAt(site: Node): Node | undefined {
  const target = callGraphOf(site.module).target(site);
  if (target?.isAsync !== true) return site;
  return site.isAwaited ? site.parent : undefined;
}
