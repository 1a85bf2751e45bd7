"""What the other modules ask about the event loop."""
import asyncio


def get_running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def in_async_call(loop):
    try:
        return loop is asyncio.get_running_loop()
    except RuntimeError:
        return False
