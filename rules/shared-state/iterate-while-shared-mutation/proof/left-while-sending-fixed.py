"""The task sends to those who were there when it began, whoever leaves meanwhile.

expected: 2 clients were sent to
"""

import asyncio

clients = set()


class Client:
    def __init__(self):
        self.sent = []
        self.is_leaving = asyncio.Event()

    async def send(self, message):
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
    reached = 0
    # ok: iterate-while-shared-mutation
    for client in list(clients):
        await client.send(message)
        reached += 1
    return reached


async def main():
    staying = [asyncio.create_task(stay(Client())) for _ in range(2)]
    await asyncio.sleep(0)
    reached = await asyncio.create_task(broadcast("hello"))
    for task in staying:
        task.cancel()
    print(f"{reached} clients were sent to", flush=True)


asyncio.run(main())
