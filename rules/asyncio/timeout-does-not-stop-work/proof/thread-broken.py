"""The caller has given up and says so; the thread sends the order afterwards.

expected: given up, orders sent: 1
fails with: AssertionError: sent all the same
"""

import asyncio
import threading

pause = threading.Event()
sent = []


def send(order):
    pause.wait(0.2)
    sent.append(order)


async def main():
    try:
        # ruleid: timeout-does-not-stop-work
        return await asyncio.wait_for(asyncio.to_thread(send, "tea"), timeout=0.01)
    except asyncio.TimeoutError:
        return "given up"


outcome = asyncio.run(main())
print(f"{outcome}, orders sent: {len(sent)}")
assert not sent, "sent all the same"
