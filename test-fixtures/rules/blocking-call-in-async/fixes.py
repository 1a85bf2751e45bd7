#!/usr/bin/env python3
"""What the fix makes of calls in various places."""
from __future__ import annotations

import json
import os
import time
from subprocess import run

import requests


async def places(url, items):
    # ruleid: blocking-call-in-async
    time.sleep(1); items = list(items)
    # ruleid: blocking-call-in-async
    data = requests.get(url).json()["key"]
    # ruleid: blocking-call-in-async
    run(
        ["ls"],
        check=True,
    )
    # ruleid: blocking-call-in-async
    total = 1 + len(requests.get(url).text) ** 2
    # ruleid: blocking-call-in-async
    text = f"{requests.get(url).text}"
    # ruleid: blocking-call-in-async
    if not os.path.exists("a") and items:
        # ruleid: blocking-call-in-async
        return json.dumps(requests.post(*items, **data).json())
    # ruleid: blocking-call-in-async
    time.sleep (0.1)
    # ruleid: blocking-call-in-async
    answer = input()
    return total, text, answer


async def no_fix(url, delays):
    # ruleid: blocking-call-in-async
    pages = [requests.get(url) for _ in range(3)]
    # ruleid: blocking-call-in-async
    any(time.sleep(delay) for delay in delays)
    # ruleid: blocking-call-in-async
    time.sleep(*delays)

    class Body:
        # ruleid: blocking-call-in-async
        loaded = requests.get(url)

    asyncio = None
    return pages, Body, asyncio


async def taken(asyncio):
    # ruleid: blocking-call-in-async
    time.sleep(1)
    return asyncio
