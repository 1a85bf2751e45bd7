"""Python 3.14 makes no loop for who asks for the current one."""
import asyncio


async def work():
    # ok: deprecated-loop-access
    asyncio.get_event_loop()


if __name__ == "__main__":
    # ruleid: deprecated-loop-access
    asyncio.get_event_loop().run_until_complete(work())
