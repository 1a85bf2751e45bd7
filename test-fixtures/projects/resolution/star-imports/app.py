import asyncio
from both import *


async def main():
    # ruleid: blocking-call-in-async
    nap()
    # ruleid: blocking-call-in-async
    doze()
    # ruleid: task-result-dropped
    asyncio.create_task(other())


async def other():
    # ok: blocking-call-in-async
    not_listed()
    # ok: blocking-call-in-async
    _private()
