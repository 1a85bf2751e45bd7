/** Work that is handed to somebody else and waited for on the spot, so that nothing runs beside it. */
import { Form, Role } from '../facts/forms.ts';
import { lookUp } from '../library/results.ts';
import { JOBS, JOBS_WAITED_FOR, RUNS_A_LOOP, STARTED_BY_METHOD, TASKS, type Worker } from '../library/serial-work.ts';
import { loopsAround } from './control-flow.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { singleWorkerOf } from './single-worker.ts';
import { startedClassOf } from './started-classes.ts';
import { provenanceOf, symbolOf } from './value.ts';

export interface SerialWork {
  readonly worker: Worker;
  /** `t.start()`, `pool.submit(f)`; the wait itself where one call does both. */
  readonly start: Node;
  /** `t.join()`, `.result()`, the `await`. */
  readonly wait: Node;
  /** The call that has the arguments: that of the thread's class, or the start itself. */
  readonly made: Node;
  /** The loop in each of whose turns it happens; undefined for a task that is no loop's. */
  readonly loop?: Node;
}

/**
 * In source order. Only where the wait is the next thing that happens after the start, with no limit in time, and where
 * the turns of the loop seem independent: none ends the loop, and none is given what the one before has found.
 */
export const serialWorkIn: (module: Module) => SerialWork[] = keptByChunk((module, chunk) => {
  return module.rowsIn(chunk, Form.Call, Form.Await).flatMap((node): SerialWork[] => {
    if (node.form === Form.Await) return task(node);
    const callee = node.child(Role.Callee)!;
    if (callee.form !== Form.Attribute || !WAITS.has(callee.name)) return [];
    const found = callee.name === 'join' ? startedJustBefore(node) : jobJustBefore(node);
    const loop = found === undefined ? undefined : independentTurnsAround(found.start, found.made);
    return found === undefined || loop === undefined ? [] : [{ ...found, loop }];
  });
});

const WAITS: ReadonlySet<string> = new Set(['join', 'result', 'get', 'apply']);

/** `t.join()` behind `t.start()`, of a thread that the turn makes. */
function startedJustBefore(wait: Node): SerialWork | undefined {
  const thread = wait.child(Role.Callee)!.child(Role.Object)!;
  const before = statementBefore(wait.statement);
  if (thread.form !== Form.Name || hasArguments(wait) || before?.form !== Form.Call || !wait.statement.is(wait)) {
    return undefined;
  }
  const callee = before.child(Role.Callee)!;
  const started = callee.name === 'start' ? callee.child(Role.Object) : undefined;
  if (started?.form !== Form.Name || started.name !== thread.name) return undefined;
  const value = provenanceOf(thread);
  const made = value.kind === 'instance' || value.kind === 'object' ? value.made : undefined;
  if (made?.form !== Form.Call || value.kind === 'unknown' || runsLoop(made.keyword('target'))) return undefined;
  const worker = STARTED_BY_METHOD[startedClassOf(value) ?? ''];
  const [loop] = loopsAround(before);
  const isMadeInTurn = loop?.contains(made) === true;
  return worker === undefined || !isMadeInTurn ? undefined : { worker, start: before, wait, made };
}

/** `pool.submit(f).result()`, in one expression or in two statements; `pool.apply(f)`. */
function jobJustBefore(wait: Node): SerialWork | undefined {
  const callee = wait.child(Role.Callee)!;
  // Who is a coroutine blocks the event loop by it, which is worse, and told so.
  if (wait.code?.isAsync) return undefined;
  if (callee.name === 'apply') {
    const isJob = JOBS_WAITED_FOR.has(symbolOf(callee) ?? '') && singleWorkerOf(callee) === undefined;
    return isJob ? { worker: 'job', start: wait, wait, made: wait } : undefined;
  }
  if (hasArguments(wait)) return undefined;
  const object = callee.child(Role.Object)!;
  const start = object.form === Form.Name ? assignedJustBefore(object, wait) : object;
  const submit = start?.form === Form.Call ? start.child(Role.Callee)! : undefined;
  if (start === undefined || submit?.form !== Form.Attribute) return undefined;
  if (lookUp(JOBS, symbolOf(submit) ?? '') !== callee.name || singleWorkerOf(submit) !== undefined) return undefined;
  return runsLoop(start.args[0]) ? undefined : { worker: 'job', start, wait, made: start };
}

/**
 * `await create_task(f())`, at once or in the next statement. What is given a name or context is wanted as a task, and
 * what is no call may be no coroutine at all.
 */
function task(wait: Node): SerialWork[] {
  const awaited = wait.child(Role.Operand);
  const start = awaited?.form === Form.Name ? assignedJustBefore(awaited, wait) : awaited;
  const callee = start?.form === Form.Call ? start.child(Role.Callee) : undefined;
  if (start === undefined || callee === undefined || !mayMakeTask(callee) || !TASKS.has(symbolOf(callee) ?? ''))
    return [];
  if (start.childrenIn(Role.Argument).length !== 1 || start.args[0]?.form !== Form.Call) return [];
  // What has a variable may be cancelled or asked by others in the meantime.
  const isNamed = awaited?.form === Form.Name && isUsedElsewhere(awaited, [wait.statement, start.statement]);
  const loop = independentTurnsAround(start);
  return isNamed ? [] : [{ worker: 'task', start, wait, made: start, ...(loop === undefined ? {} : { loop }) }];
}

/** Cheap to ask: a method of that name, or a function by whatever name it was imported. */
function mayMakeTask({ form, name }: Node): boolean {
  return form === Form.Name || name === 'create_task';
}

function hasArguments(call: Node): boolean {
  return call.childrenIn(Role.Argument).length > 0;
}

/** What the statement before gives a local name that this one reads: `future = pool.submit(f)`. */
function assignedJustBefore(name: Node, wait: Node): Node | undefined {
  const before = statementBefore(wait.statement);
  const [target, ...others] = before?.form === Form.Assign ? before.childrenIn(Role.Target) : [];
  return others.length === 0 && target?.form === Form.Name && target.name === name.name
    ? before?.assignedValue
    : undefined;
}

function statementBefore(statement: Node): Node | undefined {
  const siblings = statement.parent?.form === Form.Block ? statement.parent.children : [];
  return siblings[siblings.findIndex((sibling) => sibling.is(statement)) - 1];
}

function isUsedElsewhere(name: Node, statements: readonly Node[]): boolean {
  const around = name.code;
  return (
    around === undefined ||
    [...around.descendants(Form.Name)].some(
      (other) => other.name === name.name && !statements.some((statement) => statement.contains(other)),
    )
  );
}

/** `Thread(target=asyncio.run, …)`, `pool.submit(lambda: loop.run_until_complete(c))`. */
function runsLoop(given: Node | undefined): boolean {
  if (given === undefined) return false;
  if (RUNS_A_LOOP.has(symbolOf(given) ?? '')) return true;
  const called = given.form === Form.Lambda ? given.child(Role.Body) : undefined;
  return called?.form === Form.Call && RUNS_A_LOOP.has(symbolOf(called.child(Role.Callee)!) ?? '');
}

/** The `for` loop or comprehension around, if no turn of it ends it or is given what the turn before has found. */
function independentTurnsAround(start: Node, made: Node = start): Node | undefined {
  const [loop] = loopsAround(start);
  if (loop === undefined || loop.form === Form.While || loop.isAsync) return undefined;
  if (loop.form === Form.Comprehension) return loop;
  const body = loop.child(Role.Body)!;
  const isEnded = ENDS.some((form) => [...body.descendants(form)].some((end) => !isInOther(end, loop)));
  return isEnded || isFedByTurnBefore(made, body) ? undefined : loop;
}

const ENDS: readonly Form[] = [Form.Break, Form.Return, Form.Yield];

/** Whether it stands in a function that the loop defines. */
function isInOther(node: Node, loop: Node): boolean {
  return node.code !== undefined && loop.contains(node.code);
}

/** Whether what is started is given something that the turn gets anew behind it: `total = submit(add, total).result()`. */
function isFedByTurnBefore(made: Node, body: Node): boolean {
  const { statement } = made;
  return made.childrenIn(Role.Argument).some((argument) =>
    [argument, ...argument.descendants(Form.Name)].some((name) => {
      const bindings = name.form === Form.Name ? (name.scope.scopeOf(name.name)?.own(name.name) ?? []) : [];
      return bindings.some(({ node }) => body.contains(node) && node.start >= statement.start);
    }),
  );
}
