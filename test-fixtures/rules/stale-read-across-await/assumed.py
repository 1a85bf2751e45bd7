"""Nothing in sight calls it: somebody may well do so from two tasks, so it is an info."""
from contextlib import asynccontextmanager

from fastapi import FastAPI

from shop import load, price

pool = None


class Library:
    def __init__(self):
        self.total = 0
        self.pool = None

    async def add(self, item):
        # ruleid: stale-read-across-await
        self.total += await price(item)

    async def __aenter__(self):
        if self.pool is None:
            # ok: stale-read-across-await
            self.pool = [await load("pool")]
        return self

    async def startup(self):
        await self._prepare()

    async def _prepare(self):
        # ok: stale-read-across-await
        self.total += await price("startup")


@asynccontextmanager
async def around(app):
    global pool
    if pool is None:
        # ok: stale-read-across-await
        pool = [await load("pool")]
    yield


async def prepare():
    global pool
    if pool is None:
        # ok: stale-read-across-await
        pool = [await load("pool")]


async def get_pool():
    global pool
    if pool is None:
        # ruleid: stale-read-across-await
        pool = [await load("pool")]
    return pool


app = FastAPI(lifespan=around)
other = FastAPI(on_startup=[prepare])
