import asyncio
import functools
import threading

import client
from client import connect, rows, work


async def main():
    # ruleid: unawaited-coroutine
    connect()
    # ruleid: unawaited-coroutine
    print(client.connect().name)
    # ok: unawaited-coroutine
    connected = await connect()
    # ruleid: wrong-with-kind
    for row in rows():
        print(row, connected)
    # ruleid: called-instead-of-passed
    threading.Thread(target=work()).start()
    # ruleid: coroutine-function-as-sync-callback
    threading.Thread(target=connect).start()
    # ruleid: cached-coroutine
    again = functools.cache(client.connect)
    await again()


asyncio.run(main())
