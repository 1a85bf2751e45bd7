"""What tests do with it says little about how the program runs: what is found here is for information."""
import threading
import time

lock = threading.Lock()
count = 0
starts = 0


def add():
    global count
    # ruleid: unlocked-shared-global
    count += 1


def launch():
    # Only the tests call it twice.
    threading.Thread(target=run).start()


def run():
    global starts
    # ruleid: unlocked-shared-global
    starts += 1


def guarded():
    global starts
    # ruleid: unlocked-shared-global
    starts -= 1


def tick():
    # ok: blocking-call-in-async
    time.sleep(1)
