/** Processes that a module starts whenever it is imported, so that each of them starts more. */
import { Form, Role } from '../facts/forms.ts';
import { callGraphOf } from './call-graph.ts';
import { runningCode } from './code.ts';
import { leaves } from './control-flow.ts';
import { neverReturns } from './exits.ts';
import { keptBySurface } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { type ProcessStart, processStartsIn } from './start-methods.ts';
import { symbolOf } from './value.ts';

export interface StartAtImport {
  /** At the module's top level: the call that starts the process, or of a function that does. */
  readonly place: Node;
  readonly start: ProcessStart;
}

/**
 * In source order of the places, one for each. A child that is spawned imports the main module under another name; it
 * leaves out `__main__.py` of a package, and a notebook has no module to import.
 * Source: `_fixup_main_from_name` in https://github.com/python/cpython/blob/main/Lib/multiprocessing/spawn.py
 */
export function startsAtImportIn(module: Module): StartAtImport[] {
  if (module.isNotebook || /(^|\/)__main__\.py$/.test(module.path)) return [];
  const byPlace = new Map<number, StartAtImport>();
  for (const start of processStartsIn(module)) {
    for (const place of topLevelPlaces(start.call)) {
      if (!byPlace.has(place.id)) byPlace.set(place.id, { place, start });
    }
  }
  return [...byPlace.values()].sort((a, b) => a.place.start - b.place.start);
}

/** The calls of the module's own code that get to this one, through functions of the module. */
function topLevelPlaces(call: Node): readonly Node[] {
  const found: Node[] = [];
  const seen = new Set<number>();
  const visit = (site: Node): void => {
    if (isGuarded(site)) return;
    const code = runningCode(site);
    if (!('form' in code)) {
      found.push(site);
      return;
    }
    if (seen.has(code.id)) return;
    seen.add(code.id);
    for (const caller of callGraphOf(code.module).callSites(code)) if (caller.module === site.module) visit(caller);
  };
  visit(call);
  return found;
}

/** Whether a test around it, or one before it that ends the module, tells the first process from its children. */
function isGuarded(site: Node): boolean {
  for (const outer of site.ancestors()) {
    if (outer.isFunction) return false;
    if (BRANCHES.has(outer.form) && isToldApart(outer.child(Role.Test))) return true;
  }
  return endsOfChildren(site.module).some((end) => end.end <= site.start);
}

const BRANCHES: ReadonlySet<Form> = new Set<Form>([Form.If, Form.Elif, Form.Conditional, Form.BoolOp]);

/** Asks for the name of the module, the process or the platform, itself or through a variable. */
function isToldApart(test: Node | undefined): boolean {
  if (test === undefined) return false;
  if (namesOne(test)) return true;
  return [test, ...test.descendants(Form.Name)].some((part) => {
    if (part.form !== Form.Name) return false;
    const bindings = part.scope.scopeOf(part.name)?.own(part.name) ?? [];
    return bindings.some(({ node: { parent } }) => {
      const value = parent?.form === Form.Assign ? parent.assignedValue : undefined;
      return value !== undefined && namesOne(value);
    });
  });
}

function namesOne(expression: Node): boolean {
  const parts = [expression, ...expression.descendants(Form.Name), ...expression.descendants(Form.Attribute)];
  return parts.some((part) => part.name === '__name__' || TELLING.has(symbolOf(part) ?? ''));
}

const TELLING: ReadonlySet<string> = new Set([
  'multiprocessing.parent_process',
  'multiprocessing.current_process',
  'sys.platform',
  'platform.system',
  'os.name',
]);

/** `if __name__ != '__main__': sys.exit()`, `assert __name__ == '__main__'` */
const endsOfChildren = keptBySurface((module): readonly Node[] =>
  [...module.named(MODULE_NAME)].flatMap((name) => {
    const { statement } = name;
    if (name.code !== undefined) return [];
    if (statement.form === Form.Assert) return [statement];
    const last = statement.form === Form.If ? statement.child(Role.Body)?.children.at(-1) : undefined;
    return last !== undefined && (leaves(last) || neverReturns(last)) ? [statement] : [];
  }),
);

const MODULE_NAME: ReadonlySet<string> = new Set(['__name__']);
