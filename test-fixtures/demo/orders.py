"""Takes orders; what the shelf lacks is ordered by a function of another file."""

import asyncio

from suppliers import restock


async def take(order):
    restock(order)
    return f"{order} is on its way"


async def main(orders):
    print(await asyncio.gather(*[take(order) for order in orders]))


if __name__ == "__main__":
    asyncio.run(main(["assam", "darjeeling", "sencha"]))
