"""A script with one task: nobody else on its loop wants the lock."""
import asyncio
import threading

lock = threading.Lock()


async def main():
    with lock:
        # ruleid: lock-held-across-await
        await asyncio.sleep(1)


asyncio.run(main())
