"""Blocking through other functions, and on the paths of servers: not seen yet."""
import asyncio
import time

import requests
from fastapi import FastAPI

app = FastAPI()


def nap():
    time.sleep(1)


def deeper():
    nap()


class Api:
    def __init__(self):
        self.session = requests.Session()

    def fetch(self, url):
        return self.session.get(url)

    async def items(self, url):
        # ruleid: blocking-call-in-async
        return self.fetch(url)

    @property
    def newest(self):
        return self.session.get("https://shop.example").text

    async def show(self):
        # ruleid: blocking-call-in-async
        return self.newest


async def one_step():
    # ruleid: blocking-call-in-async
    nap()


async def two_steps():
    # ruleid: blocking-call-in-async
    deeper()


async def constructor():
    # ruleid: blocking-call-in-async
    return Slow()


class Slow:
    def __init__(self):
        time.sleep(1)


def on_tick():
    # ruleid: blocking-call-in-async
    nap()


async def schedule():
    asyncio.get_running_loop().call_soon(on_tick)


async def silent():
    # ok: blocking-call-in-async
    await asyncio.to_thread(nap)
    # ok: blocking-call-in-async
    return deeper


@app.get("/settings")
async def settings():
    # Files are information elsewhere; on the path of a server all requests wait.
    # ruleid: blocking-call-in-async
    with open("settings.json") as file:
        return file.read()
