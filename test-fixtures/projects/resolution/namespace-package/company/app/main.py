import asyncio
import company.tools.naps
import company.tools.naps as naps
from company.tools import naps as again
from company.tools.naps import nap
from ..tools import naps as relative
from ..tools.naps import nap as relative_nap


async def one():
    # ruleid: blocking-call-in-async
    company.tools.naps.nap()


async def two():
    # ruleid: blocking-call-in-async
    naps.nap()


async def three():
    # ruleid: blocking-call-in-async
    again.nap()


async def four():
    # ruleid: blocking-call-in-async
    nap()


async def five():
    # ruleid: blocking-call-in-async
    relative.nap()


async def six():
    # ruleid: blocking-call-in-async
    relative_nap()


async def main():
    await asyncio.gather(one(), two(), three(), four(), five(), six())
