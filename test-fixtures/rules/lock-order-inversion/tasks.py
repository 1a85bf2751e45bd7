"""Locks between tasks."""
import asyncio

a = asyncio.Lock()
b = asyncio.Lock()
c = asyncio.Lock()
d = asyncio.Lock()


async def a_then_b():
    async with a:
        # ruleid: lock-order-inversion
        async with b:
            await asyncio.sleep(1)


async def b_then_a():
    async with b:
        async with a:
            await asyncio.sleep(1)


async def c_then_d():
    async with c:
        # ok: lock-order-inversion
        async with d:
            await asyncio.sleep(1)


async def d_then_c():
    async with d:
        async with asyncio.timeout(1):
            # ok: lock-order-inversion
            async with c:
                await asyncio.sleep(1)


async def main():
    await asyncio.gather(a_then_b(), b_then_a(), c_then_d(), d_then_c())
