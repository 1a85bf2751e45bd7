import asyncio
import registry
from registry import ACTIONS, alias, doze, nap, never_runs, snooze


async def decorated():
    # ruleid: blocking-call-in-async
    nap()


async def decorated_with_arguments():
    # ruleid: blocking-call-in-async
    doze()


async def wrapped():
    # ruleid: blocking-call-in-async
    snooze()


async def replaced():
    # ok: blocking-call-in-async
    never_runs()


async def aliased():
    # ruleid: blocking-call-in-async
    alias()


async def dispatched(name):
    # ruleid: blocking-call-in-async
    ACTIONS[name]()


async def dispatched_with_get(name):
    # ruleid: blocking-call-in-async
    registry.ACTIONS.get(name)()


async def handed_over():
    # ok: blocking-call-in-async
    await asyncio.to_thread(nap)


async def main():
    await asyncio.gather(decorated(), wrapped())
