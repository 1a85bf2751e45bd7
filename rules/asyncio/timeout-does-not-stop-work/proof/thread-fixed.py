"""The thread looks whether anybody still wants the order before it sends it.

expected: given up, orders sent: 0
"""

import asyncio
import threading

sent = []


def send(order, stop):
    if not stop.wait(0.2):
        sent.append(order)


async def main():
    stop = threading.Event()
    try:
        # ok: timeout-does-not-stop-work
        return await asyncio.wait_for(asyncio.to_thread(send, "tea", stop), timeout=0.01)
    except asyncio.TimeoutError:
        stop.set()
        return "given up"


outcome = asyncio.run(main())
print(f"{outcome}, orders sent: {len(sent)}")
assert not sent, "sent all the same"
