import asyncio

import store
import vendor


async def handle(text):
    # ruleid: blocking-call-in-async
    store.query(text)
    # ok: blocking-call-in-async
    store.cached(text)
    # ruleid: blocking-call-in-async
    helper(text)
    # ok: blocking-call-in-async
    await asyncio.to_thread(store.query, text)


def helper(text):
    return store.query(text)


async def call(client: vendor.Client):
    # ruleid: blocking-call-in-async
    client.send()
    # ruleid: blocking-call-in-async
    vendor.fetch()
    # ok: blocking-call-in-async
    vendor.peek()
    # ok: blocking-call-in-async
    await vendor.fetch_later()
