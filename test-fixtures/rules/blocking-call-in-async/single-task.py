"""A script with one task: nobody else waits, so these are hints."""
import asyncio
import time

import httpx
import requests


async def fetch(client, url):
    # ruleid: blocking-call-in-async
    time.sleep(1)
    response = await httpx.AsyncClient().get(url)
    return response.text


async def main():
    # ruleid: blocking-call-in-async
    url = input("URL: ")
    async with httpx.AsyncClient() as client:
        text = await fetch(client, url)
    # ruleid: blocking-call-in-async
    requests.post(url, data=text)
    await asyncio.sleep(1)


asyncio.run(main())
