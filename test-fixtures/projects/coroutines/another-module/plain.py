from client import Client


class PlainClient(Client):
    def close(self):
        print("closed")

    async def flush(self):
        await super().flush()
