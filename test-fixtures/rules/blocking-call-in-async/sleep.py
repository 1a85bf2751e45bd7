"""`time.sleep` under every name and in every place that a coroutine's own code has."""
import asyncio
import time
import time as clock
from time import sleep
from time import sleep as pause


async def by_module():
    # ruleid: blocking-call-in-async
    time.sleep(1)


async def by_alias():
    # ruleid: blocking-call-in-async
    clock.sleep(0.5)
    # ruleid: blocking-call-in-async
    sleep(0.5)
    # ruleid: blocking-call-in-async
    pause(seconds())


async def by_local_import():
    from time import sleep as doze

    # ruleid: blocking-call-in-async
    doze(2)


async def by_variable():
    wait = time.sleep
    # ruleid: blocking-call-in-async
    wait(1)


async def in_blocks(lines):
    for line in lines:
        try:
            if line:
                # ruleid: blocking-call-in-async
                time.sleep(0.1)
            else:
                # ruleid: blocking-call-in-async
                time.sleep(0.2)
        except ValueError:
            # ruleid: blocking-call-in-async
            time.sleep(0.3)
        finally:
            # ruleid: blocking-call-in-async
            time.sleep(0.4)
    async with asyncio.timeout(1):
        # ruleid: blocking-call-in-async
        time.sleep(0.5)
    async for line in stream():
        # ruleid: blocking-call-in-async
        time.sleep(len(line))


async def stream():
    while True:
        # ruleid: blocking-call-in-async
        time.sleep(1)
        yield "line"


class Worker:
    delay = 3

    async def run(self):
        # ruleid: blocking-call-in-async
        time.sleep(self.delay)

    @classmethod
    async def create(cls):
        # ruleid: blocking-call-in-async
        time.sleep(cls.delay)
        return cls()

    @staticmethod
    async def settle():
        # ruleid: blocking-call-in-async
        time.sleep(1)


def make():
    async def inner():
        # ruleid: blocking-call-in-async
        time.sleep(1)

    return inner


async def outer():
    async def inner():
        # ruleid: blocking-call-in-async
        time.sleep(1)

    await inner()


async def in_expressions(flags):
    # ruleid: blocking-call-in-async
    done = [time.sleep(0.1) for flag in flags]
    # ruleid: blocking-call-in-async
    any(time.sleep(flag) for flag in flags)
    # ruleid: blocking-call-in-async
    return done or time.sleep(1)


def seconds():
    # ok: blocking-call-in-async
    time.sleep(1)
    return 1
