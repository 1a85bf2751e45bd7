import asyncio
import functools
from functools import cache, cached_property, lru_cache

import aiocache
import cachetools
from async_lru import alru_cache
from django.utils.functional import cached_property as django_property
from shop import as_task


async def load(key):
    await asyncio.sleep(0)
    return key


# ruleid: cached-coroutine
@lru_cache
async def without_arguments(key):
    return await load(key)


# ruleid: cached-coroutine
@lru_cache(maxsize=None)
async def with_arguments(key):
    return await load(key)


# ruleid: cached-coroutine
@cache
async def plain(key):
    return await load(key)


# ruleid: cached-coroutine
@cachetools.cached(cache={})
async def by_cachetools(key):
    return await load(key)


# ruleid: cached-coroutine
@functools.cache
async def rows(key):
    yield await load(key)


# ruleid: cached-coroutine
by_call = cache(load)
# ruleid: cached-coroutine
with_size = functools.lru_cache(maxsize=8)(load)


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await function(*args)

    return wrapper


def shared(function):
    @functools.wraps(function)
    def wrapper(*args):
        return asyncio.ensure_future(function(*args))

    return wrapper


class Shop:
    # ruleid: cached-coroutine
    @cached_property
    async def prices(self):
        return await load("prices")

    # ruleid: cached-coroutine
    @django_property
    async def orders(self):
        return await load("orders")

    @staticmethod
    # ruleid: cached-coroutine
    @cache
    async def stock(key):
        return await load(key)

    # ruleid: cached-coroutine
    @cache
    @logged
    async def guests(self):
        return await load("guests")

    # ok: cached-coroutine
    @cached_property
    @shared
    async def taxes(self):
        return await load("taxes")

    # ok: cached-coroutine
    @cached_property
    def task(self):
        return asyncio.ensure_future(load("task"))

    # ok: cached-coroutine
    @property
    async def fresh(self):
        return await load("fresh")


# ok: cached-coroutine
@alru_cache
async def by_async_lru(key):
    return await load(key)


# ok: cached-coroutine
@aiocache.cached(ttl=10)
async def by_aiocache(key):
    return await load(key)


# ok: cached-coroutine
@cache
@as_task
async def by_task(key):
    return await load(key)


# ok: cached-coroutine
@lru_cache(maxsize=0)
async def counted(key):
    return await load(key)


# ok: cached-coroutine
@cache
def length(key):
    return len(key)


# ok: cached-coroutine
plain_length = cache(len)
