"""An asyncio.Lock belongs to whoever acquired it, and the second task waits its turn.

expected: 1 task was inside the lock at once
"""

import asyncio

inside = most_inside = 0


async def work(lock):
    global inside, most_inside
    async with lock:
        inside += 1
        most_inside = max(most_inside, inside)
        await asyncio.sleep(0)
        inside -= 1


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(work(lock), work(lock))


asyncio.run(main())
print(f"{most_inside} task was inside the lock at once")
assert most_inside == 1, "the lock excluded nobody"
