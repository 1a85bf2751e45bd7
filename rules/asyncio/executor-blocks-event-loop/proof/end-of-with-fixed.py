"""The job is awaited inside, and the loop runs the other task meanwhile.

expected: the job has heard: a word
"""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

spoken = threading.Event()


async def speak():
    spoken.set()


def listen():
    return "a word" if spoken.wait(5) else "nothing"


async def main():
    loop = asyncio.get_running_loop()
    speaking = asyncio.create_task(speak())
    # ok: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        heard = await loop.run_in_executor(pool, listen)
    await speaking
    print("the job has heard:", heard)
    assert heard == "a word", "the loop stood still"


asyncio.run(main())
