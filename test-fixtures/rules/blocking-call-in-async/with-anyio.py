"""The same with anyio."""
import time

import anyio
import requests


def on_loop():
    # ruleid: blocking-call-in-async
    time.sleep(1)


def worker():
    anyio.from_thread.run_sync(on_loop)


async def tick(url):
    # ruleid: blocking-call-in-async
    time.sleep(1)
    # ruleid: blocking-call-in-async
    text = requests.get(url, headers={}).text
    # ruleid: blocking-call-in-async
    requests.post(url, text, json=await anyio.Path("name").read_text())
    # ok: blocking-call-in-async
    await anyio.sleep(1)


async def main(url):
    async with anyio.create_task_group() as group:
        group.start_soon(tick, url)
        await anyio.to_thread.run_sync(worker)
