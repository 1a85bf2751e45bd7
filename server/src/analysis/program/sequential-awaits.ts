/** Loops that wait for one answer after the other although no turn needs what the others were told. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { ANSWER_READS, ASYNC_READS, READ_METHODS } from '../library/async-reads.ts';
import { POOLED_CLIENTS } from '../library/connections.ts';
import { KEEPERS } from '../library/containers.ts';
import { callGraphOf } from './call-graph.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { symbolOf } from './value.ts';

export interface SequentialAwait {
  /** A `for` statement or a comprehension. */
  readonly loop: Node;
  /** What each turn waits for: a request, or a call of a function that makes one. */
  readonly call: Node;
  /** The request itself. */
  readonly request: Node;
}

/** In source order. Errs towards none: all that a loop waits for and calls must be known. */
export function sequentialAwaitsIn(module: Module): SequentialAwait[] {
  return loopsIn(module).flatMap(({ loop, waits }) => {
    let found: SequentialAwait | undefined;
    for (const call of waits) {
      const request = requestOf(call, 0);
      if (request === undefined) return [];
      if (request === 'answer') continue;
      found ??= { loop, call, request };
    }
    return found === undefined ? [] : [found];
  });
}

interface Loop {
  readonly loop: Node;
  /** The calls that its turns await, or enter by `async with`. */
  readonly waits: readonly Node[];
}

const loopsIn = keptByChunk((module, chunk): Loop[] =>
  module.rowsIn(chunk, Form.For, Form.Comprehension).flatMap((loop) => {
    const fn = loop.code;
    if (fn?.isAsync !== true || loop.isAsync || fn.form !== Form.Function) return [];
    const waits = waitsIn(loop);
    return waits === undefined || waits.length === 0 || !isIndependent(loop, waits) ? [] : [{ loop, waits }];
  }),
);

/** What each turn waits for; undefined where that is no call. */
function waitsIn(loop: Node): Node[] | undefined {
  const waits: Node[] = [];
  const part = turnOf(loop);
  if (part === undefined) return undefined;
  for (const pause of [part, ...part.descendants(Form.Await)]) {
    if (pause.form !== Form.Await) continue;
    const call = pause.child(Role.Operand);
    if (call?.form !== Form.Call || isInInnerFunction(pause, loop)) return undefined;
    waits.push(call);
  }
  for (const region of part.descendants(Form.With)) {
    for (const item of region.childrenIn(Role.Clause)) {
      const call = item.child(Role.Context);
      if (!region.isAsync || call?.form !== Form.Call) return undefined;
      waits.push(call);
    }
  }
  return waits;
}

/** The part of a loop that each turn runs. */
function turnOf(loop: Node): Node | undefined {
  return loop.form === Form.For ? loop.child(Role.Body) : loop.child(Role.Element);
}

function isInInnerFunction(node: Node, loop: Node): boolean {
  return !node.code?.is(loop.code);
}

/** What keeps the turns in an order, or ends the loop. */
const ORDERED: readonly Form[] = [
  ...[Form.Break, Form.Return, Form.Raise, Form.Yield, Form.Try, Form.While, Form.For, Form.Global, Form.Nonlocal],
  ...[Form.Delete, Form.Lambda, Form.Function, Form.Class, Form.NamedExpr],
];

/** Whether no turn depends on another, as far as the loop itself tells. */
function isIndependent(loop: Node, waits: readonly Node[]): boolean {
  const part = turnOf(loop)!;
  const iterables =
    loop.form === Form.For
      ? [loop.child(Role.Iterable)]
      : loop.children.filter(({ form }) => form === Form.ComprehensionFor).map((each) => each.child(Role.Iterable));
  const hasElse = loop.form === Form.For && loop.childrenIn(Role.Clause).length > 0;
  if (loop.isGeneratorExpression || hasElse || iterables.length !== 1) return false;
  const [iterable] = iterables;
  if (iterable === undefined || isCounted(iterable) || iterable.form === Form.Await) return false;
  if (ORDERED.some((form) => part.descendants(form).next().done === false)) return false;
  const targets = targetsOf(loop);
  if (!waits.some((call) => [...call.descendants(Form.Name)].some(({ name }) => targets.has(name)))) return false;
  const own = new Set(targets);
  const changed = new Set<string>();
  for (const assign of [...part.descendants(Form.Assign), ...part.descendants(Form.AugAssign)]) {
    for (const target of assign.childrenIn(Role.Target)) {
      const root = rootOf(target);
      if (root === undefined || (target.form !== Form.Name && target.form !== Form.Subscript)) return false;
      if (assign.form === Form.Assign && target.form === Form.Name && assign.parent?.is(part) === true) own.add(root);
      else changed.add(root);
    }
  }
  for (const item of part.descendants(Form.WithItem)) {
    const target = item.child(Role.Target);
    if (target?.form === Form.Name) own.add(target.name);
  }
  for (const call of [part, ...part.descendants(Form.Call)]) {
    if (call.form !== Form.Call || waits.some((wait) => wait.is(call))) continue;
    const keeper = keeperOf(call);
    if (keeper !== undefined) changed.add(keeper);
    else if (!isPure(call, own)) return false;
  }
  if ([...own].some((name) => !targets.has(name) && isCarried(name, part))) return false;
  for (const name of own) changed.delete(name);
  // What one turn leaves behind, another one may read: only what is kept may be left.
  return [part, ...part.descendants(Form.Name)].every(
    (node) => node.form !== Form.Name || !changed.has(node.name) || isOnlyChanged(node),
  );
}

/** Whether a turn reads what an earlier one gave the variable: before its own assignment, or within that. */
function isCarried(name: string, part: Node): boolean {
  const names = [...part.descendants(Form.Name)].filter((node) => node.name === name);
  const first = names.find(({ role }) => role === Role.Target);
  const assigned = first?.parent?.form === Form.WithItem ? first.parent : first?.statement;
  return assigned !== undefined && names.some(({ role, start }) => role !== Role.Target && start < assigned.end);
}

/** `range(n)`, `count()`: pages and attempts, of which one says whether there is another. */
function isCounted(iterable: Node): boolean {
  const callee = iterable.form === Form.Call ? iterable.child(Role.Callee) : undefined;
  const name = callee === undefined ? '' : (symbolOf(callee) ?? '');
  return /^(builtins\.range|itertools\.(count|repeat|cycle))$/.test(name);
}

function targetsOf(loop: Node): Set<string> {
  const holder = loop.form === Form.For ? loop : loop.children.find(({ form }) => form === Form.ComprehensionFor)!;
  const target = holder.child(Role.Target)!;
  return new Set(
    [target, ...target.descendants(Form.Name)].flatMap(({ form, name }) => (form === Form.Name ? [name] : [])),
  );
}

/** The variable that a target is, or is an item of. */
function rootOf(target: Node): string | undefined {
  if (target.form === Form.Name) return target.name;
  const object = target.form === Form.Subscript ? target.child(Role.Object) : undefined;
  return object?.form === Form.Name ? object.name : undefined;
}

/** The local list or set to which a call adds: `results.append(…)`. */
function keeperOf(call: Node): string | undefined {
  const callee = call.child(Role.Callee)!;
  const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const isKeeper = KEEPERS[callee.name] !== undefined || callee.name === 'extend' || callee.name === 'update';
  return isKeeper && call.role === Role.Statement && object?.form === Form.Name ? object.name : undefined;
}

/** Functions by their name, and methods of what this turn has made or was given. */
function isPure(call: Node, own: ReadonlySet<string>): boolean {
  const callee = call.child(Role.Callee)!;
  if (callee.form === Form.Name) return true;
  const name = symbolOf(callee) ?? '';
  if (/^(builtins|json|logging|urllib\.parse|re|math|datetime|itertools)\./.test(name)) return true;
  let object = callee.child(Role.Object);
  while (object !== undefined && object.form !== Form.Name && object.form !== Form.String) {
    if (object.form === Form.Await) return true;
    object = object.child(object.form === Form.Call ? Role.Callee : Role.Object);
  }
  return object?.form === Form.String || (object !== undefined && own.has(object.name));
}

/** `results` in `results.append(…)`, `results[key] = …`, `total += …`. */
function isOnlyChanged(name: Node): boolean {
  const { parent, role } = name;
  if (role === Role.Target) return true;
  if (role !== Role.Object || parent === undefined) return false;
  if (parent.form === Form.Subscript) return parent.role === Role.Target && parent.parent?.form === Form.Assign;
  return parent.role === Role.Callee && parent.parent?.role === Role.Statement;
}

/** How far calls of functions are followed. */
const DEEPEST = 3;

/** The request that awaiting this call makes; 'answer' where it only reads one; undefined for anything else. */
function requestOf(call: Node, depth: number): Node | 'answer' | undefined {
  const callee = call.child(Role.Callee)!;
  if (callee.form === Form.Attribute) {
    const name = READ_METHODS.has(callee.name) || ANSWERS.test(callee.name) ? (symbolOf(callee) ?? '') : '';
    if (ASYNC_READS.has(name)) return call;
    if (ANSWER_READS.has(name)) return 'answer';
  }
  const fn = callGraphOf(call.module).target(call);
  return fn === undefined || depth > DEEPEST ? undefined : readBy(fn, depth);
}

const ANSWERS = /^(json|text|read|aread)$/;

/** The request of a coroutine function that waits for nothing but answers, and leaves nothing behind. */
function readBy(fn: Node, depth: number): Node | undefined {
  if (!fn.isAsync || fn.has(Flag.Generator) || fn.childrenIn(Role.Decorator).length > 0) return undefined;
  const isOwn = (node: Node): boolean => node.code?.is(fn) === true;
  if ([...fn.descendants(Form.Global), ...fn.descendants(Form.Nonlocal), ...fn.descendants(Form.While)].some(isOwn))
    return undefined;
  const isLeft = ({ role, parent }: Node): boolean => role === Role.Target && parent?.form !== Form.Delete;
  if ([...fn.descendants(Form.Attribute), ...fn.descendants(Form.Subscript)].some(isLeft)) return undefined;
  let found: Node | undefined;
  for (const region of fn.descendants(Form.With)) {
    for (const item of region.childrenIn(Role.Clause)) {
      const context = item.child(Role.Context);
      if (!region.isAsync || context?.form !== Form.Call) return undefined;
      if (POOLED_CLIENTS.has(symbolOf(context.child(Role.Callee)!) ?? '')) continue;
      const request = requestOf(context, depth + 1);
      if (request === undefined) return undefined;
      if (request !== 'answer') found ??= request;
    }
  }
  for (const pause of fn.descendants(Form.Await)) {
    const call = pause.child(Role.Operand);
    const request = call?.form === Form.Call ? requestOf(call, depth + 1) : undefined;
    if (request === undefined) return undefined;
    if (request !== 'answer') found ??= request;
  }
  return [...fn.descendants(Form.For)].some(({ isAsync }) => isAsync) ? undefined : found;
}
