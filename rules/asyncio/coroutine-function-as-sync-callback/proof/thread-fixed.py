"""The thread runs an event loop, which runs the coroutine.

expected: done: ['tea']
"""

import asyncio
import threading

done = []


async def work(item):
    await asyncio.sleep(0)
    done.append(item)


# ok: coroutine-function-as-sync-callback
thread = threading.Thread(target=asyncio.run, args=(work("tea"),))
thread.start()
thread.join()
print(f"done: {done}")
assert done == ["tea"], "the thread did nothing"
