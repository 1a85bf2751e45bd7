import asyncio
import threading
import unittest


async def work():
    await asyncio.sleep(0)


def test_thread_warns():
    # ruleid: coroutine-function-as-sync-callback
    threading.Thread(target=work).start()


class RunnerTest(unittest.TestCase):
    # ruleid: coroutine-function-as-sync-callback
    async def test_work(self):
        await work()
