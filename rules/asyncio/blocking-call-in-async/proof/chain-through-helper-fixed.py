"""The helper waits in a worker thread for as long as it takes, and the timeout fires in the meantime.

expected: the timeout came before the printer was warm
"""

import asyncio
import threading

is_noticed = threading.Event()


class Printer:
    is_warm = False

    def print(self, order):
        self.warm_up()
        return f"receipt of {order}"

    def warm_up(self):
        is_noticed.wait(timeout=5)
        self.is_warm = True


async def handle(order, printer):
    # ok: blocking-call-in-async
    return await asyncio.to_thread(printer.print, order)


async def watch(order):
    printer = Printer()
    try:
        async with asyncio.timeout(0.05):
            await handle(order, printer)
    except TimeoutError:
        return printer.is_warm
    finally:
        is_noticed.set()


is_late = asyncio.run(watch("tea"))
print("the timeout came late" if is_late else "the timeout came before the printer was warm")
assert not is_late, "the whole loop waited in the helper"
