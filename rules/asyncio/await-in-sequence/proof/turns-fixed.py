"""Requests that are gathered wait together, and give their answers in order.

expected: most at a time: 3
"""

import asyncio
import sys
import types


class AsyncClient:
    """Stands for the client of httpx: each answer takes some turns of the loop."""

    at_work = 0
    most = 0

    async def get(self, url):
        AsyncClient.at_work += 1
        AsyncClient.most = max(AsyncClient.most, AsyncClient.at_work)
        for _ in range(3):
            await asyncio.sleep(0)
        AsyncClient.at_work -= 1
        return url


sys.modules["httpx"] = types.ModuleType("httpx")
sys.modules["httpx"].AsyncClient = AsyncClient

import httpx  # noqa: E402


async def main():
    client = httpx.AsyncClient()
    # ok: await-in-sequence
    answers = await asyncio.gather(*[client.get(url) for url in ("a", "b", "c")])
    assert answers == ["a", "b", "c"]


asyncio.run(main())

print(f"most at a time: {AsyncClient.most}")
assert AsyncClient.most == 3, "the turns wait for each other"
