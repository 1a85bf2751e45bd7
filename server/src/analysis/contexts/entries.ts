/** Finds where a module has the libraries run its code: in threads, pools, processes, on the event loop, in handlers. */
import { Form, Role } from '../facts/forms.ts';
import { OVERRIDES, type Override } from '../library/entries.ts';
import { isSubclass, lookUp } from '../library/results.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import { classOf, linearBases } from '../program/classes.ts';
import { fitOfDefinition } from '../program/declared-names.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { assigned, type EntryPoint, entryPoint, handedOver, methodsOf, registered, runOf } from './entry-forms.ts';

/** What runs code of the module elsewhere, and the code of other modules that this one hands over. */
export function entryPointsOf(module: Module): readonly EntryPoint[] {
  const { points, classes } = ownEntryPoints(module);
  if (classes.length === 0) return points;
  return [...points, ...classes.flatMap(perInstance)];
}

/** By module: the entries of all the program that begin in it. */
export function entryPointsInto(module: Module): readonly EntryPoint[] {
  const program = module.program!;
  let byModule = into.get(program);
  if (byModule === undefined) {
    byModule = new Map();
    for (const other of program.modules) {
      for (const point of entryPointsOf(other)) {
        const list = byModule.get(point.entry.module);
        if (list === undefined) byModule.set(point.entry.module, [point]);
        else list.push(point);
      }
    }
    into.set(program, byModule);
  }
  return byModule.get(module) ?? [];
}

const into = new WeakMap<Program, Map<Module, EntryPoint[]>>();

/** A class whose instances each run a method by themselves, and what that is like. */
interface InstanceEntry {
  readonly cls: Node;
  readonly point: EntryPoint;
}

interface OwnEntryPoints {
  readonly points: readonly EntryPoint[];
  readonly classes: readonly InstanceEntry[];
}

/** What holds as long as the module does: who makes instances of its classes is not in it. */
const own = new WeakMap<object, OwnEntryPoints>();

function ownEntryPoints(module: Module): OwnEntryPoints {
  let found = own.get(module.surface);
  if (found === undefined) {
    const overrides = [...overridden(module)];
    found = {
      points: [
        ...handedOver(module),
        ...registered(module),
        ...assigned(module),
        ...finalizers(module),
        ...declared(module),
        ...overrides.filter(({ isPerInstance }) => !isPerInstance).map(({ point }) => point),
      ],
      classes: overrides.filter(({ isPerInstance }) => isPerInstance),
    };
    own.set(module.surface, found);
  }
  return found;
}

/** Methods that a library calls on instances of classes derived from its own. */
function* overridden(module: Module): Generator<InstanceEntry & { readonly isPerInstance: boolean }> {
  for (const cls of module.all(Form.Class)) {
    if (cls.child(Role.Base) === undefined) continue;
    const bases = outsideBases(cls).filter(callsOverrides);
    if (bases.length === 0) continue;
    for (const { method, owner } of methodsOf(cls)) {
      const run = overrideOf(bases, method);
      if (run === undefined) continue;
      const isPerInstance = run.perInstance ?? false;
      // A base in the program that derives from the library's class itself is looked at by itself.
      if (!isPerInstance && !owner.is(cls) && overrideOf(outsideBases(owner), method) !== undefined) continue;
      yield { cls, isPerInstance, point: entryPoint(run, method, cls) };
    }
  }
}

/** The classes in the table. */
const OWNERS: readonly string[] = [
  ...new Set(Object.keys(OVERRIDES).map((name) => name.slice(0, name.lastIndexOf('.')))),
];
const calling = new Map<string, boolean>();

/** Whether the library calls methods of this class of its that subclasses may have of their own. */
function callsOverrides(base: string): boolean {
  let known = calling.get(base);
  if (known === undefined) {
    known = OWNERS.some((owner) => isSubclass(base, owner));
    calling.set(base, known);
  }
  return known;
}

function overrideOf(bases: readonly string[], method: Node): Override | undefined {
  for (const base of bases) {
    const run = lookUp(OVERRIDES, `${base}.${method.name}`);
    if (run !== undefined) return runOf(run, method);
  }
  return undefined;
}

/** Python calls the finalizer of an object in whatever thread lets go of it last. */
function* finalizers(module: Module): Generator<EntryPoint> {
  for (const method of module.named(FINALIZER, Form.Function)) {
    const cls = classOf(method);
    if (cls !== undefined) yield entryPoint({ context: 'finalizer' }, method, cls);
  }
}

const FINALIZER: ReadonlySet<string> = new Set(['__del__']);

/** What the configuration says that threads run; a coroutine is run by its loop, whoever makes it. */
function* declared(module: Module): Generator<EntryPoint> {
  const { threadEntryPoints } = module.environment;
  if (threadEntryPoints.length === 0) return;
  for (const fn of module.functions) {
    if (!fn.isAsync && fitOfDefinition(fn, threadEntryPoints) > 0) {
      yield entryPoint({ context: 'thread', runsMany: true }, fn, fn);
    }
  }
}

/** Each place that makes an instance starts the method; a class that nobody makes here is made elsewhere. */
function perInstance({ cls, point }: InstanceEntry): EntryPoint[] {
  const made = callGraphOf(cls.module).instantiations(cls);
  if (made.length === 0) return [point];
  // `Worker()` as a statement: nobody can start it but itself.
  const isStarted = (origin: Node): boolean => origin.role !== Role.Statement || startsItself(cls);
  return made.filter(isStarted).map((origin) => ({ ...point, origin, starts: 'on-start' as const }));
}

/** `self.start()` in one of its methods. */
function startsItself(cls: Node): boolean {
  return linearBases(cls).some((base) => {
    if (base.kind !== 'class') return base.kind === 'unknown';
    const starts = callGraphOf(base.node.module).methodCalls('start');
    return starts.some((call) => {
      const receiver = call.child(Role.Callee)?.child(Role.Object);
      return base.node.contains(call) && receiver?.text === call.code?.child(Role.Parameter)?.name;
    });
  });
}
