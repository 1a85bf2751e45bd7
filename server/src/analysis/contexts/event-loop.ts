/** The code that runs on an event loop, and whether anything else runs on that loop. */
import { Form, Role } from '../facts/forms.ts';
import {
  ASYNC_LIBRARIES,
  LOOP_PER_REQUEST_DECORATORS,
  LOOP_PER_REQUEST_TYPES,
  RUNNERS,
  SINGLE_TASK,
} from '../library/event-loops.ts';
import { lastNames } from '../library/last-names.ts';
import { outsideBases } from '../program/call-graph.ts';
import { classOf, decoratorsOf } from '../program/classes.ts';
import { importsAny } from '../program/imports.ts';
import type { Module } from '../program/module.ts';
import type { Node } from '../program/node.ts';
import { functionOf, provenanceOf } from '../program/value.ts';
import { entryPointsInto } from './entries.ts';

export interface LoopCode {
  /** An `async def`, or a function that the loop calls. */
  readonly code: Node;
  /** The call, decorator or assignment that hands a callback to the loop. */
  readonly origin?: Node;
}

/** What the event loop runs itself: coroutines, callbacks that the program gives to it, methods that it calls. */
export function codeOnEventLoop(module: Module): LoopCode[] {
  const found = new Map<number, LoopCode>();
  for (const fn of module.functions) if (fn.isAsync) found.set(fn.id, { code: fn });
  for (const { kind, entry, origin } of entryPointsInto(module)) {
    // What only a test hands to a loop, the program need not.
    const isOnlyTested = origin.module.isTest && !module.isTest;
    if (kind !== 'event-loop' || isOnlyTested || found.has(entry.id)) continue;
    found.set(entry.id, { code: entry, ...(origin.form === Form.Class ? {} : { origin }) });
  }
  return [...found.values()];
}

/** The asynchronous library of a module's coroutines; undefined for one that is neither of the three. */
export function asyncLibraryOf(module: Module): 'asyncio' | 'anyio' | 'trio' | undefined {
  if (importsAny(module, new Set(['twisted', 'curio']))) return undefined;
  if (importsAny(module, new Set(['anyio']))) return 'anyio';
  if (!importsAny(module, new Set(['trio']))) return 'asyncio';
  return importsAny(module, new Set(['asyncio'])) ? undefined : 'trio';
}

/**
 * Whether blocking in this coroutine makes nobody else wait: an asynchronous view of Flask or Django, which may have a
 * loop of its own, or a script whose only task it is.
 */
export function hasLoopToItself(fn: Node): boolean {
  if (decoratorsOf(fn).some((name) => name !== undefined && LOOP_PER_REQUEST_DECORATORS.test(name))) return true;
  const types = fn.childrenIn(Role.Parameter).map((param) => provenanceOf(param.child(Role.Annotation) ?? param));
  if (types.some((type) => type.kind === 'symbol' && LOOP_PER_REQUEST_TYPES.test(type.name))) return true;
  const owner = classOf(fn);
  if (owner !== undefined && outsideBases(owner).some((name) => LOOP_PER_REQUEST_TYPES.test(name))) return true;
  return isSingleTask(fn.module);
}

const singleTask = new WeakMap<object, boolean>();

/**
 * A script that runs its one coroutine itself: it uses nothing that starts tasks, and awaits nothing but its own
 * functions and what is known to start none. Errs towards no.
 */
function isSingleTask(module: Module): boolean {
  let known = singleTask.get(module.surface);
  if (known === undefined) {
    // The cheapest first: few modules pass it.
    known = startsLoop(module) && pausesOf(module).every(isKnown) && usesNothingElse(module);
    singleTask.set(module.surface, known);
  }
  return known;
}

function startsLoop(module: Module): boolean {
  return module.calls.some((call) => {
    const callee = call.child(Role.Callee)!;
    if (callee.form === Form.Attribute && !RUNNER_METHODS.has(callee.name)) return false;
    const value = provenanceOf(callee);
    return value.kind === 'symbol' && RUNNERS.has(value.name);
  });
}

/** Last parts of the names in the table: an attribute with another name is none of them. */
const RUNNER_METHODS = lastNames(RUNNERS);

/** Whether everything the module uses of the asynchronous libraries is harmless. */
function usesNothingElse(module: Module): boolean {
  const mentions = [...module.all(Form.ImportFrom), ...module.calls.map((call) => call.child(Role.Callee)!)];
  return mentions.every((node) => {
    const imported = node.form === Form.ImportFrom ? `${node.name}.${node.child(Role.None)?.name}` : undefined;
    const value = imported === undefined ? provenanceOf(node) : undefined;
    const name = imported ?? (value?.kind === 'symbol' ? value.name : '');
    return !ASYNC_LIBRARIES.has(name.split('.', 1)[0]!) || SINGLE_TASK.some((pattern) => pattern.test(name));
  });
}

/** What the module awaits, enters by `async with` and iterates by `async for`. */
function pausesOf(module: Module): (Node | undefined)[] {
  const entered = module.all(Form.With).filter(({ isAsync }) => isAsync);
  const iterated = [...module.all(Form.For), ...module.all(Form.Comprehension).flatMap((node) => node.children)];
  return [
    ...module.all(Form.Await).map((node) => node.children[0]),
    ...entered.flatMap((node) => node.childrenIn(Role.Clause).map((item) => item.child(Role.Context))),
    ...iterated.filter(({ isAsync }) => isAsync).map((node) => node.child(Role.Iterable)),
  ];
}

function isKnown(call: Node | undefined): boolean {
  if (call?.form !== Form.Call) return false;
  const value = provenanceOf(call.child(Role.Callee)!);
  if (functionOf(value) !== undefined) return true;
  return value.kind === 'symbol' && SINGLE_TASK.some((pattern) => pattern.test(value.name));
}
