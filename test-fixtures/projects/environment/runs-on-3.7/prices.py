import asyncio
from concurrent.futures import CancelledError


async def refresh(shop):
    while True:
        try:
            await shop.price()
        # ruleid: swallowed-cancellation
        except Exception:
            print("failed")


async def careful(shop):
    while True:
        try:
            await shop.price()
        except asyncio.CancelledError:
            raise
        # ok: swallowed-cancellation
        except Exception:
            print("failed")


async def one_class_then(shop, order):
    try:
        await shop.send(order)
    # ok: wrong-timeout-or-cancel-class
    except CancelledError:
        shop.put_back(order)
        raise
