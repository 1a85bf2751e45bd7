"""Event loops that are there, or that somebody can do without."""
import asyncio
import sys
import threading


async def work():
    # ok: deprecated-loop-access
    asyncio.get_event_loop()
    helper()


def helper():
    # ok: deprecated-loop-access
    return asyncio.get_event_loop()


def nobody_in_sight_calls():
    # ok: deprecated-loop-access
    return asyncio.get_event_loop()


def tries():
    try:
        # ok: deprecated-loop-access
        return asyncio.get_event_loop()
    except RuntimeError:
        return asyncio.new_event_loop()


def for_old_pythons():
    if sys.version_info < (3, 12):
        # ok: deprecated-loop-access
        return asyncio.get_event_loop()
    return asyncio.new_event_loop()


def runs_its_own():
    asyncio.run(work())
    # ok: deprecated-loop-access
    asyncio.get_event_loop()


threading.Thread(target=tries).start()
threading.Thread(target=runs_its_own).start()
helper()
tries()
for_old_pythons()
# ok: deprecated-loop-access
asyncio.new_event_loop().run_until_complete(work())
