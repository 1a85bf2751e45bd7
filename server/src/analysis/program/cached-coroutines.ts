/** Caches that keep coroutines, which can be awaited only once. */
import { Flag, Form, Role } from '../facts/forms.ts';
import { CACHE_NAMES, isCache } from '../library/decorated.ts';
import { lastName } from '../library/last-names.ts';
import { isDecoratorKeepingCoroutine } from './decorators.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { functionOf, provenanceOf, symbolOf } from './value.ts';

export interface CachedCoroutine {
  /** The decorator, or the call that wraps the function. */
  readonly cache: Node;
  /** The last part of the name of the cache. */
  readonly name: string;
  /** The `async def`. */
  readonly fn: Node;
  /** Whether it is asynchronous generators that are kept. */
  readonly isGenerator: boolean;
}

/** In source order. */
export function cachedCoroutinesIn(module: Module): CachedCoroutine[] {
  return found(module).sort((a, b) => a.cache.start - b.cache.start);
}

const found = keptByChunk((module, chunk): CachedCoroutine[] => [
  ...module.rowsIn(chunk, Form.Function).flatMap(byDecorator),
  ...module.rowsIn(chunk, Form.Call).flatMap(byCall),
]);

/** The decorators below it must give the coroutine on: others may make a task of it, which can be awaited again. */
function byDecorator(fn: Node): CachedCoroutine[] {
  const decorators = fn.isAsync ? fn.childrenIn(Role.Decorator) : [];
  const at = decorators.findLastIndex((decorator) => nameOfCache(decorator) !== undefined);
  const cache = decorators[at];
  if (cache === undefined || !decorators.slice(at + 1).every(isDecoratorKeepingCoroutine)) return [];
  return [{ cache, name: nameOfCache(cache)!, fn, isGenerator: fn.has(Flag.Generator) }];
}

/** `cached_load = cache(load)`, `lru_cache(maxsize=8)(load)`. */
function byCall(call: Node): CachedCoroutine[] {
  if (call.role === Role.Decorator) return [];
  const callee = call.child(Role.Callee)!;
  const { args } = call;
  const [given] = args;
  if (given === undefined || args.length !== 1 || !mayBeCache(callee)) return [];
  const name = nameOfCache(callee);
  const fn = name === undefined ? undefined : functionOf(provenanceOf(given));
  if (name === undefined || fn?.form !== Form.Function || !fn.isAsync) return [];
  return [{ cache: call, name, fn, isGenerator: fn.has(Flag.Generator) }];
}

function mayBeCache(callee: Node): boolean {
  const name = callee.form === Form.Call ? callee.child(Role.Callee)! : callee;
  return name.form === Form.Name || CACHE_NAMES.has(name.name);
}

/** The name of the cache that a decorator is, with or without arguments; one without room keeps nothing. */
function nameOfCache(decorator: Node): string | undefined {
  const callee = decorator.form === Form.Call ? decorator.child(Role.Callee)! : decorator;
  const symbol = symbolOf(callee);
  if (symbol === undefined || !isCache(symbol)) return undefined;
  const size = decorator.form === Form.Call ? decorator.argument(0, 'maxsize') : undefined;
  return size?.text === '0' ? undefined : lastName(symbol);
}
