"""A test mostly has its loop to itself."""
import asyncio
import threading

lock = threading.Lock()


async def test_something():
    with lock:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)
