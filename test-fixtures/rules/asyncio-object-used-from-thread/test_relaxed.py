"""In tests it is a hint."""
import asyncio
import threading


def test_wakes():
    changed = asyncio.Event()
    # ruleid: asyncio-object-used-from-thread
    thread = threading.Thread(target=lambda: changed.set())
    thread.start()
