/** Calls by the last part of what they call: a cheap question to ask before what that stands for. */
import { Form, Role } from '../facts/forms.ts';
import { keptByMeanings } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';

/** The calls in a chunk whose callee has one of these names, or was imported from one: `from os import kill as end`. */
export function callsNamed(module: Module, chunk: number, names: ReadonlySet<string>): Node[] {
  const isWanted = wantedIn(module, names);
  if (!module.chunks[chunk]!.facts.names.some(isWanted)) return [];
  return module.rowsIn(chunk, Form.Call).filter((call) => isWanted(call.child(Role.Callee)?.name ?? ''));
}

/** Whether a name is one of these, or stands for something that is imported from one. */
export function wantedIn(module: Module, names: ReadonlySet<string>): (name: string) => boolean {
  const originals = renamedImports(module);
  return (name) => names.has(name) || names.has(originals.get(name) ?? '');
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
