"""What can be handed over to the loop as it is."""
import asyncio
import threading


class Call:
    def __init__(self):
        self.loop = asyncio.get_event_loop()
        self.reply = self.loop.create_future()
        self.reader = self.loop.create_task(read())
        threading.Thread(target=self.run).start()

    def run(self):
        # ruleid: asyncio-object-used-from-thread
        self.loop.call_soon(print, "done")
        # ruleid: asyncio-object-used-from-thread
        self.reply.set_result(
            sum(range(100)),
        )
        # ruleid: asyncio-object-used-from-thread
        self.reader.cancel()
        # ruleid: asyncio-object-used-from-thread
        if self.reply.cancel():
            print("cancelled")
        # ruleid: asyncio-object-used-from-thread
        self.reader.cancel(msg="late")


async def read():
    await asyncio.sleep(1)


Call()
