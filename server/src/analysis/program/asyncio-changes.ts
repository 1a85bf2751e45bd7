/** Uses of asyncio that newer Pythons refuse: a parameter, a name, or coroutines where only tasks are taken. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { COROUTINES_FORBIDDEN, LOOP_REMOVED, REMOVED, WITHOUT_LOOP } from '../library/asyncio-changes.ts';
import { lastNames } from '../library/last-names.ts';
import { callsNamed, withImported } from './called-names.ts';
import { conditionsAt } from './conditions.ts';
import { makesCoroutine } from './coroutine-calls.ts';
import type { PythonVersion } from './environment.ts';
import { isCaughtAt, isInHandler } from './handlers.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { onlyValueOf } from './usage.ts';
import { symbolOf } from './value.ts';

export interface ChangedUse {
  readonly kind: 'loop' | 'coroutines' | 'name';
  /** The argument, or what names the thing. */
  readonly node: Node;
  /** The call, where it is one. */
  readonly call?: Node;
  /** The qualified name of what is called or named. */
  readonly name: string;
  /** The first Python that refuses it. */
  readonly since: PythonVersion;
  /** The coroutines, by the calls that make them. */
  readonly coroutines: readonly Node[];
}

const CALLED: ReadonlySet<string> = lastNames(WITHOUT_LOOP);
const NAMES: ReadonlySet<string> = lastNames(Object.keys(REMOVED));

/** In source order, without what is tried first or only done on older Pythons. */
export const changedUsesIn = keptByChunk((module, chunk) =>
  [...callsIn(module, chunk), ...namesIn(module, chunk)]
    .filter(({ node }) => !isForOlderPythons(node))
    .sort((a, b) => a.node.start - b.node.start),
);

function* callsIn(module: Module, chunk: number): Generator<ChangedUse> {
  for (const call of callsNamed(module, chunk, CALLED)) {
    const loop = call.childrenIn(Role.Argument).find(({ form, name }) => form === Form.Keyword && name === 'loop');
    const callee = call.child(Role.Callee)!;
    const name = loop === undefined && callee.name !== 'wait' && callee.form === Form.Attribute ? '' : symbolOf(callee);
    if (name === undefined || !WITHOUT_LOOP.has(name)) continue;
    if (loop !== undefined) {
      yield { kind: 'loop', node: loop, call, name, since: LOOP_REMOVED, coroutines: [] };
    }
    const given = name === 'asyncio.wait' ? call.argument(0, 'fs') : undefined;
    const coroutines = given === undefined ? [] : elementsOf(given).filter(makesCoroutine);
    if (given !== undefined && coroutines.length > 0) {
      yield { kind: 'coroutines', node: given, call, name, since: COROUTINES_FORBIDDEN, coroutines };
    }
  }
}

function* namesIn(module: Module, chunk: number): Generator<ChangedUse> {
  const own = withImported(module, NAMES);
  if (!module.mentionsAny(chunk, own)) return;
  for (const node of module.rowsIn(chunk, Form.Attribute, Form.Name)) {
    if (!own.has(node.name) || node.parent?.form === Form.ImportFrom || isInAnnotation(node)) continue;
    const name = symbolOf(node);
    const removal = name === undefined ? undefined : REMOVED[name];
    if (name === undefined || removal === undefined || (node.form === Form.Name && !isImportedForAll(node))) continue;
    yield { kind: 'name', node, name, since: removal.since, coroutines: [] };
  }
}

/** Whether nothing else may be meant where the import fails. */
function isImportedForAll(node: Node): boolean {
  const bindings = node.scope.scopeOf(node.name)?.own(node.name) ?? [];
  return bindings.length === 1 && !isForOlderPythons(bindings[0]!.node);
}

/** An annotation may never be evaluated. */
function isInAnnotation(node: Node): boolean {
  return node.role === Role.Annotation || [...node.ancestors()].some(({ role }) => role === Role.Annotation);
}

/** The expressions that a collection is made of, also by a variable that is bound once. */
function elementsOf(collection: Node): Node[] {
  switch (collection.form) {
    case Form.List:
    case Form.Set:
    case Form.Tuple:
      return collection.children;
    case Form.Comprehension: {
      const element = collection.has(Flag.MakesDict) ? undefined : collection.child(Role.Element);
      return element === undefined ? [] : [element];
    }
    case Form.Name: {
      const value = onlyValueOf(collection);
      if (value === undefined || value.form === Form.Name || value.code?.id !== collection.code?.id) return [];
      return [...elementsOf(value), ...addedTo(collection)];
    }
    default:
      return [];
  }
}

/** `xs.append(f())` and `xs.add(f())` in the same function. */
function addedTo(name: Node): Node[] {
  const fn = name.code;
  if (fn === undefined) return [];
  return [...fn.descendants(Form.Call)].flatMap((call) => {
    const callee = call.child(Role.Callee)!;
    const isAddition = callee.form === Form.Attribute && (callee.name === 'append' || callee.name === 'add');
    return isAddition && callee.child(Role.Object)!.text === name.name ? call.args : [];
  });
}

/** Behind a test of the version or for the name, also around the function, or in a `try` that is ready for it. */
export function isForOlderPythons(node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = functionAround(at)) {
    if (isInHandler(at) || conditionsAt(at).some(({ test }) => VERSION_TEST.test(test.text))) return true;
    // `@skipif(sys.version_info >= (3, 11))`
    if (!at.is(node) && at.childrenIn(Role.Decorator).some(({ text }) => VERSION_TEST.test(text))) return true;
    if (at.is(node) && isCaughtAt(at, READY)) return true;
  }
  return false;
}

function functionAround(node: Node): Node | undefined {
  for (const around of node.ancestors()) if (around.form === Form.Function) return around;
  return undefined;
}

const VERSION_TEST = /version|hexversion|\bPY_?\d|_PY_?3|hasattr|IS_?PY|PYTHON_?3/i;
const READY: readonly string[] = ['TypeError', 'AttributeError', 'ImportError'];
