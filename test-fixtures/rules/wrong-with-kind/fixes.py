import asyncio

import aiohttp

lock = asyncio.Lock()


async def rows():
    yield await asyncio.sleep(0, 1)


async def main():
    # ruleid: wrong-with-kind
    with lock:
        print("alone")
    # ruleid: wrong-with-kind
    with aiohttp.ClientSession() as session:
        print(session)
    # ruleid: wrong-with-kind
    for row in rows():
        print(row)
    # ruleid: wrong-with-kind
    async for item in [1, 2]:
        print(item)
    # ruleid: wrong-with-kind
    print([row for row in rows()])


def start():
    # ruleid: wrong-with-kind
    with lock:
        print("alone")
