"""What one task sets in a thread-local object, all tasks see."""
import asyncio
import threading

from fastapi import FastAPI

from shop import load

app = FastAPI()
context = threading.local()
depth = threading.local()


class Session:
    state = threading.local()

    async def run(self, user):
        # ruleid: thread-local-in-async
        self.state.user = user
        await load(user)
        print(self.state.user)


def set_language(language):
    # ruleid: thread-local-in-async
    context.language = language


def get_language():
    return getattr(context, "language", "en")


@app.get("/price")
async def price(language: str):
    set_language(language)
    rows = await load("price")
    return rows, get_language()


@app.get("/nested")
async def nested():
    # ruleid: thread-local-in-async
    depth.value = getattr(depth, "value", 0) + 1
    try:
        await load("nested")
    finally:
        depth.value -= 1


@app.get("/named")
async def named(user: str):
    # ruleid: thread-local-in-async
    setattr(context, "user", user)
    await load("named")
    return context.user


async def main(users):
    session = Session()
    await asyncio.gather(*(session.run(user) for user in users))


asyncio.run(main(["ann", "ben"]))
