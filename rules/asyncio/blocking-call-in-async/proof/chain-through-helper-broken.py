"""A timeout of 0.05 s is 0.3 s late: two calls below the handler, a helper that knows nothing of the loop sleeps.

expected: the timeout came late
fails with: AssertionError: the whole loop waited in the helper
"""

import asyncio
import time


class Printer:
    def print(self, order):
        self.warm_up()
        return f"receipt of {order}"

    def warm_up(self):
        time.sleep(0.3)


async def handle(order):
    printer = Printer()
    # ruleid: blocking-call-in-async
    return printer.print(order)


async def watch(order):
    started = time.monotonic()
    try:
        async with asyncio.timeout(0.05):
            await handle(order)
            await asyncio.sleep(5)
    except TimeoutError:
        return time.monotonic() - started


took = asyncio.run(watch("tea"))
is_late = took >= 0.3
print("the timeout came late" if is_late else "the timeout came before the printer was warm")
assert not is_late, "the whole loop waited in the helper"
