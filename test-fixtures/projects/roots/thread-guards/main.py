import asyncio
import threading

import state


def in_main_only():
    if threading.current_thread() is threading.main_thread():
        # ok: unlocked-shared-global
        state.count += 1


def elsewhere_only():
    if threading.current_thread() is threading.main_thread():
        return
    called_elsewhere()


def called_elsewhere():
    # ruleid: unlocked-shared-global
    state.others += 1


def by_name():
    if threading.current_thread().name != "MainThread":
        raise RuntimeError("only in the main thread")
    # ok: unlocked-shared-global
    state.named += 1


def off_loop():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        # ok: unlocked-shared-global
        state.off_loop += 1


async def on_loop():
    off_loop()
    # ok: unlocked-shared-global
    state.off_loop += 1


def work():
    in_main_only()
    elsewhere_only()
    by_name()


in_main_only()
for _ in range(3):
    threading.Thread(target=work).start()  # root
in_main_only()
elsewhere_only()
by_name()
off_loop()
