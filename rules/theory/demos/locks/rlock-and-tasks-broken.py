"""Two tasks are inside one RLock at once: they run on the same thread, and the thread owns it.

expected: 2 tasks were inside the lock at once
fails with: AssertionError: the lock excluded nobody
"""

import asyncio
import threading

lock = threading.RLock()
inside = most_inside = 0


async def work():
    global inside, most_inside
    with lock:
        inside += 1
        most_inside = max(most_inside, inside)
        await asyncio.sleep(0)
        inside -= 1


async def main():
    await asyncio.gather(work(), work())


asyncio.run(main())
print(f"{most_inside} tasks were inside the lock at once")
assert most_inside == 1, "the lock excluded nobody"
