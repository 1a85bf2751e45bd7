"""The same with trio: other words in the fix and in the advice."""
import subprocess
import time

import requests
import trio


async def tick(url):
    # ruleid: blocking-call-in-async
    time.sleep(1)
    # ruleid: blocking-call-in-async
    requests.get(url, timeout=5)
    # ruleid: blocking-call-in-async
    print(requests.get(url).json())
    # ruleid: blocking-call-in-async
    subprocess.run(["ls"])
    # ok: blocking-call-in-async
    await trio.sleep(1)
    # ok: blocking-call-in-async
    await trio.Path("name").read_text()


async def main(url):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(tick, url)
        nursery.start_soon(tick, url)
