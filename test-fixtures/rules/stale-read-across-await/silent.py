"""Nothing is stale: it is read after the `await`, locked, looked at again, or no other task has it."""
import asyncio

from shop import connect, load, locks, price

lock = asyncio.Lock()
total = 0
started = False


class Basket:
    def __init__(self):
        self.total = 0
        self.cache = {}
        self.pending = {}
        self.loading = False
        self.state = "new"
        self.session = None
        self.rows = None
        self.by_caller = 0
        self.lock = asyncio.Lock()

    async def read_after(self, item):
        # ok: stale-read-across-await
        self.total = await price(item) + self.total

    async def two_steps(self, item):
        cost = await price(item)
        # ok: stale-read-across-await
        self.total += cost

    async def locked(self, item):
        async with self.lock:
            # ok: stale-read-across-await
            self.total += await price(item)

    async def locked_get(self, key):
        async with self.lock:
            if key not in self.cache:
                # ok: stale-read-across-await
                self.cache[key] = await load(key)

    async def one_lock_per_key(self, key):
        async with locks[key]:
            if key not in self.cache:
                # ok: stale-read-across-await
                self.cache[key] = await load(key)

    async def acquired(self, item):
        await self.lock.acquire()
        try:
            # ok: stale-read-across-await
            self.total += await price(item)
        finally:
            self.lock.release()

    async def for_caller(self, item):
        # ok: stale-read-across-await
        self.by_caller += await price(item)

    async def caller(self, item):
        async with self.lock:
            await self.for_caller(item)

    async def again(self, key):
        if key not in self.cache:
            value = await load(key)
            if key not in self.cache:
                # ok: stale-read-across-await
                self.cache[key] = value

    async def claimed(self):
        if self.loading or self.session is not None:
            return
        self.loading = True
        # ok: stale-read-across-await
        self.session = connect(await load("address"))

    async def one_flight(self, key):
        if key in self.cache:
            return self.cache[key]
        if key in self.pending:
            return await self.pending[key]
        self.pending[key] = asyncio.get_running_loop().create_future()
        # ok: stale-read-across-await
        self.cache[key] = await load(key)

    async def constant(self):
        if self.state is None:
            await load("state")
            # ok: stale-read-across-await
            self.state = "ready"

    async def asserted(self):
        assert self.rows is None
        await load("rows")
        # ok: stale-read-across-await
        self.rows = connect("rows")

    async def other_branch(self, key):
        if key not in self.cache:
            if key == "none":
                await load("nothing")
                return
            # ok: stale-read-across-await
            self.cache[key] = connect(key)

    async def before(self, key):
        await load(key)
        if key not in self.cache:
            # ok: stale-read-across-await
            self.cache[key] = connect(key)

    async def double_checked(self):
        if self.rows is None:
            async with self.lock:
                if self.rows is None:
                    # ok: stale-read-across-await
                    self.rows = connect(await load("rows"))

    async def work(self, item):
        await self.read_after(item)
        await self.two_steps(item)
        await self.locked(item)
        await self.locked_get(item)
        await self.one_lock_per_key(item)
        await self.acquired(item)
        await self.caller(item)
        await self.again(item)
        await self.claimed()
        await self.one_flight(item)
        await self.constant()
        await self.asserted()
        await self.other_branch(item)
        await self.before(item)
        await self.double_checked()


class Own:
    def __init__(self):
        self.total = 0

    async def add(self, item):
        # ok: stale-read-across-await
        self.total += await price(item)


class Kept:
    """One task has it at a time."""

    def __init__(self):
        self.total = 0
        self.waited = 0
        self.parts = 0
        self.seen = 0
        self.pool = None

    async def __aenter__(self):
        if self.pool is None:
            # ok: stale-read-across-await
            self.pool = connect(await load("pool"))
        return self

    async def one_task(self):
        while True:
            # ok: stale-read-across-await
            self.total += await price("one")

    async def one_after_the_other(self):
        # ok: stale-read-across-await
        self.waited += await price("one")

    async def part(self):
        return await price("part")

    async def whole(self):
        # ok: stale-read-across-await
        self.parts += sum(await asyncio.gather(self.part(), self.part()))

    async def quick(self):
        return 1

    async def at_once(self):
        # ok: stale-read-across-await
        self.seen += 1

    async def run(self):
        task = asyncio.create_task(self.one_task())
        for _ in range(3):
            await asyncio.create_task(self.one_after_the_other())
        for _ in range(3):
            waited = asyncio.create_task(self.one_after_the_other())
            await waited
        await self.whole()
        await task


async def never_waits():
    return 1


async def no_pause():
    global total
    # ok: stale-read-across-await
    total += await never_waits()


async def local_only(item):
    cost = 0
    # ok: stale-read-across-await
    cost += await price(item)
    own = Own()
    await own.add(item)
    cache = {}
    if item not in cache:
        # ok: stale-read-across-await
        cache[item] = await load(item)
    await no_pause()
    return cost


async def main(items):
    basket = Basket()
    await asyncio.gather(*(basket.work(item) for item in items))
    await asyncio.gather(*(local_only(item) for item in items))
    async with Kept() as kept:
        await kept.run()


asyncio.run(main(["bread", "milk"]))
