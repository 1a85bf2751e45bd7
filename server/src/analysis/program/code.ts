/** Pieces of code that run by themselves: functions, lambdas, and the own code of modules. */
import { Form } from '../facts/forms.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';

/** A `def`, `async def` or lambda, or the code at a module's top level. Both have an `id` that nothing else has. */
export type Code = Node | Module;

/** The function that a piece of code is; undefined for a module's own code. */
export function functionIn(code: Code): Node | undefined {
  return 'form' in code ? code : undefined;
}

/** The function or module that runs a node, class bodies counted to the code around them. */
export function runningCode(node: Node): Code {
  let code = node.code;
  while (code?.form === Form.Class) code = code.code;
  return code ?? node.module;
}

export function moduleOf(code: Code): Module {
  return 'form' in code ? code.module : code;
}

export interface CodeTable {
  /** The module's own code first, then its functions and lambdas in source order. */
  readonly codes: readonly Code[];
  /** The place of a code of this module in `codes`. */
  ordinal(code: Code): number;
}

const tables = new WeakMap<object, CodeTable>();

export function codesOf(module: Module): CodeTable {
  let table = tables.get(module.surface);
  if (table === undefined) {
    const functions = [...module.functions, ...module.all(Form.Lambda)].sort((a, b) => a.id - b.id);
    const codes: readonly Code[] = [module, ...functions];
    const ordinals = new Map(codes.map(({ id }, index) => [id, index]));
    table = { codes, ordinal: ({ id }) => ordinals.get(id)! };
    tables.set(module.surface, table);
  }
  return table;
}
