"""Handlers of signals that the main thread sets, or that somebody has thought of."""
import asyncio
import contextlib
import signal
import threading


def stop(signum, frame):
    pass


def in_the_main_flow():
    # ok: main-thread-only-call
    signal.signal(signal.SIGTERM, stop)


def asks():
    if threading.current_thread() is threading.main_thread():
        # ok: main-thread-only-call
        signal.signal(signal.SIGTERM, stop)


def asks_by_class():
    if isinstance(threading.current_thread(), threading._MainThread):
        # ok: main-thread-only-call
        signal.signal(signal.SIGTERM, stop)


def returns_first():
    if threading.current_thread() != threading.main_thread():
        return
    # ok: main-thread-only-call
    signal.signal(signal.SIGTERM, stop)


def tries():
    try:
        # ok: main-thread-only-call
        signal.signal(signal.SIGTERM, stop)
    except ValueError:
        pass
    with contextlib.suppress(ValueError):
        # ok: main-thread-only-call
        signal.signal(signal.SIGINT, stop)


def caught_further_up():
    try:
        set_up()
    except ValueError:
        pass


def set_up():
    # ok: main-thread-only-call
    signal.signal(signal.SIGUSR1, stop)


def lets_callers_decide(with_handlers=False):
    if with_handlers:
        # ok: main-thread-only-call
        signal.signal(signal.SIGTERM, stop)


class Server:
    def __init__(self):
        self.handles_signals = False

    def run(self):
        if self.handles_signals:
            # ok: main-thread-only-call
            signal.signal(signal.SIGTERM, stop)
        # ok: main-thread-only-call
        print(signal.getsignal(signal.SIGTERM), signal.strsignal(15))
        # ok: main-thread-only-call
        signal.setitimer(signal.ITIMER_REAL, 1)


async def main():
    # ok: main-thread-only-call
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)


threading.Thread(target=asks).start()
threading.Thread(target=asks_by_class).start()
threading.Thread(target=returns_first).start()
threading.Thread(target=tries).start()
threading.Thread(target=caught_further_up).start()
threading.Thread(target=lets_callers_decide).start()
threading.Thread(target=Server().run).start()
in_the_main_flow()
asyncio.run(main())
