"""Who waits for a cancelled child and ignores its cancellation ignores his own, too: the limit of time has no effect.

expected: stop() was given up: False, the child has cleaned up: False
fails with: AssertionError: the timeout is lost, and it cancelled the cleanup of the child
"""

import asyncio

has_cleaned_up = False


async def work(started):
    global has_cleaned_up
    try:
        started.set()
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.2)
        has_cleaned_up = True


async def stop(child):
    child.cancel()
    try:
        await child
    except asyncio.CancelledError:
        pass


async def main():
    started = asyncio.Event()
    child = asyncio.create_task(work(started))
    await started.wait()
    was_given_up = False
    try:
        await asyncio.wait_for(stop(child), timeout=0.05)
    except asyncio.TimeoutError:
        was_given_up = True
    await asyncio.wait([child])
    return was_given_up


was_given_up = asyncio.run(main())
print(f"stop() was given up: {was_given_up}, the child has cleaned up: {has_cleaned_up}")
assert was_given_up, "the timeout is lost, and it cancelled the cleanup of the child"
