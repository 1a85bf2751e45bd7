import asyncio
import contextlib
from asyncio import CancelledError
from contextlib import suppress

import anyio
import trio


async def alone(jobs):
    while True:
        try:
            await jobs.get()
        # ruleid: swallowed-cancellation
        except CancelledError:
            continue


async def in_a_tuple(jobs):
    for _ in range(3):
        try:
            await jobs.get()
        # ruleid: swallowed-cancellation
        except (OSError, asyncio.CancelledError) as error:
            print(error)


async def everything(jobs):
    while True:
        try:
            async with jobs.open() as job:
                job.run()
        # ruleid: swallowed-cancellation
        except BaseException as error:
            print("failed", repr(error))


async def bare(source):
    try:
        async for line in source:
            print(line)
    # ruleid: swallowed-cancellation
    except:
        pass
    await source.reopen()


async def suppressed(jobs, more):
    # ruleid: swallowed-cancellation
    with suppress(asyncio.CancelledError):
        await jobs.get()
    # ruleid: swallowed-cancellation
    with contextlib.suppress(BaseException):
        await more.get()
    await jobs.get()


async def left_by_finally(jobs):
    try:
        return await jobs.get()
    finally:
        # ruleid: swallowed-cancellation
        return None


async def continued_by_finally(jobs):
    while True:
        try:
            await jobs.get()
        finally:
            # ruleid: swallowed-cancellation
            continue


async def broken_by_finally(jobs, sink):
    while True:
        try:
            await jobs.get()
        finally:
            # ruleid: swallowed-cancellation
            break
    await sink.send("done")


async def fetch(client):
    try:
        return await client.get("/")
    # ruleid: swallowed-cancellation
    except asyncio.CancelledError:
        print("cancelled")


async def shown(client, page):
    text = await fetch(client)
    await page.show(text)


async def in_anyio(stream):
    while True:
        try:
            await stream.receive()
        # ruleid: swallowed-cancellation
        except anyio.get_cancelled_exc_class():
            print("cancelled")


async def in_trio(channel):
    while True:
        try:
            await channel.receive()
        # ruleid: swallowed-cancellation
        except trio.Cancelled:
            pass


async def while_asked_to(self, jobs):
    while not self.is_closed:
        try:
            await jobs.get()
        # ruleid: swallowed-cancellation
        except asyncio.CancelledError:
            pass


async def unless_it_retries(self, jobs):
    while True:
        try:
            await jobs.get()
        # ruleid: swallowed-cancellation
        except asyncio.CancelledError:
            if self.retries:
                continue
            raise


@contextlib.asynccontextmanager
async def quietly(connection):
    try:
        yield connection
    # ruleid: swallowed-cancellation
    except BaseException:
        print("failed")


async def closed(connection):
    try:
        await connection.close()
    # ruleid: swallowed-cancellation
    except BaseException:
        pass


async def held(self):
    try:
        await self.answer
    # ruleid: swallowed-cancellation
    except asyncio.CancelledError:
        pass


async def worker(jobs):
    try:
        while True:
            await jobs.get()
    # ruleid: swallowed-cancellation
    except asyncio.CancelledError:
        print("the worker ends")


async def main(jobs):
    task = asyncio.create_task(worker(jobs))
    try:
        await jobs.join()
    # ruleid: swallowed-cancellation
    except asyncio.CancelledError:
        print("bye")
    finally:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(asyncio.Queue()))
