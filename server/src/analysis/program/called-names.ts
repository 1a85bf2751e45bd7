/** Calls by the last part of what they call: a cheap question to ask before what that stands for. */
import { Form, Role } from '../facts/forms.ts';
import { keptByMeanings } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';

/** The calls in a chunk whose callee has one of these names, or was imported from one: `from os import kill as end`. */
export function callsNamed(module: Module, chunk: number, names: ReadonlySet<string>): Node[] {
  const own = withImported(module, names);
  if (!module.mentionsAny(chunk, own)) return [];
  return module.rowsIn(chunk, Form.Call).filter((call) => own.has(call.child(Role.Callee)?.name ?? ''));
}

/** These names, with those that the module gives to what it imports of them. */
export function withImported(module: Module, names: ReadonlySet<string>): ReadonlySet<string> {
  const own = [...renamedImports(module)].filter(([, original]) => names.has(original));
  return own.length === 0 ? names : new Set([...names, ...own.map(([alias]) => alias)]);
}

/** `from os import kill as end`, of one of these names. */
export function importsByAnotherName(module: Module, names: ReadonlySet<string>): boolean {
  return [...renamedImports(module).values()].some((name) => names.has(name));
}

/** The local names of what is imported under another name, with the name that it has at home. */
const renamedImports = keptByMeanings(
  (module): ReadonlyMap<string, string> =>
    new Map(
      module.all(Form.ImportFrom).flatMap((node): [string, string][] => {
        const alias = /\sas\s+(\w+)$/.exec(node.text)?.[1];
        return alias === undefined ? [] : [[alias, node.child(Role.None)?.name ?? '']];
      }),
    ),
);
