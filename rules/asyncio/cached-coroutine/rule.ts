import { type CachedCoroutine, cachedCoroutinesIn, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A coroutine runs once, so that a cache must keep its result or its task.
 *
 * Only caches that are known to keep whatever a call gives count; those that are made for coroutines await them.
 */
export const cachedCoroutine: Rule = {
  id: 'cached-coroutine',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  *check(module) {
    for (const cached of cachedCoroutinesIn(module)) {
      const { cache, fn } = cached;
      yield {
        range: cache.range,
        message: messageOf(cached),
        detail: detailOf(cached),
        instead: insteadOf(cached),
        related: [{ path: fn.module.path, range: fn.ownScope!.nameRange, message: `'${fn.name}' is an 'async def'.` }],
      };
    }
  },
};

function messageOf({ name, fn, isGenerator }: CachedCoroutine): string {
  const what = isGenerator ? 'generator' : 'coroutine';
  const end = isGenerator ? 'is used up after one loop' : 'can be awaited only once';
  return `'${name}' keeps the ${what} of '${fn.name}', which ${end}.`;
}

function detailOf({ name, fn, isGenerator }: CachedCoroutine): string {
  const second = /property/.test(name)
    ? `Reading '${fn.name}' again`
    : `The next call of '${fn.name}' with the same arguments`;
  if (isGenerator) return `${second} gives the same generator, and a loop over it finds nothing more.`;
  return `${second} gives the coroutine that was awaited before: 'RuntimeError: cannot reuse already awaited coroutine'.`;
}

function insteadOf({ name, isGenerator }: CachedCoroutine): string {
  if (isGenerator) return "Keep a list of what it gives, made in an 'async def' once.";
  if (/property/.test(name))
    return "Keep the task in an attribute: 'self._task = asyncio.ensure_future(…)', and await that.";
  return "Use 'async_lru.alru_cache', or keep the task: 'tasks[key] = asyncio.ensure_future(…)', and await that.";
}
