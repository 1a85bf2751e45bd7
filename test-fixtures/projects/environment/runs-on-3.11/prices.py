import asyncio


async def price(shop):
    try:
        return await asyncio.wait_for(shop.price(), timeout=3)
    # ok: wrong-timeout-or-cancel-class
    except TimeoutError:
        return None


async def refresh(shop):
    while True:
        try:
            await shop.price()
        # ok: swallowed-cancellation
        except Exception:
            print("failed")
