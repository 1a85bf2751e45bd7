"""A stream has one reader at a time: the second task that waits for data is refused.

expected: ['RuntimeError', 'first']
fails with: AssertionError: readuntil() called while another coroutine is already waiting for incoming data
"""
import asyncio


async def serve(reader, writer):
    await reader.readline()
    writer.write(b"first\nsecond\n")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    both = asyncio.gather(
        reader.readline(),
        # ruleid: connection-shared-by-tasks
        reader.readline(),
        return_exceptions=True,
    )
    await asyncio.sleep(0)
    writer.write(b"go\n")
    results = await both
    writer.close()
    server.close()
    return results


results = asyncio.run(main())
print(sorted(type(r).__name__ if isinstance(r, Exception) else r.decode().strip() for r in results))
for result in results:
    assert not isinstance(result, Exception), str(result)
