/** The forms in which code is handed to the libraries: as an argument, by a decorator, an attribute, a handler's class. */
import { Form, Role } from '../facts/forms.ts';
import {
  CALLBACK_ATTRIBUTES,
  type ContextKind,
  ENTRIES,
  type Entry,
  GRPC_HANDLER,
  GRPC_REGISTRATION,
  HANDLER_METHOD_PREFIX,
  HANDLER_METHODS,
  HANDLERS,
  type Handler,
  REGISTRATIONS,
  type Run,
  SERVER_MIXINS,
  SERVERS,
  type Server,
} from '../library/entries.ts';
import { lastName, lastNames } from '../library/last-names.ts';
import { lookUp } from '../library/results.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { linearBases } from '../program/classes.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { singleWorkerOf } from '../program/single-worker.ts';
import { functionOf, provenanceOf, symbolOf, type Value } from '../program/value.ts';
import { lockOf } from '../summaries/lock.ts';

/** One hand-over of a function to something that runs it. */
export interface EntryPoint {
  readonly kind: ContextKind;
  readonly entry: Node;
  /** The call, decorator or assignment that hands it over; the class for a method that is called on its instances. */
  readonly origin: Node;
  readonly starts: Entry['starts'];
  /** Whether this one hand-over makes it run several times at once. */
  readonly runsMany: boolean;
  /** What runs in the same serial comes one after the other: the pool with one worker, the client with one thread. */
  readonly serial?: Serial;
  /** The method that starts it, of the object in whose serial it runs or that it was handed to. */
  readonly startedBy?: { readonly made: Node; readonly method: string };
  readonly isAtExit?: boolean;
  /** Whether a server runs it for a request: in a thread, or one by one in each of its processes. */
  readonly isServed?: boolean;
}

/** Where the object is made that runs what is in the serial; or a name for a serial of a whole library. */
export type Serial = Node | string;

/** Last parts of the names in the tables: other calls need no closer look. */
const CALL_NAMES = new Set([ENTRIES, SERVERS, HANDLERS].flatMap((table) => Object.keys(table)).map(lastName));

/** Functions, and classes and objects with methods, that are given to calls which run them elsewhere. */
export function* handedOver(module: Module): Generator<EntryPoint> {
  for (const call of module.calls) {
    const callee = call.child(Role.Callee);
    if (callee === undefined) continue;
    const value = provenanceOf(callee);
    // Few calls that make an object give it a class.
    if (value.kind === 'class') {
      if (givesClass(call)) yield* requestHandlers(call, serverOf(value.node));
    } else if (GRPC_REGISTRATION.test(callee.name)) yield* methodsGiven(call, value, GRPC_HANDLER);
    else if (value.kind === 'symbol' && mayBeEntry(callee)) {
      yield* functionGiven(call, callee, value);
      yield* requestHandlers(call, SERVERS[value.name]);
      const handler = lookUp(HANDLERS, value.name);
      if (handler !== undefined) yield* methodsGiven(call, value, handler);
    }
  }
}

function* functionGiven(call: Node, callee: Node, value: Value & { readonly kind: 'symbol' }): Generator<EntryPoint> {
  const model = lookUp(ENTRIES, value.name);
  if (model === undefined) return;
  const argument = call.argument(model.position, model.keyword);
  const entry = argument === undefined ? undefined : functionOf(provenanceOf(argument));
  const run = entry === undefined || !isMet(model, call) ? undefined : runOf(model, entry);
  if (entry === undefined || run === undefined) return;
  const pool = model.serial === undefined ? (singleWorkerOf(callee) ?? lockAround(call)) : undefined;
  yield {
    ...entryPoint(run, entry, call, receiverOf(value)),
    ...(run === model ? { kind: kindOf(call, model) } : {}),
    starts: model.starts,
    ...(pool === undefined ? {} : { serial: pool }),
  };
}

/** The class that a server makes an instance of for each request. */
function* requestHandlers(call: Node, server: Server | undefined): Generator<EntryPoint> {
  const given = server === undefined ? undefined : call.argument(server.position, server.keyword);
  const handler = given === undefined ? undefined : provenanceOf(given);
  if (server === undefined || handler?.kind !== 'class') return;
  for (const { method } of methodsOf(handler.node)) {
    const isCalled = HANDLER_METHODS.includes(method.name) || method.name.startsWith(HANDLER_METHOD_PREFIX);
    if (isCalled) yield entryPoint(server, method, call);
  }
}

function givesClass(call: Node): boolean {
  return call.childrenIn(Role.Argument).some((argument) => {
    const given = argument.form === Form.Keyword ? argument.child(Role.Value) : argument;
    const isName = given?.form === Form.Name || given?.form === Form.Attribute;
    return isName && provenanceOf(given).kind === 'class';
  });
}

/** What a server class of the program does with its requests. */
function serverOf(cls: Node): Server | undefined {
  if (cls.child(Role.Base) === undefined) return undefined;
  for (const base of outsideBases(cls)) {
    const server = SERVER_MIXINS[base] ?? SERVERS[base];
    if (server !== undefined) return server;
  }
  return undefined;
}

/** An object whose methods are called: by an observer of files, by grpc. */
function* methodsGiven(call: Node, value: Value, model: Handler): Generator<EntryPoint> {
  const given = call.argument(model.position, model.keyword);
  const object = given === undefined ? undefined : provenanceOf(given);
  if (object?.kind !== 'object') return;
  for (const { method } of methodsOf(object.of)) {
    const isCalled = model.methods?.includes(method.name) ?? !method.name.startsWith('_');
    if (isCalled && !method.isAsync) yield entryPoint(model, method, call, receiverOf(value));
  }
}

/** A call by the name that the tables have, or by a name of the user's own for it. */
function mayBeEntry(callee: Node): boolean {
  return callee.form === Form.Name || CALL_NAMES.has(callee.name);
}

/** `run_in_executor(pool, f)` runs in what the pool is; what a loop has been given it ends in the loop's own thread. */
function kindOf(call: Node, { context, pool }: Entry): ContextKind {
  if (context === 'thread' && isOfLoop(call)) return 'event-loop';
  const argument = pool === undefined ? undefined : call.argument(pool.position, pool.keyword);
  const value = argument === undefined ? undefined : provenanceOf(argument);
  return value?.kind === 'instance' && value.of === 'concurrent.futures.ProcessPoolExecutor' ? 'process' : context;
}

/** `run_coroutine_threadsafe(f(), loop).add_done_callback(g)` */
function isOfLoop(call: Node): boolean {
  const future = call.child(Role.Callee)!.child(Role.Object);
  const value = future === undefined ? undefined : provenanceOf(future);
  if (value?.kind !== 'instance' || value.of !== 'concurrent.futures.Future') return false;
  return (
    value.made.form === Form.Call && symbolOf(value.made.child(Role.Callee)!) === 'asyncio.run_coroutine_threadsafe'
  );
}

/** Where the lock is made under which a task awaits this very call: `async with self.lock: await to_thread(f)`. */
function lockAround(call: Node): Node | undefined {
  if (!call.isAwaited) return undefined;
  for (const outer of call.ancestors()) {
    if (outer.isFunction) return undefined;
    if (outer.form !== Form.With || !outer.isAsync) continue;
    for (const item of outer.children) {
      const context = item.form === Form.WithItem ? item.child(Role.Context) : undefined;
      const lock = context === undefined ? undefined : lockOf(context);
      if (lock !== undefined && lock.extent !== 'per-call') return lock.made;
    }
  }
  return undefined;
}

/** Functions below decorators that have them run. */
export function* registered(module: Module): Generator<EntryPoint> {
  for (const entry of module.functions) {
    for (const decorator of entry.childrenIn(Role.Decorator)) {
      const value = provenanceOf(decorator.form === Form.Call ? decorator.child(Role.Callee)! : decorator);
      const model = value.kind === 'symbol' ? lookUp(REGISTRATIONS, value.name) : undefined;
      const run = model === undefined || !isMet(model, decorator) ? undefined : runOf(model, entry);
      if (run !== undefined) yield entryPoint(run, entry, decorator, receiverOf(value));
    }
  }
}

/** The last parts of the attributes in the table. */
const ATTRIBUTE_NAMES = lastNames(Object.keys(CALLBACK_ATTRIBUTES));

/** `client.on_message = f`. */
export function* assigned(module: Module): Generator<EntryPoint> {
  for (const target of module.named(ATTRIBUTE_NAMES, Form.Attribute)) {
    const statement = target.role === Role.Target ? target.parent : undefined;
    const given = statement?.form === Form.Assign ? statement.assignedValue : undefined;
    if (given === undefined) continue;
    const value = provenanceOf(target);
    const model = value.kind === 'symbol' ? lookUp(CALLBACK_ATTRIBUTES, value.name) : undefined;
    const entry = model === undefined ? undefined : functionOf(provenanceOf(given));
    if (model === undefined || entry === undefined || entry.isAsync || !isMet(model, target)) continue;
    yield entryPoint(model, entry, target, receiverOf(value));
  }
}

/** A class's methods with those of its bases in the program, each with its class; overridden ones are left out. */
export function* methodsOf(cls: Node): Generator<{ readonly method: Node; readonly owner: Node }> {
  const seen = new Set<string>();
  for (const base of linearBases(cls)) {
    if (base.kind !== 'class') return;
    for (const method of base.node.child(Role.Body)?.children ?? []) {
      if (method.form !== Form.Function || seen.has(method.name)) continue;
      seen.add(method.name);
      yield { method, owner: base.node };
    }
  }
}

/** Where the object is made whose method is called or whose attribute is set. */
function receiverOf(value: Value): Node | undefined {
  const receiver = value.kind === 'symbol' ? value.receiver : undefined;
  return receiver?.kind === 'instance' || receiver?.kind === 'object' ? receiver.made : undefined;
}

/** Whether the module calls the method without which nothing runs. */
function isMet({ needs }: Run, { module }: Node): boolean {
  return needs === undefined || callGraphOf(module).methodCalls(needs).length > 0;
}

/**
 * How a function runs that is given to what runs plain ones so: a coroutine of a request runs on the loop beside those of
 * the other requests; one that is given to a thread does not run at all.
 */
export function runOf(run: Run, { isAsync, module }: Node): Run | undefined {
  if (!isAsync && run.isServed && !module.environment.threadedServers) return ONE_BY_ONE;
  if (!isAsync || run.context === 'event-loop') return run;
  const isRequest = run.runsMany && (run.context === 'thread' || run.context === 'executor');
  return isRequest ? { context: 'event-loop', runsMany: true } : undefined;
}

/** A server without threads handles each request in its main flow. */
const ONE_BY_ONE: Run = { context: 'main', isServed: true };

export function entryPoint(run: Run, entry: Node, origin: Node, receiver?: Node): EntryPoint {
  const serial = run.serial === 'receiver' ? receiver : serialOfLibrary(run, origin);
  return {
    kind: run.context,
    entry,
    origin,
    starts: 'at-once',
    runsMany: run.runsMany ?? false,
    ...(serial === undefined ? {} : { serial }),
    ...(run.startedBy === undefined || receiver === undefined
      ? {}
      : { startedBy: { made: receiver, method: run.startedBy } }),
    ...(run.isAtExit ? { isAtExit: true } : {}),
    ...(run.isServed ? { isServed: true } : {}),
  };
}

function serialOfLibrary({ serial }: Run, origin: Node): string | undefined {
  if (serial === undefined || serial === 'receiver') return undefined;
  const isLeft = origin.form === Form.Call && origin.keyword(serial.unless) !== undefined;
  return isLeft ? undefined : serial.name;
}
