"""One task reads, and hands what it has read to the others.

expected: ['first', 'second']
"""
import asyncio


async def serve(reader, writer):
    await reader.readline()
    writer.write(b"first\nsecond\n")
    await writer.drain()
    writer.close()


async def read(reader, lines):
    while line := await reader.readline():
        await lines.put(line)


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    lines = asyncio.Queue()
    # ok: connection-shared-by-tasks
    all_three = asyncio.gather(lines.get(), lines.get(), read(reader, lines))
    await asyncio.sleep(0)
    writer.write(b"go\n")
    first, second, _ = await all_three
    writer.close()
    server.close()
    return [first, second]


results = asyncio.run(main())
print(sorted(r.decode().strip() for r in results))
