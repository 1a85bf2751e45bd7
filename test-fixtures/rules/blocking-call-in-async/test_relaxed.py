"""Tests may block: hints."""
import time


async def test_waits():
    # ruleid: blocking-call-in-async
    time.sleep(0.1)
