/** Objects for one task at a time that two tasks of one function use at once: sessions, connections, streams. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { isExclusiveSomewhere, type TaskUnsafe, taskUnsafeClass } from '../library/task-unsafe.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { runningCode } from '../program/code.ts';
import { importsAny } from '../program/imports.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { parameterFor } from '../program/usage.ts';
import { provenanceOf } from '../program/value.ts';
import { locksHeldAt } from './locks.ts';
import { type ObjectPath, objectPathOf, pathInCaller } from './object-path.ts';
import { type Arm, mayStartTasks, overlappingArms } from './task-arms.ts';

/** An operation on an object, in the words of some function. */
interface Use {
  readonly path: ObjectPath;
  readonly method: string;
  /** Undefined where only the caller knows what the object is. */
  readonly model: TaskUnsafe | undefined;
  /** The operation itself, in whatever function; and the object there. */
  readonly node: Node;
  readonly object: Node;
  readonly locks: readonly string[];
}

export interface SharedByTasks {
  /** The arms; the same one twice where a loop starts it several times. */
  readonly arms: readonly [Arm, Arm];
  readonly uses: readonly [Use, Use];
  readonly model: TaskUnsafe;
}

const known = new WeakMap<object, readonly SharedByTasks[]>();
const LIBRARIES: ReadonlySet<string> = new Set(['asyncio', 'anyio', 'trio']);

/** One for each group of tasks and object. */
export function sharedByTasksIn(module: Module): readonly SharedByTasks[] {
  let found = known.get(module.behaviour);
  if (found === undefined) {
    const mayHave = importsAny(module, LIBRARIES);
    found = !mayHave ? [] : module.functions.filter((fn) => fn.isAsync && startsTasks(fn)).flatMap(sharedIn);
    known.set(module.behaviour, found);
  }
  return found;
}

/** The cheap question: what starts tasks is called by its own name or by a name of the user's own. */
function startsTasks(fn: Node): boolean {
  return callGraphOf(fn.module)
    .callsRunBy(fn)
    .some((call) => mayStartTasks(call));
}

function sharedIn(fn: Node): SharedByTasks[] {
  const found = new Map<string, SharedByTasks>();
  for (const arms of overlappingArms(fn)) {
    const shared = sharedBetween(arms);
    if (shared === undefined) continue;
    const key = `${arms[0].group?.id ?? 'loose'} ${shared.uses[0].path.key}`;
    if (!found.has(key)) found.set(key, shared);
  }
  return [...found.values()];
}

function sharedBetween(arms: readonly [Arm, Arm]): SharedByTasks | undefined {
  const [first, second] = arms;
  const isOne = first === second;
  for (const use of usesOfArm(first)) {
    if (use.model === undefined || (isOne && first.repeatedIn.every((loop) => isBoundIn(use.path, loop)))) continue;
    const other = isOne
      ? use
      : usesOfArm(second).find((each) => each.path.key === use.path.key && each.model !== undefined);
    if (other === undefined || use.locks.some((key) => other.locks.includes(key))) continue;
    return { arms, uses: [use, other], model: use.model };
  }
  return undefined;
}

/** Whether the variable that a path begins with is bound anew in each turn. */
function isBoundIn({ key, isGlobal }: ObjectPath, loop: Node): boolean {
  const root = Number.parseInt(key, 10);
  return !isGlobal && root >= loop.id && root < loop.id + (loop.endRow - loop.row);
}

function usesOfArm({ call, starter }: Arm): readonly Use[] {
  // `start_soon(load, session)` runs `load(session)`, which is written nowhere.
  return call.is(starter) ? [] : usesByCall(call, 0);
}

/** How far calls of coroutines are followed. */
const DEEPEST = 4;

/** What running the coroutine of a call does, in the words of the code that calls it. */
function usesByCall(call: Node, depth: number): readonly Use[] {
  const callee = call.child(Role.Callee);
  if (callee?.form === Form.Attribute && isExclusiveSomewhere(callee.name)) {
    const use = useOf(callee.child(Role.Object)!, callee.name, call);
    if (use !== undefined) return [use];
  }
  const target = depth > DEEPEST ? undefined : callGraphOf(call.module).target(call);
  if (target === undefined || !target.isAsync || target.has(Flag.Generator)) return [];
  const found: Use[] = [];
  for (const use of usesIn(target, depth + 1)) {
    const path = pathInCaller(use.path, call, target);
    if (path !== undefined) found.push({ ...use, path, model: use.model ?? modelGiven(use, call) });
  }
  return found.filter(({ model, path }) => model !== undefined || path.param !== undefined);
}

const usesByFunction = new WeakMap<object, Map<number, readonly Use[]>>();

/** What a coroutine function awaits, itself and through others. */
function usesIn(fn: Node, depth: number): readonly Use[] {
  let memo = usesByFunction.get(fn.module.behaviour);
  if (memo === undefined) {
    memo = new Map();
    usesByFunction.set(fn.module.behaviour, memo);
  }
  let uses = memo.get(fn.id);
  if (uses === undefined) {
    // A coroutine that awaits itself does nothing more by that.
    memo.set(fn.id, []);
    uses = [...findUses(fn, depth)];
    memo.set(fn.id, uses);
  }
  return uses;
}

function* findUses(fn: Node, depth: number): Generator<Use> {
  for (const call of callGraphOf(fn.module).callsRunBy(fn)) if (call.isAwaited) yield* usesByCall(call, depth);
  for (const loop of fn.descendants(Form.For)) {
    const object = loop.isAsync && runningCode(loop).id === fn.id ? loop.child(Role.Iterable) : undefined;
    const use = object === undefined || object.form === Form.Call ? undefined : useOf(object, '__anext__', object);
    if (use !== undefined) yield use;
  }
}

function useOf(object: Node, method: string, node: Node): Use | undefined {
  const value = provenanceOf(object);
  const model = value.kind === 'instance' ? taskUnsafeClass(value.of) : undefined;
  const path = objectPathOf(object);
  if (path === undefined || (model === undefined ? value.kind !== 'unknown' : !model.exclusive.test(method)))
    return undefined;
  // What only the caller may know is a parameter itself.
  if (model === undefined && (path.param === undefined || path.attributes.length > 0)) return undefined;
  const { locks, isUncertain } = locksHeldAt(node);
  if (isUncertain) return undefined;
  const keys = locks.filter(({ extent }) => extent !== 'per-call').map(({ key }) => key);
  return { path, method, model, node, object, locks: keys };
}

/** What the object is, by the argument that the call gives for the parameter. */
function modelGiven({ path, method }: Use, call: Node): TaskUnsafe | undefined {
  const callee = provenanceOf(call.child(Role.Callee)!);
  for (const argument of call.childrenIn(Role.Argument)) {
    const given = argument.form === Form.Keyword ? argument.child(Role.Value)! : argument;
    const position = call.args.findIndex((arg) => arg.is(given));
    if (path.param === undefined || !parameterFor(call, callee, given, position)?.is(path.param)) continue;
    const value = provenanceOf(given);
    const model = value.kind === 'instance' ? taskUnsafeClass(value.of) : undefined;
    return model?.exclusive.test(method) ? model : undefined;
  }
  return undefined;
}
