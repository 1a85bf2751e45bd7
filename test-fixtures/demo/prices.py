"""Asks the suppliers for today's prices, all at the same time."""

import asyncio
import time

import requests


async def ask(supplier):
    reply = requests.get(f"https://{supplier}.example/prices")
    while reply.status_code == 503:
        time.sleep(1)
        reply = requests.get(f"https://{supplier}.example/prices")
    return reply.json()


async def cheapest(tea, suppliers):
    lists = await asyncio.gather(*[ask(supplier) for supplier in suppliers])
    return min(prices[tea] for prices in lists)


if __name__ == "__main__":
    print(asyncio.run(cheapest("assam", ["leaf", "cup", "kettle"])))
