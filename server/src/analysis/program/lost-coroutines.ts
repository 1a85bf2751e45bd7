/** Coroutines that never run: the call that makes one is not awaited, and nobody else gets it. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { CONTAINER_TESTS, MISUSED_BY_BUILTINS } from '../library/coroutines.ts';
import { type CoroutineFunction, coroutineFunctionOf, mayBeReplaced } from './coroutine-calls.ts';
import { importsAny } from './imports.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { isNeverReached } from './settled-tests.ts';
import { reachedReferences } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

/**
 * What becomes of the coroutine:
 * - `dropped`: nothing, the call is a statement
 * - `unused`: a variable that nobody reads holds it
 * - `tested`: something asks whether it is true, as it always is
 * - `compared`: to something that it never equals
 * - `formatted`: its representation becomes text
 * - `attribute`, `item`, `iterated`, `entered`, `computed`: Python refuses, since a coroutine object can do nothing of that
 */
export type Loss =
  | 'dropped'
  | 'unused'
  | 'tested'
  | 'compared'
  | 'formatted'
  | 'attribute'
  | 'item'
  | 'iterated'
  | 'entered'
  | 'computed';

export interface LostCoroutine {
  readonly call: Node;
  readonly made: CoroutineFunction;
  readonly loss: Loss;
  /** Where that happens, if not around the call itself: through this variable. */
  readonly variable?: Node;
  /** The place, for a variable. */
  readonly at?: Node;
}

/** In source order. Errs towards none: what is returned, stored, passed on or looked at by its own methods may be awaited. */
export function lostCoroutinesIn(module: Module): LostCoroutine[] {
  return candidatesIn(module).filter(
    ({ call }) => !mayBeReplaced(call.child(Role.Callee)!) && !isNeverReached(call) && !isAwaitedByBrowser(call),
  );
}

/** What a script of Pyodide ends with goes to the page, which may await it: https://pyodide.org/en/stable/usage/type-conversions.html */
function isAwaitedByBrowser({ code, module }: Node): boolean {
  return code === undefined && importsAny(module, BROWSER);
}

const BROWSER: ReadonlySet<string> = new Set(['js', 'pyodide', 'pyscript']);

const candidatesIn = keptByChunk((module, chunk): LostCoroutine[] =>
  module.rowsIn(chunk, Form.Call).flatMap((call): LostCoroutine[] => {
    if (!mayBeLost(call)) return [];
    const made = coroutineFunctionOf(provenanceOf(call.child(Role.Callee)!));
    const fate = made === undefined ? undefined : fateOf(call, 0);
    return made === undefined || fate === undefined ? [] : [{ call, made, ...fate }];
  }),
);

/** The cheap question: most calls are awaited, returned, passed on or assigned to a place that others see. */
function mayBeLost({ role, parent }: Node): boolean {
  if (role === Role.Operand) return parent?.form !== Form.Await;
  if (role === Role.Argument) return parent?.child(Role.Callee)?.form === Form.Name;
  return role !== Role.Value || parent?.form !== Form.Return;
}

type Fate = Omit<LostCoroutine, 'call' | 'made'>;

/** Longest way followed through variables and displays. */
const DEEPEST = 3;

function fateOf(value: Node, depth: number): Fate | undefined {
  const { role, parent } = value;
  switch (role) {
    case Role.Statement:
      return { loss: 'dropped' };
    case Role.Test:
    case Role.Subject:
      return { loss: 'tested' };
    case Role.Object:
      if (parent?.form !== Form.Attribute) return { loss: 'item' };
      return COROUTINE_ATTRIBUTE.test(parent.name) ? undefined : { loss: 'attribute' };
    case Role.Iterable:
      return { loss: 'iterated' };
    case Role.Context:
      return { loss: 'entered' };
    case Role.Operand:
      return byOperation(value, parent!, depth);
    case Role.Argument:
      return byBuiltin(value, parent!);
    case Role.Value:
    case Role.Element:
      return bySink(value, depth);
    default:
      return undefined;
  }
}

/** Attributes that a coroutine object has: https://docs.python.org/3/reference/datamodel.html#coroutine-objects */
const COROUTINE_ATTRIBUTE = /^(send|throw|close|cr_\w+|__\w+__)$/;

/** Operators that other objects give another meaning, `task >> other`, may take a coroutine. */
const ARITHMETIC = /^([-+*/%]|\/\/|\*\*)=?$/;

function byOperation(value: Node, parent: Node, depth: number): Fate | undefined {
  switch (parent.form) {
    case Form.Conditional:
      return fateOf(parent, depth);
    case Form.BoolOp: {
      // A coroutine is always true: `or` gives it on, `and` goes on to the next.
      const isLast = parent.childrenIn(Role.Operand).at(-1)?.is(value) === true;
      return isLast || parent.name === 'or' ? fateOf(parent, depth) : { loss: 'tested' };
    }
    case Form.Not:
      return { loss: 'tested' };
    case Form.Compare:
      return { loss: 'compared' };
    case Form.String:
      return { loss: 'formatted' };
    case Form.Binary: {
      if (!ARITHMETIC.test(parent.name)) return undefined;
      const isFormat = parent.name === '%' && parent.children[0]?.form === Form.String;
      return { loss: isFormat ? 'formatted' : 'computed' };
    }
    case Form.Unary:
      return { loss: 'computed' };
    case Form.Star:
      return { loss: 'iterated' };
    default:
      return undefined;
  }
}

function byBuiltin(value: Node, call: Node): Fate | undefined {
  const name = call.form === Form.Call ? symbolOf(call.child(Role.Callee)!) : undefined;
  if (name === undefined) return undefined;
  const isMany = value.form === Form.Comprehension || value.form === Form.List || value.form === Form.Tuple;
  const loss = isMany ? (CONTAINER_TESTS.has(name) ? 'tested' : undefined) : MISUSED_BY_BUILTINS.get(name);
  return loss === undefined ? undefined : { loss };
}

function bySink(value: Node, depth: number): Fate | undefined {
  const fates = sinksOf(value).map(({ kind, node }): Fate | undefined => {
    switch (kind) {
      case 'name':
        return byVariable(node, depth);
      case 'iterate':
        return { loss: 'iterated' };
      case 'augment':
        return ARITHMETIC.test(node.name) ? { loss: 'computed' } : undefined;
      case 'element':
        return byContainer(node, depth);
      default:
        return value.parent?.form === Form.NamedExpr ? fateOf(value.parent, depth) : undefined;
    }
  });
  return fates.length > 0 && fates.every((fate) => fate !== undefined) ? fates.at(-1) : undefined;
}

/** `[f(x) for x in xs]` as a statement, `any(f(x) for x in xs)`; what only makes them when asked makes none. */
function byContainer(container: Node, depth: number): Fate | undefined {
  if (depth >= DEEPEST) return undefined;
  const fate = fateOf(container, depth + 1);
  if (container.isGeneratorExpression) return container.role === Role.Argument ? fate : undefined;
  return fate?.loss === 'dropped' || fate?.loss === 'unused' || container.role === Role.Argument ? fate : undefined;
}

/** A variable of a function whose every use, if there is one, loses the coroutine. */
function byVariable(target: Node, depth: number): Fate | undefined {
  const scope = target.scope.scopeOf(target.name);
  const isLocal = scope?.node?.isFunction === true && scope.node.is(target.code);
  if (!isLocal || depth >= DEEPEST) return undefined;
  // `del f` is what a test of the warning does.
  if (scope.own(target.name).some(({ kind }) => kind === BindingKind.Delete)) return undefined;
  const references = reachedReferences(target);
  const [first, ...others] = references.map((reference) => ({ reference, fate: fateOf(reference, depth + 1) }));
  if (first === undefined) return { loss: 'unused', variable: target };
  if (first.fate === undefined || others.some(({ fate }) => fate === undefined)) return undefined;
  // What is only looked at afterwards, if at all.
  return { loss: first.fate.loss === 'dropped' ? 'unused' : first.fate.loss, variable: target, at: first.reference };
}
