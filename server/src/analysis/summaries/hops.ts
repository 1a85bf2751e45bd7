/** The functions of the program that a piece of code runs before it goes on: by calls, properties, `with` and loops. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { decoratorsOf, isProperty, methodOf } from '../program/classes.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { provenanceOf } from '../program/value.ts';
import { isRunBy, iterablesIn } from './iteration.ts';

export interface Hop {
  /** The call, the attribute that is a property, or the context manager. */
  readonly node: Node;
  /** The function that it runs; never an `async def`. */
  readonly target: Node;
}

const known = new WeakMap<Module, Map<number, readonly Hop[]>>();

/** What a `def`, `async def` or lambda runs itself, in source order. Errs towards less: unknown callees have no effect. */
export function hopsIn(fn: Node): readonly Hop[] {
  let memo = known.get(fn.module);
  if (memo === undefined) {
    memo = new Map();
    known.set(fn.module, memo);
  }
  let hops = memo.get(fn.id);
  if (hops === undefined) {
    hops = [...calls(fn), ...iterations(fn), ...contexts(fn), ...properties(fn)]
      .filter(({ node, target }) => !target.isAsync && !target.is(fn) && isRunBy(node, fn))
      .sort((a, b) => a.node.start - b.node.start);
    memo.set(fn.id, hops);
  }
  return hops;
}

function* calls(fn: Node): Generator<Hop> {
  const graph = callGraphOf(fn.module);
  for (const node of graph.callsRunBy(fn)) {
    // A generator function's code runs when somebody goes through what it gives back.
    for (const target of graph.targets(node)) if (!target.has(Flag.Generator)) yield { node, target };
  }
}

function* iterations(fn: Node): Generator<Hop> {
  const graph = callGraphOf(fn.module);
  for (const node of iterablesIn(fn)) {
    const target = node.form === Form.Call ? graph.target(node) : undefined;
    if (target?.has(Flag.Generator) && !isContextManager(target)) yield { node, target };
  }
}

function* contexts(fn: Node): Generator<Hop> {
  for (const item of fn.descendants(Form.WithItem)) {
    const node = item.parent?.isAsync ? undefined : item.child(Role.Context);
    if (node === undefined) continue;
    const target = node.form === Form.Call ? callGraphOf(fn.module).target(node) : undefined;
    if (target?.has(Flag.Generator) && isContextManager(target)) yield { node, target };
    const value = provenanceOf(node);
    if (value.kind !== 'object') continue;
    for (const name of ['__enter__', '__exit__']) {
      const method = methodOf(value.of, name);
      if (method !== undefined) yield { node, target: method };
    }
  }
}

function isContextManager(fn: Node): boolean {
  return decoratorsOf(fn).includes('contextlib.contextmanager');
}

function* properties(fn: Node): Generator<Hop> {
  for (const node of fn.descendants(Form.Attribute)) {
    if (node.role === Role.Callee || node.role === Role.Target || !isNameOfProperty(node.name, fn.module)) continue;
    const value = provenanceOf(node.child(Role.Object)!);
    const target = value.kind === 'object' ? methodOf(value.of, node.name) : undefined;
    if (target !== undefined && isProperty(target)) yield { node, target };
  }
}

const propertyNames = new WeakMap<Module, ReadonlySet<string>>();
const allPropertyNames = new WeakMap<Program, ReadonlySet<string>>();

/** Whether any class of the program may have a property of this name: most attributes need no closer look. */
function isNameOfProperty(name: string, { program }: Module): boolean {
  let names = allPropertyNames.get(program!);
  if (names === undefined) {
    const all = new Set<string>();
    for (const module of program!.modules) for (const own of propertyNamesIn(module)) all.add(own);
    names = all;
    allPropertyNames.set(program!, names);
  }
  return names.has(name);
}

function propertyNamesIn(module: Module): ReadonlySet<string> {
  let names = propertyNames.get(module);
  if (names === undefined) {
    const decorated = module.functions.filter((fn) => fn.scope.node?.form === Form.Class && hasDecorator(fn));
    names = new Set(decorated.map(({ name }) => name));
    propertyNames.set(module, names);
  }
  return names;
}

function hasDecorator(fn: Node): boolean {
  return fn.child(Role.Decorator) !== undefined;
}
