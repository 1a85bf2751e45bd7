"""Awaiting the result of a call that blocks: it blocks, and then raises TypeError."""
import queue
import subprocess
import threading
import time
from time import sleep

import requests

ready = threading.Event()
jobs = queue.Queue()


async def functions(url):
    # ruleid: blocking-call-in-async
    await time.sleep(1)
    # ruleid: blocking-call-in-async
    await sleep(0.1)
    # ruleid: blocking-call-in-async
    await subprocess.run(["ls"])
    # ruleid: blocking-call-in-async
    return await requests.get(url)


async def methods():
    # ruleid: blocking-call-in-async
    await ready.wait()
    # A queue may hold coroutines.
    # ruleid: blocking-call-in-async
    await jobs.get()


async def by_annotation(event: threading.Event):
    # The annotation and the code cannot both be right.
    # ok: blocking-call-in-async
    await event.wait()


async def unknown(client, sleep):
    # ok: blocking-call-in-async
    await client.get("/")
    # ok: blocking-call-in-async
    await sleep(1)


async def if_needed(session: requests.Session, url, ensure_async):
    # ok: blocking-call-in-async
    await ensure_async(session.get(url))
