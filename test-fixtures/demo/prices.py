"""Asks the suppliers for today's prices, all at the same time."""

import asyncio
import json
import time
import urllib.request


async def ask(supplier):
    reply = urllib.request.urlopen(f"https://{supplier}.example/prices")
    while reply.status == 503:
        time.sleep(1)
        reply = urllib.request.urlopen(f"https://{supplier}.example/prices")
    return json.load(reply)


async def cheapest(tea, suppliers):
    lists = await asyncio.gather(*[ask(supplier) for supplier in suppliers])
    return min(prices[tea] for prices in lists)


if __name__ == "__main__":
    print(asyncio.run(cheapest("assam", ["leaf", "cup", "kettle"])))
