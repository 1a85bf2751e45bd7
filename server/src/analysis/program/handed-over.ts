/** What becomes of a function that is handed to a call: who runs it later, and what functions of the module do with it. */
import { Form, Role } from '../facts/forms.ts';
import { LATER_BY_METHOD, LATER_BY_NAME, type Runner, WAITING_ENTRY } from '../library/callables.ts';
import { KEEPERS } from '../library/containers.ts';
import { ENTRIES } from '../library/entries.ts';
import { lookUp } from '../library/results.ts';
import type { Node } from './node.ts';
import { parameterFor, reachedReferences, referencesTo } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';
import { sinksOf } from './value-flow.ts';

/** Who runs later what is passed to this function of the libraries; undefined for one that does not, or waits itself. */
export function runnerOf(name: string): Runner | undefined {
  if (name === '') return undefined;
  const listed = lookUp(LATER_BY_NAME, name);
  if (listed !== undefined) return listed;
  const entry = lookUp(ENTRIES, name);
  if (entry === undefined || WAITING_ENTRY.test(name)) return undefined;
  if (entry.context === 'thread' || entry.context === 'process') return entry.context;
  return entry.context === 'executor' ? 'pool' : 'callback';
}

/** `Executor.map` starts its calls at once and gives an iterator of the results. */
export function isLazyMap(name: string): boolean {
  return lookUp(ENTRIES, name) !== undefined && /\.(Executor|\w+PoolExecutor)\.map$|\.imap(_unordered)?$/.test(name);
}

/** How a function of this module makes an argument outlive the call: it gives it back, keeps it, or has it run later. */
export function fateOfArgument(param: Node, depth = 0): 'returned' | Runner | 'appended' | undefined {
  const fn = param.parent!;
  for (const reference of referencesTo(param.name, fn.ownScope!)) {
    // `def later(callback=callback)` holds it as one that calls it does.
    const holder = reference.role === Role.Default ? reference.parent!.parent : nestedFunction(reference, fn);
    const values = holder === undefined ? [reference] : valuesOf(holder);
    for (const sink of values.flatMap((value) => sinksOf(value))) {
      if (sink.kind === 'return') return 'returned';
      if (sink.kind !== 'argument') continue;
      const callee = sink.node.child(Role.Callee)!;
      if (callee.form === Form.Attribute) {
        const isKept = KEEPERS[callee.name] !== undefined && callee.child(Role.Object)?.form === Form.Attribute;
        const runner = isKept ? 'appended' : LATER_BY_METHOD.get(callee.name);
        if (runner !== undefined && runner !== 'task') return runner;
      }
      const runner = runnerOf(symbolOf(callee) ?? '');
      if (runner !== undefined && runner !== 'task') return runner;
      const next = parameterFor(
        sink.node,
        provenanceOf(callee),
        sink.value,
        sink.node.args.findIndex((arg) => arg.is(sink.value)),
      );
      const further = next === undefined || depth > 1 ? undefined : fateOfArgument(next, depth + 1);
      if (further !== undefined && further !== 'returned') return further;
    }
  }
  return undefined;
}

/** The function written directly in `fn` that a row inside it belongs to. */
function nestedFunction(node: Node, fn: Node): Node | undefined {
  let found: Node | undefined;
  for (const around of node.ancestors()) {
    if (around.is(fn)) return found;
    if (around.isFunction) found = around;
  }
  return undefined;
}

/** Where a nested function itself is used. */
function valuesOf(fn: Node): Node[] {
  return fn.form === Form.Function ? reachedReferences(fn).filter((reference) => !fn.contains(reference)) : [fn];
}

/** Whether `__init__` keeps an argument in an attribute or a container, or hands it to the constructor of a base. */
export function isKeptByConstructor(param: Node): boolean {
  return referencesTo(param.name, param.parent!.ownScope!).some((reference) =>
    sinksOf(reference).some(({ kind, node }) => {
      if (kind === 'place' || kind === 'element') return true;
      const callee = kind === 'argument' ? node.child(Role.Callee) : undefined;
      return callee?.form === Form.Attribute && (callee.name === '__init__' || KEEPERS[callee.name] !== undefined);
    }),
  );
}
