import asyncio
import threading

from fastapi import FastAPI

import state

app = FastAPI()


@app.post("/orders")  # root
async def order():
    # Many requests wait here at the same time, each for a thread of its own.
    await asyncio.to_thread(pay)


def pay():
    # ruleid: unlocked-shared-global
    state.count += 1


@app.get("/start")  # root
def start():
    threading.Thread(target=work).start()


def work():
    # ruleid: unlocked-shared-global
    state.started += 1


async def main():
    await asyncio.to_thread(prepare)


def prepare():
    # One coroutine waits for one thread.
    # ok: unlocked-shared-global
    state.once += 1


asyncio.run(main())
