"""A task sends to all clients, and one of them leaves while it waits for another.

expected: a client is being sent to
fails with: RuntimeError: Set changed size during iteration
"""

import asyncio

clients = set()


class Client:
    def __init__(self):
        self.sent = []
        self.is_leaving = asyncio.Event()

    async def send(self, message):
        if not self.sent:
            print("a client is being sent to", flush=True)
        self.sent.append(message)
        for client in self.others():
            client.is_leaving.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    def others(self):
        return [client for client in clients if client is not self]


async def stay(client):
    clients.add(client)
    await client.is_leaving.wait()
    clients.discard(client)


async def broadcast(message):
    # ruleid: iterate-while-shared-mutation
    for client in clients:
        await client.send(message)


async def main():
    staying = [asyncio.create_task(stay(Client())) for _ in range(2)]
    await asyncio.sleep(0)
    await asyncio.create_task(broadcast("hello"))
    for task in staying:
        task.cancel()


asyncio.run(main())
