"""One lock from the test to the assignment: the second task finds the client of the first.

expected: 0 clients are left open
"""

import asyncio

opened = 0


class Client:
    def __init__(self):
        global opened
        opened += 1

    def close(self):
        global opened
        opened -= 1


class Shop:
    def __init__(self):
        self.client = None
        self.lock = asyncio.Lock()

    async def connect(self):
        async with self.lock:
            if self.client is None:
                await asyncio.sleep(0)
                # ok: stale-read-across-await
                self.client = Client()


async def main():
    shop = Shop()
    await asyncio.gather(shop.connect(), shop.connect())
    shop.client.close()


asyncio.run(main())
print(f"{opened} clients are left open")
assert opened == 0, "one client is lost"
