/** Finds what the configuration names: modules, functions and classes of the program, and what is outside of it. */
import { canonicalName } from '../library/results.ts';
import type { Environment } from './environment.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { qualifiedNameOf } from './qualified-name.ts';

/** How well one of the names fits, so that the best can be chosen: no other fits better than the very name. */
export type Fit = number;

const NONE: Fit = 0;
const EXACT: Fit = Number.POSITIVE_INFINITY;

interface Names {
  /** With those that the library tables have for them: `requests.sessions.Session` is `requests.Session` there. */
  readonly names: ReadonlySet<string>;
  /** By their last part. */
  readonly exact: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** What stands before `.*`. */
  readonly prefixes: readonly (readonly string[])[];
}

/** Lists of an environment live as long as it does. */
const compiled = new WeakMap<readonly string[], Names>();

function namesIn(list: readonly string[]): Names {
  let names = compiled.get(list);
  if (names === undefined) {
    const exact = new Map<string, string[][]>();
    const prefixes: string[][] = [];
    for (const name of list) {
      const parts = name.split('.');
      const last = parts.at(-1)!;
      if (last === '*') prefixes.push(parts.slice(0, -1));
      else exact.set(last, [...(exact.get(last) ?? []), parts]);
    }
    names = { names: new Set([...list, ...list.map(canonicalName)]), exact, prefixes };
    compiled.set(list, names);
  }
  return names;
}

/** Of a function or class of the program, which is called by the name of the module that defines it. */
export function fitOfDefinition(definition: Node, list: readonly string[]): Fit {
  if (list.length === 0) return NONE;
  const { exact, prefixes } = namesIn(list);
  const { module, name } = definition;
  const candidates = exact.get(name);
  if (candidates === undefined && prefixes.length === 0) return NONE;
  const own = qualifiedNameOf(definition).split('.');
  const outer = partsOf(module);
  const all = [...outer, ...own];
  const isWhole = (parts: readonly string[]): boolean =>
    parts.length > own.length && isAt(all, parts, all.length - parts.length, module);
  if (candidates?.some(isWhole)) return EXACT;
  return Math.max(NONE, ...prefixes.filter((parts) => isFirstPart(all, parts, outer.length, module)).map(lengthOf));
}

/** Of something outside the program, by its qualified name. */
export function fitOfName(name: string, list: readonly string[]): Fit {
  if (list.length === 0) return NONE;
  const { names, prefixes } = namesIn(list);
  if (names.has(name)) return EXACT;
  return Math.max(NONE, ...prefixes.filter((parts) => name.startsWith(`${parts.join('.')}.`)).map(lengthOf));
}

/** Whether a list names the module or a package around it. */
export function isModuleNamed(module: Module, list: readonly string[]): boolean {
  if (list.length === 0) return false;
  const all = partsOf(module);
  return list.some((name) => isFirstPart(all, name.split('.'), all.length, module));
}

/** Whether something with this last part may be in a list: the cheap question. */
export function mayBeNamed(name: string, list: readonly string[]): boolean {
  if (list.length === 0) return false;
  const { exact, prefixes } = namesIn(list);
  return prefixes.length > 0 || exact.has(name);
}

/** The name, if the configuration speaks of methods of what has it: `vendor.Client` where `vendor.Client.query` blocks. */
export function declaredClass(name: string, { blocking }: Environment): string | undefined {
  if (blocking.length === 0) return undefined;
  const isClass = /(^|\.)\p{Lu}\w*$/u.test(name);
  const isOwner = blocking.some((one) => one.startsWith(`${name}.`)) || fitOfName(name, blocking) > NONE;
  return isClass && isOwner ? name : undefined;
}

function lengthOf({ length }: readonly string[]): number {
  return length;
}

const partsByModule = new WeakMap<object, readonly string[]>();

/** `/home/me/shop/cart.py`: '', home, me, shop, cart. */
function partsOf({ path, surface }: Module): readonly string[] {
  let parts = partsByModule.get(surface);
  if (parts === undefined) {
    parts = path.replace(/\.\w+$/, '').split('/');
    if (parts.at(-1) === '__init__') parts = parts.slice(0, -1);
    partsByModule.set(surface, parts);
  }
  return parts;
}

/** Whether parts of a name stand somewhere before `end`, where an import can begin. */
function isFirstPart(all: readonly string[], parts: readonly string[], end: number, module: Module): boolean {
  for (let start = 0; start < end; start++) {
    if (start + parts.length <= all.length && isAt(all, parts, start, module)) return true;
  }
  return false;
}

/** No import begins with what is in a package. */
function isAt(all: readonly string[], parts: readonly string[], start: number, module: Module): boolean {
  if (start < 0 || !parts.every((part, index) => part === all[start + index])) return false;
  module.hasLookedAround = true;
  const folder = all.slice(0, start).join('/');
  return module.program!.module(`${folder === '' && start === 0 ? '' : `${folder}/`}__init__.py`) === undefined;
}
