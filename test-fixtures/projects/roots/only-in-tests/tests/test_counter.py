import asyncio
import threading

import counter


def test_add():
    threads = [threading.Thread(target=counter.add) for _ in range(10)]
    for thread in threads:
        thread.start()


def test_launch():
    counter.launch()
    counter.launch()
    counter.guarded()


async def test_tick():
    asyncio.get_running_loop().call_soon(counter.tick)
