"""Nothing in sight calls it: somebody may well do so from two tasks, so it is an info."""
from shop import load, price


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
