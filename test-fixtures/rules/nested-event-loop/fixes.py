"""What can be awaited in its place."""
import asyncio


async def work(n):
    return [n]


async def a_statement():
    # ruleid: nested-event-loop
    asyncio.run(work(1))


async def an_element():
    # ruleid: nested-event-loop
    first = asyncio.run(work(2))[0]


async def on_a_loop(loop: asyncio.AbstractEventLoop):
    # ruleid: nested-event-loop
    return loop.run_until_complete(
        work(3),
    )


async def not_alone():
    # ruleid: nested-event-loop
    asyncio.run(work(1), debug=True)
