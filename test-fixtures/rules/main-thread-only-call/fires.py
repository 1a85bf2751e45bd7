"""Handlers of signals that threads set."""
import asyncio
import signal
import threading
from concurrent.futures import ThreadPoolExecutor


def stop(signum, frame):
    pass


def directly():
    # ruleid: main-thread-only-call
    signal.signal(signal.SIGTERM, stop)


def through_a_helper():
    set_up()


def set_up():
    # ruleid: main-thread-only-call
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # ruleid: main-thread-only-call
    signal.set_wakeup_fd(-1)


class Server(threading.Thread):
    def run(self):
        loop = asyncio.new_event_loop()
        # ruleid: main-thread-only-call
        loop.add_signal_handler(signal.SIGTERM, loop.stop)
        loop.run_forever()


async def main():
    # ruleid: main-thread-only-call
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)
    await prepare()


async def prepare():
    # ruleid: main-thread-only-call
    signal.signal(signal.SIGHUP, stop)


def run_main():
    asyncio.run(main())


threading.Thread(target=directly).start()
# ruleid: future-exception-lost
ThreadPoolExecutor().submit(through_a_helper)
Server().start()
threading.Thread(target=run_main).start()
