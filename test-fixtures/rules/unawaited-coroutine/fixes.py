import asyncio


async def save(order):
    await asyncio.sleep(0)
    return order


async def main(orders):
    # ruleid: unawaited-coroutine
    save("tea")
    # ruleid: unawaited-coroutine
    name = save("tea")["name"]
    # ruleid: unawaited-coroutine
    if save(name):
        print("saved")
    # ruleid: unawaited-coroutine
    async with save("tea") as saved:
        print(saved)
    # ruleid: unawaited-coroutine
    kept = save(
        "tea",
    )
    # ruleid: unawaited-coroutine
    print(f"saved {save('tea')}")
    # ruleid: unawaited-coroutine
    return all(save(order) for order in orders)


def start():
    # ruleid: unawaited-coroutine
    main([])


# ruleid: unawaited-coroutine
main([])
