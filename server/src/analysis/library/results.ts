/** What the libraries' names mean: which mean the same thing, and of what class a call's result or an attribute is. */
import { ASYNC_NAMES } from './async-names.ts';
import { FRAMEWORK_NAMES } from './framework-names.ts';
import { type LibraryNames, STANDARD_NAMES } from './standard-names.ts';
import { THIRD_PARTY_NAMES } from './third-party-names.ts';

const ALL: readonly LibraryNames[] = [STANDARD_NAMES, THIRD_PARTY_NAMES, FRAMEWORK_NAMES, ASYNC_NAMES];
const merged = <T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): ReadonlyMap<string, T> =>
  new Map(tables.flatMap((table) => Object.entries(table ?? {})));

const results = merged(ALL.map((names) => names.results));
const attributes = merged(ALL.map((names) => names.attributes));
const tuples = merged(ALL.map((names) => names.tuples));
const superclasses = merged(ALL.map((names) => names.superclasses));
const chains = new Map([...merged(ALL.map((names) => names.chains))].map(([name, list]) => [name, list.split(/\s+/)]));
const aliasesByRoot = byRoot(ALL.flatMap(({ aliases }) => aliases));
const dynamicByRoot = byRoot(ALL.flatMap(({ dynamicAttributes }) => Object.entries(dynamicAttributes ?? {})));

function byRoot(pairs: readonly (readonly [string, string])[]): Map<string, (readonly [string, string])[]> {
  const index = new Map<string, (readonly [string, string])[]>();
  for (const pair of pairs) index.set(rootOf(pair[0]), [...(index.get(rootOf(pair[0])) ?? []), pair]);
  return index;
}

function rootOf(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

/** The name under which the library tables know `name`. */
export function canonicalName(name: string): string {
  const root = rootOf(name);
  for (const [from, to] of aliasesByRoot.get(root) ?? []) {
    if (name === from) return to;
    if (name.startsWith(from) && name.charCodeAt(from.length) === 46) return to + name.slice(from.length);
  }
  for (const [from, to] of dynamicByRoot.get(root) ?? []) {
    if (!name.startsWith(from) || name.charCodeAt(from.length) !== 46) continue;
    // `client.shop.orders`: what has an attribute of its own is no method.
    const dot = name.indexOf('.', from.length + 1);
    if (dot > 0) return to + name.slice(dot);
  }
  return name;
}

/** The class that a call of `name` returns an instance of; names whose last part is capitalised are classes. */
export function resultOf(name: string): string | undefined {
  const listed = lookUp(results, name);
  if (listed !== undefined) return listed === '' ? undefined : listed;
  const dot = name.lastIndexOf('.');
  const owner = name.slice(0, dot);
  const last = name.slice(dot + 1);
  const chained = chains.get(owner);
  if (chained !== undefined && (chained.includes(last) || (chained[0] === '*' && !last.startsWith('_')))) return owner;
  const first = last.charCodeAt(0);
  const isClass = first >= 65 && first <= 90 && last !== last.toUpperCase();
  return isClass ? name : undefined;
}

/** Whether the tables name this callable's result, or a class of this name. */
export function isNamedClass(name: string): boolean {
  return results.has(name) || superclasses.has(name);
}

/** The class of the object that an attribute of a library's object is: `client.chat.completions`. */
export function attributeClassOf(name: string): string | undefined {
  return lookUp(attributes, name);
}

/** The class of one element of the tuple that a call of `name` returns. */
export function elementOfResult(name: string, position: number): string | undefined {
  return lookUp(tuples, name)?.[position] || undefined;
}

/** The class that a library's class derives from, if its instances are in the tables under that one too. */
export function superclassOf(name: string): string | undefined {
  return superclasses.get(name);
}

/**
 * Looks `name` up in a table of the library: under the name itself, else, for methods, under the same method of the
 * base classes.
 */
export function lookUp<T>(table: { readonly [name: string]: T } | ReadonlyMap<string, T>, name: string): T | undefined {
  const get = (key: string): T | undefined =>
    table instanceof Map ? table.get(key) : Object.hasOwn(table, key) ? (table as Record<string, T>)[key] : undefined;
  for (let current = name; ; ) {
    const found = get(current);
    if (found !== undefined) return found;
    const dot = current.lastIndexOf('.');
    const base = dot < 0 ? undefined : superclasses.get(current.slice(0, dot));
    if (base === undefined || base === '') return undefined;
    current = base + current.slice(dot);
  }
}

/** Whether instances of class `name` are instances of `base`. */
export function isSubclass(name: string, base: string): boolean {
  for (let current: string | undefined = name; current; current = superclasses.get(current)) {
    if (current === base) return true;
  }
  return false;
}

/** What a table by class says of a class or of the nearest of its bases that is in it; `undefined` in it is an answer. */
export function lookUpClass<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  for (let current: string | undefined = name; current; current = superclasses.get(current)) {
    if (Object.hasOwn(table, current)) return table[current];
  }
  return undefined;
}
