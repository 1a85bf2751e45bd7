"""Loops of coroutines that await something: another task may add or remove meanwhile."""
import asyncio

clients = set()
rooms = {}
quiet = set()
locked = {}
lock = asyncio.Lock()
alone = set()
copied = set()
once = {}


async def handle(reader, writer):
    clients.add(writer)
    rooms[writer] = "hall"
    quiet.add(writer)
    copied.add(writer)
    once[writer] = 1
    async with lock:
        locked[writer] = 1
    await broadcast(b"hello")
    await rename("hall")
    await comprehend()
    await without_pause()
    await under_lock()
    await over_copy()
    await first_only()
    clients.discard(writer)


async def broadcast(message):
    # ruleid: iterate-while-shared-mutation
    for client in clients:
        client.write(message)
        await client.drain()


async def rename(name):
    # ruleid: iterate-while-shared-mutation
    for client, room in rooms.items():
        if room == name:
            await client.drain()


async def comprehend():
    # ruleid: iterate-while-shared-mutation
    return [await client.read() for client in clients]


async def without_pause():
    # Between two awaits a task is alone.
    # ok: iterate-while-shared-mutation
    for client in quiet:
        client.write(b"x")
    await asyncio.sleep(0)


async def under_lock():
    async with lock:
        # ok: iterate-while-shared-mutation
        for client in locked:
            await client.drain()


async def over_copy():
    # ok: iterate-while-shared-mutation
    for client in list(copied):
        await client.drain()


async def first_only():
    # ok: iterate-while-shared-mutation
    for client in once:
        if client.ready:
            await client.drain()
            break


async def watch():
    alone.add(1)
    # No other task changes it.
    # ok: iterate-while-shared-mutation
    for each in alone:
        await asyncio.sleep(each)


async def main():
    watching = asyncio.create_task(watch())
    server = await asyncio.start_server(handle, "localhost", 80)
    async with server:
        await server.serve_forever()
    await watching


asyncio.run(main())
