/** The functions of the program that a piece of code runs before it goes on: by calls, properties, `with` and loops. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { callGraphOf } from '../program/call-graph.ts';
import { decoratorsOf, isProperty, methodOf } from '../program/classes.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import type { Program } from '../program/program.ts';
import { provenanceOf } from '../program/value.ts';
import { blockingCallAt } from './blocking-call.ts';
import { verdictOn } from './declared-blocking.ts';
import { isRunBy, iterablesIn } from './iteration.ts';

export interface Hop {
  /** The call, the attribute that is a property, or the context manager. */
  readonly node: Node;
  /** The function that it runs; never an `async def`. */
  readonly target: Node;
}

/** By a call, by reading a property, by going through what a generator gives, or by a `with`: at its start, its end or both. */
export type HowRun = 'call' | 'property' | 'iteration' | 'enter' | 'exit' | 'with';

export function howRun({ node, target }: Hop): HowRun {
  if (node.role === Role.Context && target.name === '__enter__') return 'enter';
  if (node.role === Role.Context && target.name === '__exit__') return 'exit';
  if (target.has(Flag.Generator)) return isContextManager(target) ? 'with' : 'iteration';
  return node.form === Form.Call ? 'call' : 'property';
}

interface Known {
  readonly hops: Map<number, readonly Hop[]>;
  /** What the hops to properties were found by. */
  readonly properties: ReadonlySet<string>;
}

const known = new WeakMap<object, Known>();

/** What a `def`, `async def` or lambda runs itself, in source order. Errs towards less: unknown callees have no effect. */
export function hopsIn(fn: Node): readonly Hop[] {
  const names = propertyNames(fn.module.program!);
  let memo = known.get(fn.module.behaviour);
  if (memo?.properties !== names) {
    memo = { hops: new Map(), properties: names };
    known.set(fn.module.behaviour, memo);
  }
  let hops = memo.hops.get(fn.id);
  if (hops === undefined) {
    hops = [...calls(fn), ...iterations(fn), ...contexts(fn), ...properties(fn, names)]
      .filter(({ node, target }) => !target.isAsync && !target.is(fn) && isRunBy(node, fn) && !isSettled(node, target))
      .sort((a, b) => a.node.start - b.node.start);
    memo.hops.set(fn.id, hops);
  }
  return hops;
}

/** Whether the configuration says how it ends: at once, or in the very call that is a wait then. */
function isSettled(node: Node, target: Node): boolean {
  const verdict = verdictOn(target, node.module.environment);
  return (
    verdict === 'returns' || (verdict === 'blocks' && node.form === Form.Call && blockingCallAt(node) !== undefined)
  );
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

/** Most attributes have names that no property of the program has, and need no closer look. */
function* properties(fn: Node, names: ReadonlySet<string>): Generator<Hop> {
  for (const node of fn.descendants(Form.Attribute)) {
    if (node.role === Role.Callee || node.role === Role.Target || !names.has(node.name)) continue;
    const value = provenanceOf(node.child(Role.Object)!);
    const target = value.kind === 'object' ? methodOf(value.of, node.name) : undefined;
    if (target !== undefined && isProperty(target)) yield { node, target };
  }
}

const namesByProgram = new WeakMap<Program, ReadonlySet<string>>();
const namesByModule = new WeakMap<object, readonly string[]>();
let latest: ReadonlySet<string> = new Set();

/**
 * The names of all decorated methods of a program: its properties are among them. Programs with the same names in
 * succession have the same set, so that what was found by it stays valid.
 */
function propertyNames(program: Program): ReadonlySet<string> {
  let names = namesByProgram.get(program);
  if (names === undefined) {
    names = new Set(program.modules.flatMap(decoratedMethods));
    if (names.size === latest.size && [...names].every((name) => latest.has(name))) names = latest;
    latest = names;
    namesByProgram.set(program, names);
  }
  return names;
}

function decoratedMethods(module: Module): readonly string[] {
  let names = namesByModule.get(module.surface);
  if (names === undefined) {
    names = module.functions
      .filter((fn) => fn.scope.node?.form === Form.Class && fn.child(Role.Decorator) !== undefined)
      .map(({ name }) => name);
    namesByModule.set(module.surface, names);
  }
  return names;
}
