"""What belongs to the thread is a hint, and what rests on callers that nobody sees an info."""
import asyncio
import threading

import httpx
from fastapi import FastAPI

from shop import load

app = FastAPI()
local = threading.local()
library = threading.local()


def client():
    if not hasattr(local, "client"):
        # ruleid: thread-local-in-async
        local.client = httpx.Client()
    return local.client


def session():
    try:
        return local.session
    except AttributeError:
        # ruleid: thread-local-in-async
        local.session = load("session")
        return local.session


@app.get("/loop")
async def of_loop():
    # ruleid: thread-local-in-async
    local.loop = asyncio.get_running_loop()
    await load("loop")
    return client(), session(), local.loop


async def as_user(user):
    # ruleid: thread-local-in-async
    library.user = user
    await load("user")
    return library.user
