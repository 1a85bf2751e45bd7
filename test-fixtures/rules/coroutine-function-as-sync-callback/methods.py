import asyncio
import threading
import unittest
from abc import abstractmethod
from dataclasses import dataclass

from elsewhere import Base


class Shop:
    # ruleid: coroutine-function-as-sync-callback
    async def __init__(self):
        await asyncio.sleep(0)

    # ruleid: coroutine-function-as-sync-callback
    async def __del__(self):
        await asyncio.sleep(0)

    # ruleid: coroutine-function-as-sync-callback
    async def __enter__(self):
        return await self.load(1)

    # ruleid: coroutine-function-as-sync-callback
    async def __exit__(self, *error):
        await asyncio.sleep(0)

    # ruleid: coroutine-function-as-sync-callback
    async def __eq__(self, other):
        return await other.key() == 1

    # ruleid: coroutine-function-as-sync-callback
    async def __aiter__(self):
        return self

    # ruleid: coroutine-function-as-sync-callback
    async def __await__(self):
        return 1

    # ruleid: coroutine-function-as-sync-callback
    async def __contains__(self, item):
        return True

    # ok: coroutine-function-as-sync-callback
    async def __aenter__(self):
        return self

    # ok: coroutine-function-as-sync-callback
    async def __aexit__(self, *error):
        return False

    # ok: coroutine-function-as-sync-callback
    async def __anext__(self):
        return 1

    # ok: coroutine-function-as-sync-callback
    async def __getitem__(self, key):
        return await self.load(key)

    # ok: coroutine-function-as-sync-callback
    async def __call__(self):
        return 1

    # ok: coroutine-function-as-sync-callback
    async def run(self):
        return 1


class Rows:
    # ok: coroutine-function-as-sync-callback
    async def __aiter__(self):
        yield 1


class Declared:
    @abstractmethod
    # ok: coroutine-function-as-sync-callback
    async def __exit__(self, *error):
        await asyncio.sleep(0)

    # ok: coroutine-function-as-sync-callback
    async def __enter__(self):
        raise NotImplementedError


class Awaited:
    async def __new__(cls):
        made = super().__new__(cls)
        await made.__init__()
        return made

    # ok: coroutine-function-as-sync-callback
    async def __init__(self):
        await asyncio.sleep(0)


class Made(metaclass=Base):
    # ok: coroutine-function-as-sync-callback
    async def __init__(self):
        await asyncio.sleep(0)


class Derived(Base):
    # ok: coroutine-function-as-sync-callback
    async def __init__(self):
        await asyncio.sleep(0)

    # ok: coroutine-function-as-sync-callback
    async def run(self):
        await asyncio.sleep(0)


@dataclass
class Order:
    # ruleid: coroutine-function-as-sync-callback
    async def __post_init__(self):
        await asyncio.sleep(0)


class Worker(threading.Thread):
    # ruleid: coroutine-function-as-sync-callback
    async def run(self):
        await asyncio.sleep(0)

    # ok: coroutine-function-as-sync-callback
    async def stop(self):
        await asyncio.sleep(0)


class Started(threading.Thread):
    def start(self):
        asyncio.run(self.run())

    # ok: coroutine-function-as-sync-callback
    async def run(self):
        await asyncio.sleep(0)


class Connection(asyncio.Protocol):
    # ruleid: coroutine-function-as-sync-callback
    async def data_received(self, data):
        await asyncio.sleep(0)


class TotalTest(unittest.TestCase):
    # ruleid: coroutine-function-as-sync-callback
    async def setUp(self):
        await asyncio.sleep(0)

    # ruleid: coroutine-function-as-sync-callback
    async def test_total(self):
        await asyncio.sleep(0)

    # ok: coroutine-function-as-sync-callback
    async def load(self):
        await asyncio.sleep(0)


class AwaitedTest(unittest.IsolatedAsyncioTestCase):
    # ok: coroutine-function-as-sync-callback
    async def test_total(self):
        await asyncio.sleep(0)


class MixedTest(Base, unittest.TestCase):
    # ok: coroutine-function-as-sync-callback
    async def test_total(self):
        await asyncio.sleep(0)


class WrappedTest(unittest.TestCase):
    def __init_subclass__(cls):
        for name in unittest.defaultTestLoader.getTestCaseNames(cls):
            setattr(cls, name, awaited(getattr(cls, name)))


class WrappedTotalTest(WrappedTest):
    # ok: coroutine-function-as-sync-callback
    async def test_total(self):
        await asyncio.sleep(0)


def awaited(test):
    return lambda self: asyncio.run(test(self))
