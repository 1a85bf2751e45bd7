/** Finds where a module has the libraries run its code: in threads, pools, processes, on the event loop, in handlers. */
import { Form } from '../facts/forms.ts';
import { OVERRIDES, type Override } from '../library/entries.ts';
import { lookUp } from '../library/results.ts';
import { callGraphOf, outsideBases } from '../program/call-graph.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import {
  assigned,
  type EntryPoint,
  entryPoint,
  handedOver,
  handlerMethods,
  methodsOf,
  registered,
} from './entry-forms.ts';

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
const own = new WeakMap<Module, OwnEntryPoints>();

function ownEntryPoints(module: Module): OwnEntryPoints {
  let found = own.get(module);
  if (found === undefined) {
    const overrides = [...overridden(module)];
    found = {
      points: [
        ...handedOver(module),
        ...registered(module),
        ...assigned(module),
        ...handlerMethods(module),
        ...overrides.filter(({ isPerInstance }) => !isPerInstance).map(({ point }) => point),
      ],
      classes: overrides.filter(({ isPerInstance }) => isPerInstance),
    };
    own.set(module, found);
  }
  return found;
}

/** Methods that a library calls on instances of classes derived from its own, and finalizers of any class. */
function* overridden(module: Module): Generator<InstanceEntry & { readonly isPerInstance: boolean }> {
  for (const cls of module.all(Form.Class)) {
    const bases = outsideBases(cls);
    for (const { method, owner } of methodsOf(cls)) {
      const isOwn = owner.is(cls);
      if (isOwn && method.name === '__del__') {
        yield { cls, isPerInstance: false, point: entryPoint({ context: 'finalizer' }, method, cls) };
      }
      const run = overrideOf(bases, method);
      if (run === undefined) continue;
      const isPerInstance = run.perInstance ?? false;
      // A base in the program that derives from the library's class itself is looked at by itself.
      if (!isOwn && !isPerInstance && overrideOf(outsideBases(owner), method) !== undefined) continue;
      yield { cls, isPerInstance, point: entryPoint(run, method, cls) };
    }
  }
}

function overrideOf(bases: readonly string[], method: Node): Override | undefined {
  for (const base of bases) {
    const run = lookUp(OVERRIDES, `${base}.${method.name}`);
    if (run !== undefined && (!method.isAsync || run.context === 'event-loop')) return run;
  }
  return undefined;
}

/** Each place that makes an instance starts the method; a class that nobody makes here is made elsewhere. */
function perInstance({ cls, point }: InstanceEntry): EntryPoint[] {
  const made = callGraphOf(cls.module).instantiations(cls);
  if (made.length === 0) return [point];
  return made.map((origin) => ({ ...point, origin, starts: 'on-start' as const }));
}
