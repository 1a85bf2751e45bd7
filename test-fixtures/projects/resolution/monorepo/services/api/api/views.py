import asyncio
from common_naps import nap
from api.local import quick
from helpers import which


async def view():
    # ruleid: blocking-call-in-async
    nap()
    # ok: blocking-call-in-async
    quick()
    # ok: blocking-call-in-async
    which()
    # ruleid: task-result-dropped
    asyncio.create_task(view())
