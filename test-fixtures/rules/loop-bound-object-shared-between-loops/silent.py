"""One event loop, or objects of its own for each."""
import argparse
import asyncio
import multiprocessing
import threading

import click
import httpx

# ok: loop-bound-object-shared-between-loops
lock = asyncio.Lock()
# ok: loop-bound-object-shared-between-loops
jobs = asyncio.Queue()
# ok: loop-bound-object-shared-between-loops
client = httpx.AsyncClient()
# ok: loop-bound-object-shared-between-loops
unused = asyncio.Event()
# ok: loop-bound-object-shared-between-loops
for_threads = threading.Lock()
# ok: loop-bound-object-shared-between-loops
of_a_process = asyncio.Semaphore(3)


async def work():
    async with lock:
        await jobs.get()


async def fetch():
    await client.get("https://shop.example")


async def in_a_loop():
    own = asyncio.Queue()
    with for_threads:
        own.put_nowait(1)
    await own.get()


@click.command()
def one_command():
    asyncio.run(fetch())


@click.command()
def another_command():
    asyncio.run(fetch())


async def limited():
    async with of_a_process:
        pass


def in_a_process():
    asyncio.run(limited())


def either(arguments):
    if arguments.all:
        asyncio.run(work())
        return
    asyncio.run(work())


def on_one_loop():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(work())
    loop.run_until_complete(work())


if __name__ == "__main__":
    either(argparse.ArgumentParser().parse_args())
    on_one_loop()
    for _ in range(3):
        asyncio.run(in_a_loop())
        multiprocessing.Process(target=in_a_process).start()
