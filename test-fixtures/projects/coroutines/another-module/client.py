import asyncio


class Client:
    async def close(self):
        await asyncio.sleep(0)

    async def flush(self):
        await asyncio.sleep(0)

    def end(self):
        # ok: unawaited-coroutine
        self.close()
        # ruleid: unawaited-coroutine
        self.flush()


async def connect():
    await asyncio.sleep(0)
    return Client()


async def rows():
    yield await asyncio.sleep(0, 1)


def work():
    print("packing")
