"""The job waits for the loop, and the loop waits for the job at the end of the `with`.

expected: the job has heard: nothing
fails with: AssertionError: the loop stood still
"""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

spoken = threading.Event()


async def speak():
    spoken.set()


def listen():
    return "a word" if spoken.wait(0.5) else "nothing"


async def main():
    loop = asyncio.get_running_loop()
    speaking = asyncio.create_task(speak())
    # ruleid: executor-blocks-event-loop
    with ThreadPoolExecutor() as pool:
        listening = loop.run_in_executor(pool, listen)
    heard = await listening
    await speaking
    print("the job has heard:", heard)
    assert heard == "a word", "the loop stood still"


asyncio.run(main())
