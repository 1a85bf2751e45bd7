"""What a coroutine evaluates itself although it looks as if something else did."""
import asyncio
import functools
import time

import anyio


async def arguments(loop):
    # ruleid: blocking-call-in-async
    await asyncio.to_thread(print, time.sleep(1))
    # ruleid: blocking-call-in-async
    # ruleid: called-instead-of-passed
    await anyio.to_thread.run_sync(time.sleep(1))
    # ruleid: blocking-call-in-async
    await loop.run_in_executor(None, time.sleep(1))
    # ruleid: blocking-call-in-async
    await asyncio.gather(time.sleep(1), asyncio.sleep(1))
    # ruleid: blocking-call-in-async
    return functools.partial(print, time.sleep(1))


async def class_body():
    class Settings:
        # ruleid: blocking-call-in-async
        loaded = time.sleep(1)

        def method(self):
            # ok: blocking-call-in-async
            time.sleep(1)

    return Settings


async def nested_definitions():
    # ruleid: blocking-call-in-async
    def callback(value=time.sleep(1)):
        # ok: blocking-call-in-async
        time.sleep(1)
        return value

    # ruleid: blocking-call-in-async
    @functools.partial(print, time.sleep(1))
    async def decorated():
        pass

    return callback, decorated


def wait(value):
    return value


# ok: blocking-call-in-async
async def default(value=time.sleep(1)):
    return value


# ok: blocking-call-in-async
@wait(time.sleep(1))
async def decorated():
    pass
