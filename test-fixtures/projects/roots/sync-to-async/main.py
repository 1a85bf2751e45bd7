from asgiref.sync import sync_to_async

import state


def first():
    # All of these share one thread.
    # ok: unlocked-shared-global
    state.count += 1


def second():
    # ok: unlocked-shared-global
    state.count += 1


def apart():
    # ruleid: unlocked-shared-global
    state.apart += 1


async def main():
    await sync_to_async(first)()
    await sync_to_async(second)()
    for _ in range(3):
        sync_to_async(apart, thread_sensitive=False)()  # root
