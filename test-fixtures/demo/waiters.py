"""Waiters serve orders until the tea house closes; one of them never hears of it."""

import asyncio


async def wait_at_tables(orders):
    while True:
        order = await orders.get()
        try:
            await serve(order)
        except asyncio.CancelledError:
            print(f"{order} was interrupted")
        finally:
            orders.task_done()


async def serve(order):
    await asyncio.sleep(0.1)
    print(f"{order} is served")


async def ring_bell():
    await asyncio.sleep(0.3)
    print("last orders")


async def main():
    orders = asyncio.Queue()
    waiter = asyncio.create_task(wait_at_tables(orders))
    asyncio.create_task(ring_bell())
    for order in ["assam", "darjeeling", "sencha"]:
        orders.put_nowait(order)
    await orders.join()
    waiter.cancel()
    print("closed")


if __name__ == "__main__":
    asyncio.run(main())
