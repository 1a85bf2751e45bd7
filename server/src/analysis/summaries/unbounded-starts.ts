/** Tasks and threads that are started for each of as many things as there are, and open a connection each. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { CONNECTS, LIMITING_NAME, POOLED_CLIENTS, REMOTE_WAITS } from '../library/connections.ts';
import { POOLED_METHODS, POOLED_REQUESTS } from '../library/pooled-clients.ts';
import { isSubclass } from '../library/results.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { loopsAround } from '../program/control-flow.ts';
import { importsAny } from '../program/imports.ts';
import { keptByBehaviour, keptByChunk } from '../program/kept.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf, symbolOf } from '../program/value.ts';
import { isWaitedFor } from '../program/waiting.ts';
import { blockingCallAt } from './blocking-call.ts';
import { type Arm, armsOf, mayStartTasks } from './task-arms.ts';

export interface UnboundedStart {
  readonly what: 'task' | 'thread';
  /** The call that is made for each: of the coroutine function, or of `Thread`. */
  readonly start: Node;
  /** What it is made for each of. */
  readonly iterable: Node;
  /** What opens the connection. */
  readonly request: Node;
}

/** In source order. Errs towards none: what limits itself by anything that is not known is left out. */
export const unboundedStartsIn = keptByBehaviour((module: Module): UnboundedStart[] =>
  [...tasksIn(module), ...threadsIn(module)].sort((a, b) => a.start.start - b.start.start),
);

const LIBRARIES: ReadonlySet<string> = new Set(['asyncio', 'anyio', 'trio']);

function tasksIn(module: Module): UnboundedStart[] {
  if (!importsAny(module, LIBRARIES)) return [];
  const graph = callGraphOf(module);
  const starting = module.functions.filter((fn) => fn.isAsync && graph.callsRunBy(fn).some(mayStartTasks));
  return starting.flatMap(armsOf).flatMap((arm) => {
    const iterable = unboundedIterable(arm.repeatedIn);
    const fn = iterable === undefined ? undefined : coroutineFunctionOf(arm);
    const request = fn === undefined ? undefined : connectionBy(fn, 0);
    if (iterable === undefined || request === undefined || request === 'limited') return [];
    return [{ what: 'task', start: arm.call, iterable, request }];
  });
}

function coroutineFunctionOf({ call, starter }: Arm): Node | undefined {
  const [first] = call.args;
  if (!call.is(starter)) return callGraphOf(call.module).target(call);
  return first === undefined ? undefined : functionOf(provenanceOf(first));
}

/** `threading.Thread(target=f)` in a loop that does not wait for it. */
const threadsMadeIn = keptByChunk((module, chunk) => {
  return module.rowsIn(chunk, Form.Call).flatMap((call) => {
    const callee = call.child(Role.Callee);
    const mayBe = callee?.form === Form.Name || (callee?.form === Form.Attribute && callee.name === 'Thread');
    if (callee === undefined || !mayBe || loopsAround(call).next().done === true) return [];
    const target = isSubclass(symbolOf(callee) ?? '', 'threading.Thread') ? call.argument(1, 'target') : undefined;
    return target === undefined ? [] : [{ call, target }];
  });
});

function threadsIn(module: Module): UnboundedStart[] {
  return threadsMadeIn(module).flatMap(({ call, target }) => {
    const loops = [...loopsAround(call)].filter((loop) => !isWaitedFor(call, loop));
    const iterable = unboundedIterable(loops);
    const fn = iterable === undefined ? undefined : functionOf(provenanceOf(target));
    const request = fn === undefined ? undefined : blockingConnectionBy(fn, 0);
    if (iterable === undefined || request === undefined || request === 'limited') return [];
    return [{ what: 'thread', start: call, iterable, request }];
  });
}

const DEEPEST = 3;

/** What a coroutine function opens a connection with; 'limited' where something may let in only so many at a time. */
function connectionBy(fn: Node, depth: number): Node | 'limited' | undefined {
  if (!fn.isAsync || depth > DEEPEST || fn.childrenIn(Role.Decorator).length > 0) return 'limited';
  const entered = [...fn.descendants(Form.With)].flatMap((region) =>
    region.isAsync ? region.childrenIn(Role.Clause).flatMap((item) => item.child(Role.Context) ?? []) : [],
  );
  const awaited = [...fn.descendants(Form.Await)].flatMap((pause) => pause.child(Role.Operand) ?? []);
  let found: Node | undefined;
  for (const waited of [...entered, ...awaited]) {
    if (waited.form !== Form.Call) {
      if (entered.includes(waited)) return 'limited';
      continue;
    }
    const callee = waited.child(Role.Callee)!;
    const name = symbolOf(callee) ?? '';
    if (POOLED_CLIENTS.has(name)) continue;
    if (CONNECTS.has(name) || isOfOwnClient(callee, fn)) {
      found ??= waited;
      continue;
    }
    if (LIMITING_NAME.test(callee.text)) return 'limited';
    const target = callGraphOf(waited.module).target(waited);
    const inner = target === undefined || target.is(fn) ? undefined : connectionBy(target, depth + 1);
    if (inner === 'limited') return inner;
    if (inner === undefined && entered.includes(waited) && !POOLED_REQUESTS.has(name)) return 'limited';
    found ??= inner;
  }
  return found;
}

/** `session.get(…)` where the function itself has made the session: each call of it has connections of its own. */
function isOfOwnClient(callee: Node, fn: Node): boolean {
  if (callee.form !== Form.Attribute || !POOLED_METHODS.has(callee.name)) return false;
  const value = provenanceOf(callee.child(Role.Object)!);
  if (value.kind !== 'instance' || !POOLED_CLIENTS.has(value.of) || value.made.form !== Form.Call) return false;
  return POOLED_REQUESTS.has(symbolOf(callee) ?? '') && fn.contains(value.made);
}

/** The same for a function that a thread runs. */
function blockingConnectionBy(fn: Node, depth: number): Node | 'limited' | undefined {
  if (fn.isAsync || depth > DEEPEST || fn.childrenIn(Role.Decorator).length > 0) return 'limited';
  for (const region of fn.descendants(Form.With)) {
    const contexts = region.childrenIn(Role.Clause).flatMap((item) => item.child(Role.Context) ?? []);
    if (
      contexts.some((context) => context.form !== Form.Call || LIMITING_NAME.test(context.child(Role.Callee)!.text))
    ) {
      return 'limited';
    }
  }
  let found: Node | undefined;
  for (const call of callGraphOf(fn.module).callsRunBy(fn)) {
    const callee = call.child(Role.Callee)!;
    if (callee.name === 'acquire') return 'limited';
    const blocking = blockingCallAt(call);
    if (blocking !== undefined && REMOTE_WAITS.has(blocking.model.kind)) found ??= call;
    const target = callGraphOf(call.module).target(call);
    const inner = target === undefined || target.is(fn) ? undefined : blockingConnectionBy(target, depth + 1);
    if (inner === 'limited') return inner;
    found ??= inner;
  }
  return found;
}

/** What the innermost of these loops goes through, if nothing says that it is short. */
function unboundedIterable([loop]: readonly Node[]): Node | undefined {
  if (loop === undefined || loop.form === Form.While || loop.isAsync) return undefined;
  const parts = loop.form === Form.For ? [loop] : loop.children.filter(({ form }) => form === Form.ComprehensionFor);
  const [part, ...others] = parts;
  const iterable = others.length > 0 || part?.isAsync === true ? undefined : part?.child(Role.Iterable);
  return iterable !== undefined && isUnbounded(iterable, 0) ? iterable : undefined;
}

/** A part of something larger, by its name. */
const PART = /batch|chunk|page|group|slice|window|worker|node|host|server|peer|shard|replica|provider|backend|port/i;
const SAME_LENGTH = /^builtins\.(enumerate|zip|sorted|reversed|list|set|tuple|iter|map|filter)$/;

function isUnbounded(iterable: Node, depth: number): boolean {
  if (depth > DEEPEST || PART.test(iterable.text.slice(0, LONGEST))) return false;
  switch (iterable.form) {
    case Form.Name:
      return isUnboundedName(iterable, depth);
    case Form.Comprehension: {
      const inner = iterable.children.find(({ form }) => form === Form.ComprehensionFor)?.child(Role.Iterable);
      return inner !== undefined && isUnbounded(inner, depth + 1);
    }
    case Form.Call: {
      const callee = iterable.child(Role.Callee)!;
      const name = symbolOf(callee) ?? '';
      if (SAME_LENGTH.test(name)) return iterable.args.every((arg) => isUnbounded(arg, depth + 1));
      const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
      if (object !== undefined && /^(items|keys|values|splitlines|split)$/.test(callee.name))
        return isUnbounded(object, depth + 1);
      return name === 'builtins.open' || /^(json|csv)\./.test(name);
    }
    default:
      return false;
  }
}

/** In characters. */
const LONGEST = 80;

/** A parameter, or a variable that is given something unbounded and nothing else; constants are as long as they are. */
function isUnboundedName(name: Node, depth: number): boolean {
  const scope = name.scope.scopeOf(name.name);
  if (scope === undefined || scope.isModule || name.name === name.name.toUpperCase()) return false;
  const bindings = scope.own(name.name);
  return (
    bindings.length > 0 &&
    bindings.every(({ kind, node }) => {
      if (kind === BindingKind.Param) return !node.text.startsWith('*');
      const value =
        kind === BindingKind.Assign && node.parent?.form === Form.Assign ? node.parent.assignedValue : undefined;
      return value !== undefined && (value.form === Form.Await || isUnbounded(value, depth + 1));
    })
  );
}
