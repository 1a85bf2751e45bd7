/** Finds where a module hands its functions to threads, pools, processes, the event loop and signal handlers. */
import { Form, Role } from '../facts/forms.ts';
import {
  type ContextKind,
  ENTRIES,
  type Entry,
  HANDLER_METHOD_PREFIX,
  HANDLER_METHODS,
  THREAD_CLASSES,
  THREADING_MIXIN,
  THREADING_SERVERS,
} from '../library/entries.ts';
import { lookUp } from '../library/results.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { methodOf } from '../program/classes.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf } from '../program/value.ts';

/** One hand-over of a function to something that runs it. */
export interface EntryPoint {
  readonly kind: ContextKind;
  readonly entry: Node;
  /** The call that hands it over; the class for a thread class that nobody makes here. */
  readonly origin: Node;
  readonly starts: Entry['starts'];
  /** Whether this one hand-over makes it run several times at once. */
  readonly runsMany: boolean;
  /** The pool with one worker that runs it: its jobs come one after the other. */
  readonly serialPool?: Node;
}

/** Last parts of the names in the tables: other calls need no closer look. */
const CALL_NAMES = new Set(
  [...Object.keys(ENTRIES), ...Object.keys(THREADING_SERVERS)].map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

/** Only modules that import one of these can make a threading server. */
const SERVER_MODULES = /socketserver|http\.server|SocketServer|BaseHTTPServer|moves/;

export function entryPointsOf(module: Module): EntryPoint[] {
  return [...handedOver(module), ...threadClasses(module), ...requestHandlers(module)];
}

/** Functions given to calls that run them elsewhere. */
export function* handedOver(module: Module): Generator<EntryPoint> {
  for (const call of module.calls) {
    const callee = call.child(Role.Callee);
    if (callee === undefined || !mayBeEntry(callee)) continue;
    const value = provenanceOf(callee);
    const model = value.kind === 'symbol' ? lookUp(ENTRIES, value.name) : undefined;
    if (model === undefined) continue;
    const argument = call.argument(model.position, model.keyword);
    const entry = argument === undefined ? undefined : functionOf(provenanceOf(argument));
    if (entry === undefined) continue;
    const serialPool = serialPoolOf(callee);
    yield {
      kind: kindOf(call, model),
      entry,
      origin: call,
      starts: model.starts,
      runsMany: model.runsMany ?? false,
      ...(serialPool === undefined ? {} : { serialPool }),
    };
  }
}

/** A call by the name that the tables have, or by a name of the user's own for it. */
function mayBeEntry(callee: Node): boolean {
  return callee.form === Form.Name || CALL_NAMES.has(callee.name);
}

/** `run_in_executor(pool, f)` runs in what the pool is. */
function kindOf(call: Node, { context, pool }: Entry): ContextKind {
  const argument = pool === undefined ? undefined : call.argument(pool.position, pool.keyword);
  const value = argument === undefined ? undefined : provenanceOf(argument);
  return value?.kind === 'instance' && value.of === 'concurrent.futures.ProcessPoolExecutor' ? 'process' : context;
}

/** Where `pool.submit`'s pool is made, if it is made with one worker: `ThreadPoolExecutor(max_workers=1)`. */
function serialPoolOf(callee: Node): Node | undefined {
  const pool = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const value = pool === undefined ? undefined : provenanceOf(pool);
  if (value?.kind !== 'instance' || value.made.form !== Form.Call) return undefined;
  const workers = value.made.argument(0, 'max_workers') ?? value.made.keyword('processes');
  return workers?.name === '1' ? value.made : undefined;
}

/** Subclasses of Thread: each place that makes one starts `run`; a class that nobody makes here is made elsewhere. */
function* threadClasses(module: Module): Generator<EntryPoint> {
  for (const cls of module.all(Form.Class)) {
    const base = outsideBases(cls).find((name) => THREAD_CLASSES[name] !== undefined);
    const run = base === undefined ? undefined : methodOf(cls, THREAD_CLASSES[base]!);
    if (base === undefined || run === undefined) continue;
    const kind = base === 'multiprocessing.Process' ? 'process' : 'thread';
    const made = callGraphOf(module).instantiations(cls);
    for (const origin of made.length === 0 ? [cls] : made) {
      yield { kind, entry: run, origin, starts: 'on-start', runsMany: false };
    }
  }
}

/** Handler classes given to a server that handles every request in its own thread. */
function* requestHandlers(module: Module): Generator<EntryPoint> {
  if (!module.imports.some(({ name }) => SERVER_MODULES.test(name))) return;
  for (const call of module.calls) {
    const callee = call.child(Role.Callee);
    const server = callee === undefined ? undefined : provenanceOf(callee);
    let position: number | undefined;
    if (server?.kind === 'symbol') position = THREADING_SERVERS[server.name];
    else if (server?.kind === 'class') position = outsideBases(server.node).some(isThreading) ? 1 : undefined;
    const argument = position === undefined ? undefined : call.argument(position, 'RequestHandlerClass');
    const handler = argument === undefined ? undefined : provenanceOf(argument);
    if (handler?.kind !== 'class') continue;
    for (const method of handler.node.descendants(Form.Function)) {
      const isHandler = HANDLER_METHODS.includes(method.name) || method.name.startsWith(HANDLER_METHOD_PREFIX);
      if (isHandler && method.scope.node?.is(handler.node)) {
        yield { kind: 'thread', entry: method, origin: call, starts: 'at-once', runsMany: true };
      }
    }
  }
}

function isThreading(base: string): boolean {
  return base === THREADING_MIXIN || THREADING_SERVERS[base] !== undefined;
}
