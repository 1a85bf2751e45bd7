"""The thread calls the `async def`, gets a coroutine and ends: nothing is done.

expected: done: []
fails with: AssertionError: the thread did nothing
"""

import asyncio
import threading
import warnings

warnings.simplefilter("ignore")
done = []


async def work(item):
    await asyncio.sleep(0)
    done.append(item)


# ruleid: coroutine-function-as-sync-callback
thread = threading.Thread(target=work, args=("tea",))
thread.start()
thread.join()
print(f"done: {done}")
assert done == ["tea"], "the thread did nothing"
