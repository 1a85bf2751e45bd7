/** Items of a queue that a worker takes and may never call done, while somebody waits until all are. */
import { Form, Role } from '../facts/forms.ts';
import { HARMLESS_CALLS, HARMLESS_METHODS } from '../library/harmless.ts';
import { JOINABLE_QUEUES, SUPERVISED } from '../library/queues.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { callsNamed } from '../program/called-names.ts';
import { functionIn, runningCode } from '../program/code.ts';
import { loopsAround, statementsBefore, surelyPasses } from '../program/control-flow.ts';
import { keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { parameterStarted } from '../program/started-arguments.ts';
import { parameterFor, referencesTo } from '../program/usage.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { sinksOf } from '../program/value-flow.ts';
import { waysThrough } from './held-flow.ts';

export interface UnfinishedItem {
  /** `queue.get()`, and the queue as it is written there. */
  readonly get: Node;
  readonly queue: Node;
  /** The `task_done` that may be left out. */
  readonly done: Node;
  /** What leaves it out: something that may raise, or a `continue`. */
  readonly by: Node;
  readonly how: 'raise' | 'continue';
  /** Who waits for it. */
  readonly join: Node;
}

/** A variable or an attribute that has the queue. */
interface Holder {
  readonly name: string;
  /** The id of the scope of the variable, or of the class of the attribute's object. */
  readonly owner: number;
}

/**
 * In source order. Only workers are looked at that are seen to have the very queue that is joined: by the same variable or
 * attribute, or as an argument. Errs towards none.
 */
export function unfinishedItemsIn(module: Module): UnfinishedItem[] {
  const found = new Map<number, UnfinishedItem>();
  for (const join of joinsIn(module)) {
    const queue = objectOf(join);
    const holders = holdersOf(queue);
    const isHeld = (object: Node): boolean => {
      const holder = holderOf(object);
      return holders.some(({ name, owner }) => name === holder?.name && owner === holder.owner);
    };
    const own = runningCode(join).id;
    const dones = methodCalls(module, 'task_done').filter((call) => isHeld(objectOf(call)));
    for (const get of [...methodCalls(module, 'get'), ...methodCalls(module, 'get_nowait')]) {
      const code = runningCode(get);
      const beside = dones.filter((done) => runningCode(done).id === code.id);
      if (found.has(get.id) || code.id === own || beside.length === 0 || !isHeld(objectOf(get))) continue;
      const item = unfinishedOf(get, beside, join);
      if (item !== undefined && !isSupervised(get)) found.set(get.id, item);
    }
  }
  return [...found.values()].sort((a, b) => a.get.start - b.get.start);
}

const LAST_NAMES: ReadonlySet<string> = new Set(['join']);

/** Who waits on the spot until all items of a queue are done. */
const joinsIn = keptByChunk((module, chunk): Node[] => {
  return callsNamed(module, chunk, LAST_NAMES).filter((call) => {
    const callee = call.child(Role.Callee)!;
    if (callee.form !== Form.Attribute || callee.name !== 'join' || call.childrenIn(Role.Argument).length > 0)
      return false;
    const value = provenanceOf(callee.child(Role.Object)!);
    if (value.kind !== 'instance' || !JOINABLE_QUEUES.has(value.of)) return false;
    return call.isAwaited ? call.parent!.role === Role.Statement : call.role === Role.Statement;
  });
});

function methodCalls(module: Module, name: string): readonly Node[] {
  return callGraphOf(module).methodCalls(name);
}

function objectOf(call: Node): Node {
  return call.child(Role.Callee)!.child(Role.Object)!;
}

function holderOf(object: Node): Holder | undefined {
  if (object.form === Form.Name) {
    const scope = object.scope.scopeOf(object.name);
    return scope === undefined ? undefined : { name: object.name, owner: scope.id };
  }
  const owner = object.form === Form.Attribute ? provenanceOf(object.child(Role.Object)!) : undefined;
  return owner?.kind === 'object' ? { name: object.name, owner: owner.of.id } : undefined;
}

/** The queue's own variable or attribute, and the parameters of functions that are given it. */
function holdersOf(queue: Node): readonly Holder[] {
  const holder = holderOf(queue);
  if (holder === undefined) return [];
  const scope = queue.form === Form.Name ? queue.scope.scopeOf(queue.name) : undefined;
  const references =
    scope === undefined
      ? [...queue.module.named(new Set([queue.name]), Form.Attribute)].filter(
          (node) => holderOf(node)?.owner === holder.owner,
        )
      : referencesTo(queue.name, scope);
  const params = references.flatMap((reference) => parameterGiven(reference) ?? []);
  return [holder, ...params.map((param) => ({ name: param.name, owner: param.parent!.ownScope!.id }))];
}

/** `work(queue)`, `Thread(target=work, args=(queue,))` */
function parameterGiven(reference: Node): Node | undefined {
  const [sink] = sinksOf(reference);
  if (sink?.kind === 'argument') {
    const callee = provenanceOf(sink.node.child(Role.Callee)!);
    return parameterFor(
      sink.node,
      callee,
      sink.value,
      sink.node.args.findIndex((arg) => arg.is(sink.value)),
    );
  }
  return sink === undefined ? undefined : parameterStarted(sink);
}

function unfinishedOf(get: Node, dones: readonly Node[], join: Node): UnfinishedItem | undefined {
  const block = functionIn(runningCode(get))?.child(Role.Body);
  const isDone = (call: Node): boolean => dones.some((done) => done.is(call));
  const ways =
    block === undefined || get.code?.form === Form.Lambda
      ? undefined
      : waysThrough(block, { acquire: get, isCertain: true, isAcquire: () => false, isRelease: isDone, isHarmless });
  if (ways === undefined) return undefined;
  const done = dones.find(({ start }) => start > get.start) ?? dones[0]!;
  const item = { get, queue: objectOf(get), done, join };
  if (ways.raised !== undefined) return { ...item, by: ways.raised, how: 'raise' };
  const skip = skippedBy(get, isDone);
  return skip === undefined ? undefined : { ...item, by: skip, how: 'continue' };
}

function isHarmless(call: Node): boolean {
  const callee = call.child(Role.Callee)!;
  if (callee.form === Form.Attribute) {
    if (HARMLESS_METHODS.test(callee.name) || /\blog(ger|ging)?$/i.test(callee.child(Role.Object)!.text)) return true;
  }
  const name = symbolOf(callee) ?? '';
  return HARMLESS_CALLS.test(name) || /^(asyncio|time|anyio|trio)\.sleep$/.test(name);
}

/** A `continue` between the two that leaves out what comes behind. */
function skippedBy(get: Node, isDone: (call: Node) => boolean): Node | undefined {
  const [loop] = loopsAround(get);
  if (loop === undefined || loop.form === Form.Comprehension) return undefined;
  const marks = (statement: Node): boolean =>
    isDone(statement) || (statement.form === Form.Await && isDone(statement.children[0]!));
  return [...loop.descendants(Form.Continue)].find((skip) => {
    const [own] = loopsAround(skip);
    if (own?.is(loop) !== true || skip.start < get.end || runningCode(skip).id !== runningCode(get).id) return false;
    let inner = skip;
    for (const around of skip.ancestors()) {
      if (around.is(loop)) break;
      // `except Empty: continue`: there is no item then.
      if (around.form === Form.Try && inner.form === Form.Except && around.child(Role.Body)?.contains(get))
        return false;
      const last =
        around.form === Form.Try ? around.childrenIn(Role.Clause).find(({ form }) => form === Form.Finally) : undefined;
      if (last !== undefined && [...last.descendants(Form.Call)].some(isDone)) return false;
      inner = around;
    }
    for (const statement of statementsBefore(skip, loop)) {
      if (statement.contains(get)) return true;
      if (surelyPasses(statement, marks)) return false;
    }
    return false;
  });
}

/** Started in a group that ends with the first of its tasks that fails, so that nobody waits any more. */
function isSupervised(get: Node): boolean {
  const fn = functionIn(runningCode(get));
  if (fn === undefined) return false;
  return callGraphOf(fn.module)
    .callSites(fn)
    .some(({ role, parent }) => {
      const starter = role === Role.Argument && parent?.form === Form.Call ? parent.child(Role.Callee) : undefined;
      return starter !== undefined && SUPERVISED.has(symbolOf(starter) ?? '');
    });
}
