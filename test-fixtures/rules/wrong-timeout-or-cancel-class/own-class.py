from concurrent.futures import CancelledError


class JobCancelled(CancelledError):
    pass


async def of_the_program(shop, order):
    try:
        await shop.send(order)
    # ok: wrong-timeout-or-cancel-class
    except CancelledError:
        shop.put_back(order)
