"""Two tasks find no client and make one each, and nobody ever closes the first.

expected: 1 client is left open
fails with: AssertionError: one client is lost
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

    async def connect(self):
        if self.client is None:
            await asyncio.sleep(0)
            # ruleid: stale-read-across-await
            self.client = Client()


async def main():
    shop = Shop()
    await asyncio.gather(shop.connect(), shop.connect())
    shop.client.close()


asyncio.run(main())
print(f"{opened} client is left open")
assert opened == 0, "one client is lost"
